"""Does a pattern fit a word, and who fills its places?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cutset.brief.claim import Mention, ObjectMention
from cutset.brief.clauses import Clause, is_bidden, noun_phrase, preposition_objects
from cutset.brief.linking import Linker, stands_for_somebody
from cutset.brief.outlook import words
from cutset.brief.patterns import Pattern, Patterns
from cutset.brief.tables import listed
from cutset.brief.words import Sentence, Word

__all__ = ["Places", "described", "fill", "fitting"]

_PLAIN_TO: Final = frozenset(
    (
        "to",
        "for",
        "with",
        "on",
        "from",
        "against",
        "in",
        "over",
        "between",
        "by",
        "about",
        "alongside",
        "upon",
        "around",
        "of",
        "at",
        "into",
        "whether",
    )
)


_TIMES: Final = listed("times")


class Places:
    """Who fills the places of a pattern in one clause.

    Parameters
    ----------
    actor, recipient
        Words that name who does it and to whom; None where nothing does.
    object
        The word of what it is about; None where nothing does.
    complements
        Verbs below that belong to the claim.
    """

    __slots__ = ("actor", "complements", "object", "object_is_clause", "recipient")

    def __init__(self) -> None:
        self.actor: Word | None = None
        self.recipient: Word | None = None
        self.object: Word | None = None
        self.object_is_clause = False
        self.complements: list[Word] = []


def fitting(patterns: Patterns, sentence: Sentence, word: Word, linker: Linker) -> tuple[Pattern, Clause] | None:
    """Return the first pattern that fits a word, with its clause."""
    if word.is_verb and word.dep not in ("aux", "auxpass"):
        tried: Iterable[Pattern] = patterns.verbs.get(word.lemma, ())
    elif word.is_noun and not word.tag.startswith("NNP"):
        tried = patterns.nouns.get(word.lemma, ())
    elif word.tag.startswith("JJ") and word.dep in ("acomp", "attr", "oprd", "ROOT", "conj", "advcl"):
        tried = patterns.adjectives.get(word.lower, ())
    else:
        return None
    clause: Clause | None = None
    for pattern in tried:
        clause = clause or Clause(sentence, word)
        if _fits(pattern, sentence, clause, linker):
            return pattern, clause
    return None


def _fits(pattern: Pattern, sentence: Sentence, clause: Clause, linker: Linker) -> bool:
    word = clause.word
    if word.is_noun:
        return _noun_fits(pattern, sentence, clause, linker)
    held = _held(clause.objects)
    if pattern.with_ and not (held & pattern.with_):
        return False
    if pattern.without and held & pattern.without:
        return False
    if pattern.with_object and not clause.objects:
        return False
    if pattern.with_any and not ((held | _held(clause.grammatical)) & pattern.with_any):
        return False
    if pattern.with_subject and not (_held(clause.grammatical) & pattern.with_subject):
        return False
    if pattern.with_passive and not (clause.passive and _held(clause.grammatical) & pattern.with_passive):
        return False
    if pattern.subject_with and not (_held(clause.grammatical) & pattern.subject_with):
        return False
    if (pattern.passive and not clause.passive) or (pattern.active and clause.passive):
        return False
    if pattern.no_preps & set(clause.particles):
        return False
    if pattern.alone and clause.complements:
        return False
    if pattern.no_object and clause.objects:
        return False
    if (pattern.clause or pattern.not_clause or pattern.clause_has or pattern.clause_or_object) and not _clause_fits(
        pattern, clause
    ):
        return False
    if pattern.preps and not (pattern.preps & set(clause.particles)):
        return False
    wanted = pattern.preps_if.get(word.lemma)
    if wanted and not (wanted & set(clause.particles)) and not (clause.complements and "for" in wanted):
        return False
    if pattern.prep_with and not (_held(clause.after(*pattern.preps)) & pattern.prep_with):
        return False
    if not pattern.prep_party:
        return True
    return any(linker.is_somebody(linker.mention(sentence, noun)) for noun in clause.after(*pattern.preps))


def _clause_fits(pattern: Pattern, clause: Clause) -> bool:
    below = clause.complements
    if pattern.act == "DEMAND" and any(
        kid.lower in ("whether", "if", "how", "why") for verb in below for kid in verb.children
    ):
        return False
    if pattern.act == "DEMAND" and below and all(_is_told(verb) for verb in below):
        return False
    if pattern.not_clause and below and {verb.lemma for verb in below} <= pattern.not_clause:
        return False
    if pattern.clause_or_object:
        return bool(below or clause.objects or any(p in ("for", "on", "upon", "of") for p in clause.particles))
    lemmas = {verb.lemma for verb in below}
    if pattern.clause_has:
        return bool(below) and any(
            {w.lemma for w in verb.children} & pattern.clause_has or verb.lemma in pattern.clause_has for verb in below
        )
    if pattern.clause == "any":
        return bool(below)
    return not pattern.clause or bool(lemmas & set(pattern.clause))


def _is_told(verb: Word) -> bool:
    """Whether a clause tells something rather than asks for it: *insists that all is well*."""
    return verb.dep in ("ccomp", "xcomp", "parataxis") and verb.tag != "VBG" and not is_bidden(verb)


def _noun_fits(pattern: Pattern, sentence: Sentence, clause: Clause, linker: Linker) -> bool:
    """An event noun counts under a light verb, or where it names who does it."""
    noun = clause.word
    parent = sentence.up(noun)
    if pattern.standing == "always":
        return True
    if noun.dep in ("compound", "amod", "nmod", "poss"):
        return False
    light = (
        parent is not None
        and parent.is_verb
        and parent.lemma in words("light_verbs")
        and noun.dep in ("dobj", "nsubjpass")
    )
    if light:
        return not pattern.recipient or bool(_recipient(pattern, sentence, clause, linker)) or pattern.act != "AGREE"
    return (
        linker.owner(sentence, noun) is not None
        and noun.dep in ("nsubj", "nsubjpass")
        and pattern.act not in ("AGREE",)
    )


def fill(pattern: Pattern, sentence: Sentence, clause: Clause, linker: Linker) -> Places:
    """Return who fills the places of a pattern that fits."""
    places = Places()
    places.actor = _actor(pattern, sentence, clause, linker)
    places.recipient = _recipient(pattern, sentence, clause, linker, places.actor)
    places.complements = clause.complements
    places.object, places.object_is_clause = _object(pattern, clause, places)
    return places


def _held(nouns: Iterable[Word]) -> set[str]:
    """Return the dictionary forms in noun phrases and in what follows them by *of*."""
    found: set[str] = set()
    for noun in nouns:
        for word in noun_phrase(noun):
            found.update((word.lemma.lower(), word.lower))
            if "-" in word.lower:
                found.update(word.lower.split("-"))
        for other in (*preposition_objects(noun, ("of",)), *noun.kids("conj")):
            found.update(word.lemma.lower() for word in noun_phrase(other))
    return found


def _actor(pattern: Pattern, sentence: Sentence, clause: Clause, linker: Linker) -> Word | None:
    if pattern.actor == "none":
        return None
    word = clause.word
    if word.is_noun:
        owner = linker.owner(sentence, word) if pattern.act != "ATTACK" else _beside(word)
        by = next(iter(preposition_objects(word, ("by",))), None)
        if by is not None or owner is not None:
            return by or owner
        parent = sentence.up(word)
        if parent is not None and parent.is_verb and word.dep in ("dobj", "nsubjpass"):
            subjects = Clause(sentence, parent).subjects
            return subjects[0] if subjects else None
        return None
    if pattern.actor == "subject-owner":
        for noun in clause.grammatical:
            return linker.owner(sentence, noun)
        return None
    return clause.subjects[0] if clause.subjects else None


def _beside(noun: Word) -> Word | None:
    return next((kid for kid in noun.kids("poss", "amod", "compound", "nmod") if kid.text[:1].isupper()), None)


def _recipient(
    pattern: Pattern, sentence: Sentence, clause: Clause, linker: Linker, actor: Word | None = None
) -> Word | None:
    others: list[Word] = []
    for place in pattern.recipient:
        for word in _words_at(place, sentence, clause, linker):
            if actor is not None and (word is actor or _same(linker, sentence, word, actor)):
                continue
            if linker.is_somebody(linker.mention(sentence, word)):
                return word
            others.append(word)
    named = next((word for word in others if word.is_name or stands_for_somebody(word)), None)
    if named is not None:
        return named
    if pattern.act in ("AGREE", "COOPERATE") and actor is not None:
        return next(iter(kid for kid in actor.kids("conj") if linker.is_somebody(linker.mention(sentence, kid))), None)
    return None


def _same(linker: Linker, sentence: Sentence, one: Word, other: Word) -> bool:
    first, second = linker.mention(sentence, one), linker.mention(sentence, other)
    if first.party_id or second.party_id:
        return first.party_id == second.party_id and bool(first.party_id)
    return bool(first.country) and first.country == second.country


def _words_at(place: str, sentence: Sentence, clause: Clause, linker: Linker) -> Iterator[Word]:
    """Yield the words that stand at a place; ``-party`` behind a place asks for a party or a country."""
    if place.startswith("clause-"):
        rest = place.removeprefix("clause-")
        for verb in clause.complements:
            below = Clause(sentence, verb)
            if rest == "subject" or rest == "subject-party":
                yield from (
                    w for w in below.grammatical if rest == "subject" or linker.is_somebody(linker.mention(sentence, w))
                )
            else:
                yield from _words_at(rest, sentence, below, linker)
        return
    if place.endswith(("-party", "-person")):
        for word in _words_at(place.rsplit("-", 1)[0], sentence, clause, linker):
            if linker.is_somebody(linker.mention(sentence, word)):
                yield word
        return
    match place:
        case "object":
            yield from clause.objects
        case "with-object":
            yield from clause.objects if list(clause.after("with")) else ()
        case "dative":
            yield from clause.datives
        case "owner":
            for noun in clause.objects:
                owner = linker.owner(sentence, noun)
                if owner is not None:
                    yield owner
            if not clause.objects and not clause.word.is_noun:
                for noun in (n for p in ("in", "on", "from", "with") for n in preposition_objects(clause.word, (p,))):
                    owner = linker.owner(sentence, noun)
                    if owner is not None:
                        yield owner
        case "by-adjective" | "subject" | "clause":
            return
        case _:
            yield from (w for w in clause.after(*((place, "upon") if place == "on" else (place,))) if not _is_time(w))


def _is_time(word: Word) -> bool:
    return word.lower in _TIMES or word.tag == "CD" or any(kid.lower in ("last", "next") for kid in word.kids("amod"))


def _object(pattern: Pattern, clause: Clause, places: Places) -> tuple[Word | None, bool]:
    for place in pattern.object_places:
        if place == "none":
            return None, False
        if place == "clause":
            if clause.complements:
                return clause.complements[0], True
            continue
        if place == "subject":
            found: Iterable[Word] = clause.grammatical
        elif place == "object":
            found = clause.objects
        elif place.startswith("clause-"):
            rest = place.removeprefix("clause-")
            found = [
                noun
                for verb in clause.complements
                for noun in (
                    Clause(clause.sentence, verb).objects
                    if rest == "object"
                    else Clause(clause.sentence, verb).after(rest)
                )
            ]
        else:
            found = clause.after(place)
        for word in found:
            if word is not places.recipient or pattern.object_places == ("object",):
                return word, False
    return None, False


def described(
    linker: Linker, sentence: Sentence, places: Places, speaker: Mention | None
) -> tuple[Mention | None, Mention | None, ObjectMention | None]:
    """Return actor, recipient and object as mentions."""
    actor = linker.mention(sentence, places.actor, speaker) if places.actor is not None else None
    recipient = linker.mention(sentence, places.recipient, speaker) if places.recipient is not None else None
    if places.object is None:
        return actor, recipient, None
    thing = (
        linker.clause_thing(sentence, places.object)
        if places.object_is_clause
        else linker.thing(sentence, places.object)
    )
    return actor, recipient, thing
