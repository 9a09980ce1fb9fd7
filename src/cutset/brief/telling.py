"""Does a word tell an act, and which? The patterns and what was learned from annotated articles, weighed together.

A pattern that fits is kept unless the words around it make it unlikely; where no pattern fits, or another act is far
likelier, the act that was learned is told with the places of ``rules/learned.yaml``. Patterns that an analyst added are
never overruled.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from cutset.brief.clauses import Clause
from cutset.brief.features import Features, word_kind
from cutset.brief.learned import Weights
from cutset.brief.linking import Linker
from cutset.brief.matching import fitting
from cutset.brief.outlook import is_speech
from cutset.brief.patterns import Pattern, Patterns, patterns_by_act
from cutset.brief.words import Sentence, Word

__all__ = ["Telling", "Told"]

KEPT: Final = 0.05
"""Least chance that a word tells an act at all for which a pattern that fits it is kept."""
TOLD: Final = 0.35
"""... for which an act is told that no pattern tells."""
LIKELY: Final = 0.3
"""... and least chance of that act."""
LIKELY_NOUN: Final = 0.5
"""... where the word is a noun."""
FITTING: Final = 0.03
"""Least chance of the likeliest act for which a pattern that fits is kept."""
OVERRULING: Final = 0.1
"""Least chance of an act that overrules that of the pattern."""
OVERRULED: Final = 2.0
"""How much likelier another act must be than that of the pattern."""
OVERRULED_IDIOM: Final = 6.0
"""... where the pattern names a verb with its particle or preposition."""


class Told(NamedTuple):
    """An act that a word tells.

    Parameters
    ----------
    pattern
        Where its actor, recipient and object stand.
    clause
        The clause of the word.
    chance
        Chance that the word tells an act at all [0 to 1].
    of_act
        Chance that it tells this act, where no pattern names the word for it [0 to 1]; 1 where one does.
    """

    pattern: Pattern
    clause: Clause
    chance: float
    of_act: float = 1.0


class Telling:
    """Finds the words of one article that tell acts.

    Parameters
    ----------
    patterns
        The patterns.
    learned
        The weights of acts for the words of this parser.
    linker
        Links names.
    """

    def __init__(self, patterns: Patterns, learned: Weights, linker: Linker) -> None:
        self.patterns, self.learned, self.linker = patterns, learned, linker
        self.features = Features(patterns, linker)

    def told(self, sentence: Sentence, word: Word) -> Told | None:
        """Return the act that a word tells; None where it tells none."""
        fit = fitting(self.patterns, sentence, word, self.linker)
        if fit is not None and fit[0].id in self.patterns.own:
            return Told(*fit, 1.0)
        if not word_kind(word):
            return Told(*fit, KEPT) if fit is not None else None
        chances = self.learned.chances(self.features.of(sentence, word, fit[0] if fit is not None else None))
        told = 1.0 - float(chances[0])
        best = int(chances[1:].argmax()) + 1
        if fit is not None and (_carries(word) or fit[0].only or fit[0].flips or fit[0].flags):
            return Told(*fit, max(told, KEPT))
        likely = FITTING if fit is not None else LIKELY_NOUN if word.is_noun else LIKELY
        if told < (TOLD if fit is None else KEPT) or chances[best] < likely:
            return None
        if fit is not None:
            of_rule = self.learned.answers.index(fit[0].act)
            least = max(OVERRULING, (OVERRULED_IDIOM if fit[0].preps else OVERRULED) * float(chances[of_rule]))
            if chances[best] < least:
                return Told(*fit, told)
        if self.learned.answers[best] == "THREATEN" and _foretells(word):
            return None
        return Told(patterns_by_act()[self.learned.answers[best]], Clause(sentence, word), told, float(chances[best]))


def _carries(word: Word) -> bool:
    """Whether a word shares an act with another, on which a person may mark it: *is in force*, *begin a study*."""
    return word.lemma == "be" or word.is_noun


def _foretells(word: Word) -> bool:
    """Whether somebody only says what something else will do: *warned that the ban would hurt it*."""
    return is_speech(word) and any(
        (subject := verb.kid("nsubj", "nsubjpass")) is not None and not subject.tag.startswith("PRP")
        for verb in word.kids("ccomp")
    )
