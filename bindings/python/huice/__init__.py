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

from huice import packs
from huice._core import CancelToken, Diagnostic
from huice._core import version as __version__
from huice.decision import Decision, Grant, Outcome
from huice.errors import Cancelled, CaseError, HuiceError, LoadError, OutputError, TableError
from huice.many import Output, Report, Result
from huice.rulebook import Parameter, Rulebook, load, load_texts
from huice.table import Table

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
    "packs",
]
