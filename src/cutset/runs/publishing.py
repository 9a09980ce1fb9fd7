"""How is the score of a backtest published? As a page that earlier scores stay on, a chart, JSON and CSV."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, Final

import msgspec

from cutset.runs.backtest import Backtest, Scored
from cutset.runs.scoring import TROUBLE, Call, Score

__all__ = ["chart", "letter", "publish", "score_page", "summary"]

PAGE: Final = "backtest.md"
LETTERS: Final = {
    Call.HIT: "H",
    Call.MISS: "M",
    Call.FALSE_ALARM: "F",
    Call.CORRECT_NEGATIVE: "·",
    Call.COULD_NOT_TELL: "?",
    Call.NOT_KNOWABLE: "n",
    Call.NOT_SCORED: "",
}
"""One letter a word, so that nothing rests on colour; a warning that only said *at risk* has the small letter."""
COLOURS: Final = {
    Call.HIT: "#2b6cb0",
    Call.MISS: "#9b2c2c",
    Call.FALSE_ALARM: "#dd8a1f",
    Call.CORRECT_NEGATIVE: "#c6dbef",
    Call.COULD_NOT_TELL: "#b794c9",
    Call.NOT_KNOWABLE: "#d9d9d9",
    Call.NOT_SCORED: "#ffffff",
}
HEAD: Final = """# Looking back: how well would it have done?

Each score below was written by one command, `cutset backtest WORLD --out docs/validation`. A score is never
rewritten: a later one, by another engine or over other tables, is added beneath. What counts as what is defined in
[runs.md](../runs.md#looking-back).
"""
LIMITS: Final = """### What this score cannot show

- The world was written down years afterwards. Which functions it carries, and how finely, was chosen by people who
  knew what had happened; functions that nobody wrote about are not in it. The runs see no row that became known after
  their day, but they look where hindsight points.
- The days are those that the world itself calls telling, and many lie close together, so the counts are not
  independent: one cause can earn the same word in eleven runs.
- *At risk* is a cheap warning. Firm warnings are therefore counted apart, and so are hits by another cause than the
  one that came.
- A lead time is counted from the first of these days that warned: the true one may be longer by up to the gap between
  two days.
"""


def publish(found: Backtest, folder: Path, written: date) -> tuple[Path, ...]:
    """Write a score into a folder: the page, the chart, JSON and CSV; a score that stands there is left alone.

    Parameters
    ----------
    found
        The score.
    folder
        Where to.
    written
        Day of writing [date].

    Returns
    -------
    tuple of Path
        The files written; none where the page holds this score.
    """
    page = folder / PAGE
    before = page.read_text("utf-8") if page.is_file() else HEAD
    if found.id in before:
        return ()
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"backtest-{found.id[:12]}"
    number = before.count("\n## Score ") + 1
    files = {
        f"{stem}.svg": chart(found).encode(),
        f"{stem}.json": msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n",
        f"{stem}.csv": _csv(found).encode(),
        PAGE: f"{before}\n{score_page(found, number, written, stem)}".encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return tuple(folder / name for name in files)


def summary(found: Backtest) -> list[str]:
    """Return the score in a few sentences."""
    count = found.count()
    scores = [one for row in found.scored for one in row.scores]
    hits = [one for one in scores if one.call is Call.HIT]
    ahead = sum(one.ahead for one in hits)
    other = sum(one.by_another_cause for one in hits)
    leads = sorted(row.lead_days for row in found.scored if row.lead_days is not None)
    alarms, misses = count[Call.FALSE_ALARM], count[Call.MISS]
    lines = [
        f"{len(found.days)} runs against {len(found.scored)} outcomes: {len(scores)} pairs, "
        f"{len(scores) - count[Call.NOT_SCORED]} of them scored.",
        f"Pair by pair: {len(hits)} times trouble in sight was warned of, {misses} times it was missed, "
        f"{count[Call.NOT_KNOWABLE]} times nothing that caused it could have been known.",
        _by_outcome(found),
        f"Of the {len(hits)} hits, {ahead} came before it happened and {len(hits) - ahead} after; "
        f"{found.firm(Call.HIT)} said that it stops, {len(hits) - found.firm(Call.HIT)} that it may; "
        f"{other} named another cause than the one that came.",
        f"Of {len(hits) + alarms} warnings, {alarms} were false alarms, {found.firm(Call.FALSE_ALARM)} of them firm.",
        f"{count[Call.COULD_NOT_TELL]} times the run could not tell.",
    ]
    if leads:
        lines.append(
            f"Lead time of {len(leads)} troubles that were warned of: median {median(leads):g} days, "
            f"from {leads[0]} to {leads[-1]} (less than 0: warned of after it happened)."
        )
    return lines


def _by_outcome(found: Backtest) -> str:
    """Return how many troubles, each counted once, were warned of before they happened."""
    in_sight = {Call.HIT, Call.MISS, Call.NOT_KNOWABLE, Call.COULD_NOT_TELL}
    troubles = [
        row for row in found.scored if row.happened in TROUBLE and any(one.call in in_sight for one in row.scores)
    ]
    before = sum(row.lead_days is not None and row.lead_days > 0 for row in troubles)
    never = sum(row.lead_days is None for row in troubles)
    return (
        f"Outcome by outcome: of {len(troubles)} troubles that came into sight, {before} were warned of before they "
        f"happened, {len(troubles) - before - never} only by a run of the day or after, {never} never."
    )


def score_page(found: Backtest, number: int, written: date, stem: str) -> str:
    """Return the section of the page that holds one score."""
    frozen = found.frozen
    parts = [
        f"## Score {number}: {found.title}, {found.days[0]} to {found.days[-1]}",
        f"Written {written} by cutset {frozen.engine}, looking {found.horizon_months} months ahead. "
        f"Score `{found.id}`; outcomes `{frozen.outcomes[:16]}`, {len(frozen.tables)} tables frozen before the first "
        f"run (hashes in [{stem}.json]({stem}.json); every pair in [{stem}.csv]({stem}.csv)).",
        "\n".join(f"- {line}" for line in summary(found)),
        _counts(found),
        f"![What each run was worth against what happened]({stem}.svg)",
        _table(found),
        "H hit, M miss, F false alarm, · correct negative, ? could not tell, n could not have been known, empty not "
        "scored; h and f are warnings that only said *at risk*. Lead in days from the first run that warned.",
        "### What it got wrong, and why",
        _wrong(found, (Call.MISS, Call.FALSE_ALARM)),
        "### What it could not tell, and the row that would settle it",
        _wrong(found, (Call.COULD_NOT_TELL,)),
        "### Right, but by another cause than the one that came",
        _other_causes(found),
        "### What could not have been known",
        _wrong(found, (Call.NOT_KNOWABLE,)),
        "### Not scored",
        _wrong(found, (Call.NOT_SCORED,)) + _unscored(found),
        LIMITS,
    ]
    return "\n\n".join(parts)


def _counts(found: Backtest) -> str:
    header = "| run of | " + " | ".join(call.value for call in Call) + " |\n|---|" + "--:|" * len(Call)
    lines = [_count_line(str(day), found, day) for day in found.days] + [_count_line("**all**", found, None)]
    return "\n".join([header, *lines])


def _count_line(name: str, found: Backtest, day: date | None) -> str:
    count = found.count(day)
    return f"| {name} | " + " | ".join(str(count[call]) for call in Call) + " |"


def _table(found: Backtest) -> str:
    days = " | ".join(f"{day:%m-%d}" if day.year == found.days[0].year else str(day) for day in found.days)
    header = f"| function | happened | {days} | first warned | lead |\n|---|---|{':-:|' * len(found.days)}---|--:|"
    return "\n".join([header, *(_line(row) for row in found.scored)])


def _line(row: Scored) -> str:
    letters = " | ".join(letter(one) for one in row.scores)
    lead = "" if row.lead_days is None else str(row.lead_days)
    when = f"{row.happened} {row.from_ or ''}".strip()
    return f"| {row.name} ({row.function}) | {when} | {letters} | {row.first_warned or ''} | {lead} |"


def letter(one: Score) -> str:
    """Return the letter of a score, the small one for a warning that only said that it may stop."""
    sign = LETTERS[one.call]
    return sign.lower() if one.warned and not one.firm else sign


def _wrong(found: Backtest, calls: tuple[Call, ...]) -> str:
    lines = [line for row in found.scored for line in _reasons(row, calls)]
    return "\n".join(lines) or "Nothing."


def _reasons(row: Scored, calls: tuple[Call, ...]) -> Iterator[str]:
    groups: dict[tuple[str, str], list[Score]] = defaultdict(list)
    for one in row.scores:
        if one.call in calls:
            groups[(one.call.value, _reason(one))].append(one)
    for (call, reason), scores in groups.items():
        happened = f"{row.happened} {row.from_ or ''}".strip() + (f" ({row.text})" if row.text else "")
        yield f"- **{row.name}**, {call} on {_days(scores)}: {reason}. What happened: {happened}."


def _reason(one: Score) -> str:
    if one.call is Call.FALSE_ALARM:
        beyond = f" ({one.why})" if one.why else ""
        return f"it said *{one.said}* because of {one.cause_row}: {one.cause.rstrip('.')}{beyond}"
    if one.call is Call.MISS:
        return f"it said *{one.said}*; {one.why}"
    return one.why


def _days(scores: list[Score]) -> str:
    days = [str(one.day) for one in scores]
    return days[0] if len(days) == 1 else f"{len(days)} days, {days[0]} to {days[-1]}"


def _other_causes(found: Backtest) -> str:
    lines = []
    for row in found.scored:
        groups: dict[tuple[str, str, str], list[Score]] = defaultdict(list)
        for one in row.scores:
            if one.by_another_cause:
                groups[(one.cause_row, one.cause, one.hindsight)].append(one)
        for (cause, words, hindsight), scores in groups.items():
            came = f"it came by {hindsight}" if hindsight else "hindsight finds no cause by then"
            lines.append(f"- **{row.name}**, on {_days(scores)}: it named {cause} ({words.rstrip('.')}); {came}.")
    return "\n".join(lines) or "Nothing."


def _unscored(found: Backtest) -> str:
    return f"\n- No outcome is known of: {', '.join(found.unscored)}." if found.unscored else ""


def _csv(found: Backtest) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    columns = ("call", "firm", "ahead", "said", "cause_row", "cause", "why", "hindsight")
    writer.writerow(["function", "name", "outcome", "happened", "from", "day", *columns])
    for row in found.scored:
        for one in row.scores:
            told = [str(getattr(one, name)) for name in columns]
            writer.writerow([row.function, row.name, row.outcome, row.happened, row.from_ or "", one.day, *told])
    return text.getvalue()


def chart(found: Backtest) -> str:
    """Return the chart as SVG: a row a function, a column a run, a colour and a letter for what it was worth."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(_specification(found)))


def _specification(found: Backtest) -> dict[str, Any]:
    """Return the chart in Vega-Lite. https://vega.github.io/vega-lite/docs/"""
    cells = [
        {"function": row.name, "run": str(one.day), "call": one.call.value, "letter": letter(one)}
        for row in found.scored
        for one in row.scores
    ]
    order = [row.name for row in sorted(found.scored, key=lambda row: (row.from_ or date.max, row.name))]
    used = [call for call in Call if any(cell["call"] == call.value for cell in cells)]
    colour = {"domain": [call.value for call in used], "range": [COLOURS[call] for call in used]}
    dark = f"datum.call == '{Call.HIT}' || datum.call == '{Call.MISS}'"
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {"text": "What each run was worth against what happened", "anchor": "start"},
        "background": "white",
        "data": {"values": cells},
        "width": {"step": 52},
        "height": {"step": 18},
        "encoding": {
            "x": {"field": "run", "type": "ordinal", "title": "run, knowing what was known by then"},
            "y": {"field": "function", "type": "nominal", "sort": order, "title": None},
        },
        "layer": [
            {
                "mark": {"type": "rect", "stroke": "#ffffff"},
                "encoding": {"color": {"field": "call", "type": "nominal", "scale": colour, "title": None}},
            },
            {
                "mark": {"type": "text", "fontSize": 11},
                "encoding": {
                    "text": {"field": "letter"},
                    "color": {"condition": {"test": dark, "value": "#ffffff"}, "value": "#222222"},
                },
            },
        ],
        "config": {
            "axis": {"labelLimit": 420, "labelFontSize": 11, "domain": False, "ticks": False},
            "axisX": {"labelAngle": -40},
            "legend": {"orient": "bottom", "columns": 4},
        },
    }
