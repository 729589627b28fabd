"""A font with Chinese characters, where there is one."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

_NAMES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Serif CJK SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "PingFang SC",
    "Heiti SC",
    "Microsoft YaHei",
    "SimHei",
    "Noto Sans CJK JP",
    "Noto Serif CJK JP",
)


@lru_cache(maxsize=1)
def chinese() -> str | None:
    """The name of a font with Chinese characters, or None."""
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    for name in _NAMES:
        if name in known:
            return name
    for path in font_manager.findSystemFonts():
        if "CJK" in path:
            font_manager.fontManager.addfont(path)
    known = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in _NAMES if name in known), None)


@contextmanager
def labels(lang: str) -> Iterator[None]:
    """Settings for charts in a language; warns where Chinese would be boxes."""
    from matplotlib import rc_context

    settings: dict[str, object] = {"axes.unicode_minus": False}
    if lang == "zh":
        font = chinese()
        if font is None:
            warnings.warn(
                "no font with Chinese characters was found: labels will show boxes. Install one "
                "(Debian: fonts-noto-cjk), or draw with lang='en'.",
                stacklevel=4,
            )
        else:
            settings["font.family"] = [font, "sans-serif"]
    with rc_context(settings):
        yield
