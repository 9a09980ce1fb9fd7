"""How firmly is an act told? Certainty, realis and polarity, as far as the words above it are read.

The scale follows FactBank (Saurí and Pustejovsky 2009). :mod:`~cutset.brief.hedging` fills it.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from cutset.brief.tables import word_table
from cutset.brief.words import Word

__all__ = ["Outlook", "is_speech", "words"]

_RANK: Final = ("certain", "probable", "possible", "unclear")


class Outlook:
    """What the words above an act say of it."""

    def __init__(self) -> None:
        self.certainty = 0
        self.realis = "actual"
        self.negative = False
        self.would = False
        self.flags: set[str] = set()
        self.sources: list[Word] = []
        self.demanded_by: Word | None = None

    def at_least(self, word: str) -> None:
        """Make it no firmer than a word of the scale."""
        self.certainty = max(self.certainty, _RANK.index(word))

    def hypothetical(self) -> None:
        """Make it something that is only thought of."""
        self.realis = "conditional"
        self.flags.add("hypothetical")

    def planned(self) -> None:
        """Make it something to come, unless it is only thought of."""
        if self.realis == "actual":
            self.realis = "planned"

    def settle(self) -> None:
        """Read *would* now that it is known whether somebody says so."""
        if not self.would:
            return
        if self.sources and "hypothetical" not in self.flags:
            self.planned()
        else:
            self.hypothetical()

    @property
    def scale(self) -> str:
        """The word of the scale of certainty."""
        return _RANK[self.certainty]


def is_speech(word: Word) -> bool:
    """Whether a word is a verb of saying or thinking."""
    return word.is_verb and word.lemma in words("speech")


@cache
def words(key: str) -> frozenset[str]:
    """Return a list of ``rules/hedges.yaml``."""
    return frozenset(word_table("hedges.yaml")[key])
