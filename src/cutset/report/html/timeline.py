"""Where on a line of time does each stretch of a function lie?

Places are percentages of the width, so that the same drawing fits a wall screen and a phone without being cut or
squeezed. Time runs from a little before the as-of day to a little after the horizon.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from cutset.report.document import Document, FunctionLine, StretchLine

__all__ = ["Axis", "Bar", "Row", "Tick", "axis_of", "row_of"]

BEFORE, LONGEST_BEFORE, AFTER = 0.08, 0.3, 0.05
"""How much time is shown before the as-of day, at least and at most, and after the horizon, as shares of the time
between."""
LOSSES: Final = {
    "lost": "lost",
    "may be lost": "maybe",
    "not known whether lost": "untold",
    "not begun": "later",
}
BRIDGES: Final = ("stock", "clock")
NARROWEST: Final = 0.7
"""Width under which a stretch could not be seen [percent]."""
MOST_LANES: Final = 3
MOST_TICKS: Final = 12
STEPS: Final = (1, 3, 6, 12, 24, 60, 120)
"""Months between two ticks."""


class Tick(msgspec.Struct, frozen=True):
    """A day that the line of time names."""

    at: float
    label: str
    major: bool


class Axis(msgspec.Struct, frozen=True):
    """The line of time.

    Parameters
    ----------
    start, end
        First and last day shown [date].
    as_of, horizon
        Places of the two days that everything is read from [percent].
    ticks
        First days of months, quarters or years: as many as can be read.
    """

    start: date
    end: date
    as_of: float
    horizon: float
    ticks: tuple[Tick, ...]

    @property
    def side(self) -> str:
        """Where the words of the as-of day stand, so that they are neither cut off nor lie on those of the horizon."""
        return "starts" if self.as_of < 18 else "ends" if self.as_of > 40 else "middle"

    def at(self, day: date) -> float:
        """Return the place of a day, no further out than the line reaches [percent]."""
        share = (day - self.start).days / (self.end - self.start).days
        return round(100 * min(max(share, 0.0), 1.0), 2)


class Bar(msgspec.Struct, frozen=True):
    """A stretch as drawn.

    Parameters
    ----------
    look
        lost, maybe, untold, later; stock or clock, with ``-perhaps`` for the open end of a range.
    lane
        0 for losses, from 1 on for what bridges them.
    left, width
        Where it begins and how wide it is [percent].
    before, beyond
        Whether it begins before, or ends after, what is shown.
    words
        What it says.
    """

    look: str
    lane: int
    left: float
    width: float
    before: bool
    beyond: bool
    words: str


class Row(msgspec.Struct, frozen=True):
    """The drawing of one function.

    Parameters
    ----------
    bars
        Its stretches.
    due
        The due window of an event, as a bracket; None for what goes on all the time.
    cause
        Place of the sign of the first cause, or None [percent].
    lanes
        Number of lanes beneath the losses.
    folded
        Stretches that are not drawn for want of room.
    """

    bars: tuple[Bar, ...]
    due: Bar | None
    cause: float | None
    lanes: int
    folded: int


def axis_of(document: Document) -> Axis:
    """Return the line of time of a document."""
    ahead = max((document.horizon - document.as_of).days, 30)
    least, most = (document.as_of - timedelta(days=max(round(share * ahead), 30)) for share in (BEFORE, LONGEST_BEFORE))
    begun = (stretch.from_ for one in document.functions for stretch in one.stretches if stretch.from_)
    start = min((day - timedelta(days=14) for day in begun if most < day - timedelta(days=14) < least), default=least)
    end = document.horizon + timedelta(days=max(round(AFTER * ahead), 10))
    bare = Axis(start, end, 0, 0, ())
    ticks = tuple(Tick(bare.at(day), f"{day:%Y-%m}", major) for day, major in _ticks(start, end))
    return Axis(start, end, bare.at(document.as_of), bare.at(document.horizon), ticks)


def _ticks(start: date, end: date) -> Iterator[tuple[date, bool]]:
    """Yield days to name, and whether they are named where there is little room: every second one."""
    months = (end - start).days / 30.44
    step = next((one for one in STEPS if months / one <= MOST_TICKS), STEPS[-1])
    first = -(-(start.year * 12 + start.month - 1) // step)
    for number in range(first, (end.year * 12 + end.month - 1) // step + 1):
        year, month = divmod(number * step, 12)
        if (day := date(year, month + 1, 1)) >= start:
            yield day, number % 2 == 0


def row_of(one: FunctionLine, axis: Axis, horizon: date) -> Row:
    """Return the drawing of a function; nothing is drawn beyond the horizon but due windows."""
    losses = [bar for stretch in one.stretches if (bar := _loss(stretch, axis, horizon))]
    bridging = [stretch for stretch in one.stretches if stretch.kind in BRIDGES]
    drawn = [list(_bridge(stretch, axis, horizon)) for stretch in bridging]
    seen = [bars for bars in drawn if bars]
    lanes = [bar for lane, bars in enumerate(seen[:MOST_LANES], 1) for bar in _in_lane(bars, lane)]
    due = _due(one, axis)
    starts = [bar.left for bar in losses if bar.look != "later"]
    return Row(
        bars=(*losses, *lanes),
        due=due,
        cause=min(starts) if starts and one.cause_kind else None,
        lanes=min(len(seen), MOST_LANES),
        folded=max(0, len(seen) - MOST_LANES),
    )


def _in_lane(bars: list[Bar], lane: int) -> Iterator[Bar]:
    for bar in bars:
        yield msgspec.structs.replace(bar, lane=lane)


def _loss(stretch: StretchLine, axis: Axis, horizon: date) -> Bar | None:
    look = LOSSES.get(stretch.kind)
    return _bar(look, stretch.from_, stretch.until, axis, horizon, stretch.words) if look else None


def _bridge(stretch: StretchLine, axis: Axis, horizon: date) -> Iterator[Bar]:
    sure = _bar(stretch.kind, stretch.from_, stretch.until, axis, horizon, stretch.words)
    if sure and stretch.from_ != stretch.until:
        yield sure
    if stretch.until is not None and stretch.until != stretch.until_latest:
        perhaps = _bar(f"{stretch.kind}-perhaps", stretch.until, stretch.until_latest, axis, horizon, stretch.words)
        if perhaps:
            yield perhaps


def _due(one: FunctionLine, axis: Axis) -> Bar | None:
    if one.shape != "event" or (one.due_from is None and one.due_until is None):
        return None
    words = f"due from {one.due_from or 'a day not known'} until {one.due_until or 'a day not known'}"
    if (one.due_from or axis.start) > axis.end:
        return Bar("due", 0, 99.4, 0.6, before=False, beyond=True, words=words)
    if (one.due_until or axis.end) < axis.start:
        return Bar("due", 0, 0, 0.6, before=True, beyond=False, words=words)
    return _bar("due", one.due_from, one.due_until, axis, axis.end, words)


def _bar(look: str, start: date | None, until: date | None, axis: Axis, last: date, words: str) -> Bar | None:
    first, end = start or axis.start, min(until or last, last)
    if first >= last or end < axis.start or end < first:
        return None
    left = min(axis.at(first), 100 - NARROWEST)
    return Bar(
        look=look,
        lane=0,
        left=left,
        width=round(max(axis.at(end) - left, NARROWEST), 2),
        before=start is None or start < axis.start,
        beyond=until is None or until > last,
        words=words,
    )
