"""Charts of the frames, for print; each says which rules it was made from."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from huice.simulation.bands import BANDS, BANDS_ZH
from huice.simulation.fonts import labels
from huice.simulation.outcomes import STATUSES, STATUSES_ZH

if TYPE_CHECKING:
    from huice.simulation.run import Simulation
    from huice.simulation.schedule import Schedule

_BAND_COLOURS = ("#b2182b", "#ef8a62", "#d9d9d9", "#67a9cf", "#2166ac", "#fdfdfd")
_STATUS_COLOURS = ("#2166ac", "#92c5de", "#fddbc7", "#f4a582", "#b2182b", "#d9d9d9", "#ffffff")
_ZH = {
    "budget": "支出（确定部分）",
    "baseline": "现行规定",
    "reform": "改革方案",
    "deciles": "人均收入变化（按现行收入十等分）",
    "decile": "收入十等分组",
    "winners": "受益与受损（占人数比例）",
    "all": "全部",
    "coverage": "各状态户数占比",
    "transitions": "状态变化（户数）",
    "share": "比例",
    "change": "人均月变化（元）",
    "amount": "金额",
    "synthetic": "合成人口（虚构）",
    "households": "户",
}
_EN = {
    "budget": "Granted for certain",
    "baseline": "baseline",
    "reform": "reform",
    "deciles": "Change of income per head, by decile of the baseline",
    "decile": "decile",
    "winners": "Winners and losers (shares of persons)",
    "all": "all",
    "coverage": "Households by status",
    "transitions": "Change of status (households)",
    "share": "share",
    "change": "change a month per head (CNY)",
    "amount": "amount",
    "synthetic": "synthetic people",
    "households": "households",
}


def draw(run: Simulation, kind: str, lang: str, **options: Any) -> Any:
    """One chart of a simulation."""
    kinds = {
        "budget": _budget,
        "coverage": _coverage,
        "deciles": _deciles,
        "winners": _winners,
        "transitions": _transitions,
    }
    if kind not in kinds:
        raise ValueError(f"there is no chart `{kind}`: {', '.join(kinds)}")
    words = words_of(lang)
    with labels(lang):
        figure, axes = _canvas()
        kinds[kind](axes, run, words, lang, **options)
        axes.set_title(words[kind])
        _sign(figure, signature(run, words))
    return figure


def draw_schedule(along: Schedule, lang: str) -> Any:
    """Amounts along a fact, with a mark at each cliff; statuses where there is no amount."""
    words = words_of(lang)
    with labels(lang):
        figure, axes = _canvas()
        for number, rule in enumerate(along.rules):
            colour = f"C{number}"
            own = along.pieces[along.pieces["programme"] == rule]
            paid = [piece for piece in own.itertuples() if piece.amount_first is not None]
            if paid and any(piece.status == "eligible" for piece in paid):
                for piece in paid:
                    ends = [float(piece.amount_first), float(piece.amount_last)]
                    axes.plot([piece.first, piece.last], ends, color=colour)
                axes.plot([], [], color=colour, label=rule)
                axes.set_ylabel(words["amount"])
            else:
                _status_line(axes, own, rule, colour, lang)
            for cliff in along.cliffs[along.cliffs["programme"] == rule].itertuples():
                axes.axvline(cliff.x, color=colour, linestyle=":", linewidth=0.8)
        axes.set_xlabel(along.variable)
        axes.legend(loc="best", fontsize="small")
        _sign(figure, f"{along.hash[:12]} · {along.as_of}")
    return figure


def _status_line(axes: Any, pieces: Any, rule: str, colour: str, lang: str) -> None:
    names = STATUSES_ZH if lang == "zh" else STATUSES
    for piece in pieces.itertuples():
        level = STATUSES.index(piece.status)
        axes.plot([piece.first, piece.last], [level, level], color=colour, linewidth=3)
    axes.plot([], [], color=colour, label=rule)
    axes.set_yticks(range(len(STATUSES)), names)
    axes.invert_yaxis()


def _canvas() -> tuple[Any, Any]:
    """A figure that notebooks show, without the state of pyplot."""
    from matplotlib.figure import Figure

    class Chart(Figure):  # type: ignore[misc]
        def _repr_png_(self) -> bytes:
            data = BytesIO()
            self.savefig(data, format="png")
            return data.getvalue()

    figure = Chart(figsize=(8, 4.5), layout="constrained")
    return figure, figure.subplots()


def signature(run: Simulation, words: dict[str, str]) -> str:
    """Which rules a chart was made from, and whether the people are made up."""
    hashes = (words["baseline"], run.baseline_hash[:12], words["reform"], run.reform_hash[:12])
    note = " ".join((*hashes, run.as_of))
    return f"{words['synthetic']} · {note}" if run.is_synthetic else note


def words_of(lang: str) -> dict[str, str]:
    """The words of charts in a language."""
    if lang not in ("zh", "en"):
        raise ValueError("`lang` is zh or en")
    return _ZH if lang == "zh" else _EN


def _sign(figure: Any, text: str) -> None:
    figure.supxlabel(text, fontsize=7, color="#666666")


def _title(run: Simulation, programme: str, lang: str) -> str:
    found = next(entry for entry in run.programmes if entry.id == programme)
    text = found.title[lang]
    return text if len(text) <= 28 else text[:27] + "…"


def _budget(axes: Any, run: Simulation, words: dict[str, str], lang: str) -> None:
    frame = run.budget[(run.budget["baseline"] != 0) | (run.budget["reform"] != 0)]
    where = np.arange(len(frame))
    for offset, scenario in ((-0.2, "baseline"), (0.2, "reform")):
        axes.barh(where + offset, frame[scenario], 0.38, label=words[scenario])
    names = [
        f"{_title(run, row.programme, lang)}\n{row.unit}{'/' + row.per if row.per else ''}"
        for row in frame.itertuples()
    ]
    axes.set_yticks(where, names, fontsize="small")
    axes.legend()


def _coverage(
    axes: Any,
    run: Simulation,
    words: dict[str, str],
    lang: str,
    programme: str | None = None,
    grouping: str = "all",
) -> None:
    programme = programme or run.programmes[0].id
    frame = run.coverage
    frame = frame[(frame["programme"] == programme) & (frame["grouping"] == grouping)]
    names = []
    for position, row in enumerate(frame.to_dict("records")):
        left = 0.0
        for code, status in enumerate(STATUSES):
            width = row[status] / row["households"] if row["households"] else 0.0
            label = (STATUSES_ZH if lang == "zh" else STATUSES)[code] if position == 0 else None
            axes.barh(
                position,
                width,
                left=left,
                color=_STATUS_COLOURS[code],
                edgecolor="#999999",
                label=label,
            )
            left += width
        group = words["all"] if row["group"] == "all" else row["group"]
        names.append(f"{group} · {words[row['scenario']]}")
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel(words["share"])
    axes.legend(fontsize="x-small", ncols=4, loc="upper center", bbox_to_anchor=(0.5, -0.15))


def _deciles(axes: Any, run: Simulation, words: dict[str, str], lang: str) -> None:
    frame = run.deciles[run.deciles["decile"] != "all"]
    axes.bar(frame["decile"], frame["abs"])
    axes.set_xlabel(words["decile"])
    axes.set_ylabel(words["change"])


def _winners(axes: Any, run: Simulation, words: dict[str, str], lang: str) -> None:
    frame = run.winners
    order = [*(str(number) for number in range(1, 11)), "all"]
    left = np.zeros(len(order))
    for code, band in enumerate(BANDS):
        shares = (
            frame[frame["band"] == band].set_index("decile")["share"].reindex(order).fillna(0.0)
        )
        label = BANDS_ZH[code] if lang == "zh" else band
        hatch = "///" if band == "unknown" else None
        axes.barh(
            range(len(order)),
            shares,
            left=left,
            color=_BAND_COLOURS[code],
            edgecolor="#999999",
            hatch=hatch,
            label=label,
        )
        left += shares.to_numpy()
    axes.set_yticks(range(len(order)), [*order[:-1], words["all"]])
    axes.set_ylabel(words["decile"])
    axes.legend(fontsize="x-small", ncols=3, loc="upper center", bbox_to_anchor=(0.5, -0.08))


def _transitions(
    axes: Any, run: Simulation, words: dict[str, str], lang: str, programme: str | None = None
) -> None:
    programme = programme or run.programmes[0].id
    frame = run.transitions[run.transitions["programme"] == programme]
    names = STATUSES_ZH if lang == "zh" else STATUSES
    table = np.zeros((len(STATUSES), len(STATUSES)))
    for row in frame.itertuples():
        table[STATUSES.index(row.old), STATUSES.index(row.new)] = row.weighted
    axes.imshow(np.log1p(table), cmap="Blues")
    for (old, new), value in np.ndenumerate(table):
        if value:
            dark = np.log1p(value) > 0.6 * np.log1p(table.max())
            colour = "white" if dark else "black"
            text = f"{value:,.0f}"
            axes.text(new, old, text, ha="center", va="center", fontsize="x-small", color=colour)
    axes.set_xticks(range(len(names)), names, rotation=30, ha="right")
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel(words["reform"])
    axes.set_ylabel(words["baseline"])
