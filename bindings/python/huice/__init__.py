"""Decides which public benefits and services a person qualifies for, and explains why.

>>> import huice
>>> book = huice.load(*huice.packs.cn())
>>> decision = book.decide(
...     {"is_agri_transfer_population": True, "residence_permit_held": False},
...     as_of="2026-03-10",
...     jurisdiction="520000",
... )
>>> decision["gz-dibao-residence-permit"].status
'ineligible'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huice import packs
from huice._core import CancelToken, Diagnostic
from huice._core import version as __version__
from huice.decision import Decision, Grant, Outcome
from huice.errors import Cancelled, CaseError, HuiceError, LoadError, OutputError, TableError
from huice.households import nest, unnest
from huice.many import Output, Report, Result
from huice.rulebook import Parameter, Rulebook, load, load_texts
from huice.table import Table

if TYPE_CHECKING:
    from huice import population as population
    from huice import simulation as simulation
    from huice.reform import ParameterChange as ParameterChange
    from huice.reform import Reform as Reform
    from huice.reform import ReformError as ReformError
    from huice.simulation import Simulation as Simulation
    from huice.simulation import simulate as simulate

__all__ = [
    "CancelToken",
    "Cancelled",
    "CaseError",
    "Decision",
    "Diagnostic",
    "Grant",
    "HuiceError",
    "LoadError",
    "Outcome",
    "Output",
    "OutputError",
    "Parameter",
    "Report",
    "Result",
    "Rulebook",
    "Table",
    "TableError",
    "__version__",
    "load",
    "load_texts",
    "nest",
    "packs",
    "unnest",
]

# What is imported when it is first asked for: it needs numpy, pandas and so on.
_LATER = {
    "ParameterChange": "huice.reform",
    "Reform": "huice.reform",
    "ReformError": "huice.reform",
    "Simulation": "huice.simulation",
    "simulate": "huice.simulation",
    "population": "huice.population",
    "simulation": "huice.simulation",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'huice' has no attribute '{name}'")
    from importlib import import_module

    module = import_module(_LATER[name])
    found = module if _LATER[name] == f"huice.{name}" else getattr(module, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER})
