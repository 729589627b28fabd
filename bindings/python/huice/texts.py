"""The texts that packs are loaded from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["texts_below"]

_PACK = re.compile(r"""(?:[\s{]|#.*\n|%.*\n|---.*\n)*["']?pack["']?[ ]*[:：\r\n]""")
_NAMED = re.compile(r"""\b(?:areas|dmn):[ ]*["']?([^"',}\n#]+)""")


def texts_below(paths: Iterable[str]) -> dict[str, str]:
    """Read every pack below the paths, and the files beside them that they name.

    Parameters
    ----------
    paths : iterable of str
        Folders and files.

    Returns
    -------
    dict of str to str
        Texts by the name of the file, sorted.
    """
    texts: dict[str, str] = {}
    seen: set[Path] = set()
    for path in paths:
        for file in _yaml_files(Path(path)):
            text = file.read_text(encoding="utf-8")
            if file.resolve() in seen or not _PACK.match(text):
                continue
            seen.add(file.resolve())
            texts[str(file)] = text
            for name in _NAMED.findall(text):
                beside = file.parent / name.strip()
                if beside.is_file():
                    texts[str(beside)] = beside.read_text(encoding="utf-8")
    return dict(sorted(texts.items()))


def _yaml_files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in path.rglob("*"):
        if file.suffix == ".yaml" and not _holds_cases(file.name) and file.is_file():
            yield file


def _holds_cases(name: str) -> bool:
    return name == "cases.yaml" or name.endswith(".cases.yaml")
