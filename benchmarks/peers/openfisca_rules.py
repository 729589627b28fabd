"""The twenty rules as OpenFisca's documentation writes rules: a variable for each concept, tables
by code through fancy indexing, scales through `calc`, persons and households through projections.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.model_api import Enum, Variable, load_parameter_file, max_, min_, not_, where
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

MONTH = DateUnit.MONTH
PARAMETERS = str(Path(__file__).resolve().with_name("openfisca_parameters.yaml"))

Household = build_entity(
    key="household",
    plural="households",
    label="Household",
    roles=[{"key": "member", "plural": "members", "label": "Member"}],
)
Person = build_entity(key="person", plural="persons", label="Person", is_person=True)


class Employment(Enum):
    employed = "Employed"
    self_employed = "Self-employed"
    unemployed = "Unemployed"
    student = "Student"
    inactive = "Inactive"
    retired = "Retired"


class Disability(Enum):
    none = "None"
    low = "Low"
    mid = "Middle"
    high = "High"


class Region(Enum):
    north = "North"
    south = "South"
    east = "East"
    west = "West"
    capital = "Capital"


class Tenure(Enum):
    owner = "Owner"
    tenant = "Tenant"
    social = "Social housing"
    free = "Rent free"
    homeless = "Homeless"


class age(Variable):
    value_type = int
    entity = Person
    definition_period = MONTH


class salary(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH


class self_employment(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH


class pension_income(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH


class savings(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH


class employment(Variable):
    value_type = Enum
    possible_values = Employment
    default_value = Employment.inactive
    entity = Person
    definition_period = MONTH


class disability(Variable):
    value_type = Enum
    possible_values = Disability
    default_value = Disability.none
    entity = Person
    definition_period = MONTH


class resident(Variable):
    value_type = bool
    entity = Person
    definition_period = MONTH


class citizen(Variable):
    value_type = bool
    entity = Person
    definition_period = MONTH


class carer(Variable):
    value_type = bool
    entity = Person
    definition_period = MONTH


class pregnant(Variable):
    value_type = bool
    entity = Person
    definition_period = MONTH


class contribution_years(Variable):
    value_type = int
    entity = Person
    definition_period = MONTH


class rent(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH


class energy_bill(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH


class region(Variable):
    value_type = Enum
    possible_values = Region
    default_value = Region.north
    entity = Household
    definition_period = MONTH


class tenure(Variable):
    value_type = Enum
    possible_values = Tenure
    default_value = Tenure.owner
    entity = Household
    definition_period = MONTH


class gross_income(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH

    def formula(person, period, parameters):
        return (
            person("salary", period)
            + person("self_employment", period)
            + person("pension_income", period)
        )


class is_adult(Variable):
    value_type = bool
    entity = Person
    definition_period = MONTH

    def formula(person, period, parameters):
        return person("age", period) >= parameters(period).adult_age


class is_child(Variable):
    value_type = bool
    entity = Person
    definition_period = MONTH

    def formula(person, period, parameters):
        return not_(person("is_adult", period))


class meets_residence(Variable):
    value_type = bool
    entity = Person
    definition_period = MONTH

    def formula(person, period, parameters):
        years = person("contribution_years", period)
        long_enough = years >= parameters(period).residence_contribution_years
        return person("resident", period) * (person("citizen", period) + long_enough)


class household_income(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH

    def formula(household, period, parameters):
        return household.sum(household.members("gross_income", period))


class household_savings(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH

    def formula(household, period, parameters):
        return household.sum(household.members("savings", period))


class children(Variable):
    value_type = int
    entity = Household
    definition_period = MONTH

    def formula(household, period, parameters):
        return household.sum(household.members("is_child", period))


class adults(Variable):
    value_type = int
    entity = Household
    definition_period = MONTH

    def formula(household, period, parameters):
        return household.sum(household.members("is_adult", period))


class equivalence(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH

    def formula(household, period, parameters):
        weights = parameters(period).equivalence
        return (
            weights.first_adult
            + weights.further_adult * max_(household("adults", period) - 1, 0)
            + weights.child * household("children", period)
        )


class equivalent_income(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH

    def formula(household, period, parameters):
        return household("household_income", period) / max_(household("equivalence", period), 0.1)


class youngest(Variable):
    value_type = int
    entity = Household
    definition_period = MONTH

    def formula(household, period, parameters):
        return household.min(household.members("age", period))


class e01(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH
    label = "Child benefit"

    def formula(household, period, parameters):
        benefit = parameters(period).child_benefit
        children = household("children", period)
        income = household("household_income", period)
        full = benefit.first_child * (children > 0) + benefit.further_child * max_(children - 1, 0)
        return max_(full - benefit.taper * max_(income - benefit.threshold, 0), 0)


class e02(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "State pension"

    def formula(person, period, parameters):
        pension = parameters(period).pension
        years = person("contribution_years", period)
        entitled = (person("age", period) >= pension.age) * (years >= pension.least_years)
        return entitled * min_(years / pension.full_years, 1) * pension.full


class e03(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH
    label = "Pension credit"

    def formula(household, period, parameters):
        credit = parameters(period).pension_credit
        is_old = household.members("age", period) >= parameters(period).pension.age
        guarantee = where(household("adults", period) >= 2, credit.couple, credit.single)
        capital = household("household_savings", period)
        tariff = max_(capital - credit.free_capital, 0) / credit.capital_step
        income = household("household_income", period)
        return household.any(is_old) * max_(guarantee - income - tariff, 0)


class e04(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Jobseeker allowance"

    def formula(person, period, parameters):
        jobseeker = parameters(period).jobseeker
        age = person("age", period)
        entitled = (
            (person("employment", period) == Employment.unemployed)
            * person("is_adult", period)
            * (age < parameters(period).pension.age)
            * person("meets_residence", period)
            * (person("savings", period) < parameters(period).capital_limit)
        )
        amount = where(age < jobseeker.adult_rate_age, jobseeker.young, jobseeker.adult)
        return entitled * max_(amount - person("gross_income", period), 0)


class e05(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Carer allowance"

    def formula(person, period, parameters):
        carer = parameters(period).carer
        return (
            person("carer", period)
            * (person("age", period) >= carer.age)
            * (person("salary", period) <= carer.most_salary)
            * person("meets_residence", period)
            * carer.amount
        )


class e06(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Disability allowance"

    def formula(person, period, parameters):
        amount = parameters(period).disability[person("disability", period)]
        below = person("age", period) < parameters(period).pension.age
        return person("meets_residence", period) * below * amount


class e07(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Attendance allowance"

    def formula(person, period, parameters):
        amount = parameters(period).attendance[person("disability", period)]
        return (person("age", period) >= parameters(period).pension.age) * amount


class e08(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH
    label = "Housing benefit"

    def formula(household, period, parameters):
        housing = parameters(period).housing
        tenure = household("tenure", period)
        rents = (tenure == Tenure.tenant) + (tenure == Tenure.social)
        poor = household("household_savings", period) < parameters(period).capital_limit
        cap = housing.rent_cap[household("region", period)]
        free = housing.free_income * household("equivalence", period)
        excess = max_(household("household_income", period) - free, 0)
        rent = min_(household("rent", period), cap)
        return rents * poor * max_(rent - housing.taper * excess, 0)


class e09(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH
    label = "Universal credit"

    def formula(household, period, parameters):
        credit = parameters(period).universal_credit
        children = household("children", period)
        capital = household("household_savings", period)
        standard = where(household("adults", period) >= 2, credit.couple, credit.single)
        most = standard + credit.child * min_(children, credit.most_children)
        works = household.any(household.members("salary", period) > 0)
        allowance = (children > 0) * works * credit.work_allowance
        tapered = credit.taper * max_(household("household_income", period) - allowance, 0)
        steps = np.floor(max_(capital - credit.free_capital, 0) / credit.capital_step)
        award = max_(most - tapered - steps * credit.capital_income, 0)
        return (capital < parameters(period).capital_limit) * award


class e10(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Maternity pay"

    def formula(person, period, parameters):
        maternity = parameters(period).maternity
        salary = person("salary", period)
        entitled = person("pregnant", period) * (salary >= maternity.least_salary)
        return entitled * min_(maternity.rate * salary, maternity.most)


class e11(Variable):
    value_type = bool
    entity = Household
    definition_period = MONTH
    label = "Free school meals"

    def formula(household, period, parameters):
        meals = parameters(period).meals
        age = household.members("age", period)
        pupil = household.any((age >= meals.from_age) * (age <= meals.to_age))
        poor = household("household_income", period) < meals.income
        return pupil * (household("e09", period) > 0) * poor


class e12(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH
    label = "Energy support"

    def formula(household, period, parameters):
        energy = parameters(period).energy
        old = household.members("age", period) >= energy.old_age
        disabled = household.members("disability", period) == Disability.high
        frail = household.any(old + disabled) + (household("youngest", period) < energy.young_age)
        poor = household("equivalent_income", period) < energy.income
        return frail * poor * min_(energy.share * household("energy_bill", period), energy.most)


class e13(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Student grant"

    def formula(person, period, parameters):
        student = parameters(period).student
        entitled = (
            (person("employment", period) == Employment.student)
            * person("is_adult", period)
            * (person("age", period) < student.below_age)
        )
        excess = max_(person.household("household_income", period) - student.threshold, 0)
        return entitled * max_(student.grant - student.taper * excess, 0)


class e14(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Sickness benefit"

    def formula(person, period, parameters):
        entitled = (person("disability", period) != Disability.none) * (
            person("employment", period) == Employment.employed
        )
        return entitled * parameters(period).sickness.calc(person("salary", period))


class e15(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Tax credit"

    def formula(person, period, parameters):
        employment = person("employment", period)
        works = (employment == Employment.employed) + (employment == Employment.self_employed)
        credit = parameters(period).tax_credit.calc(person("gross_income", period))
        return works * person("is_adult", period) * credit


class e16(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH
    label = "Lone-parent supplement"

    def formula(household, period, parameters):
        supplement = parameters(period).lone_parent
        return (
            (household("adults", period) == 1)
            * (household("children", period) > 0)
            * (household("youngest", period) < supplement.below_age)
            * (household("household_income", period) < supplement.income)
            * supplement.amount
        )


class e17(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH
    label = "Council-tax support"

    def formula(household, period, parameters):
        support = parameters(period).council_tax
        poor = household("household_savings", period) < parameters(period).capital_limit
        amount = support.amount[household("tenure", period)]
        income = household("household_income", period)
        return poor * amount * max_(1 - income / support.income, 0)


class e18(Variable):
    value_type = bool
    entity = Person
    definition_period = MONTH
    label = "Free prescriptions"

    def formula(person, period, parameters):
        free = parameters(period).prescriptions
        age = person("age", period)
        student = (age < free.student_age) * (person("employment", period) == Employment.student)
        credit = person.household("e09", period) > 0
        young_or_old = (age < free.young_age) + (age >= free.old_age)
        return young_or_old + person("pregnant", period) + student + credit


class e19(Variable):
    value_type = bool
    entity = Person
    definition_period = MONTH
    label = "Free travel"

    def formula(person, period, parameters):
        old = person("age", period) >= parameters(period).pension.age
        disabled = person("disability", period) == Disability.high
        poor = person.household("equivalent_income", period) < parameters(period).travel.income
        return old + disabled + person("is_child", period) * poor


class e20(Variable):
    value_type = float
    entity = Household
    definition_period = MONTH
    label = "Capped total"

    def formula(household, period, parameters):
        cap = parameters(period).cap
        total = (
            household("e01", period)
            + household("e08", period)
            + household("e09", period)
            + household("e16", period)
            + household.sum(household.members("e04", period))
        )
        disabled = household.any(household.members("e06", period) > 0)
        exempt = disabled + household.any(household.members("e05", period) > 0)
        limit = where(household.nb_persons() > 1, cap.family, cap.single)
        return where(exempt, total, min_(total, limit))


def system() -> TaxBenefitSystem:
    made = TaxBenefitSystem([Person, Household])
    made.parameters = load_parameter_file(PARAMETERS, "")
    made.add_variables(
        *(
            each
            for each in globals().values()
            if isinstance(each, type) and issubclass(each, Variable) and each is not Variable
        )
    )
    return made
