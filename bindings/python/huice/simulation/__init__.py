"""What a reform would change, over a population: frames, charts, cliffs.

>>> import huice
>>> people = huice.population.synthesize(500, seed=1, as_of="2026-03-10", live_in="520000")
>>> book = huice.load(*huice.packs.cn())
>>> half = huice.Reform.of("half a year", {"dibao_residence_years": "P6M"})
>>> run = huice.simulate(
...     people, book, half, jurisdiction="520000", entitlements=["gz-dibao-residence-permit"]
... )
>>> sorted(run.transitions.columns)
['n', 'new', 'old', 'programme', 'weighted']
"""

from huice.simulation.bands import BANDS, bands
from huice.simulation.deciles import deciles
from huice.simulation.outcomes import STATUSES
from huice.simulation.run import Simulation, simulate
from huice.simulation.schedule import Schedule, schedule

__all__ = [
    "BANDS",
    "STATUSES",
    "Schedule",
    "Simulation",
    "bands",
    "deciles",
    "schedule",
    "simulate",
]
