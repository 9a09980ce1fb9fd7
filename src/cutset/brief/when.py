"""When does it happen? Words of time as intervals with a granularity, against the day of publication.

Intervals here are closed: the first and the last day on which it can be. What the words leave open stays empty.
Weekdays and bare months go with the tense of their verb: the last one before the article for what has happened, the
next one for what is to come. *By* and *until* a day that is still to come begin with the day of publication. *The day
before* and *a week later* count from the day that the text named last; without one they stay empty.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from cutset.brief.claim import EventTime, Granularity
from cutset.brief.published import full_dates
from cutset.brief.stretches import (
    Interval,
    Tense,
    day,
    month_in,
    months_on,
    stretch,
    unit_of,
    week,
    weekday,
)
from cutset.brief.time_words import NUMBERS, WEEKDAYS, YEAR, TimePhrase

__all__ = ["resolve"]

_NEAR_DAYS = 3
"""How far behind the article a day may lie that is told as coming, and ahead one that is told as past [days]."""


def resolve(phrase: TimePhrase, published: date | None, tense: Tense, anchor: date | None = None) -> EventTime:
    """Return words of time as an interval.

    Parameters
    ----------
    phrase
        The words.
    published
        Day of publication, against which they are read [date]; empty = not known.
    tense
        past, future or present: tense of the verb they belong to.
    anchor
        The day that the text named before them [date]; empty = none.

    Examples
    --------
    >>> from cutset.brief.time_words import time_phrases
    >>> phrase = next(time_phrases("It stopped on Monday."))
    >>> resolve(phrase, date(2022, 3, 2), "past").earliest
    datetime.date(2022, 2, 28)
    """
    try:
        found = _interval(phrase, published, tense, anchor)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        return EventTime(phrase.text, phrase.start, phrase.end)
    earliest, latest, granularity = _bounded(phrase, found, published, tense)
    return EventTime(phrase.text, phrase.start, phrase.end, earliest, latest, granularity)


def _bounded(
    phrase: TimePhrase, found: Interval, published: date | None, tense: Tense
) -> tuple[date | None, date | None, Granularity]:
    """Return an interval with the side open that a preposition leaves open."""
    first, last, granularity = found
    one = timedelta(days=1)
    words = phrase.text.lower()
    if phrase.kind in ("ahead", "past", "part", "rest", "days", "span", "ago"):
        more = phrase.kind == "ago" and re.match(r"more than|over|at least", words)
        return (None, last, granularity) if more else (first, last, granularity)
    ends = re.match(r"(the )?(very )?(end|close)", words) is not None
    match phrase.bound:
        case "since":
            return first, None, granularity
        case "after":
            return last + one, None, granularity
        case "before" if not ends:
            until = first - one
        case "until" | "before":
            until = last
        case _:
            return first, last, granularity
    ahead = tense != "past" and published is not None and published <= until
    return published if ahead else None, until, "range" if ahead else granularity


def _interval(phrase: TimePhrase, published: date | None, tense: Tense, anchor: date | None) -> Interval | None:
    words = re.sub(r"\s+", " ", phrase.text.lower())
    if phrase.bound in ("until", "before") and tense == "present":
        tense = "future"
    match phrase.kind:
        case "iso" | "day" if full := next(full_dates(words.replace(" of ", " ")), None):
            return day(full[2])
        case "day" | "days":
            return _days_of_month(words, published, tense)
        case "span":
            return _span(words, published, tense)
        case "stretch" | "edged":
            return stretch(words, published, tense)
        case "anchored":
            return _anchored(words, anchor)
    return _by_article(phrase.kind, words, published, tense) if published is not None else None


def _by_article(kind: str, words: str, published: date, tense: Tense) -> Interval | None:
    """Read what only the day of publication settles."""
    match kind:
        case "near":
            return _near(words, published)
        case "weekday":
            return weekday(words, published, tense)
        case "of_week":
            name, _, when = words.partition(" ")
            step = -1 if "last" in when else 1 if "next" in when else 0
            return day(week(published + timedelta(weeks=step))[0] + timedelta(days=WEEKDAYS[name]))
        case "ordinal":
            return _ordinal(int(re.findall(r"\d+", words)[0]), published, tense)
        case "ago" | "in_time":
            return _counted(words, published, -1 if kind == "ago" else 1)
        case "ahead" if tense != "past":
            return published, _moved(words, published, 1), "range"
        case "past":
            return _moved(words, published, -1), published, "range"
        case "part":
            whole = unit_of(words, published, 0) or stretch(words.rsplit(" ", 1)[1], published, "present")
            if whole is None or " that " in words:
                return None
            return (whole[0], published, "range") if words.startswith("earlier") else (published, whole[1], "range")
        case "rest":
            whole = unit_of(words, published, 0)
            return (published, whole[1], "range") if whole else None
        case "feast":
            month, number = (12, 25) if "christmas" in words else (12, 31) if "eve" in words else (1, 1)
            return day(date(_nearest_year(month, number, published, tense), month, number))
        case _:
            return None


def _days_of_month(words: str, published: date | None, tense: Tense) -> Interval | None:
    year = re.search(YEAR, words)
    days = [int(one) for one in re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", words)]
    month = month_in(words)
    if month is None or (year is None and published is None):
        return None
    number = int(year.group()) if year else _nearest_year(month, days[0], published, tense)  # type: ignore[arg-type]
    return date(number, month, days[0]), date(number, month, days[-1]), "day" if len(days) == 1 else "range"


def _nearest_year(month: int, number: int, published: date, tense: Tense) -> int:
    """Return the year in which a day stands: before the article for the past, after it for what is to come."""
    this = published.year
    stands = date(this, month, min(number, 28))
    slack = timedelta(days=_NEAR_DAYS)
    if tense == "future":
        return this if stands >= published - slack else this + 1
    if tense == "past":
        return this if stands <= published + slack else this - 1
    return min((this - 1, this, this + 1), key=lambda y: abs((date(y, month, min(number, 28)) - published).days))


def _span(words: str, published: date | None, tense: Tense) -> Interval | None:
    """Read two ends: *from March to May 2023*, *between Monday and Wednesday*, *2014-2016*."""
    short = re.fullmatch(rf"({YEAR})\s?[-–]\s?(\d\d)", words)
    if short:
        words = f"{short[1]} to {short[1][:2]}{short[2]}"
    ends = re.split(r"\s?[-–]\s?|\s(?:to|and|or|until|till|through)\s", re.sub(r"^(?:from|between) ", "", words))
    if len(ends) != 2:
        return None
    year = re.search(YEAR, ends[1])
    if year and not re.search(YEAR, ends[0]) and month_in(ends[0]):
        ends[0] += f" {year.group()}"
    found = [_end_of_span(end, published, tense) for end in ends]
    if found[0] is None or found[1] is None:
        return None
    first, last = found[0][0], found[1][1]
    if last < first and any(name in words for name in WEEKDAYS):
        first, last = (first - timedelta(days=7), last) if tense == "past" else (first, last + timedelta(days=7))
    elif last < first and not year:
        last = months_on(last, 12)
    return (first, last, "range") if first <= last else None


def _end_of_span(words: str, published: date | None, tense: Tense) -> Interval | None:
    if any(words == name for name in WEEKDAYS):
        return weekday(words, published, tense) if published else None
    if re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\b", words):
        return _days_of_month(words, published, tense)
    return stretch(words, published, tense)


def _near(words: str, published: date) -> Interval:
    if words == "overnight":
        return published - timedelta(days=1), published, "range"
    away = {
        "yesterday": -1,
        "tomorrow": 1,
        "last night": -1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }
    return day(published + timedelta(days=away.get(words, 0)))


def _ordinal(number: int, published: date, tense: Tense) -> Interval | None:
    months = {"past": (0, -1), "future": (0, 1)}.get(tense, (0,))
    for step in months:
        moved = months_on(published.replace(day=1), step).replace(day=number)
        if tense == "present" or (moved <= published if tense == "past" else moved >= published):
            return day(moved)
    return None


def _count_and_unit(words: str) -> tuple[int, str]:
    match = re.search(r"(\d{1,3}|[a-z]+)(?: of)? (day|week|fortnight|month|year|decade)", words)
    if match is None:
        return 0, ""
    return int(match[1]) if match[1].isdigit() else NUMBERS.get(match[1], 0), match[2]


def _counted(words: str, about: date, sign: int) -> Interval | None:
    """Read so many days, weeks, months or years before or after a day."""
    count, unit = _count_and_unit(words)
    if not count or unit == "decade" or words.startswith("less"):
        return None
    return unit_of(unit, about, sign * count)


def _moved(words: str, about: date, sign: int) -> date:
    count, unit = _count_and_unit(words)
    if not count:
        count, unit = 1, words.rstrip("s").rsplit(" ", 1)[1]
        if words.endswith("s"):
            raise ValueError(words)
    if unit in ("day", "week", "fortnight"):
        return about + timedelta(days=sign * count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return months_on(about, sign * count * {"month": 1, "year": 12, "decade": 120}[unit])


def _anchored(words: str, anchor: date | None) -> Interval | None:
    if anchor is None:
        return None
    if re.search(r"\b(same|that)\b", words) and not re.search(r"\d|before|after", words):
        return unit_of(words, anchor, 0)
    back = re.search(r"\b(earlier|before|previous|preceding)\b", words)
    count, unit = _count_and_unit(words)
    return unit_of(unit or words, anchor, (count or 1) * (-1 if back else 1))
