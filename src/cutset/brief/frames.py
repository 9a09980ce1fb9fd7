"""In which world does a sentence happen? In a novel, an exercise, a rumour, a report called false, a case provided for.

Frames stand far from the act that they bear on, where no step up the sentence meets them; they are found as words
(``rules/frames.yaml``) and can only make an act less told.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from cutset.brief.outlook import Outlook
from cutset.brief.tables import word_table
from cutset.brief.words import Sentence, Word

__all__ = ["read_frames"]

_REACH: Final = 12
"""Most words between a doubt and the act it bears on."""
_NEVER: Final = re.compile(
    r"\b(?:under no circumstances?|in no way|at no (?:point|time|stage)|on no account|by no means|nowhere"
    r"|not one|not a single)\b[^,]*$"
)


def read_frames(look: Outlook, sentence: Sentence, trigger: Word) -> None:
    """Read what the frame of a sentence says of an act in it."""
    before = _joined(sentence, 0, trigger.place)
    after = _joined(sentence, trigger.place + 1, len(sentence.words))
    near = _joined(sentence, max(0, trigger.place - _REACH), trigger.place)
    if _has("supposed", before) or _has("supposed_clause", near.rpartition(",")[2]) or _has("supposed_after", after):
        look.hypothetical()
    if not look.negative and (_has("false", before) or _has("false_after", after)):
        look.negative = True
        look.flags.add("denied")
    if not look.negative and _NEVER.search(before):
        look.negative = True
    if _has("unsure", near) or _has("unsure_after", after):
        look.at_least("unclear")
    if near.endswith(" all but") or _has("likely", near):
        look.at_least("probable")


def _joined(sentence: Sentence, first: int, end: int) -> str:
    words = " ".join(word.lower for word in sentence.words[first:end])
    return f" {words}".replace(" ,", ",")


@cache
def _frame(key: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, word_table("frames.yaml")[key])) + r")(?!\w)")


def _has(key: str, words: str) -> bool:
    return _frame(key).search(words) is not None
