"""The people of the benchmark, and what each of the twenty rules must give for them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

TWENTY = Path(__file__).resolve().parents[1] / "twenty"
sys.path.insert(0, str(TWENTY))

import make_population  # noqa: E402
import reference  # noqa: E402

PERSON, HOUSEHOLD = make_population.PERSON, make_population.HOUSEHOLD
MONEY, WORDS = make_population.MONEY, make_population.WORDS
PERSON_OUTPUTS, HOUSEHOLD_OUTPUTS = reference.PERSON_OUT, reference.HOUSEHOLD_OUT
OUTPUTS = sorted(PERSON_OUTPUTS + HOUSEHOLD_OUTPUTS)
FLAGS, NAMES = reference.FLAGS, reference.NAMES


@dataclass
class Population:
    """Amounts are in cents, codes are positions in WORDS; the persons stand in the order of their
    households."""

    household_of: np.ndarray
    person: dict[str, np.ndarray]
    household: dict[str, np.ndarray]

    @property
    def people(self) -> int:
        return len(self.household_of)

    @property
    def households(self) -> int:
        return len(self.household["rent"])

    def starts(self) -> np.ndarray:
        """Where each household's persons begin, and the end of the last."""
        return make_population.offsets(self.household_of)


def make(people: int, seed: int = 1) -> Population:
    return Population(*make_population.population(people, seed))
