"""Where does a noun phrase take its place? Object of a preposition, subject, object, apposition or joined noun."""

from __future__ import annotations

from typing import Final

from cutset.brief.rough_state import BE, Reading
from cutset.brief.words import Word

__all__ = ["take_noun_phrase"]

_NOMINAL: Final = ("NN", "NNS", "NNP", "NNPS", "CD", "PRP", "EX")
_IN_PHRASE: Final = ("DT", "PRP$", "JJ", "CD", "NN", "NNS", "NNP", "NNPS", "POS")


def take_noun_phrase(reading: Reading, at: int) -> int:
    """Read the noun phrase that begins at a word; return where it ends."""
    end = at
    while end < len(reading.words) and reading.tags[end] in _IN_PHRASE:
        if (
            end > at
            and reading.tags[end] in ("NNP", "NNPS", "DT")
            and reading.tags[end - 1] == "CD"
            and len(reading.words[end - 1].text) == 4
        ):
            break
        if end > at and reading.tags[end] in ("DT", "PRP$") and reading.tags[end - 1] not in ("DT", "POS"):
            break
        end += 1
    if end == at:
        end = at + 1
    nouns = [n for n in range(at, end) if reading.tags[n] in _NOMINAL and reading.tags[n] != "POS"]
    if not nouns:
        _adjective_phrase(reading, at, end)
        return end
    head = nouns[-1]
    if reading.tags[head] == "CD" and len(nouns) > 1 and reading.tags[nouns[-2]].startswith("NN"):
        head = head if end - 1 == head and reading.tags[nouns[-2]] == "NNP" else nouns[-2]
    _inside(reading, at, end, head)
    _place_noun(reading, reading.words[head], at)
    return end


def _inside(reading: Reading, first: int, end: int, head: int) -> None:
    for n in range(first, end):
        if n == head:
            continue
        tag, word = reading.tags[n], reading.words[n]
        if n + 1 < end and reading.tags[n + 1] == "POS":
            reading.hang(word, reading.words[head], "poss")
            left = n - 1
            while left >= first and reading.tags[left] in ("NN", "NNP", "NNS", "JJ", "DT"):
                reading.hang(reading.words[left], word, "det" if reading.tags[left] == "DT" else "compound")
                left -= 1
        elif tag == "POS":
            reading.hang(word, reading.words[n - 1], "case")
        elif word.head == word.place:
            dep = {"DT": "det", "PRP$": "poss", "JJ": "amod", "CD": "nummod"}.get(tag, "compound")
            reading.hang(word, reading.words[head], dep)


def _adjective_phrase(reading: Reading, first: int, end: int) -> None:
    head = reading.words[end - 1]
    for n in range(first, end - 1):
        reading.hang(reading.words[n], head, "advmod")
    if reading.verb is not None:
        reading.hang(head, reading.verb, "acomp")
        reading.adjective = head


def _place_noun(reading: Reading, noun: Word, first: int) -> None:
    if reading.joining is not None and reading.noun is not None and _joins_noun(reading, noun):
        reading.hang(noun, reading.noun, "conj")
        reading.hang(reading.joining, reading.noun, "cc")
        reading.joining = None
        return
    if reading.prep is not None:
        reading.hang(noun, reading.prep, "pobj")
        reading.prep = None
        if noun.lower not in _numbers():
            reading.noun = noun
        return
    if (
        reading.inverted is not None
        and reading.verb is reading.inverted
        and not any(w.head == reading.inverted.place and w.dep == "nsubj" for w in reading.words)
    ):
        reading.hang(noun, reading.inverted, "nsubj")
        reading.noun, reading.inverted = noun, None
        return
    if _names_again(reading, noun):
        return
    told = (
        reading.gerund_subject is not None
        and reading.verb is not None
        and reading.verb.place + 3 > first
        and reading.verb.tag in ("VBG", "VB")
    )
    waits = reading.before_mark
    if reading.subject is not None and reading.verb is not None and reading.subject.place < reading.verb.place:
        waits = reading.subject
    if (
        waits is not None
        and reading.root is None
        and waits.head == waits.place
        and reading.verb is not None
        and waits.place < reading.verb.place
        and first - reading.verb.place <= 1
    ):
        told, reading.subject = True, waits
    if reading.is_subject_next(noun) and not told:
        reading.subject = noun
    elif reading.verb is not None and not reading.comma:
        taken = [
            w
            for w in reading.words
            if w.head == reading.verb.place and w.dep in ("dobj", "attr") and w is not reading.verb
        ]
        if reading.verb.lemma == "be" or reading.verb.lower in BE:
            reading.hang(noun, reading.verb, "attr")
            if noun.tag == "NN":
                reading.adjective = None
        elif not taken:
            reading.hang(noun, reading.verb, "dobj")
        elif noun.lower in _numbers() or noun.lemma in _times():
            reading.hang(noun, reading.verb, "npadvmod")
        elif taken[0].place < noun.place and reading.verb.lemma in (
            "give",
            "sell",
            "offer",
            "send",
            "pay",
            "lend",
            "deny",
            "grant",
            "supply",
        ):
            taken[0].dep = "dative"
            reading.hang(noun, reading.verb, "dobj")
        else:
            reading.hang(noun, reading.verb, "npadvmod")
    else:
        reading.subject = noun
    reading.noun = noun
    reading.comma = False


def _joins_noun(reading: Reading, noun: Word) -> bool:
    return not reading.is_subject_next(noun) or reading.verb is None or reading.subject is reading.noun


def _names_again(reading: Reading, noun: Word) -> bool:
    """Whether a noun between commas only names the last one again: *Rogozin, the head of the agency, said*."""
    before = reading.words[noun.place - 1] if noun.place else None
    if not reading.comma or reading.noun is None or before is None:
        return False
    begins = next((w for w in reading.words if w.head == noun.place and w.place < noun.place), noun)
    left = reading.words[begins.place - 1] if begins.place else None
    if left is None or left.text != "," or reading.noun is not reading.subject or reading.is_subject_next(noun):
        return False
    reading.hang(noun, reading.noun, "appos")
    reading.comma = False
    return True


def _numbers() -> frozenset[str]:
    return frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))


def _times() -> frozenset[str]:
    return frozenset(("year", "week", "month", "day", "time", "today", "yesterday", "tomorrow"))
