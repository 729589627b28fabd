"""What the drawn people can say: facts of the dictionary, as columns."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from huice._arrays import Flags, Floats, Ints
from huice.population import columns, published
from huice.population.columns import day_number
from huice.population.families import Families
from huice.population.people import EDUCATION, INDUSTRIES, MARITAL, SEXES, People, mean_incomes
from huice.population.places import Places
from huice.population.sampling import draw_within, happens

TENURES = ("owned", "rents_public", "rents_private", "employer_dormitory", "none")
STATUSES = ("employed", "flexible", "self_employed", "unemployed", "none")
OCCUPATIONS = (
    "domestic_service",
    "vendor",
    "ride_hailing_driver",
    "delivery_rider",
    "construction",
    "other",
)
STAGES = ("preschool", "primary", "junior_secondary", "general_senior")
NEW_GENERATION = datetime.date(1980, 1, 1)
DAYS_A_YEAR = 365.25


class CaseBuilder:
    """Makes the columns of the facts; what is drawn once is kept for what hangs on it."""

    def __init__(
        self,
        rng: np.random.Generator,
        places: Places,
        people: People,
        families: Families,
        assumed: Mapping[str, Any],
        as_of: datetime.date,
    ) -> None:
        self._rng = rng
        self._places = places
        self._people = people
        self._families = families
        self._assumed = assumed
        self._as_of = as_of
        self._today = day_number(as_of)
        self._count = people.age.size
        self._outbound: Flags = places.kind > 0
        self.birth = columns.birthdays(rng, people.age, as_of)
        self.facts: dict[str, pa.Array] = {}
        self.extra: dict[str, pa.Array] = {}
        self._draw()

    def _draw(self) -> None:
        self._person()
        self._residence()
        self._work()
        self._start_up()
        self._pupil()
        self._means()
        self._forget()

    def _share(self, name: str, among: Flags) -> Flags:
        return happens(self._rng, self._assumed[name], among)

    def _everyone(self) -> Flags:
        return np.ones(self._count, dtype=bool)

    def _person(self) -> None:
        people, everyone = self._people, self._everyone()
        relieved = self._share("poverty_relieved", everyone)
        self.facts.update(
            birth_date=columns.days(self.birth),
            sex=columns.names(people.sex, SEXES),
            is_migrant_worker=columns.flags(everyone),
            is_agri_transfer_population=columns.flags(people.in_town),
            has_moved_to_town=columns.flags(people.in_town),
            is_new_generation=columns.flags(self.birth >= day_number(NEW_GENERATION)),
            is_poverty_relieved=columns.flags(relieved),
            is_antipoverty_monitored=columns.flags(self._share("monitored", everyone)),
            training_completed=columns.flags(people.trained),
            wants_training=columns.flags(self._share("wants_training", everyone)),
        )
        self.extra.update(
            age=columns.numbers(people.age),
            marital_status=columns.names(people.marital, MARITAL),
            education=columns.names(people.education, EDUCATION),
            industry=columns.names(people.industry, INDUSTRIES),
        )

    def _residence(self) -> None:
        places, outbound = self._places, self._outbound
        rural = columns.names(np.zeros(self._count, np.int64), ["rural"])
        years = self._rng.exponential(self._assumed["residence_mean_years"], self._count)
        years = np.minimum(years, np.maximum(0.1, self._people.age - 15.5))
        moved_in = self._today - np.round(years * DAYS_A_YEAR).astype(np.int64)
        self.start = np.where(outbound, moved_in, self.birth)
        half_year = outbound & (years >= 0.5)
        held = self._share("permit_held", half_year)
        waited = np.floor(self._rng.random(self._count) * (years - 0.5) * DAYS_A_YEAR)
        issued = np.minimum(self._today, moved_in + 183 + np.maximum(waited, 0).astype(np.int64))
        tenure = self._tenure()
        self._settled = self._share("stable_residence", self._everyone()) | (tenure == 0)
        wish = self._share("settlement_wish", outbound)
        self.facts.update(
            hukou_place=columns.texts(places.hukou),
            hukou_type=rural,
            usual_residence_place=columns.texts(places.work),
            residence_start_date=columns.days(self.start),
            residence_permit_held=columns.flags(held),
            residence_permit_place=columns.texts(places.work, held),
            residence_permit_issue_date=columns.days(issued, held),
            residence_permit_endorsement_valid=columns.flags(
                self._share("permit_endorsed", held), held
            ),
            legal_stable_residence=columns.flags(self._settled),
            dwelling_tenure=columns.names(tenure, TENURES),
            settlement_wish=columns.flags(wish),
            settlement_target_place=columns.texts(places.work, wish),
            moves_with_whole_household=columns.flags(wish & self._families.family_moved, wish),
        )

    def _tenure(self) -> Ints:
        shares = self._assumed["tenure_outbound"]
        table = np.array(
            [[shares.get(name, 0.0) for name in TENURES], [1, 0, 0, 0, 0]], dtype=float
        )
        return draw_within(self._rng, table, np.where(self._outbound, 0, 1))

    def _work(self) -> None:
        people, everyone = self._people, self._everyone()
        employee = ~people.self_employed
        jobless = self._share("unemployed", employee)
        flexible = self._share("flexible", employee & ~jobless)
        self._jobless = jobless
        status = np.select([jobless, people.self_employed, flexible], [3, 2, 1], 0)
        stable = self._share("stable_employment", ~jobless)
        years = self._rng.exponential(self._assumed["stable_employment_mean_years"], self._count)
        since = np.maximum(self._today - np.round(years * DAYS_A_YEAR).astype(np.int64), self.start)
        occupation, platform = self._occupation(jobless)
        on_project = self._share("on_project", employee & ~jobless & (people.industry == 1))
        insured = self._share("insured", employee)
        interrupted = self._share("insurance_interrupted", ~insured)
        arrears = self._share("wage_arrears", employee)
        registered = self._share("unemployment_registered", jobless)
        self._owed(arrears)
        self.facts.update(
            employment_status=columns.names(status, STATUSES),
            is_unemployed=columns.flags(jobless),
            unemployment_registered=columns.flags(registered),
            unemployment_registration_place=columns.texts(self._places.work, registered),
            occupation=columns.names(occupation, OCCUPATIONS, ~jobless),
            work_place=columns.texts(self._places.work),
            is_cross_province_worker=columns.flags(self._places.kind == 2),
            is_new_form_worker=columns.flags(platform),
            has_fixed_employer=columns.flags(employee & ~jobless & ~flexible),
            on_construction_project=columns.flags(on_project),
            construction_sector=columns.names(
                np.zeros(self._count, np.int64), ["building"], on_project
            ),
            legal_stable_employment=columns.flags(stable),
            stable_employment_start_date=columns.days(since, stable),
            stable_work_and_life=columns.flags(stable & self._settled),
            insurance_state=columns.names(
                np.select([insured, interrupted], [2, 1], 0), ("never", "interrupted", "insured")
            ),
            wage_arrears=columns.flags(arrears),
        )
        self.extra["self_employed"] = columns.flags(people.self_employed)
        self.working = everyone & ~jobless

    def _occupation(self, jobless: Flags) -> tuple[Ints, Flags]:
        industry = self._people.industry
        platform = self._share(
            "platform_transport", ~jobless & (industry == INDUSTRIES.index("transport"))
        )
        domestic = self._share("domestic_services", industry == INDUSTRIES.index("services"))
        rides = platform & (self._rng.random(self._count) < 0.5)
        vendor = self._people.self_employed & (industry == INDUSTRIES.index("trade"))
        building = industry == INDUSTRIES.index("construction")
        occupation = np.select([domestic, vendor, rides, platform, building], [0, 1, 2, 3, 4], 5)
        return occupation, platform

    def _owed(self, arrears: Flags) -> None:
        """Owed wages are one to six months' pay."""
        self._incomes()
        months = 1 + 5 * self._rng.random(self._count)
        owed = np.round(self._income * months / 100).astype(np.int64) * 100
        self.facts["wage_arrears_amount"] = columns.money(owed, arrears)

    def _incomes(self) -> None:
        """Monthly income while in work, in hundredths: whole yuan with the mean of the industry."""
        industry, working = self._people.industry, ~self._jobless
        mean = mean_incomes(self._places.kind, industry, working)
        drawn = mean * self._spread_of_incomes()
        wanted, got = (
            np.bincount(industry[working], weights=values[working], minlength=len(INDUSTRIES))
            for values in (mean, drawn)
        )
        level = np.divide(wanted, got, out=np.ones_like(got), where=got > 0)
        self._income = np.round(drawn * level[industry]).astype(np.int64) * 100

    def _spread_of_incomes(self) -> Floats:
        sigma = self._assumed["income_sigma"]
        spread: Floats = np.exp(sigma * self._rng.standard_normal(self._count) - sigma**2 / 2)
        return spread

    def _start_up(self) -> None:
        people = self._people
        owner = people.self_employed
        early = self._share("startup_early", owner)
        returned = self._share("returned", ~self._outbound)
        self.facts.update(
            is_returning_migrant=columns.flags(returned),
            is_returning_entrepreneur=columns.flags(returned & owner),
            business_kind=columns.sets(owner.astype(np.int64), ("none", "individual_business")),
            business_place=columns.texts(self._places.work, owner),
            startup_stage=columns.names(
                np.select([early, owner], [1, 2], 0), ("none", "early", "operating")
            ),
            weak_collateral=columns.flags(self._share("weak_collateral", owner), owner),
        )

    def _pupil(self) -> None:
        """The child of the case is the youngest of school age that lives with the worker."""
        age = self._families.youngest_pupil
        pupil = age >= 0
        accompanying = pupil & self._outbound
        born = columns.birthdays(self._rng, np.maximum(age, 0), self._as_of)
        stage = np.digitize(age, [6, 12, 15])
        self.youngest_born = np.where(pupil, born, 0)
        self.facts.update(
            student_is_accompanying_child=columns.flags(accompanying),
            student_birth_date=columns.days(born, pupil),
            student_stage=columns.names(stage, STAGES, pupil),
            student_school_place=columns.texts(self._places.work, pupil),
            student_hukou_type=columns.names(np.zeros(self._count, np.int64), ["rural"], pupil),
        )

    def _means(self) -> None:
        spouse_works = self._share("spouse_works", self._families.spouse)
        mean = published.value("income", "all") * self._assumed["spouse_income"]
        earned = np.round(mean * self._spread_of_incomes()).astype(np.int64) * 100
        spouse = np.where(spouse_works, earned, 0)
        own = np.where(self._jobless, 0, self._income)
        self.per_head = (2 * (own + spouse) + self._families.size) // (2 * self._families.size)
        poor = self.per_head <= np.median(self.per_head) / 2
        within = self._share("assets_within_limit_poor", poor) | self._share(
            "assets_within_limit", ~poor
        )
        self.facts.update(
            household_per_capita_income=columns.money(self.per_head),
            household_assets_within_limit=columns.flags(within),
        )
        self.extra.update(
            monthly_income=columns.money(own),
            household_income=columns.money(own + spouse),
            household_size=columns.numbers(self._families.size),
            family_moved=columns.flags(self._families.family_moved),
        )

    def _forget(self) -> None:
        """Make facts unknown in a share of the households, at random."""
        for name in sorted(self._assumed["unknown"]):
            if name not in self.facts:
                raise ValueError(f"assumption `unknown`: the population has no fact `{name}`")
            unknown = self._rng.random(self._count) < self._assumed["unknown"][name]
            column = self.facts[name]
            self.facts[name] = pc.if_else(pa.array(~unknown), column, pa.scalar(None, column.type))
