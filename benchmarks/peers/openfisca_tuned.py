"""The same OpenFisca system with the formulas that cost most written for speed.

Tables by code become `np.take` on an array. A second system also writes the scales out and takes
the lowest age of a household by `reduceat`, for which the persons must stand in the order of their
households.
"""

from __future__ import annotations

import numpy as np
import openfisca_rules as rules
from openfisca_core.model_api import Variable, max_, min_
from openfisca_core.taxbenefitsystems import TaxBenefitSystem


def by_code(node, enum, codes):
    """The values of a parameter node by the codes of an enumeration."""
    table = np.array([node[each.name] for each in enum], dtype=np.float32)
    return np.take(table, codes.view(np.ndarray))


def marginal(scale, base):
    """What a marginal-rate scale gives, a pass for each bracket with a rate."""
    total = np.zeros(len(base), dtype=np.float32)
    tops = [*scale.thresholds[1:], np.inf]
    for low, high, rate in zip(scale.thresholds, tops, scale.rates):
        if rate:
            total += np.float32(rate) * max_(min_(base, np.float32(high)) - np.float32(low), 0)
    return total


class youngest(Variable):
    def formula(household, period, parameters):
        starts = np.searchsorted(household.members_entity_id, np.arange(household.count))
        return np.minimum.reduceat(household.members("age", period), starts)


class e06(Variable):
    def formula(person, period, parameters):
        node = parameters(period).disability
        amount = by_code(node, rules.Disability, person("disability", period))
        below = person("age", period) < parameters(period).pension.age
        return person("meets_residence", period) * below * amount


class e07(Variable):
    def formula(person, period, parameters):
        node = parameters(period).attendance
        amount = by_code(node, rules.Disability, person("disability", period))
        return (person("age", period) >= parameters(period).pension.age) * amount


class e08(Variable):
    def formula(household, period, parameters):
        housing = parameters(period).housing
        tenure = household("tenure", period)
        rents = (tenure == rules.Tenure.tenant) + (tenure == rules.Tenure.social)
        poor = household("household_savings", period) < parameters(period).capital_limit
        cap = by_code(housing.rent_cap, rules.Region, household("region", period))
        free = housing.free_income * household("equivalence", period)
        excess = max_(household("household_income", period) - free, 0)
        rent = min_(household("rent", period), cap)
        return rents * poor * max_(rent - housing.taper * excess, 0)


class e14(Variable):
    def formula(person, period, parameters):
        entitled = (person("disability", period) != rules.Disability.none) * (
            person("employment", period) == rules.Employment.employed
        )
        return entitled * marginal(parameters(period).sickness, person("salary", period))


class e15(Variable):
    def formula(person, period, parameters):
        employment = person("employment", period)
        works = (employment == rules.Employment.employed) + (
            employment == rules.Employment.self_employed
        )
        credit = marginal(parameters(period).tax_credit, person("gross_income", period))
        return works * person("is_adult", period) * credit


class e17(Variable):
    def formula(household, period, parameters):
        support = parameters(period).council_tax
        poor = household("household_savings", period) < parameters(period).capital_limit
        amount = by_code(support.amount, rules.Tenure, household("tenure", period))
        income = household("household_income", period)
        return poor * amount * max_(1 - income / support.income, 0)


def system() -> TaxBenefitSystem:
    made = rules.system()
    for each in (e06, e07, e08, e17):
        made.update_variable(each)
    return made


def system_past_openfisca() -> TaxBenefitSystem:
    made = system()
    for each in (youngest, e14, e15):
        made.update_variable(each)
    return made
