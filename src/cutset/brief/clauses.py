"""Who stands where in a clause? Subject, object, prepositions and complement of a verb, whatever its voice or form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cutset.brief.tables import listed, word_table
from cutset.brief.words import Sentence, Word

__all__ = [
    "Clause",
    "coordinated",
    "counted",
    "has_negation",
    "is_bidden",
    "is_no_longer",
    "noun_phrase",
    "preposition_objects",
]

_OF_TIME: Final = frozenset(
    ("with", "after", "before", "since", "by", "despite", "while", "when", "without", "in", "following", "upon")
)
_RELATIVE: Final = frozenset(("who", "which", "that", "whom", "whose"))
_OUTSIDE: Final = (
    "relcl",
    "acl",
    "appos",
    "punct",
    "cc",
    "conj",
    "advcl",
    "prep",
    "case-of",
    "ccomp",
    "mark",
    "parataxis",
    "dep",
)
OBJECT_CONTROL: Final = listed("object_control")


class Clause:
    """The places around a verb, a predicate adjective or an event noun.

    Parameters
    ----------
    sentence
        The sentence.
    word
        The verb, adjective or noun.
    """

    def __init__(self, sentence: Sentence, word: Word) -> None:
        self.sentence, self.word = sentence, word
        self.verb = _carrier(sentence, word)
        self.passive = _is_passive(self.verb)
        self.grammatical = [counted(one) for one in self._grammatical_subjects(self.verb, 0)]

    @property
    def subjects(self) -> list[Word]:
        """Who does it: the subject, or *by whom* of a passive."""
        if not self.passive:
            return self.grammatical
        agent = self.verb.kid("agent")
        found = agent.kid("pobj") if agent else self._far_agent()
        return [found] if found else []

    def _far_agent(self) -> Word | None:
        """Return the agent of a passive that a parser hung on what stands between: *supplied to ULA by RD Amross*."""
        between = (noun for prep in self.verb.kids("prep", "dative") for noun in prep.kids("pobj"))
        by = (prep for noun in between for prep in noun.kids("prep", "agent") if prep.lower == "by")
        found = next((prep.kid("pobj") for prep in by), None)
        return found if found is not None and found.is_name else None

    @property
    def objects(self) -> list[Word]:
        """What it is done to: the direct object, or the subject of a passive."""
        return [counted(word) for word in self._objects()]

    def _objects(self) -> list[Word]:
        own = self.word.kids("dobj", "attr", "oprd") if self.word.is_verb else []
        if not own and self.word.kid("prt"):
            own = [kid for kid in self.word.kids("npadvmod") if kid.is_name and kid.place > self.word.place]
        if self.passive and self.word is self.verb:
            return [*self.grammatical, *own] if not own else [*own, *self.grammatical]
        parent = self.sentence.up(self.word)
        if own and own[0].lower in _RELATIVE and self.word.dep == "relcl" and parent and parent.is_noun:
            return [parent]
        if own:
            return own
        if self.word.dep == "relcl" and parent and self._object_gap(parent):
            return [parent]
        if self.word.dep == "conj" and parent and parent.is_verb and self._shares_object(parent):
            return []
        if self.word.lemma in ("need", "require", "want"):
            purpose = [kid for kid in self.word.kids("ccomp") if any(a.lower == "to" for a in kid.kids("aux"))]
            return [noun for kid in purpose for noun in kid.kids("nsubj")]
        judged = [noun for kid in self.word.kids("ccomp") if kid.tag.startswith("JJ") for noun in kid.kids("nsubj")]
        if judged and not any(kid.kid("cop", "aux") for kid in self.word.kids("ccomp")):
            return judged
        if self.word.is_verb and not own:
            shared = [
                kid for kid in self.word.kids("conj") if kid.is_verb and kid.kid("dobj") and not kid.kid("nsubj", "aux")
            ]
            if shared and shared[0].place - self.word.place <= 3:
                return shared[0].kids("dobj")
        return []

    def _shares_object(self, parent: Word) -> bool:
        return bool(parent.kid("dobj"))

    def _object_gap(self, antecedent: Word) -> bool:
        relative = [w for w in self.word.kids("nsubj", "nsubjpass") if w.lower in _RELATIVE]
        behind = [noun for prep in self.word.kids("prep") for noun in prep.kids("pobj", "pcomp")]
        fronted = any(noun.lower in _RELATIVE for noun in behind)
        return not relative and not fronted and antecedent.is_noun and bool(self.word.kid("nsubj"))

    @property
    def datives(self) -> list[Word]:
        """To whom, without a preposition."""
        return [word for word in self.word.kids("dative") if word.tag != "IN" and word.is_noun]

    @property
    def particles(self) -> list[str]:
        """Particles and prepositions that hang on it."""
        own = [
            kid.lower for kid in self.word.children if kid.dep in ("prt", "prep", "agent", "dative", "advmod", "intj")
        ]
        behind = [kid.lower for one in self._objects() for kid in one.kids("prep") if kid.lower in ("as", "without")]
        return [*own, *behind]

    @property
    def complements(self) -> list[Word]:
        """Verbs below it that say what is begun, refused, planned or demanded."""
        direct = [kid for kid in self.word.kids("xcomp", "ccomp", "advcl-to") if kid.is_verb or kid.kid("aux")]
        by_prep = [
            verb
            for prep in self.word.kids("prep")
            if prep.lower not in _OF_TIME
            for verb in prep.kids("pcomp")
            if verb.is_verb
        ]
        purpose = [
            k for k in self.word.kids("advcl") if (a := k.kid("aux")) and a.lower == "to" and k.place > self.word.place
        ]
        through_noun = [
            kid
            for noun in self.objects
            for kid in noun.kids("acl", "relcl")
            if (a := kid.kid("aux")) and a.lower == "to"
        ]
        return [*direct, *by_prep, *purpose, *through_noun]

    def after(self, *prepositions: str) -> list[Word]:
        """Return what follows any of the prepositions, on the verb first, then on its objects."""
        found = list(preposition_objects(self.word, prepositions))
        for one in (*self.objects, *self.word.kids("xcomp-noun")):
            if one.head == self.word.place or one.dep in ("nsubjpass", "dobj", "pobj"):
                found.extend(preposition_objects(one, prepositions))
        for prep in [p for one in (self.word, *self.objects) for p in one.kids("prep")]:
            for noun in prep.kids("pobj"):
                found.extend(w for w in preposition_objects(noun, prepositions) if prepositions != ("of",))
        if not found and self.word is not self.verb:
            found.extend(preposition_objects(self.verb, prepositions))
        return found

    def _grammatical_subjects(self, verb: Word, depth: int) -> list[Word]:
        own = [w for w in verb.kids("nsubj", "nsubjpass") if w.lower not in ("there",)]
        parent = self.sentence.up(verb)
        if own and own[0].lower in _RELATIVE and verb.dep in ("relcl", "ccomp", "acl") and parent and parent.is_noun:
            return [parent]
        if own and own[0].lower in _RELATIVE and parent and parent.is_verb and parent.dep == "relcl":
            above = self.sentence.up(parent)
            return [above] if above is not None and above.is_noun else own
        if own:
            return own
        if parent is None or depth > 6:
            return []
        if verb.dep == "relcl" and parent.is_noun and not verb.kid("nsubj"):
            return self._noun_owner(verb, parent, depth)
        if verb.dep in ("conj", "xcomp", "advcl", "ccomp", "dep") and (
            parent.is_verb or parent.tag.startswith("JJ") or parent.tag == "IN"
        ):
            return self._controller(verb, parent, depth)
        if verb.dep == "acl":
            return self._noun_owner(verb, parent, depth)
        if verb.dep == "pcomp":
            above = self.sentence.up(parent)
            while above is not None and above.tag in ("RB", "RBR", "IN"):
                above = self.sentence.up(above)
            if above is None:
                return []
            return self._controller(verb, above, depth) if not above.is_noun else self._noun_owner(verb, above, depth)
        return []

    def _controller(self, verb: Word, parent: Word, depth: int) -> list[Word]:
        if verb.dep in ("xcomp", "ccomp", "pcomp") and parent.lemma in OBJECT_CONTROL:
            if _is_passive(parent):
                return self._grammatical_subjects(parent, depth + 1)
            direct = parent.kids("dobj", "dative") or list(preposition_objects(parent, ("on", "upon")))
            if direct:
                return direct
        if (
            verb.dep == "ccomp"
            and parent.lemma in word_table("hedges.yaml")["speech"]
            and (verb.tag not in ("VB", "VBG") or any(kid.tag == "MD" for kid in verb.kids("aux")))
        ):
            return []
        carrier = _carrier(self.sentence, parent)
        if verb.dep == "conj" and _is_passive(parent) and not _is_passive(verb):
            return self._grammatical_subjects(carrier, depth + 1)
        return self._grammatical_subjects(carrier, depth + 1)

    def _noun_owner(self, verb: Word, noun: Word, depth: int) -> list[Word]:
        """Return the subject of a verb that hangs on a noun: *its plan to buy*, *firms selling*."""
        infinitive = any(kid.lower == "to" for kid in verb.kids("aux")) or verb.dep == "pcomp"
        if not infinitive:
            return [noun]
        owner = noun.kids("poss")
        if owner:
            return owner
        adjective = next((kid for kid in noun.kids("amod", "compound") if kid.text[:1].isupper()), None)
        above = self.sentence.up(noun)
        if noun.dep == "attr" and above is not None and above.lemma == "be" and above.kid("expl"):
            teller = self.sentence.up(above)
            return self._grammatical_subjects(teller, depth + 1) if teller is not None and above.dep == "ccomp" else []
        if noun.dep == "pobj" and above is not None and above.lower not in ("under", "on", "with", "of", "for", "in"):
            return []
        if noun.dep in ("dobj", "attr", "pobj") and above is not None:
            while above is not None and not above.is_verb:
                above = self.sentence.up(above)
            if above is not None:
                return self._grammatical_subjects(above, depth + 1)
        if adjective is None and noun.dep in ("nsubj", "nsubjpass") and above is not None and above.dep == "ccomp":
            teller = self.sentence.up(above)
            if teller is not None and teller.lemma in word_table("hedges.yaml")["speech"]:
                return self._grammatical_subjects(teller, depth + 1)
        return [adjective] if adjective else []


def preposition_objects(word: Word, prepositions: tuple[str, ...]) -> Iterator[Word]:
    """Yield the nouns that follow any of the prepositions on a word."""
    for prep in word.kids("prep", "dative", "agent", "prt"):
        if prep.lower in prepositions:
            yield from (noun for noun in prep.kids("pobj", "pcomp") if not noun.is_verb)
        yield from (
            preposition_objects(prep, prepositions)
            if prep.kids("prep")
            and prep.tag in ("IN", "RB", "VBG", "RP")
            and prep.lower not in ("according", "due", "thanks")
            else ()
        )


def counted(word: Word) -> Word:
    """Return the noun that a count stands for, the word itself where it is no count: *one of the banks*."""
    if word.lower not in listed("counts") and word.tag != "CD":
        return word
    return next(iter(preposition_objects(word, ("of",))), word)


def coordinated(word: Word) -> list[Word]:
    """Return a noun and those joined to it by *and* or *or*."""
    found = [word]
    for kid in word.kids("conj"):
        found.extend(coordinated(kid))
    return found


def noun_phrase(word: Word) -> list[Word]:
    """Return the words of a noun's own phrase in order, without clauses, appositions and what follows."""
    inside = [word]
    waiting = [kid for kid in word.children if kid.dep not in _OUTSIDE]
    while waiting:
        one = waiting.pop()
        inside.append(one)
        waiting.extend(kid for kid in one.children if kid.dep not in ("relcl", "appos", "punct-out"))
    inside.sort(key=lambda one: one.place)
    at = inside.index(word)
    first = at
    while first > 0 and inside[first].place - inside[first - 1].place <= 2:
        first -= 1
    last = at
    while last + 1 < len(inside) and inside[last + 1].place - inside[last].place == 1:
        last += 1
    return inside[first : last + 1]


def is_bidden(verb: Word) -> bool:
    """Whether a clause is a bare form or an infinitive, as after a demand: *that it stop*, *it to stop*."""
    auxiliaries = [kid.lower for kid in verb.kids("aux")]
    if {"to", "should", "must"} & set(auxiliaries):
        return True
    if auxiliaries:
        return False
    subject = verb.kid("nsubj")
    one = subject is not None and (subject.tag in ("NN", "NNP") or subject.lower in ("it", "he", "she"))
    passive = verb.kid("auxpass")
    if passive is not None:
        return passive.lower == "be"
    return verb.tag == "VB" or (verb.tag == "VBP" and one and not subject.kid("conj"))  # type: ignore[union-attr]


def has_negation(word: Word) -> bool:
    """Whether a verb, or its subject or object, is negated by a word of its own."""
    negatives = word_table("hedges.yaml")["negative_adverbs"]
    for kid in word.children:
        if kid.dep == "neg" or (
            kid.dep in ("advmod", "preconj", "det", "cc") and kid.lower in negatives and kid.lower != "no"
        ):
            return True
        if kid.dep in ("nsubj", "nsubjpass", "dobj", "attr") and kid.is_noun and _is_none(kid):
            return True
        if kid.dep == "advmod" and kid.lower == "longer" and any(k.lower == "no" for k in kid.children):
            return True
    return False


def is_no_longer(word: Word) -> bool:
    """Whether a verb says that something ends: *no longer*, *not any more*."""
    return any(
        kid.lower in ("longer", "anymore") or (kid.lower == "more" and kid.kid("advmod", "det"))
        for kid in word.kids("advmod", "neg")
    )


def _is_none(noun: Word) -> bool:
    """Whether a noun says that there is none: *nobody*, *no firm*."""
    nothing = ("no", "neither", "none")
    if noun.lower in ("nobody", "nothing", "none"):
        return True
    if any(kid.lower in nothing for kid in noun.kids("det", "neg", "preconj")):
        return True
    if any(kid.lower in ("hardly", "scarcely", "barely") for one in (noun, *noun.kids("det")) for kid in one.children):
        return True
    return any(kid.kid("neg") for kid in noun.kids("nummod", "amod")) or bool(noun.kid("neg"))


def _carrier(sentence: Sentence, word: Word) -> Word:
    """Return the verb that carries the subject: the copula of a predicate adjective, the verb itself otherwise."""
    parent = sentence.up(word)
    if not word.is_verb and parent is not None and word.dep in ("acomp", "attr", "oprd") and parent.is_verb:
        return parent
    return word


def _is_passive(verb: Word) -> bool:
    if verb.kid("auxpass", "nsubjpass") or (verb.kid("agent") and verb.tag != "VBD"):
        return True
    if verb.tag != "VBN":
        return False
    if verb.kid("aux") and any(kid.lemma == "have" for kid in verb.kids("aux")):
        return False
    return verb.dep in ("acl", "amod", "advcl", "relcl") and not verb.kid("nsubj")
