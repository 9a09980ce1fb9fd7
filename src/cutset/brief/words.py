"""What is a sentence made of? Words with their place in the text, their lemma, tag and the word they hang on.

Both parsers (the language model and the rules) give these; whatever reads claims sees nothing else. Tags are those of
the Penn Treebank, relations those of ClearNLP, as the English models of spaCy print them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from cutset.brief.tables import word_table

__all__ = ["Sentence", "Word", "is_known_verb", "lemma_of"]


class Word:
    """A word of a sentence.

    Parameters
    ----------
    place
        Its number in the sentence, from 0.
    start, end
        Its place in the article's text.
    text
        The word as it is read.
    tag
        Tag of the Penn Treebank.
    head
        Number of the word it hangs on; its own where it is the root.
    dep
        Relation to that word.
    """

    __slots__ = ("children", "dep", "end", "head", "lemma", "lower", "place", "start", "tag", "text")

    def __init__(self, place: int, start: int, end: int, text: str, tag: str, head: int, dep: str) -> None:
        self.place, self.start, self.end, self.text = place, start, end, text
        self.tag, self.head, self.dep = tag, head, dep
        self.lower = text.lower()
        self.lemma = lemma_of(self.lower, tag)
        self.children: list[Word] = []

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb form."""
        return (
            self.tag.startswith("VB")
            or self.tag == "MD"
            or any(kid.tag == "MD" and kid.dep == "aux" for kid in self.children)
        )

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun, name or pronoun."""
        return self.tag.startswith(("NN", "PRP")) and self.tag != "PRP$"

    @property
    def is_name(self) -> bool:
        """Whether it is written as a name."""
        return self.tag.startswith("NNP") or (
            self.text[:1].isupper() and self.place > 0 and self.tag[:2] in ("NN", "JJ")
        )

    def kids(self, *deps: str) -> list[Word]:
        """Return the words that hang on it by any of these relations."""
        return [word for word in self.children if word.dep in deps]

    def kid(self, *deps: str) -> Word | None:
        """Return the first word that hangs on it by any of these relations."""
        return next((word for word in self.children if word.dep in deps), None)

    def __repr__(self) -> str:
        return f"{self.text}/{self.tag}/{self.dep}<{self.head}"


class Sentence:
    """A sentence.

    Parameters
    ----------
    words
        Its words in order.
    paragraph
        Number of its paragraph.
    headline
        Whether it stands in the headline.
    """

    __slots__ = ("headline", "paragraph", "words")

    def __init__(self, words: list[Word], paragraph: int, headline: bool) -> None:
        self.words, self.paragraph, self.headline = words, paragraph, headline
        for word in words:
            word.children.clear()
        for word in words:
            if word.head != word.place:
                words[word.head].children.append(word)

    @property
    def start(self) -> int:
        """Where it begins in the article's text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends in the article's text."""
        return self.words[-1].end

    def up(self, word: Word) -> Word | None:
        """Return the word that a word hangs on; None for the root."""
        return None if word.head == word.place else self.words[word.head]

    def under(self, word: Word, stop: Callable[[Word], bool] | None = None) -> list[Word]:
        """Return a word and all that hangs under it, in order; ``stop`` leaves out whole branches."""
        found: list[Word] = []
        waiting = [word]
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting.extend(kid for kid in one.children if stop is None or not stop(kid))
        return sorted(found, key=lambda one: one.place)

    def above(self, word: Word) -> Iterator[Word]:
        """Yield the words above a word, the nearest first."""
        seen = 0
        while word.head != word.place and seen < len(self.words):
            word = self.words[word.head]
            seen += 1
            yield word


_ENDINGS: Final = (
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("zes", "ze"),
    ("s", ""),
)
_DOUBLED: Final = re.compile(r"([bdgklmnprtvz])\1$")
_KEEP_DOUBLE: Final = re.compile(r"(ll|ss|ff|zz)$")


@lru_cache(maxsize=65_536)
def lemma_of(lower: str, tag: str) -> str:
    """Return the dictionary form of a word.

    Examples
    --------
    >>> lemma_of("refused", "VBD"), lemma_of("supplies", "NNS"), lemma_of("halting", "VBG"), lemma_of("cut", "VBD")
    ('refuse', 'supply', 'halt', 'cut')
    """
    if tag.startswith("V") or tag == "MD":
        return _verb_lemma(lower)
    if tag in ("NNS", "NNPS"):
        irregular = _irregular_nouns().get(lower)
        return irregular or _without_s(lower)
    return lower


def is_known_verb(lemma: str) -> bool:
    """Whether a dictionary form is in the table of verbs."""
    return lemma in _verbs()


def _without_s(lower: str) -> str:
    if len(lower) < 4 or lower.endswith(("ss", "us", "is")):
        return lower
    for ending, instead in _ENDINGS:
        if lower.endswith(ending):
            return lower[: len(lower) - len(ending)] + instead
    return lower


def _verb_lemma(lower: str) -> str:
    lower = {
        "'s": "be",
        "'re": "be",
        "'m": "be",
        "'ve": "have",
        "'ll": "will",
        "'d": "would",
        "wo": "will",
        "ca": "can",
    }.get(lower, lower)
    known = _irregular_verbs().get(lower)
    if known:
        return known
    if lower in _verbs():
        return lower
    for ending in ("ing", "ied", "ed", "es", "s"):
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            found = _stem(lower, ending)
            if found:
                return found
    return lower


def _stem(lower: str, ending: str) -> str:
    if ending == "ied":
        return lower[:-3] + "y"
    stem = lower[: -len(ending)]
    if ending in ("es", "s"):
        return _without_s(lower)
    verbs = _verbs()
    tries = (stem, stem + "e", _DOUBLED.sub(r"\1", stem) if not _KEEP_DOUBLE.search(stem) else stem)
    known = next((one for one in tries if one in verbs), "")
    if known:
        return known
    if stem.endswith("ll") and stem[:-1] in verbs:
        return stem[:-1]
    if _DOUBLED.search(stem) and not _KEEP_DOUBLE.search(stem):
        return tries[2]
    if re.search(r"(?:[^aeiou][aeiou][^aeiouwxyrnl]|[cgsvuz]|[^aeiou]l|at|iv|ur|is)$", stem) and len(stem) > 3:
        return stem + "e"
    return stem


def _irregular_verbs() -> dict[str, str]:
    return _inverted("irregular_verbs")


def _irregular_nouns() -> dict[str, str]:
    return _inverted("irregular_nouns")


@lru_cache(maxsize=4)
def _inverted(key: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in word_table("forms.yaml")[key]:
        lemma, *forms = line.split()
        found.update(dict.fromkeys(forms, lemma))
    return found


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    table = word_table("forms.yaml")
    irregular = (line.split()[0] for line in table["irregular_verbs"])
    return frozenset(" ".join(table["verbs"]).split()).union(irregular)
