"""From which day to which does a stretch of the calendar run? Weeks, months, quarters, seasons, years, and their ends.

Weeks run from Monday to Sunday; the seasons are those of the north by whole months; a stretch is early, middle or late
in its first, second or last third.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from cutset.brief.claim import Granularity
from cutset.brief.published import MONTHS
from cutset.brief.time_words import EDGE, MONTH, SEASON, WEEKDAYS, YEAR

__all__ = ["Interval", "Tense", "day", "month_in", "months_on", "stretch", "unit_of", "week", "weekday", "year_of"]

Tense = str
"""past, future or present."""
Interval = tuple[date, date, Granularity]

_ORDER: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "q1": 1, "q2": 2, "q3": 3, "q4": 4}
_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def stretch(words: str, published: date | None, tense: Tense) -> Interval | None:
    """Return the days of a stretch such as *late March*, *next year*, *the second half of 2023*; None = not known.

    Parameters
    ----------
    words
        The words in lower case.
    published
        Day of publication; without it only what names its year is known.
    tense
        Tense of the verb: it settles the year of a bare month, season or quarter.

    Examples
    --------
    >>> stretch("the second quarter of 2023", None, "future")[:2]
    (datetime.date(2023, 4, 1), datetime.date(2023, 6, 30))
    """
    edge = re.match(rf"{EDGE}[ -]", re.sub(r"\s+", " ", words), re.VERBOSE)
    if edge is not None:
        rest = re.sub(r"\s+", " ", words)[edge.end() :]
        whole = _whole(rest, published, tense, edged=True)
        return _third(whole, edge.group()) if whole else None
    return _whole(words, published, tense, edged=False)


def _whole(words: str, published: date | None, tense: Tense, *, edged: bool) -> Interval | None:
    year = re.search(YEAR, words)
    number = int(year.group()) if year else None
    if re.search(rf"{YEAR}s$", words):
        return (date(number, 1, 1), date(number + 9, 12, 31), "range") if number and not edged else None
    if number is None:
        if published is None:
            return None
        number = _year_named(words, published)
    if re.search(r"quarter|half|\bq\d", words):
        return _quarter(words, number, published, tense)
    season = re.search(SEASON, words)
    if season:
        return _season(season.group(), words, number, published, tense)
    if re.search(MONTH, words, re.VERBOSE):
        return _month(words, number, published, tense)
    if number is not None:
        return year_of(number)
    return unit_of(words, published, _step(words)) if published else None


def _year_named(words: str, published: date) -> int | None:
    """Return the year that *of next year* and the like name."""
    named = re.search(r"\b(this|last|next|coming|past|the)\s+year\b", words)
    return published.year + _step(named.group()) if named and not re.fullmatch(r"past year", named.group()) else None


def _step(words: str) -> int:
    if re.search(r"\b(last|past|previous|preceding)\b", words):
        return -1
    return 1 if re.search(r"\b(next|coming|following)\b", words) else 0


def _third(whole: Interval, edge: str) -> Interval:
    first, last, _ = whole
    third = timedelta(days=(last - first).days // 3)
    if first.day == 1 and last.month == first.month:
        third = timedelta(days=10)
        middle = first + timedelta(days=10), first + timedelta(days=19)
        late = first + timedelta(days=20)
    elif first.month == first.day == 1 and (last.month, last.day) == (12, 31) and first.year == last.year:
        third = date(first.year, 5, 1) - first
        middle = date(first.year, 5, 1), date(first.year, 8, 31)
        late = date(first.year, 9, 1)
    else:
        middle = first + third, last - third
        late = last - third
    if re.search(r"early|start|beginning", edge):
        return first, first + third - timedelta(days=1), "range"
    if re.search(r"late|end|close", edge):
        return late, last, "range"
    return *middle, "range"


def _quarter(words: str, number: int | None, published: date | None, tense: Tense) -> Interval | None:
    order = re.search(r"\b(first|second|third|fourth|final|last|q\d)\b", words)
    relative = re.search(r"\b(last|next|this|coming|past)\s+quarter$", words)
    if relative and not words.startswith("the last") and published:
        return _quarter_of(published, _step(relative.group()))
    if order is None:
        return None
    half = "half" in words
    count = _ORDER.get(order.group(), 2 if half else 4)
    if half and (month := month_in(words)):
        first, last, _ = _month(words, number, published, tense) or (None, None, "")
        if first is None or last is None or not month:
            return None
        return (first, first.replace(day=15), "range") if count == 1 else (first.replace(day=16), last, "range")
    if half and "of" in words and number is None:
        return None
    if number is None and words.startswith("the last") and tense != "future":
        return None
    months = 6 if half else 3
    if number is None:
        if published is None:
            return None
        number = _year_by_tense(count * months, months, published, tense)
    if count * months > 12:
        return None
    return _months(number, count * months - months + 1, months, "range" if half else "quarter")


def _quarter_of(published: date, step: int) -> Interval:
    begin = months_on(published.replace(day=1), -((published.month - 1) % 3) + 3 * step)
    return _months(begin.year, begin.month, 3, "quarter")


def _year_by_tense(last_month: int, months: int, published: date, tense: Tense) -> int:
    """Return the year of a stretch that ends in a month: behind the article for the past, ahead of it otherwise."""
    if tense == "past":
        return published.year - (last_month - months + 1 > published.month)
    return published.year + (tense == "future" and last_month < published.month)


def _season(name: str, words: str, number: int | None, published: date | None, tense: Tense) -> Interval | None:
    first = _SEASONS[name]
    if number is None:
        if published is None:
            return None
        step = _step(words)
        number = published.year
        began = months_on(date(number, first, 1), 3) <= published
        if step > 0 or (step == 0 and "this" not in words and tense == "future"):
            number += began or (step > 0 and first <= published.month)
        elif step < 0 or (step == 0 and "this" not in words and tense == "past"):
            number -= not began if step < 0 else date(number, first, 1) > published
        elif name == "winter" and published.month < 3:
            number -= 1
    return _months(number, first, 3, "season")


def _month(words: str, number: int | None, published: date | None, tense: Tense) -> Interval | None:
    month = month_in(words)
    if month is None:
        return None
    if number is None:
        if published is None:
            return None
        number, step = published.year, _step(words)
        if step:
            number += (step > 0 and month <= published.month) - (step < 0 and month >= published.month)
        elif "this" not in words.split():
            number = _year_by_tense(month, 1, published, tense)
    return _months(number, month, 1, "month")


def _months(year: int, month: int, count: int, granularity: Granularity) -> Interval:
    first = date(year, month, 1)
    return first, months_on(first, count) - timedelta(days=1), granularity


def month_in(words: str) -> int | None:
    """Return the number of the first month that is named."""
    return next((MONTHS[word] for word in re.findall(r"[a-z]+", words) if word in MONTHS), None)


def year_of(number: int) -> Interval:
    """Return the days of a year."""
    return date(number, 1, 1), date(number, 12, 31), "year"


def day(one: date) -> Interval:
    """Return one day."""
    return one, one, "day"


def week(one: date) -> Interval:
    """Return the week of a day."""
    first = one - timedelta(days=one.weekday())
    return first, first + timedelta(days=6), "week"


def months_on(one: date, months: int) -> date:
    """Return the same day so many months later, or the last one of a shorter month."""
    year, month = divmod(one.year * 12 + one.month - 1 + months, 12)
    return date(year, month + 1, min(one.day, monthrange(year, month + 1)[1]))


def unit_of(words: str, about: date, step: int) -> Interval | None:
    """Return the day, week, month, quarter, year or decade of a day, or one so many steps on."""
    if "weekend" in words:
        first, last, _ = week(about + timedelta(weeks=step))
        return first + timedelta(days=5), last, "range"
    if "week" in words or "fortnight" in words:
        return week(about + timedelta(weeks=step * (2 if "fortnight" in words else 1)))
    if "month" in words:
        moved = months_on(about.replace(day=1), step)
        return _months(moved.year, moved.month, 1, "month")
    if "quarter" in words:
        return _quarter_of(about, step)
    if "year" in words:
        return year_of(about.year + step)
    if "decade" in words:
        first_year = about.year // 10 * 10 + 10 * step
        return date(first_year, 1, 1), date(first_year + 9, 12, 31), "range"
    return day(about + timedelta(days=step)) if re.search(r"day|morning|evening", words) else None


def weekday(words: str, published: date, tense: Tense) -> Interval:
    """Return the weekday before the article, or for what is to come the one after it; the day itself counts."""
    wanted = next(number for name, number in WEEKDAYS.items() if name in words)
    step = _step(words)
    back, ahead = (published.weekday() - wanted) % 7, (wanted - published.weekday()) % 7
    if step < 0:
        return day(published - timedelta(days=back or 7))
    if step > 0:
        return day(published + timedelta(days=ahead or 7))
    if tense == "past":
        return day(published - timedelta(days=back))
    return day(published + timedelta(days=ahead))
