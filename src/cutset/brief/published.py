"""When was the article published? Given, found in the file, or a window by its content; never invented."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from cutset.brief.article import Published
from cutset.dates import NEVER

__all__ = ["MONTHS", "full_dates", "published", "read_any_day"]

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH: Final = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_FULL: Final = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
)
_MONTH_OF_YEAR: Final = re.compile(rf"\b{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_COMING: Final = re.compile(
    r"\b(will|would|to be|is due|are due|scheduled|planned|plans?|set to|expected|by|until|before|starting|deadline|"
    r"no (?:later|earlier) than)\b[^.]{0,60}$",
    re.IGNORECASE,
)
_FIRST_YEAR: Final = 1957


def published(given: date | None, marks: Iterable[str], lines: Iterable[str], text: str) -> Published:
    """Return when an article was published, and how that is known.

    Parameters
    ----------
    given
        The day that the user gave; it goes before anything else.
    marks
        Dates as the page's own data write them.
    lines
        Lines that were left out as publication lines.
    text
        The article, for the window by content.
    """
    if given:
        return Published(given, "given", given, given)
    for mark in (*marks, *lines):
        day = read_any_day(mark)
        if day:
            return Published(day, "found", day, day)
    return _window(text)


def read_any_day(text: str) -> date | None:
    """Return the first full date in a text, or None; orders of day and month in figures are never guessed."""
    return next((day for _, _, day in full_dates(text)), None)


def full_dates(text: str) -> Iterator[tuple[int, int, date]]:
    """Yield start, end and day of each date with day, month and year."""
    found = [(match.start(), match.end(), _day(match)) for pattern in _FULL for match in pattern.finditer(text)]
    for start, end, day in sorted((one for one in found if one[2]), key=lambda one: one[0]):
        if day:
            yield start, end, day


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else MONTHS[parts["month"].lower()]
    try:
        day = date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None
    return day if day.year >= _FIRST_YEAR else None


def _window(text: str) -> Published:
    """Return a window: not before the last day told as past, not after the first one told as coming."""
    past: list[date] = []
    coming: list[date] = []
    for start, _, day in full_dates(text):
        (coming if _COMING.search(text[max(0, start - 80) : start]) else past).append(day)
    for match in _MONTH_OF_YEAR.finditer(text):
        year, month = int(match["year"]), MONTHS[match["month"].lower()]
        if year < _FIRST_YEAR:
            continue
        if _COMING.search(text[max(0, match.start() - 80) : match.start()]):
            coming.append(date(year, month, monthrange(year, month)[1]))
        else:
            past.append(date(year, month, 1))
    earliest = max(past, default=None)
    later = [day for day in coming if earliest is None or day >= earliest]
    if earliest is None and not later:
        return Published()
    return Published(None, "inferred", earliest, min(later, default=NEVER))
