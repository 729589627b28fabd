"""Made-up households of migrant workers that agree with published figures.

Nobody in such a population exists. What the statistics publish is met and reported by
:meth:`SyntheticPopulation.fit`; everything else is an assumption, listed by
:meth:`SyntheticPopulation.assumptions` and open to change.

>>> from huice import population
>>> people = population.synthesize(1000, seed=1, as_of="2026-03-10")
>>> people.households.num_rows
1000
>>> people
SyntheticPopulation(1000 households of made-up migrant workers, seed=1, as_of=2026-03-10)
"""

from huice.population.assumptions import Assumption, defaults
from huice.population.published import Figure, figures
from huice.population.synthesis import synthesize
from huice.population.synthetic import SyntheticPopulation

__all__ = [
    "Assumption",
    "Figure",
    "SyntheticPopulation",
    "defaults",
    "figures",
    "synthesize",
]
