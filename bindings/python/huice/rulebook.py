"""Rulebooks: what loading packs gives."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike, fspath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Union

from huice import _core, values
from huice.decision import Decision
from huice.many import Output, Progress, Result, decide_many
from huice.table import Table

if TYPE_CHECKING:
    from huice._core import CancelToken

__all__ = ["Parameter", "Rulebook", "load", "load_texts"]


@dataclass(frozen=True)
class Parameter:
    """A value that a local office sets, as a case would bring it.

    Parameters
    ----------
    id : str
        Id of the parameter.
    value : object
        Number, text, bool, date, or a list for a set.
    area : str, optional
        Code of the place where it holds; everywhere without one.
    """

    id: str
    value: Any
    area: str | None = None

    def _setting(self) -> _core.ParameterSetting:
        return _core.ParameterSetting(self.id, values.setting_text(self.value), self.area or "")


Bindings = Union[Mapping[str, Any], Iterable[Parameter]]


class Rulebook:
    """Loaded packs, with the parameters bound to them. Immutable; share it between threads.

    Use :func:`load`.

    Examples
    --------
    >>> import huice
    >>> book = huice.load(*huice.packs.cn())
    >>> len(book.hash), "gz-dibao-residence-permit" in book.entitlements
    (64, True)
    """

    def __init__(self, core: _core.Rulebook, bindings: tuple[Parameter, ...] = ()) -> None:
        self._core = core
        self._bindings = bindings
        self._settings = [parameter._setting() for parameter in bindings]

    @property
    def hash(self) -> str:
        """SHA-256 over the content of the packs, without what :meth:`bind` adds."""
        return self._core.hash

    @property
    def bindings(self) -> tuple[Parameter, ...]:
        """What :meth:`bind` was given."""
        return self._bindings

    def texts(self) -> Mapping[str, str]:
        """Give the texts of the packs and of the files that they name.

        Returns
        -------
        mapping of str to str
            What :func:`load_texts` makes the same rulebook from, without what :meth:`bind` adds;
            named from the folder that holds them all. Lists of areas and DMN models are there, too.

        Examples
        --------
        >>> import huice
        >>> book = huice.load(*huice.packs.cn())
        >>> huice.load_texts(book.texts()).hash == book.hash
        True
        """
        texts = self._core.texts()
        names = [name for name, _ in texts]
        folder = names[0][: names[0].rfind("/") + 1]
        while not all(name.startswith(folder) for name in names):
            folder = folder[: folder.rfind("/", 0, -1) + 1]
        return MappingProxyType({name[len(folder) :]: text for name, text in texts})

    @property
    def facts(self) -> Table:
        """Every declared fact, by id."""
        return Table("facts", self._core.facts)

    @property
    def entitlements(self) -> Table:
        """Every entitlement, by id, with the facts and parameters that it can read."""
        return Table("entitlements", self._core.entitlements)

    @property
    def prohibitions(self) -> Table:
        """Every prohibition, by id."""
        return Table("prohibitions", self._core.prohibitions)

    @property
    def parameters(self) -> Table:
        """Every parameter with its values; without a value it is open."""
        return Table("parameters", self._core.parameters)

    @property
    def services(self) -> Table:
        """Every service, by id."""
        return Table("services", self._core.services)

    def bind(self, bindings: Bindings) -> Rulebook:
        """Set parameters, as a case would bring them.

        Parameters
        ----------
        bindings : mapping or iterable of Parameter
            Values by id, or parameters with their areas. They are added to those bound before;
            the last one for an id and an area holds.

        Returns
        -------
        Rulebook
            A new one; this one stays as it is.

        Raises
        ------
        CaseError
            There is no such parameter, or the value is not of its type.

        Examples
        --------
        >>> import huice
        >>> book = huice.load(*huice.packs.cn(values=False))
        >>> book.bind({"local_dibao_line": 830}).bindings
        (Parameter(id='local_dibao_line', value=830, area=None),)
        """
        if isinstance(bindings, Mapping):
            added = [Parameter(name, value) for name, value in bindings.items()]
        else:
            added = list(bindings)
        kept = {(parameter.id, parameter.area): parameter for parameter in self._bindings}
        for parameter in added:
            kept.pop((parameter.id, parameter.area), None)
            kept[parameter.id, parameter.area] = parameter
        bound = Rulebook(self._core, tuple(kept.values()))
        self._core.check_settings(bound._settings)
        return bound

    def decide(
        self,
        facts: Mapping[str, Any],
        as_of: str | datetime.date,
        jurisdiction: str | None = None,
        *,
        earliest: bool = True,
    ) -> Decision:
        """Decide one case.

        Parameters
        ----------
        facts : mapping
            Values by the id of the fact; members are a list of mappings. What is missing, None,
            NaN, NaT or NA is unknown.
        as_of : str or datetime.date
            The day to decide for.
        jurisdiction : str, optional
            Code of the deciding office's place.
        earliest : bool, default True
            Look for the day on which a refusal turns.

        Returns
        -------
        Decision
            With the outcome for every entitlement and prohibition.

        Raises
        ------
        CaseError
            A fact does not exist, or a value does not fit it.

        Examples
        --------
        >>> import huice
        >>> book = huice.load(*huice.packs.cn())
        >>> decision = book.decide({}, as_of="2026-03-10", jurisdiction="520000")
        >>> outcome = decision["gz-dibao-residence-permit"]
        >>> outcome.status, outcome.missing_facts[0]
        ('undetermined', 'hukou_place')
        """
        case = values.facts_json(facts, values.day_text(as_of), jurisdiction)
        return Decision(_core.decide(self._core, case, self._settings, earliest))

    def decide_many(
        self,
        table: Any,
        as_of: str | datetime.date,
        jurisdiction: str | None = None,
        outputs: Iterable[str | Output] | None = None,
        threads: int = 1,
        progress: Progress = None,
        cancel: CancelToken | None = None,
        *,
        ignore: Iterable[str] = (),
        strict: bool = False,
        problems: int = 100,
    ) -> Result:
        """Decide every row of a table.

        Parameters
        ----------
        table : object
            Anything with ``__arrow_c_stream__`` or ``__arrow_c_array__`` (pyarrow, polars, pandas
            2.2, DuckDB), a dict of NumPy arrays or lists, or a list of dicts. A column for each
            fact; members are lists of structs. null, NaN, NaT and NA are unknown.
        as_of : str or datetime.date
            The day to decide for.
        jurisdiction : str, optional
            Code of the deciding office's place.
        outputs : iterable of str or Output, optional
            What to give; without it the status of every entitlement and prohibition.
        threads : int, default 1
            0: as many as the machine has. Changes no answer.
        progress : bool or callable, optional
            True shows a bar where tqdm is installed; a function is called with the rows done and
            the rows in all (None where that is not known).
        cancel : CancelToken, optional
            Ends the run from another thread.
        ignore : iterable of str
            Columns that are no facts, also of members: "household_members.person_id".
        strict : bool, default False
            Refuse binary floats for money instead of reading them as the shortest decimal that
            gives back the same float.
        problems : int, default 100
            How many refused rows the report gives a reason for, from the first one on.

        Returns
        -------
        Result
            The answers, and a report about values that do not fit.

        Raises
        ------
        TableError
            A column is of no fact, or of a type that its fact does not take.
        CaseError
            A Python value does not fit its fact.
        OutputError
            An output cannot be given.
        Cancelled
            The run was cancelled.

        Examples
        --------
        >>> import huice
        >>> book = huice.load(*huice.packs.cn())
        >>> people = [{"is_agri_transfer_population": True}, {"is_agri_transfer_population": False}]
        >>> result = book.decide_many(
        ...     people, as_of="2026-03-10", jurisdiction="520000",
        ...     outputs=["gz-dibao-residence-permit"],
        ... )
        >>> result.to_arrow().column(0).to_pylist()
        ['undetermined', 'ineligible']
        """
        return decide_many(
            self._core,
            table,
            as_of=values.day_text(as_of),
            jurisdiction=jurisdiction or "",
            settings=self._settings,
            outputs=() if outputs is None else outputs,
            threads=threads,
            progress=progress,
            cancel=cancel,
            ignore=list(ignore),
            strict=strict,
            problems=problems,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by content: the packs' texts and what is bound to them."""
        return _unpickle, (dict(self.texts()), self._bindings)

    def __eq__(self, other: object) -> bool:
        """Whether the packs have the same content and the same parameters are bound."""
        if not isinstance(other, Rulebook):
            return NotImplemented
        return self.hash == other.hash and self._key() == other._key()

    def __hash__(self) -> int:
        return hash((self.hash, self._key()))

    def _key(self) -> tuple[tuple[str, str, str], ...]:
        return tuple(sorted((s.id, s.area, s.text) for s in self._settings))

    def __repr__(self) -> str:
        bound = f", {len(self._bindings)} bound" if self._bindings else ""
        return f"<huice.Rulebook {self.hash[:12]}{bound}>"


def load(*paths: str | PathLike[str]) -> Rulebook:
    """Load every pack below the paths.

    Parameters
    ----------
    *paths : str or path
        Folders or files, such as ``huice.packs.cn()`` gives.

    Returns
    -------
    Rulebook
        The packs, checked and compiled.

    Raises
    ------
    LoadError
        With every problem that was found.

    Examples
    --------
    >>> import huice
    >>> huice.load("no/such/folder")
    Traceback (most recent call last):
    huice.errors.LoadError: error[E0001]: ...
    """
    return Rulebook(_core.load([fspath(path) for path in paths]))


def load_texts(packs: Mapping[str, str] | Iterable[tuple[str, str]]) -> Rulebook:
    """Load packs that are in memory.

    Parameters
    ----------
    packs : mapping or iterable of (name, text)
        Texts by the name that diagnostics call them; files that packs name lie beside them.

    Returns
    -------
    Rulebook
        The packs, checked and compiled.

    Raises
    ------
    LoadError
        With every problem that was found.
    """
    pairs = packs.items() if isinstance(packs, Mapping) else packs
    return Rulebook(_core.load_texts([(str(name), text) for name, text in pairs]))


def _unpickle(texts: dict[str, str], bindings: tuple[Parameter, ...]) -> Rulebook:
    return Rulebook(_core.load_texts(list(texts.items())), bindings)
