"""When does the window to a planet open again after one was missed?

The next opening is the departure of least energy after the due window, by :mod:`cutset.orbit`. It says when it could be
tried again, not that what is lost will be there.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from cutset.errors import CutsetError
from cutset.impact.clocks import ClockWords, NotModelled
from cutset.impact.kept import kept
from cutset.impact.scenario import Scenario
from cutset.spans import Spans
from cutset.world.question import Question
from cutset.world.rows import Function

__all__ = ["WindowClock"]

MONTH_DAYS: Final = 30.4375
"""Mean month of the Julian year [d]."""


class WindowClock:
    """Tells the next opening behind an event's due window, and not before the as-of day.

    Parameters
    ----------
    question
        Its as-of day.
    """

    def __init__(self, question: Question) -> None:
        self.as_of = question.as_of

    def felt(self, function: Function, losses: Spans, scenario: Scenario) -> Spans:
        """Return the losses as they are: a window adds time to an event, not to a loss."""
        return losses

    def words(self, function: Function) -> ClockWords:
        """Return when the window opens next, and how many months that costs."""
        due = function.due_from
        if due is None:
            return NotModelled("the next opening, without a due day,").words(function)
        target = function.clock.partition(":")[2]
        missed = function.due_until or due
        after = max(missed, self.as_of)
        asked: dict[str, object] = {"target": target, "after": after.toordinal(), "missed": missed.toordinal()}
        try:
            opening = kept("window", asked, lambda: _next_opening(target, after, missed))
        except CutsetError as error:
            return NotModelled(f"the next opening: {' '.join(str(error).split())}").words(function)
        day = date.fromordinal(int(str(opening)))
        months = (day - due).days / MONTH_DAYS
        words = f"the best departure of the next window to {target.capitalize()} is {day}, {months:.0f} months later"
        return ClockWords(modelled=True, words=words)


def _next_opening(target: str, after: date, missed: date) -> int:
    from cutset.orbit import next_windows

    # The best day of the opportunity that was missed may lie behind the due window; the next one is at least half
    # a year behind it.
    days = (window.best.depart for window in next_windows(target, after, 2))
    return next(day for day in days if (day - missed).days > MONTH_DAYS * 6).toordinal()
