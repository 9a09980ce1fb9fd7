"""How does a chain of steps appear in the document?"""

from __future__ import annotations

from datetime import date

from cutset.dates import ALWAYS, NEVER, DateRange
from cutset.findings import Because
from cutset.report.document import Days, StepLine

__all__ = ["day_or_none", "days_of", "step_lines"]


def step_lines(because: Because) -> tuple[StepLine, ...]:
    """Return the links of a chain as lines."""
    return tuple(
        StepLine(
            row=step.row,
            table=step.table,
            words=step.words,
            confidence=str(step.confidence or step.certainty or ""),
            from_=day_or_none(step.from_),
            until=day_or_none(step.until),
            sources=step.sources,
        )
        for step in because
    )


def days_of(stops: DateRange) -> Days:
    """Return a range of days with never as nothing."""
    return Days(day_or_none(stops.earliest), day_or_none(stops.latest))


def day_or_none(day: date | None) -> date | None:
    """Return a day, or nothing for one that means never or always."""
    return None if day in (NEVER, ALWAYS) else day
