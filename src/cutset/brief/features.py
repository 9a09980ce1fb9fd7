"""What can be seen of a word that may tell an act? Its form, what it hangs on, what hangs on it, what its places hold.

Features are short strings such as ``w=halt/V`` or ``oc=goods``; :mod:`~cutset.brief.learned` weighs them. They are made
of what both parsers give, so that one set of features serves both.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache
from typing import Final

from cutset.brief.clauses import Clause
from cutset.brief.linking import Linker
from cutset.brief.patterns import Pattern, Patterns, word_classes
from cutset.brief.tables import act_words, word_table
from cutset.brief.words import Sentence, Word

__all__ = ["Features", "word_kind"]

_RELATIVE: Final = ("who", "which", "that")
_STATES: Final = frozenset(
    (
        "off",
        "out",
        "away",
        "ahead",
        "aground",
        "offline",
        "online",
        "afloat",
        "aboard",
        "aloft",
        "behind",
        "back",
        "down",
    )
)
"""Adverbs that say in which state a thing is."""
_ENDING: Final = ("prep", "prt", "agent", "dative")
_UP: Final = 6
"""Most words above that are looked at."""
_NEAR: Final = (-3, -2, -1, 1, 2, 3)


def word_kind(word: Word) -> str:
    """Return V, N or J for a verb, a common noun or an adjective that may tell an act; nothing for other words."""
    if word.is_verb:
        return "" if word.dep in ("aux", "auxpass") or word.tag == "MD" else "V"
    if word.tag in ("NN", "NNS"):
        return "N"
    if word.tag.startswith("JJ"):
        return "J"
    return "J" if word.tag == "RB" and word.lower in _STATES else ""


class Features:
    """The features of the words of one article.

    Parameters
    ----------
    patterns
        The patterns whose words and classes are known.
    linker
        Links names.
    """

    def __init__(self, patterns: Patterns, linker: Linker) -> None:
        self.patterns, self.linker = patterns, linker
        self._described: dict[Word, tuple[str, ...]] = {}

    def of(self, sentence: Sentence, word: Word, pattern: Pattern | None) -> list[str]:
        """Return the features of a word.

        Parameters
        ----------
        sentence
            Its sentence.
        word
            The word; :func:`word_kind` must tell its kind.
        pattern
            The pattern that fits it, if any.
        """
        kind, lemma = word_kind(word), word.lemma.lower()
        own = f"{lemma}/{kind}"
        found = [*self._form(word, kind, lemma, own, pattern), *self._above(sentence, word, own)]
        found.extend(self._below(sentence, word, kind, own))
        if kind != "N":
            found.extend(self._places(sentence, word, own))
        found.extend(_around(sentence, word, own))
        return found

    def _form(self, word: Word, kind: str, lemma: str, own: str, pattern: Pattern | None) -> Iterator[str]:
        yield from (f"k={kind}", f"w={own}", f"t={word.tag}", f"kd={kind}{word.dep}", f"wt={lemma}{word.tag}")
        yield from (f"wd={own}{word.dep}", f"suf={lemma[-3:]}", f"pre={lemma[:4]}")
        for act in self._acts(kind, lemma):
            yield f"lex={act}"
            yield f"lexd={act}{word.dep}"
        for one in _classes(lemma):
            yield f"wc={one}"
            yield f"wcd={one}{word.dep}"
        if pattern is None:
            yield "norule"
        else:
            yield from (f"rule={pattern.act}", f"rid={pattern.id}", f"ruled={pattern.act}{word.dep}")

    def _above(self, sentence: Sentence, word: Word, own: str) -> Iterator[str]:
        up = sentence.up(word)
        if up is None:
            yield "root"
            return
        lemma, dep = up.lemma.lower(), word.dep
        yield from (f"u={lemma}", f"ud={lemma}>{dep}", f"ut={up.tag}{dep}", f"wu={own}<{lemma}")
        for one in _classes(lemma):
            yield f"uc={one}{dep}"
        for act in self._acts(word_kind(up), lemma):
            yield f"ulex={act}{dep}"
        far = sentence.up(up)
        if far is not None:
            yield f"uu={far.lemma.lower()}>{up.lower}>{dep}"
        for above in itertools.islice(sentence.above(word), _UP):
            if above.is_verb:
                yield f"av={above.lemma}"

    def _below(self, sentence: Sentence, word: Word, kind: str, own: str) -> Iterator[str]:
        for kid in word.children:
            lemma = kid.lemma.lower()
            if kid.dep == "punct":
                continue
            yield from (
                f"kid={kid.dep}",
                f"kl={kid.dep}:{lemma}",
                f"wk={own}:{kid.dep}:{lemma}",
                f"wkd={own}:{kid.dep}",
            )
            if kid.dep in _ENDING:
                for noun in kid.kids("pobj", "pcomp"):
                    below = noun.lemma.lower()
                    yield from (f"po={lemma}:{below}", f"wpo={own}:{lemma}:{below}")
                    for one in self._of_noun(sentence, noun) if noun.is_noun else ("verb",):
                        yield from (f"pc={lemma}:{one}", f"wpc={own}:{lemma}:{one}")
            elif kind == "N" and kid.dep in ("amod", "compound", "poss", "nmod"):
                for one in _classes(lemma):
                    yield f"ac={one}"
                if self.linker.named.at(kid, ("party", "country", "seat", "adjective")):
                    yield from ("owned", f"wowned={own}")
        for told in _phrases(word):
            yield f"phrase={told}"

    def _places(self, sentence: Sentence, word: Word, own: str) -> Iterator[str]:
        clause = Clause(sentence, word)
        yield "passive" if clause.passive else "active"
        objects = clause.objects
        held: list[str] = []
        for noun in objects[:2]:
            lemma = noun.lemma.lower()
            yield from (f"o={lemma}", f"wo={own}:{lemma}")
            held.extend(self._of_noun(sentence, noun))
            for act in self._acts("N", lemma):
                yield f"olex={act}"
        for one in held:
            yield from (f"oc={one}", f"woc={own}:{one}")
        if not objects:
            yield "noobject"
        for noun in clause.grammatical[:1]:
            lemma = noun.lemma.lower()
            yield from (f"s={lemma}", f"ws={own}:{lemma}")
            for one in self._of_noun(sentence, noun):
                yield from (f"sc={one}", f"wsc={own}:{one}")
                for other in held:
                    yield f"so={one}:{other}"
        if not clause.grammatical:
            yield "nosubject"
        for verb in clause.complements[:2]:
            yield from (f"x={verb.lemma}", f"wx={own}:{verb.lemma}")
            for act in self._acts("V", verb.lemma):
                yield f"xlex={act}"

    def _of_noun(self, sentence: Sentence, noun: Word) -> tuple[str, ...]:
        known = self._described.get(noun)
        if known is None:
            known = self._described[noun] = tuple(self._describe(sentence, noun))
        return known

    def _describe(self, sentence: Sentence, noun: Word) -> Iterator[str]:
        if noun.tag.startswith("PRP") or noun.lower in _RELATIVE:
            yield "pronoun"
        mention = self.linker.mention(sentence, noun)
        if mention.party_id:
            yield f"party:{self.linker.gazetteer.parties[mention.party_id].kind}"
        elif mention.country:
            yield "country"
        elif self.linker.is_craft(noun):
            yield "craft"
        elif noun.tag.startswith("NNP"):
            yield "name"
        if noun.tag == "CD":
            yield "number"
        yield from _classes(noun.lemma.lower())

    def _acts(self, kind: str, lemma: str) -> tuple[str, ...]:
        """Return the acts that the word lists and the patterns give a word."""
        if not kind:
            return ()
        table = {"V": self.patterns.verbs, "N": self.patterns.nouns, "J": self.patterns.adjectives}[kind]
        acts = {pattern.act for pattern in table.get(lemma, ())}
        return tuple(sorted(acts)) + tuple(f"+{act}" for act in act_words(kind).get(lemma, ()))


def _around(sentence: Sentence, word: Word, own: str) -> Iterator[str]:
    """Yield the words that stand near."""
    for step in _NEAR:
        place = word.place + step
        if 0 <= place < len(sentence.words):
            lemma = sentence.words[place].lemma.lower()
            yield f"b={lemma}"
            if abs(step) < 3:
                yield f"n{step}={lemma}"
            if abs(step) == 1:
                yield f"wn{step}={own}:{lemma}"
    if sentence.headline:
        yield "headline"


def _phrases(word: Word) -> tuple[str, ...]:
    """Return the acts that a word tells together with one that hangs on it: *pull the plug*."""
    table = act_words("phrases")
    mine = table.get(word.lemma.lower())
    if not mine:
        return ()
    below = [kid for kid in word.children if kid.dep != "punct"]
    below += [far for kid in below for far in kid.children if kid.dep in (*_ENDING, "dobj", "acomp", "attr", "xcomp")]
    told = {act for kid in below for form in {kid.lower, kid.lemma.lower()} for act in mine.get(form, ())}
    return tuple(sorted(told))


@cache
def _classes(lemma: str) -> tuple[str, ...]:
    """Return the classes of the patterns and the groups of describing words that hold a word."""
    found = [f"c:{name}" for name, members in word_classes().items() if lemma in members]
    return (*found, *(f"h:{name}" for name, members in word_table("heads.yaml").items() if lemma in members))
