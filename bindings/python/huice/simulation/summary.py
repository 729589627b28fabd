"""A simulation in words, Chinese and English."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from huice.simulation.bands import BANDS, BANDS_ZH
from huice.simulation.outcomes import STATUSES, STATUSES_ZH

if TYPE_CHECKING:
    from huice.simulation.run import Simulation

_ZH = {
    "head": "政策模拟：{name}（{as_of}，{rows} 户样本）",
    "none": "无改动",
    "synthetic": "人口为合成数据，均为虚构，结果不是实际人数或者实际支出。",
    "hashes": "现行规定 {base}；改革方案 {reform}",
    "programme": "{title} [{id}]",
    "eligible": "  可以享受：{base} 户 → {reform} 户",
    "open": "  尚不能确定（不算作“否”）：{base} 户 → {reform} 户（{which}）",
    "money": "  确定发放：{base} → {reform} {unit}（变化 {change}）",
    "money_if": "  另有取决于地方规定的：{base} → {reform} {unit}",
    "money_open": "  金额尚不能确定：{base} 户 → {reform} 户，未计入以上金额",
    "once": "一次性或者未规定周期的金额不计入收入变化：{ids}",
    "winners": "收入变化（按人数）：{bands}",
    "untouched": "其余 {count} 项不受方案影响。",
    "not_simulated": "方案还影响以下各项，未作模拟，不在任何数字中：{ids}",
    "se": "（标准误 {se}）",
}
_EN = {
    "head": "Simulation: {name} ({as_of}, {rows} households in the sample)",
    "none": "no change",
    "synthetic": "The people are synthetic: nobody exists, no figure counts real people or money.",
    "hashes": "baseline {base}; reform {reform}",
    "programme": "{title} [{id}]",
    "eligible": "  eligible: {base} → {reform} households",
    "open": "  cannot be told yet (not a no): {base} → {reform} households ({which})",
    "money": "  granted for certain: {base} → {reform} {unit} (change {change})",
    "money_if": "  besides, if local rules are met: {base} → {reform} {unit}",
    "money_open": "  sum open for {base} → {reform} households, which are in no sum above",
    "once": "Sums that are paid once, or without a period, are in no income: {ids}",
    "winners": "change of income (persons): {bands}",
    "untouched": "{count} more entitlements are not touched by the reform.",
    "not_simulated": "The reform touches these, too; they were not simulated: {ids}",
    "se": " (standard error {se})",
}


def text(run: Simulation, lang: str) -> str:
    """The result in words, for what the reform touches; for everything without a reform."""
    if lang not in ("zh", "en"):
        raise ValueError("`lang` is zh or en")
    words = _ZH if lang == "zh" else _EN
    lines = _head(run, words)
    shown = [entry for entry in run.programmes if entry.id in run.touched] or run.programmes
    for entry in shown:
        lines += ["", words["programme"].format(title=entry.title[lang], id=entry.id)]
        lines += _coverage(run, entry.id, words, lang)
        lines += _money(run, entry.id, words)
    lines.append("")
    if run.has_income and run.reform is not None:
        lines.append(words["winners"].format(bands=_bands(run, lang)))
    if run.not_in_income:
        lines.append(words["once"].format(ids=", ".join(run.not_in_income)))
    if run.not_simulated:
        lines.append(words["not_simulated"].format(ids=", ".join(run.not_simulated)))
    if len(shown) < len(run.programmes):
        lines.append(words["untouched"].format(count=len(run.programmes) - len(shown)))
    return "\n".join(lines).rstrip() + "\n"


def html(run: Simulation, lang: str) -> str:
    """The summary and the frames, folded."""
    frames = [("budget", run.budget), ("transitions", run.transitions), ("coverage", run.coverage)]
    if run.has_income:
        frames += [("deciles", run.deciles), ("winners", run.winners)]
    parts = [f"<pre>{escape(text(run, lang))}</pre>"]
    for name, frame in frames:
        table = frame.to_html(index=False, border=0, max_rows=60, float_format="{:,.2f}".format)
        parts.append(f"<details><summary>{name}</summary>{table}</details>")
    return "".join(parts)


def _head(run: Simulation, words: dict[str, str]) -> list[str]:
    name = run.reform.name if run.reform is not None else words["none"]
    lines = [words["head"].format(name=name, as_of=run.as_of, rows=f"{run.rows:,}")]
    if run.is_synthetic:
        lines.append(words["synthetic"])
    lines.append(words["hashes"].format(base=run.baseline_hash[:16], reform=run.reform_hash[:16]))
    return lines


def _coverage(run: Simulation, rule: str, words: dict[str, str], lang: str) -> list[str]:
    frame = run.coverage
    own = frame[(frame["programme"] == rule) & (frame["grouping"] == "all")].to_dict("records")
    base, reform = own
    error = words["se"].format(se=_number(reform["se_eligible"])) if "se_eligible" in reform else ""
    lines = [
        words["eligible"].format(base=_number(base["eligible"]), reform=_number(reform["eligible"]))
        + error
    ]
    open_ones = ("conditional", "undetermined", "needs_review", "no answer")
    sums = [sum(row[status] for status in open_ones) for row in own]
    if any(sums):
        names = dict(zip(STATUSES, STATUSES_ZH if lang == "zh" else STATUSES))
        which = [
            f"{names[status]} {_number(base[status])} → {_number(reform[status])}"
            for status in open_ones
            if base[status] or reform[status]
        ]
        lines.append(
            words["open"].format(
                base=_number(sums[0]), reform=_number(sums[1]), which="; ".join(which)
            )
        )
    return lines


def _money(run: Simulation, rule: str, words: dict[str, str]) -> list[str]:
    own = run.budget[run.budget["programme"] == rule].to_dict("records")
    if not own:
        return []
    row = own[0]
    unit = _unit(row)
    error = words["se"].format(se=_number(row["se_change"])) if "se_change" in row else ""
    values = {name: _number(row[name]) for name in ("baseline", "reform", "change")}
    lines = [
        words["money"].format(
            base=values["baseline"], reform=values["reform"], unit=unit, change=values["change"]
        )
        + error
    ]
    for key, name in (("money_if", "if_conditions_are_met"), ("money_open", "households_open")):
        base, reform = row[f"baseline_{name}"], row[f"reform_{name}"]
        if base or reform:
            lines.append(words[key].format(base=_number(base), reform=_number(reform), unit=unit))
    return lines


def _unit(row: dict[str, Any]) -> str:
    return f"{row['unit']}/{row['per']}" if row["per"] else str(row["unit"])


def _bands(run: Simulation, lang: str) -> str:
    frame = run.winners[run.winners["decile"] == "all"]
    names = dict(zip(BANDS, BANDS_ZH if lang == "zh" else BANDS))
    return "; ".join(
        f"{names[row.band]} {row.share:.2%}" for row in frame.itertuples() if row.share > 0
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:,.2f}"
