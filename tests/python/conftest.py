from __future__ import annotations

import huice
import pytest


@pytest.fixture(scope="session")
def book() -> huice.Rulebook:
    return huice.load(*huice.packs.cn())
