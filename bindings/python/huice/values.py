"""Values of Python, NumPy and pandas as a case has them.

A fact is a bool, a number, a text, a list of texts, or a list of dicts (members). Dates and
durations are texts. ``None``, NaN, NaT and NA are *unknown*.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Mapping, Set
from decimal import Decimal
from typing import Any

__all__ = ["day_text", "facts_json", "plain", "setting_text"]


def plain(value: Any) -> Any:
    """Give the value as None, bool, int, float, str, list or dict.

    Parameters
    ----------
    value : object
        Of Python, NumPy or pandas.

    Returns
    -------
    None, bool, int, float, str, list or dict
        Decimals, dates and months become texts.

    Raises
    ------
    TypeError
        Nothing that a fact can be.

    Examples
    --------
    >>> import datetime, decimal
    >>> plain(datetime.date(2026, 3, 10)), plain(decimal.Decimal("830.50")), plain(float("nan"))
    ('2026-03-10', '830.50', None)
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return None if math.isnan(value) else float(value)
    if isinstance(value, Decimal):
        return None if value.is_nan() else str(value)
    if _is_missing(value):
        return None
    if isinstance(value, datetime.date):
        return _date_text(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Set):
        return sorted(value)
    if isinstance(value, (list, tuple)):
        return list(value)
    return _foreign(value)


def _is_missing(value: Any) -> bool:
    return type(value).__name__ in ("NAType", "NaTType")


def _date_text(value: datetime.date) -> str:
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    if value.time() == datetime.time() and value.tzinfo is None:
        return value.date().isoformat()
    return value.isoformat()  # refused as a date, in its own words


def _foreign(value: Any) -> Any:
    """Scalars and arrays of NumPy, told by their methods, so that it need not be there."""
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    if kind == "M" and getattr(value, "ndim", None) == 0:
        day = value.astype("datetime64[D]")
        text = str(day if day == value else value)
        return None if text == "NaT" else text
    if kind == "f" and getattr(value, "ndim", None) == 0:
        # float32 and float16: the shortest decimal of their own kind, as a text.
        return None if math.isnan(value) else str(value)
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"no fact is of Python's type {type(value).__name__}")


def day_text(day: str | datetime.date) -> str:
    """Give a day as ISO text.

    Parameters
    ----------
    day : str or datetime.date
        A text stays as it is; whether it is a date is found later.

    Returns
    -------
    str
        "2026-03-10".
    """
    return day if isinstance(day, str) else str(plain(day))


def facts_json(facts: Mapping[str, Any], as_of: str, jurisdiction: str | None) -> str:
    """Write a case as JSON.

    Parameters
    ----------
    facts : mapping
        Values by the id of the fact.
    as_of : str
        ISO date.
    jurisdiction : str, optional
        Code of the deciding office's place.

    Returns
    -------
    str
        What the engine reads.
    """
    case = {
        "as_of": as_of,
        "jurisdiction": jurisdiction,
        "facts": {str(fact): _json(value) for fact, value in facts.items()},
    }
    return json.dumps(case, ensure_ascii=False)


def _json(value: Any) -> Any:
    value = plain(value)
    if isinstance(value, list):
        return [_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _json(item) for key, item in value.items()}
    if isinstance(value, float) and math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"  # refused as a number
    return value


def setting_text(value: Any) -> str:
    """Write a value of a parameter as a value pack has it.

    Parameters
    ----------
    value : object
        Bool, number, text, date, or a list of these for a set.

    Returns
    -------
    str
        Text that the engine reads.

    Examples
    --------
    >>> setting_text(830), setting_text(True), setting_text(["a", "b"])
    ('830', 'true', '["a", "b"]')
    """
    value = plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps([plain(item) for item in value], ensure_ascii=False)
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return str(value)
