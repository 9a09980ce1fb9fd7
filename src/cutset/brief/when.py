"""When does it happen? Words of time as intervals with a granularity, against the day of publication.

Intervals here are closed: the first and the last day on which it can be. What the words leave open stays empty.
Weekdays and bare months go with the tense of their verb: the last one before the article for what has happened, the
next one for what is to come. *By* and *until* a day that is still to come begin with the day of publication.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from cutset.brief.claim import EventTime, Granularity
from cutset.brief.published import MONTHS, full_dates
from cutset.brief.time_words import NUMBERS, SEASON, WEEKDAYS, YEAR, TimePhrase

__all__ = ["Tense", "resolve"]

Tense = str
"""past, future or present."""
Interval = tuple[date, date, Granularity]


def resolve(phrase: TimePhrase, published: date | None, tense: Tense) -> EventTime:
    """Return words of time as an interval.

    Parameters
    ----------
    phrase
        The words.
    published
        Day of publication, against which they are read [date]; empty = not known.
    tense
        past, future or present: tense of the verb they belong to.

    Examples
    --------
    >>> from cutset.brief.time_words import time_phrases
    >>> phrase = next(time_phrases("It stopped on Monday."))
    >>> resolve(phrase, date(2022, 3, 2), "past").earliest
    datetime.date(2022, 2, 28)
    """
    try:
        found = _interval(phrase, published, tense)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        return EventTime(phrase.text, phrase.start, phrase.end)
    earliest, latest, granularity = found
    if phrase.bound == "since":
        return EventTime(phrase.text, phrase.start, phrase.end, earliest, None, granularity)
    if phrase.bound == "until" and tense != "past":
        begins = published if published is not None and published <= latest else None
        return EventTime(phrase.text, phrase.start, phrase.end, begins, latest, "range" if begins else granularity)
    return EventTime(phrase.text, phrase.start, phrase.end, earliest, latest, granularity)


def _interval(phrase: TimePhrase, published: date | None, tense: Tense) -> Interval | None:
    words = phrase.text.lower()
    absolute = _absolute(phrase.kind, words)
    if absolute is not None:
        return absolute
    if published is None:
        return None
    match phrase.kind:
        case "day" | "days":
            return _day_of_month(words, published, tense)
        case "near":
            return _near(words, published)
        case "weekday":
            return _one_day(_weekday(words, published, tense))
        case "ago":
            return _ago(words, published)
        case "ahead" | "past":
            return _span(words, published, ahead=phrase.kind == "ahead")
        case "rel":
            return _relative(words, published, tense)
        case "part":
            return _part(words, published)
        case "edge":
            return _edge(words, published)
        case "month":
            return _bare_month(words, published, tense)
        case "quarter":
            return _quarter_near(words, published, tense)
        case _:
            return None


def _absolute(kind: str, words: str) -> Interval | None:
    """Read what needs no day of publication."""
    year = re.search(YEAR, words)
    if year is None:
        return None
    number = int(year.group())
    match kind:
        case "iso" | "day":
            full = next(full_dates(words.replace(" of ", " ")), None)
            return _one_day(full[2]) if full else None
        case "days":
            return _day_range(words, number)
        case "monthyear":
            return _edge_of_month(words, number, _month_in(words))
        case "quarter":
            return _quarter(words)
        case "season":
            return _season(words, number)
        case "years":
            last = re.search(r"[-–]\s*(\d\d)$", words)
            ends = [int(one) for one in re.findall(YEAR, words)]
            until = number // 100 * 100 + int(last.group(1)) if last and len(ends) == 1 else ends[-1]
            return date(number, 1, 1), date(until, 12, 31), "range"
        case "year":
            if words.endswith("s"):
                return None
            return _edge_of_year(words, number)
        case _:
            return None


def _one_day(day: date) -> Interval:
    return day, day, "day"


def _month_in(words: str) -> int:
    return next(MONTHS[word] for word in re.findall(r"[a-z]+", words) if word in MONTHS)


def _month_span(year: int, month: int) -> Interval:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"


def _edge_of_month(words: str, year: int, month: int) -> Interval:
    first, last, _ = _month_span(year, month)
    if re.search(r"\b(early|start|beginning)\b", words):
        return first, date(year, month, 10), "range"
    if re.search(r"\b(late|end)\b", words):
        return date(year, month, 21), last, "range"
    if re.search(r"\bmid\b", words):
        return date(year, month, 11), date(year, month, 20), "range"
    return first, last, "month"


def _edge_of_year(words: str, year: int) -> Interval:
    if re.search(r"\bearly\b", words):
        return date(year, 1, 1), date(year, 4, 30), "range"
    if re.search(r"\b(late|end)\b", words):
        return date(year, 9, 1), date(year, 12, 31), "range"
    if re.search(r"\bmid\b", words):
        return date(year, 5, 1), date(year, 8, 31), "range"
    return date(year, 1, 1), date(year, 12, 31), "year"


def _day_range(words: str, year: int) -> Interval:
    days = [int(one) for one in re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", words)]
    month = _month_in(words)
    return date(year, month, days[0]), date(year, month, days[1]), "range"


def _day_of_month(words: str, published: date, tense: Tense) -> Interval:
    days = [int(one) for one in re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", words)]
    month = _month_in(words)
    year = _nearest_year(month, days[0], published, tense)
    return date(year, month, days[0]), date(year, month, days[-1]), "day" if len(days) == 1 else "range"


def _nearest_year(month: int, day: int, published: date, tense: Tense) -> int:
    """Return the year in which a day stands: before the article for the past, after it for what is to come."""
    this = published.year
    stands = date(this, month, min(day, 28))
    if tense == "future":
        return this if stands >= published - timedelta(days=3) else this + 1
    if tense == "past":
        return this if stands <= published + timedelta(days=3) else this - 1
    return min((this - 1, this, this + 1), key=lambda y: abs((date(y, month, min(day, 28)) - published).days))


def _bare_month(words: str, published: date, tense: Tense) -> Interval:
    month = _month_in(words)
    year = published.year
    if tense == "future" and month < published.month:
        year += 1
    elif tense != "future" and month > published.month:
        year -= 1 if tense == "past" else 0
    return _edge_of_month(words, year, month)


def _near(words: str, published: date) -> Interval | None:
    days = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
    return _one_day(published + timedelta(days=days[words])) if words in days else None


def _weekday(words: str, published: date, tense: Tense) -> date:
    wanted = next(n for name, n in WEEKDAYS.items() if name in words)
    back = (published.weekday() - wanted) % 7
    if tense == "future":
        return published + timedelta(days=(wanted - published.weekday()) % 7)
    return published - timedelta(days=back)


def _ago(words: str, published: date) -> Interval | None:
    count, unit = _count_and_unit(words)
    if not count:
        return None
    if unit == "day":
        return _one_day(published - timedelta(days=count))
    if unit in ("week", "fortnight"):
        return _week(published - timedelta(weeks=count * (2 if unit == "fortnight" else 1)))
    if unit == "month":
        year, month = divmod(published.year * 12 + published.month - 1 - count, 12)
        return _month_span(year, month + 1)
    return date(published.year - count, 1, 1), date(published.year - count, 12, 31), "year"


def _span(words: str, published: date, *, ahead: bool) -> Interval | None:
    count, unit = _count_and_unit(words)
    if not count:
        return None
    days = count * {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}[unit]
    if ahead:
        return published, published + timedelta(days=days), "range"
    return published - timedelta(days=days), published, "range"


def _count_and_unit(words: str) -> tuple[int, str]:
    match = re.search(r"(\d{1,3}|[a-z]+)(?:\s+of)?\s+(day|week|fortnight|month|year)", words)
    if match is None:
        return 0, ""
    count = int(match.group(1)) if match.group(1).isdigit() else NUMBERS.get(match.group(1), 0)
    return count, match.group(2)


def _week(day: date) -> Interval:
    first = day - timedelta(days=day.weekday())
    return first, first + timedelta(days=6), "week"


def _relative(words: str, published: date, tense: Tense) -> Interval | None:
    step = -1 if re.search(r"\b(last|past|previous)\b", words) else 1 if re.search(r"\b(next|coming)\b", words) else 0
    if any(name in words for name in WEEKDAYS):
        day = _weekday(words, published, "past" if step < 0 else "future" if step > 0 else tense)
        if step < 0 and day == published:
            day -= timedelta(days=7)
        return _one_day(day + timedelta(days=7 if step > 0 and day == published else 0))
    if "week" in words:
        first, last, _ = _week(published + timedelta(weeks=step))
        return (first + timedelta(days=5), last, "range") if "weekend" in words else (first, last, "week")
    if re.search(r"\bmonth\b", words):
        year, month = divmod(published.year * 12 + published.month - 1 + step, 12)
        return _edge_of_month(words, year, month + 1)
    if "year" in words:
        return _edge_of_year(words, published.year + step)
    if re.search(SEASON, words):
        return _season(words, published.year + (step if step > 0 else 0))
    if any(word in MONTHS for word in re.findall(r"[a-z]+", words)):
        month = _month_in(words)
        year = published.year
        if step < 0 and month >= published.month:
            year -= 1
        elif step > 0 and month <= published.month:
            year += 1
        return _month_span(year, month)
    return None


def _part(words: str, published: date) -> Interval | None:
    """Read *earlier this month* and *later this year*: up to the article, or from it on."""
    whole = _relative("this " + words.rsplit(" ", 1)[1], published, "present")
    if whole is None or "that" in words:
        return None
    first, last, _ = whole
    return (first, published, "range") if words.startswith("earlier") else (published, last, "range")


def _edge(words: str, published: date) -> Interval | None:
    whole = _relative(
        re.sub(r".*\bof\s+(?:the\s+)?", "this " if "of the " in words else "", words), published, "present"
    )
    if whole is None:
        return None
    first, last, _ = whole
    third = timedelta(days=(last - first).days // 3)
    if "end" in words:
        return last - third, last, "range"
    return (
        (first, first + third, "range")
        if re.search("start|beginning", words)
        else (first + third, last - third, "range")
    )


def _quarter(words: str) -> Interval | None:
    year = re.search(YEAR, words)
    order = re.search(r"first|second|third|fourth|last", words)
    if year is None or order is None:
        return None
    months = 6 if "half" in words else 3
    number = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 12 // months - 1}[order.group()]
    first = number * months + 1
    last = first + months - 1
    y = int(year.group())
    return date(y, first, 1), date(y, last, monthrange(y, last)[1]), "quarter" if months == 3 else "range"


def _quarter_near(words: str, published: date, tense: Tense) -> Interval | None:
    """Read a quarter or half whose year is this one, the next one, or left to the tense."""
    if "next year" in words:
        return _quarter(f"{words} {published.year + 1}")
    found = _quarter(f"{words} {published.year}")
    if found is None or "year" in words:
        return found
    if tense == "future" and found[1] < published:
        return _quarter(f"{words} {published.year + 1}")
    if tense == "past" and found[0] > published:
        return _quarter(f"{words} {published.year - 1}")
    return found


def _season(words: str, year: int) -> Interval | None:
    months = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
    name = re.search(SEASON, words)
    if name is None:
        return None
    first, last = months[name.group()]
    until = year + 1 if last < first else year
    return date(year, first, 1), date(until, last, monthrange(until, last)[1]), "season"
