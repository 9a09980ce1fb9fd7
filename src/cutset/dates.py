"""When does a thing begin, end or stop, as far as anyone can say?

Days are :class:`datetime.date`. Two days stand for words: :data:`NEVER` (9999-12-31, written ``open`` in the
tables and ``never`` in results) and :data:`ALWAYS` (0001-01-01, since before anything here). An interval is
half-open, ``[from, until)``: the until day is the first day without it.
"""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache
from typing import Final

import msgspec

__all__ = ["ALWAYS", "NEVER", "DateRange", "days_after", "months_after", "read_day", "read_end", "say_day"]

NEVER: Final = date.max
ALWAYS: Final = date.min


class DateRange(msgspec.Struct, frozen=True, order=True):
    """A day known only between two days, both possible.

    Parameters
    ----------
    earliest
        First day on which it can be [date].
    latest
        Last day on which it can be [date]; :data:`NEVER` where it need not come at all.
    """

    earliest: date
    latest: date

    @property
    def is_exact(self) -> bool:
        """Whether both ends are the same day."""
        return self.earliest == self.latest

    def __str__(self) -> str:
        if self.is_exact:
            return say_day(self.earliest)
        return f"between {say_day(self.earliest)} and {say_day(self.latest)}"


@lru_cache(maxsize=65536)
def read_day(text: str) -> date:
    """Read a day as ISO writes it, ``2022-03-02``.

    Raises
    ------
    ValueError
        Where the text is anything else; other orders of day and month are never guessed.

    Examples
    --------
    >>> read_day("2022-03-02")
    datetime.date(2022, 3, 2)
    """
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        raise ValueError("a day is written 2022-03-02")
    return date.fromisoformat(text)


def read_end(text: str) -> date:
    """Read the end of an interval: a day, or ``open`` for a thing without end."""
    return NEVER if text == "open" else read_day(text)


def say_day(day: date) -> str:
    """Return a day as people and tables write it."""
    if day == NEVER:
        return "never"
    return "always" if day == ALWAYS else day.isoformat()


def days_after(day: date, days: int) -> date:
    """Return the day so many days later; :data:`NEVER` where no calendar reaches it.

    Examples
    --------
    >>> days_after(date(2022, 1, 31), 1)
    datetime.date(2022, 2, 1)
    """
    return date.fromordinal(min(day.toordinal() + days, NEVER.toordinal()))


@lru_cache(maxsize=4096)
def months_after(day: date, months: int) -> date:
    """Return the same day of the month so many months later, or the month's last day.

    Examples
    --------
    >>> months_after(date(2022, 1, 31), 1)
    datetime.date(2022, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > NEVER.year:
        return NEVER
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
