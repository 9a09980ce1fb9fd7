"""When was somebody born, in the words of a list? Free text to ISO 8601-2 (EDTF) dates.

``circa 1957`` is ``1957~``, ``1962 to 1964`` is ``1962/1964``; ``00/00/1968``,
``dd/mm/1968`` are ``1968``.
A day and month that could be swapped follow the order that the reader knows of its list.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal

__all__ = ["Order", "birth_date"]

Order = Literal["day-first", "month-first"]

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
    for name in (names,)
}
ABOUT: Final = re.compile(r"^(?:circa|c\.?|ca\.?|about|approximately|approx\.?|around|between)\s*", re.I)
RANGE: Final = re.compile(r"^(.+?)\s*(?:\bto\b|\band\b|-|–|/)\s*(.+)$", re.I)
ISO: Final = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?$")
NUMERIC: Final = re.compile(r"^([0-9]{1,2}|dd|mm)[./-]([0-9]{1,2}|dd|mm)[./-](\d{4})$", re.I)
WORDS: Final = re.compile(r"^(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})$")
AMERICAN: Final = re.compile(r"^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})$")


def birth_date(printed: str, order: Order = "day-first") -> str:
    """Return the date as EDTF text, or nothing where no year can be read.

    Examples
    --------
    >>> birth_date("17 Feb 1974"), birth_date("circa 1957"), birth_date("1962 to 1964")
    ('1974-02-17', '1957~', '1962/1964')
    """
    text = re.sub(r"\s+", " ", printed.strip().rstrip("."))
    plain = ABOUT.sub("", text)
    about = plain != text and not text.lower().startswith("between")
    single = _single(plain, order)
    if single:
        return single + "~" * about
    both = RANGE.match(plain)
    if both:
        first, last = (_single(part.strip(), order) for part in both.groups())
        if first and last:
            return f"{first}/{last}"
    year = re.search(r"\b(1[89]\d\d|20[0-4]\d)\b", plain)
    return f"{year[1]}~" if year else ""


def _single(text: str, order: Order) -> str:
    if m := ISO.match(text):
        return _written(int(m[1]), int(m[2] or 0), int(m[3] or 0))
    if m := NUMERIC.match(text):
        first, second = (int(p) if p.isdigit() else 0 for p in (m[1], m[2]))
        day, month = (first, second) if order == "day-first" else (second, first)
        if month > 12 >= day:
            day, month = month, day
        return _written(int(m[3]), month, day)
    if m := WORDS.match(text):
        return _written(int(m[3]), MONTHS.get(m[2][:3].lower(), 0), int(m[1] or 0))
    if m := AMERICAN.match(text):
        return _written(int(m[3]), MONTHS.get(m[1][:3].lower(), 0), int(m[2]))
    return ""


def _written(year: int, month: int, day: int) -> str:
    if not 1800 <= year <= 2100:
        return ""
    if not 1 <= month <= 12:
        return f"{year:04d}"
    if not day:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year:04d}-{month:02d}"
