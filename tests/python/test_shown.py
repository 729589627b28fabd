"""Rulebooks and decisions for people: tables, HTML, texts."""

from __future__ import annotations

from html.parser import HTMLParser

import huice
import pytest
from packs import small

BOOK = small()
DAY = "2026-03-10"


class Checked(HTMLParser):
    """Whether every element is closed, and which there are."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.seen.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def elements(html: str) -> set[str]:
    checked = Checked()
    checked.feed(html)
    assert checked.open == []
    return checked.seen


def test_a_decision_is_shown_without_scripts() -> None:
    facts = {"poor": True, "wage": 9, "work": "some"}
    html = BOOK.decide(facts, DAY)._repr_html_()
    assert {"details", "summary", "ul", "li"} <= elements(html) <= {
        "details", "summary", "ul", "li", "div", "p", "code", "br", "b",
    }  # fmt: skip
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "half &amp; half" in html
    assert "&lt;b&gt;工" in html
    assert "4.5" in html


@pytest.mark.parametrize(
    "name", ["facts", "entitlements", "prohibitions", "parameters", "services"]
)
def test_the_lists_of_a_rulebook_are_tables(book: huice.Rulebook, name: str) -> None:
    table = getattr(book, name)
    assert len(table) > 0
    assert table.ids == sorted(table.ids)
    assert table[table.ids[0]] == table[0] == next(iter(table))
    assert table.ids[-1] in table and "no-such-id" not in table
    assert list(table.to_pandas().index) == table.ids
    assert table.to_arrow().column("id").to_pylist() == table.ids
    assert {"table", "tr", "td"} <= elements(table._repr_html_())
    with pytest.raises(KeyError):
        table["no-such-id"]


def test_explanations_in_both_languages() -> None:
    decision = BOOK.decide({"poor": True, "wage": 9}, DAY)
    assert "4.5" in decision.explain("half")
    assert decision.explain("half", lang="en").startswith("half & half")
    assert decision.explain() != decision.explain(lang="en")
    with pytest.raises(KeyError):
        decision.explain("halff")
    with pytest.raises(ValueError, match="lang"):
        decision.explain(lang="fr")


def test_outcomes_tell_what_is_open() -> None:
    below = BOOK.decide({"wage": 9, "years": 3}, DAY)["below"]
    assert (below.status, below.missing_parameters) == ("conditional", ["line"])
    bound = BOOK.bind({"line": 10}).decide({"wage": 9, "years": 3}, DAY)["below"]
    assert (bound.status, bound.missing_parameters) == ("eligible", [])
    with pytest.raises(huice.CaseError):
        BOOK.bind({"line": "much"})
