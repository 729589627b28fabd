"""What can go wrong, with every diagnostic that was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huice import _core

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huice._core import Diagnostic


class HuiceError(Exception):
    """Base of all errors that huice raises on its own account.

    Attributes
    ----------
    diagnostics : list of Diagnostic
        What is wrong, where, and what to do about it.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(list(diagnostics))
        self.diagnostics: list[Diagnostic] = list(diagnostics)

    def __str__(self) -> str:
        return _core.text_of(self.diagnostics).rstrip("\n")


class LoadError(HuiceError):
    """A pack cannot be loaded."""


class CaseError(HuiceError):
    """A fact, a parameter or a date of a case does not fit its declaration."""


class TableError(HuiceError):
    """A table's columns are not those of facts, or cannot be read."""


class OutputError(HuiceError):
    """What was asked for is not there to give."""


class Cancelled(HuiceError):
    """A run was cancelled through its token; there are no answers."""
