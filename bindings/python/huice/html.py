"""Answers as HTML for notebooks: nested details, everything escaped, no scripts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from huice.decision import Decision

__all__ = ["decision_html"]

_ORDER = (
    "eligible",
    "conditional",
    "needs_review",
    "undetermined",
    "violated",
    "respected",
    "ineligible",
    "not_applicable",
)
_SIGNS = {"true": "✓", "false": "✗", "unknown": "?", "error": "!"}


def decision_html(decision: Decision) -> str:
    """Show a decision, outcome by outcome, with its reasons folded away.

    Parameters
    ----------
    decision : Decision
        What was decided.

    Returns
    -------
    str
        A fragment of HTML.
    """
    whole = decision.to_dict()
    outcomes = whole["entitlements"] + whole["prohibitions"]
    groups = []
    for status in _ORDER:
        members = [outcome for outcome in outcomes if outcome["status"] == status]
        if members:
            groups.append(_group(decision, status, members))
    head = f"{whole['as_of']} · {whole['jurisdiction'] or '-'} · {whole['rulebook']['hash'][:12]}"
    return f'<div class="huice"><p>{escape(head)}</p>{"".join(groups)}</div>'


def _group(decision: Decision, status: str, outcomes: list[dict[str, Any]]) -> str:
    is_open = " open" if status in ("eligible", "conditional", "needs_review", "violated") else ""
    shown = "".join(_outcome(decision, outcome) for outcome in outcomes)
    return f"<details{is_open}><summary>{status}: {len(outcomes)}</summary>{shown}</details>"


def _outcome(decision: Decision, outcome: dict[str, Any]) -> str:
    zh, en = decision._core.title(outcome["id"])
    lines = [f"<code>{escape(outcome['id'])}</code> {escape(en)}"]
    for name in ("missing_facts", "missing_parameters"):
        if outcome[name]:
            lines.append(f"{name}: {escape(', '.join(outcome[name]))}")
    lines += [_grant(grant) for grant in outcome["grants"]]
    reasons = "".join(_reason(reason) for reason in outcome["reasons"])
    body = "<br>".join(lines)
    return (
        f'<details style="margin-left:1em"><summary>{escape(zh or en)}</summary>'
        f"<p>{body}</p><ul>{reasons}</ul></details>"
    )


def _grant(grant: dict[str, Any]) -> str:
    sums = [f"{grant['amount']}"] if grant["amount"] is not None else []
    if not sums and (grant["at_least"] is not None or grant["at_most"] is not None):
        sums = [f"{grant['at_least'] or '…'}–{grant['at_most'] or '…'}"]
    rest = [grant["of"]["zh"] or grant["of"]["en"], *sums, grant["unit"] or "", grant["per"] or ""]
    return escape(" ".join(part for part in rest if part))


def _reason(reason: dict[str, Any]) -> str:
    text = f"{_SIGNS.get(reason['outcome'], '')} {reason['text']['zh'] or reason['text']['en']}"
    uses = "".join(f"<li>{_use(use)}</li>" for use in reason["uses"])
    parts = "".join(_reason(part) for part in reason["parts"])
    shown = f"<b>{escape(text)}</b>" if reason["decisive"] else escape(text)
    if not uses and not parts:
        return f"<li>{shown}</li>"
    return f"<li><details><summary>{shown}</summary><ul>{uses}{parts}</ul></details></li>"


def _use(use: dict[str, Any]) -> str:
    value = use["value"]["zh"] if use["value"] else "?"
    return f"{escape(use['label']['zh'])} <code>{escape(use['id'])}</code>: {escape(value)}"
