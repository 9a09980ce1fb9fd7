"""Where does a word between phrases take its place? Prepositions, conjunctions, relative pronouns, adverbs, commas."""

from __future__ import annotations

from functools import cache

from cutset.brief.rough_state import Reading
from cutset.brief.tables import word_table
from cutset.brief.words import Word

__all__ = ["take_particle"]


def take_particle(reading: Reading, at: int, tag: str) -> None:
    """Read a word that is neither noun nor verb, and remember what it opens."""
    word = reading.words[at]
    if tag == "IN-M":
        follows_by_noun = (
            tag == "IN-M"
            and word.lower in ("after", "before", "since", "until", "as", "than")
            and not _clause_follows(reading, at + 1)
        )
        if follows_by_noun:
            _preposition(reading, word)
        else:
            reading.marks.append(word)
            reading.before_mark, reading.mark_joined = reading.noun, reading.joining is not None
            reading.prep = reading.joining = reading.subject = None
    elif tag == "IN":
        _preposition(reading, word)
    elif tag in ("WDT", "WP", "WRB"):
        reading.relative = word if tag != "WRB" else None
        if tag == "WRB":
            reading.marks.append(word)
    elif tag == "CC":
        reading.joining = word
    elif tag == "RB" and reading.verb is not None:
        reading.hang(word, reading.verb, "neg" if word.lower in ("not", "n't", "nt", "never") else "advmod")
    elif word.text in (",", ";", "--", "–", "—", ":", "(", ")", '"'):
        reading.comma = True
        reading.prep = None


def _clause_follows(reading: Reading, at: int) -> bool:
    for tag in reading.tags[at : at + 14]:
        if tag in ("VBD", "VBZ", "VBP", "MD"):
            return True
        if tag in (",", ".", ":", "SYM", "VBG", "IN-M"):
            return False
    return False


def _preposition(reading: Reading, word: Word) -> None:
    target = reading.verb
    if (
        word.lower == "of"
        and reading.verb is not None
        and reading.verb.lemma in ("accuse", "suspect", "deprive", "warn", "inform", "remind")
    ):
        target = reading.verb
    elif (
        (word.lower == "of" and reading.noun is not None)
        or (
            reading.noun is not None
            and (reading.verb is None or (reading.subject is reading.noun and reading.noun.place > reading.verb.place))
        )
        or (reading.noun is not None and word.lower in ("for", "at", "of") and reading.noun.lemma in _spokesmen())
    ):
        target = reading.noun
    elif (
        reading.adjective is not None
        and reading.verb is not None
        and reading.adjective.place > reading.verb.place
        and reading.adjective.place + 2 >= word.place
    ):
        target = reading.adjective
    passive = (
        target is not None
        and target.is_verb
        and any(kid.dep == "auxpass" and kid.head == target.place for kid in reading.words)
    )
    if word.lower in ("out", "up", "off", "down", "away") and reading.verb is not None and (reading.prep is None):
        target = reading.verb
    before = reading.words[word.place - 1] if word.place else None
    if before is not None and before.dep == "prep" and before is reading.prep:
        target = before
    if target is not None:
        reading.hang(word, target, "agent" if word.lower == "by" and (passive or target.tag == "VBN") else "prep")
    else:
        reading.loose.append(word)
    reading.prep = word
    reading.comma = False


@cache
def _spokesmen() -> frozenset[str]:
    return frozenset(word_table("heads.yaml")["of_heads"])
