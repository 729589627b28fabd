"""The packs that come with huice."""

from __future__ import annotations

from pathlib import Path

__all__ = ["cn", "root"]


def root() -> Path:
    """Give the folder of the shipped packs.

    Returns
    -------
    pathlib.Path
        ``rules`` inside the installed package, or in the sources that it is used from.
    """
    here = Path(__file__).resolve().parent
    installed = here / "rules"
    return installed if installed.is_dir() else here.parents[2] / "rules"


def cn(*, values: bool = True) -> list[str]:
    """Give the paths of the shipped Chinese packs.

    Parameters
    ----------
    values : bool, default True
        Also the published values (minimum living allowance and so on); without them such
        parameters are open.

    Returns
    -------
    list of str
        What :func:`huice.load` takes.

    Examples
    --------
    >>> import huice
    >>> len(huice.packs.cn())
    2
    """
    folders = ["cn", "cn-values"] if values else ["cn"]
    return [str(root() / folder) for folder in folders]
