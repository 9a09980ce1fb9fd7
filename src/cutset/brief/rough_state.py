"""What has a reading of a sentence from left to right seen so far? The words, their tags, and what still waits.

The rules that hang words on each other (:mod:`~cutset.brief.rough_nouns`, :mod:`~cutset.brief.rough_links`,
:mod:`~cutset.brief.rough_verbs`, :mod:`~cutset.brief.rough_clauses`) read and change it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from cutset.brief.tables import word_table
from cutset.brief.words import Word

__all__ = ["BE", "Reading", "clause_nouns", "speech"]

BE: Final = frozenset(["be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"])
"""Forms of the verb that makes a passive or a copula."""


class Reading:
    """The state of one reading.

    Parameters
    ----------
    words
        Words of the sentence, none of which hangs on another yet.
    tags
        Their tags; ``IN-M`` is a conjunction that opens a clause.
    """

    def __init__(self, words: list[Word], tags: list[str]) -> None:
        self.words, self.tags = words, tags
        self.root: Word | None = None
        self.verb: Word | None = None
        self.subject: Word | None = None
        self.noun: Word | None = None
        self.prep: Word | None = None
        self.adjective: Word | None = None
        self.marks: list[Word] = []
        self.relative: Word | None = None
        self.joining: Word | None = None
        self.waiting: list[Word] = []
        self.loose: list[Word] = []
        self.times: list[Word] = []
        self.comma = False
        self.gerund_subject: Word | None = None
        self.before_gerund: Word | None = None
        self.inverted: Word | None = None
        self.mark_joined = False
        self.last_finite: Word | None = None
        self.before_mark: Word | None = None

    def hang(self, word: Word, head: Word, dep: str) -> None:
        """Hang a word on another."""
        if word is not head:
            word.head, word.dep = head.place, dep

    def upwards(self, word: Word) -> Iterator[Word]:
        """Yield a word and those above it; a loop, which is broken only at the end, is walked once."""
        seen: set[int] = set()
        while word.place not in seen:
            seen.add(word.place)
            yield word
            word = self.words[word.head]

    def top(self, word: Word) -> Word:
        """Return the word at the top of what a word hangs on."""
        return [*self.upwards(word)][-1]

    def is_subject_next(self, noun: Word) -> bool:
        """Whether a finite verb follows the noun phrase, with nothing but adverbs or prepositions between."""
        in_prep = 0
        for n in range(noun.place + 1, min(len(self.tags), noun.place + 14)):
            tag = self.tags[n]
            if tag in ("VBD", "VBZ", "VBP", "MD"):
                return True
            if tag == "TIME":
                continue
            if tag in ("IN",):
                in_prep = n
            elif (
                tag == "CC"
                and n + 1 < len(self.tags)
                and self.tags[n + 1] in ("VBD", "VBZ", "VBP", "MD", "RB", "VBN", "VBG")
            ):
                return False
            elif tag in ("RB", "CC", "CD", "DT", "JJ", "NN", "NNS", "NNP", "POS", "PRP$") and (
                in_prep or tag in ("RB", "CC", "NN", "NNS", "NNP", "DT", "JJ")
            ):
                continue
            else:
                return False
        return False


@cache
def speech() -> frozenset[str]:
    """Return the verbs of saying."""
    return frozenset(word_table("hedges.yaml")["speech"])


@cache
def clause_nouns() -> frozenset[str]:
    """Return the nouns that take a clause: *plan to*, *claim that*."""
    hedges = word_table("hedges.yaml")
    keys = ("possible_nouns", "planned_nouns", "refused_nouns", "demanded_nouns", "claimed_nouns", "no_evidence_nouns")
    return frozenset(word for key in keys for word in hedges[key])
