"""Which words of a text tell a time? Their form, their place, and which side a preposition leaves open.

Scheme after TIMEX3 (ISO 24617-1); :mod:`~cutset.brief.when` turns them into days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from cutset.brief.published import MONTHS

__all__ = ["EDGE", "MONTH", "NUMBERS", "SEASON", "WEEKDAYS", "YEAR", "TimePhrase", "time_phrases"]

_COUNTED: Final = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
NUMBERS: Final = {word: number for number, word in enumerate(_COUNTED)} | {"a": 1, "an": 1, "couple": 2, "dozen": 12}
WEEKDAYS: Final = {
    name: n for n, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_MONTHS: Final = sorted(MONTHS, key=len, reverse=True)
_SHORT: Final = [name for name in _MONTHS if len(name) < 5 and name not in ("may", "june", "july")]
MONTH: Final = rf"(?:(?:{'|'.join(_SHORT)})\b\.?|(?:{'|'.join(name for name in _MONTHS if name not in _SHORT)})\b)"
YEAR: Final = r"(?:19|20)\d\d"
SEASON: Final = r"(?:spring|summer|autumn|fall|winter)"
EDGE: Final = r"(?:early|late|mid|(?:the\ )?(?:very\ )?(?:end|start|beginning|middle|close)\ of|end)"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_COUNT: Final = r"(?:\d{1,3}|" + "|".join(NUMBERS) + r")"
_UNIT: Final = r"(?:day|week|fortnight|month|year|decade)"
_WEEKDAY: Final = r"(?:" + "|".join(WEEKDAYS) + r")"
_THIS: Final = r"(?:last|next|this|the\ coming|the\ past|coming|past)"
_THE_YEAR: Final = rf"(?:{YEAR}|(?:this|last|next|the\ coming|the)\ year)"
_DATE: Final = rf"(?<!Long[ ])(?:{MONTH}\ {_DAY}|{_DAY}\ (?:of\ )?{MONTH})(?!\w)(?:,?\ {YEAR})?"
"""A day; *Long March 5* is a rocket."""
_QUARTER: Final = (
    rf"(?:(?:the\ )?(?:first|second|third|fourth|final|last)\ (?:quarter|half)"
    rf"(?:\ of\ (?:{_THE_YEAR}|{MONTH}(?:\ {YEAR})?))?|Q[1-4](?:\ (?:of\ )?{YEAR})?)"
)
_STRETCH: Final = rf"""(?:
    {_THIS}\ (?:week|weekend|month|quarter|year|decade|{SEASON}|{MONTH})
  | {_QUARTER}
  | {SEASON}\ (?:of\ )?{_THE_YEAR}
  | {MONTH}\ (?:of\ )?(?:{YEAR}|(?:last|this|next)\ year)
  | (?:the\ )?{YEAR}s )"""
"""A stretch of the calendar that is one wherever it stands."""
_BARE: Final = (
    rf"(?:{YEAR}(?!\s*[-–]\s*\d)|{MONTH}(?!\ \d|\ (?:and|or|to)\ {MONTH}|\ (?:of\ )?(?:last|this|next)\ year)"
    rf"|(?:the\ )?(?:spring|summer|autumn|winter)(?!\ of|\ {YEAR}|\ (?:this|last|next)\ year)|the\ fall(?!\ of))"
)
"""... only behind a preposition."""
_LEAD: Final = (
    r"(?:in|by|as|since|until|till|from|for|before|after|during|of|to|than|around|through|throughout|beyond|and|or|"
    r"towards?|about|late|early|into)"
)
_ALONE: Final = r"(?!\ (?:the|a|an|its)\b)"
_PHRASE: Final = re.compile(
    rf"""
    (?P<iso>\b{YEAR}-\d\d-\d\d\b)
  | (?P<days>\b(?:between\ |from\ )?(?:{MONTH}\ {_DAY}\s*(?:-|–|to|and|until|till|through)\s*{_DAY}
      |{_DAY}\s*(?:-|–|to|and|until|till|through)\s*{_DAY}\ {MONTH})(?!\d)(?:,?\ {YEAR})?)
  | (?P<span>\b(?:(?:between|from)\ (?:{_DATE}|{EDGE}?\ ?{MONTH}(?:\ {YEAR})?|{YEAR}|{_WEEKDAY})
      \ (?:to|and|until|till|through)\ (?:{_DATE}|{MONTH}(?:\ {YEAR})?|{YEAR}|{_WEEKDAY})\b
      |{_WEEKDAY}\s?(?:-|–|to|through|and|or)\s?{_WEEKDAY}\b
      |{MONTH}\s?(?:-|–|to|through|and|or)\s?{MONTH}(?:\ {YEAR})?(?!\ \d)
      |{YEAR}\s?(?:-|–|to)\s?{YEAR}\b|{YEAR}\s?[-–]\s?\d\d\b))
  | (?P<day>\b{_DATE})
  | (?P<ordinal>\bon\ the\ \d{{1,2}}(?:st|nd|rd|th)\b(?!\ [a-z]))
  | (?P<near>\b(?:yesterday|today|tonight|tomorrow|overnight|last\ night|this\ (?:morning|afternoon|evening)
      |the\ day\ (?:before\ yesterday|after\ tomorrow))\b)
  | (?P<ago>\b(?:(?:about|around|nearly|almost|roughly|some|just|more\ than|over|at\ least|less\ than)\ )?
      {_COUNT}(?:\ of)?\ {_UNIT}s?\ ago\b)
  | (?P<anchored>\b(?:{_COUNT}\ {_UNIT}s?\ (?:earlier|later|before\ that|after\ that|(?:before|after){_ALONE})\b
      |the\ (?:following|next|previous|preceding|same)\ (?:day|week|month|year|morning|evening)\b
      |the\ (?:day|week|month|year)\ (?:before|after)\b{_ALONE}|that\ (?:same\ )?(?:day|week|month|year)\b))
  | (?P<ahead>\b(?:within\ (?:the\ )?(?:next\ |coming\ )?{_COUNT}\ {_UNIT}s?\b
      |(?:in|over|during|for)\ the\ (?:next|coming|following)\ {_COUNT}\ {_UNIT}s?\b))
  | (?P<in_time>\bin\ {_COUNT}\ {_UNIT}s?(?:['’]?\ time)?\b)
  | (?P<past>\b(?:over|during|in|for)\ the\ (?:past|last|previous)\ (?:{_COUNT}\ )?{_UNIT}s?\b)
  | (?P<part>\b(?:earlier|later)\ (?:this|that|in\ the)\ (?:day|week|month|year|decade|{SEASON})\b)
  | (?P<rest>\b(?:the\ )?(?:rest|remainder)\ of\ (?:the|this)\ (?:day|week|month|year|decade)\b
      |\b(?:before|by\ the\ time)\ (?:the|this)\ (?:day|week|month|year|decade)
      \ (?:ends|closes|(?:is|was)\ (?:out|over))\b)
  | (?P<of_week>\b{_WEEKDAY}\ (?:of\ )?(?:last|this|next)\ week\b)
  | (?P<weekday>\b(?:(?:last|next|this|coming)\ )?{_WEEKDAY}\b)
  | (?P<feast>\b(?:Christmas|New\ Year's\ (?:Eve|Day))\b)
  | (?P<edged>\b{EDGE}[\ -](?:{_STRETCH}|{_BARE}|(?:the\ )?(?:week|month|quarter|year|decade))\b)
  | (?P<stretch>\b{_STRETCH}(?!\w))
  | (?P<bare>\b{_LEAD}\ {_BARE}(?!\w))
    """.replace("\\ ", r"\s+"),
    re.IGNORECASE | re.VERBOSE,
)
_BOUNDS: Final = tuple(
    (bound, re.compile(rf"\b(?:{words})\s+(?:in\s+|on\s+|the\s+)?$", re.IGNORECASE))
    for bound, words in (
        (
            "since",
            r"since|from|starting|beginning|as\s+of|effective|not\s+(?:before|until)|(?:no|not)\s+(?:earlier|sooner|before)\s+than",
        ),
        ("after", r"after|beyond|past"),
        (
            "until",
            r"until|till|by|through|within|up\s+to|(?:no|not)\s+later\s+than|(?:between|from)\s+now\s+(?:and|to|until)(?:\s+and)?",
        ),
        ("before", r"before|ahead\s+of|prior\s+to"),
    )
)
_AMBIGUOUS: Final = re.compile(r"\b(may|march|mar)\b", re.IGNORECASE)
_WRITTEN: Final = re.compile(r"\b(May|MAY|March|MARCH|Mar)\b")


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
        Which side the preposition leaves open: since and after, until and before (the latter of each without the
        stretch itself), or nothing.
    """

    kind: str
    text: str
    start: int
    end: int
    bound: str = ""


def time_phrases(text: str) -> Iterator[TimePhrase]:
    """Yield the words of time in a text, in order."""
    for match in _PHRASE.finditer(text):
        kind = match.lastgroup or ""
        words = match.group()
        if kind in ("bare", "edged", "day", "days", "span") and _AMBIGUOUS.search(words) and not _WRITTEN.search(words):
            continue
        start = match.start()
        if kind == "bare":
            kind, start = "stretch", start + re.match(r"\w+\s+", words).end()  # type: ignore[union-attr]
        before = text[max(0, start - 32) : start]
        bound = next((name for name, lead in _BOUNDS if lead.search(before)), "")
        yield TimePhrase(kind, text[start : match.end()], start, match.end(), bound)
