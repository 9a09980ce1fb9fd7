"""Do the days of a row agree with each other, and could it have been known when it says it was?"""

from __future__ import annotations

import itertools
from datetime import date
from typing import Final

import msgspec

from cutset.dates import ALWAYS, NEVER
from cutset.world.checks.inspection import Inspection
from cutset.world.rows import TABLES, Accident, Agreement, Function, Measure, Rate, Row, Statement, Stock

__all__ = ["check_days"]

INTERVALS: Final = (("from_", "until"), ("due_from", "due_until"), ("applies_from", "until"))
"""Pairs of fields that bound an interval, the second the first day without it."""
STEPS: Final = ("announced", "adopted", "published")
TOLD_AFTERWARDS: Final[tuple[tuple[type[Row], str], ...]] = (
    (Statement, "said_on"),
    (Stock, "as_of"),
    (Rate, "date"),
    (Agreement, "date"),
    (Accident, "from_"),
)
"""Days of which a row tells as of something that has happened; it cannot have been known before them."""


def check_days(inspection: Inspection) -> None:
    """Find intervals that end before they begin, days out of order, and rows known before what they tell."""
    for kind in TABLES.values():
        names = {field.name for field in msgspec.structs.fields(kind)}
        for start, end in INTERVALS:
            if {start, end} <= names:
                _check_interval(inspection, kind, start, end)
    for measure in inspection.world.of(Measure):
        _check_measure(inspection, measure)
    for kind, field in TOLD_AFTERWARDS:
        for row in inspection.world.of(kind):
            _check_known(inspection, row, field)
    _check_due(inspection)


def _check_interval(inspection: Inspection, kind: type[Row], start: str, end: str) -> None:
    for row in inspection.world.of(kind):
        first: date | None = getattr(row, start)
        last: date | None = getattr(row, end)
        if first is not None and last is not None and last <= first:
            sentence = f"it ends on {last}, not after {_column(start)} {first}"
            hint = "until is the first day without it, so it lies after from"
            inspection.fault(row, _column(end), "reversed-interval", sentence, last, hint)


def _check_measure(inspection: Inspection, row: Measure) -> None:
    days = [(name, day) for name in STEPS if (day := getattr(row, name)) is not None]
    for (earlier, day), (later, after) in itertools.pairwise(days):
        if after < day:
            sentence = f"{later} lies before {earlier} {day}"
            hint = "a measure is announced, adopted, published, in that order"
            inspection.fault(row, later, "days-out-of-order", sentence, after, hint)
    if row.applies_from is not None and row.adopted is not None and row.applies_from < row.adopted:
        sentence = f"it applies before it was adopted on {row.adopted}"
        hint = "correct one of the two days"
        inspection.fault(row, "applies_from", "days-out-of-order", sentence, row.applies_from, hint)
    if days and ALWAYS < row.known < (first := min(day for _, day in days)):
        sentence = f"it was known before {first}, the first day on which anything of it was public"
        inspection.fault(row, "known", "known-too-early", sentence, row.known, LOOK_AHEAD)


LOOK_AHEAD: Final = "known is the day on which the row became known; earlier would be looking ahead"


def _check_known(inspection: Inspection, row: Row, field: str) -> None:
    day: date | None = getattr(row, field)
    if isinstance(row, Stock) and row.quantity is None:
        return
    if day is not None and day != NEVER and ALWAYS < row.known < day:
        sentence = f"it was known before {_column(field)} {day}, of which it tells"
        inspection.fault(row, "known", "known-too-early", sentence, row.known, LOOK_AHEAD)


def _check_due(inspection: Inspection) -> None:
    """An event needs a due window, or a note that says why there is none yet; half a window is none."""
    for row in inspection.world.of(Function):
        half = (row.due_from is None) != (row.due_until is None)
        if row.shape == "event" and (half or (row.due_from is None and not row.note)):
            column = "due_from" if row.due_from is None else "due_until"
            sentence = "an event has half a due window" if half else "an event has no due window"
            hint = "give due_from and due_until, the first day of the window and the first after it; where it is not "
            inspection.fault(row, column, "event-without-due", sentence, "", f"{hint}known, say so in note")


def _column(field: str) -> str:
    return field.rstrip("_")
