"""Which words of a text tell a time? Their form, their place, and which side a preposition leaves open.

Scheme after TIMEX3 (ISO 24617-1); :mod:`~cutset.brief.when` turns them into days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from cutset.brief.published import MONTHS

__all__ = ["NUMBERS", "SEASON", "WEEKDAYS", "YEAR", "TimePhrase", "time_phrases"]

_COUNTED: Final = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
NUMBERS: Final = {word: number for number, word in enumerate(_COUNTED)} | {
    "a": 1,
    "an": 1,
    "several": 0,
    "few": 0,
    "couple": 2,
    "dozen": 12,
}
WEEKDAYS: Final = {
    name: n for n, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_MONTH: Final = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
YEAR: Final = r"(?:19|20)\d\d"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_COUNT: Final = r"(?:\d{1,3}|" + "|".join(w for w in NUMBERS if w) + r")"
_UNIT: Final = r"(?:day|week|fortnight|month|year)s?"
SEASON: Final = r"(?:spring|summer|autumn|fall|winter)"
_PHRASE: Final = re.compile(
    rf"""
    (?P<iso>\b{YEAR}-\d\d-\d\d\b)
  | (?P<days>\b(?:{_MONTH}\s+{_DAY}\s*(?:-|–|to|and)\s*{_DAY}|{_DAY}\s*(?:-|–|to|and)\s*{_DAY}\s+{_MONTH})
      (?:,?\s+{YEAR})?)
  | (?P<day>\b(?:{_MONTH}\s+{_DAY}|{_DAY}\s+(?:of\s+)?{_MONTH})(?!\d)(?:,?\s+{YEAR})?)
  | (?P<monthyear>\b(?:
      (?:early|late|mid|the\ end\ of|end\ of|the\ start\ of|the\ beginning\ of)[\s-]+)?{_MONTH}\s+(?:of\s+)?{YEAR}\b)
  | (?P<ago>\b(?:(?:about|around|nearly|almost|more\ than|some|over)\s+)?{_COUNT}(?:\s+of)?\s+{_UNIT}\s+
      (?:ago|earlier|before\ that)\b)
  | (?P<ahead>\b(?:with)?in\s+(?:the\s+)?(?:next\s+)?{_COUNT}\s+{_UNIT}(?:['’]?\s*time)?\b)
  | (?P<past>\b(?:over|during|in|for)\s+the\s+(?:past|last)\s+{_COUNT}\s+{_UNIT}\b)
  | (?P<part>\b(?:earlier|later)\s+(?:this|that|in\ the)\s+(?:day|week|month|year|spring|summer|autumn|winter)\b)
  | (?P<edge>\b(?:(?:the\s+)?(?:end|start|beginning|middle)\s+of\s+(?:the|this|next|last)\s+
      (?:week|month|year|decade))\b)
  | (?P<rel>\b(?:(?:early|late)\s+)?(?:last|next|this|past|coming|previous)\s+
      (?:week|month|year|quarter|{SEASON}|fall|weekend|decade|{"|".join(WEEKDAYS)}|{_MONTH})\b)
  | (?P<near>\b(?:yesterday|today|tonight|tomorrow|the\s+day\s+before|on\s+the\s+same\s+day)\b)
  | (?P<weekday>\b(?:on\s+)?(?:{"|".join(WEEKDAYS)})\b)
  | (?P<quarter>\b(?:in\s+)?the\s+(?:first|second|third|fourth|last)\s+(?:quarter|half)
      (?:\s+of\s+(?:{YEAR}|this\ year|next\ year|the\ year))?\b)
  | (?P<season>\b(?:in\s+(?:the\s+)?)?{SEASON}\s+(?:of\s+)?{YEAR}\b)
  | (?P<years>\b(?:{YEAR}\s*(?:-|–|to|and)\s*{YEAR}|{YEAR}\s*[-–]\s*\d\d)\b)
  | (?P<year>\b(?:(?:early|late|mid|the\ end\ of|end\ of)[\s-]+)?
      (?:in|by|until|till|since|for|from|after|before|during|of|than|around|to|through|early|late|mid|end)[\s-]+
      (?:(?:early|late|mid)[\s-]+)?{YEAR}s?\b(?!\s*[-–]\s*\d))
  | (?P<month>\b(?:in|by|as|since|until|till|from|for|before|after|during|to|early|late|mid|through|of|this)[\s-]+
      (?:(?:early|late|mid|the\ end\ of|the\ start\ of)[\s-]+)?{_MONTH}(?!\s+\d))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SINCE: Final = re.compile(
    r"\b(since|from|after|starting|as of|not before|no earlier than)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_UNTIL: Final = re.compile(r"\b(until|till|before|by|through|within|no later than)\s+(?:the\s+)?$", re.IGNORECASE)


class TimePhrase(msgspec.Struct, frozen=True):
    """Words of time in a text.

    Parameters
    ----------
    kind
        Which form they have.
    text
        The words.
    start, end
        Their place in the text.
    bound
        since, until or nothing: which side the preposition leaves open.
    """

    kind: str
    text: str
    start: int
    end: int
    bound: str = ""


def _bound(before: str) -> str:
    """Return which side of an interval the words before it leave open."""
    return "since" if _SINCE.search(before) else "until" if _UNTIL.search(before) else ""


def time_phrases(text: str) -> Iterator[TimePhrase]:
    """Yield the words of time in a text, in order."""
    for match in _PHRASE.finditer(text):
        kind = match.lastgroup or ""
        words = match.group()
        if (
            kind == "month"
            and re.search(r"\b(may|march|mar)\b", words, re.IGNORECASE)
            and not re.search(r"\b(May|March|Mar)\b", words)
        ):
            continue
        outside = text[max(0, match.start() - 24) : match.start()]
        inside = outside + re.sub(r"\S+$", "", words)
        bound = _bound(outside) or _bound(inside)
        start = match.start()
        lead = re.match(
            r"(?:on|in|by|as|since|until|till|from|for|before|after|during|of|than|to|around|through)\s+",
            words,
            re.IGNORECASE,
        )
        if lead and kind in ("weekday", "year", "month", "quarter", "season"):
            word = lead.group().strip().lower()
            bound = (
                "since"
                if word in ("since", "from", "after")
                else "until"
                if word in ("until", "till", "before", "by", "through")
                else bound
            )
            start += lead.end()
        yield TimePhrase(kind, text[start : match.end()], start, match.end(), bound)
