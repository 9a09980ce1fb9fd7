"""Who fills the places of a pattern that fits? Actor, recipient, object and the verbs below that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cutset.brief.claim import Mention, ObjectMention
from cutset.brief.clauses import Clause, counted, preposition_objects
from cutset.brief.linking import Linker, same_party, stands_for_somebody
from cutset.brief.patterns import Pattern
from cutset.brief.tables import listed
from cutset.brief.words import Sentence, Word

__all__ = ["Places", "actor_of", "described", "fill", "recipient_of"]

_TIMES: Final = listed("times")
_TOWARDS: Final = ("IMPACT", "POSITION", "DEPEND", "ATTACK")
"""Acts whose recipient is the thing that they touch, concern or rest on, where no party is named."""
_BEGINS: Final = frozenset(("launch", "begin", "start", "order", "mount", "wage", "continue", "plan", "prepare"))
"""Verbs whose subject does what an attack as their object tells."""
_ABROAD: Final = frozenset(("abroad", "overseas"))
_ADDRESSING: Final = ("tell", "inform", "notify", "warn", "assure", "advise")
_CONCERNED: Final = ("customer", "client", "supplier", "partner", "buyer", "operator", "contractor", "creditor", "user")
_TOLD_TO: Final = ("PAYMENT", "STOP_SUPPLY", "AID")
_ANNOUNCED: Final = ("STOP_SUPPLY", "CUT_TIES", "IMPOSE_MEASURE")
_ANNOUNCING: Final = ("announce", "declare", "decide", "order", "decree")
"""Verbs whose subject does what it makes known, where nobody else is said to do it."""
_THEMES: Final = ("SCHEDULE", "STATUS")
"""Acts whose actor is what they are told of, where nobody is said to do it."""


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


def fill(pattern: Pattern, sentence: Sentence, clause: Clause, linker: Linker) -> Places:
    """Return who fills the places of a pattern that fits."""
    places = Places()
    places.actor = actor_of(pattern, sentence, clause, linker)
    places.recipient = recipient_of(pattern, sentence, clause, linker, places.actor)
    places.recipient = counted(places.recipient) if places.recipient is not None else None
    if places.actor is None and pattern.act in _THEMES and not clause.word.is_noun:
        places.actor = next(iter(clause.grammatical), None)
    if places.actor is None and pattern.act == "DEPEND" and clause.passive and clause.grammatical:
        places.actor = _whole(sentence, clause.grammatical[0], linker)
    places.complements = clause.complements
    places.object, places.object_is_clause = _object(pattern, clause, places)
    if places.recipient is None and pattern.act in _TOWARDS and not places.object_is_clause:
        places.recipient = places.object if places.object is not places.actor else None
    return places


def actor_of(pattern: Pattern, sentence: Sentence, clause: Clause, linker: Linker) -> Word | None:
    """Return the word that names who does it."""
    if pattern.actor == "none":
        return None
    word = clause.word
    if word.is_noun:
        return _noun_actor(pattern, sentence, word, linker)
    if pattern.actor == "from":
        return next(iter(clause.after("from")), None)
    if pattern.actor == "by":
        return next(iter(clause.after("by")), None)
    if pattern.actor == "object":
        return next(iter(clause.objects), None)
    if pattern.actor == "subject-whole":
        return next((_whole(sentence, noun, linker) for noun in clause.grammatical), None)
    if pattern.actor == "subject-owner":
        for noun in clause.grammatical:
            if (owner := linker.owner(sentence, noun)) is not None:
                return owner
        if pattern.act in _TOLD_TO and _addressee(pattern, sentence, clause) is not None:
            above = sentence.up(word)
            return next(iter(Clause(sentence, above).subjects), None) if above is not None else None
        return _announcer(pattern, sentence, clause, linker)
    if not clause.subjects and pattern.act in _TOLD_TO and _addressee(pattern, sentence, clause) is not None:
        above = sentence.up(word)
        return next(iter(Clause(sentence, above).subjects), None) if above is not None else None
    return clause.subjects[0] if clause.subjects else _announcer(pattern, sentence, clause, linker)


def _announcer(pattern: Pattern, sentence: Sentence, clause: Clause, linker: Linker) -> Word | None:
    """Return who announced what is done by nobody named: *Energomash announced that deliveries would cease*."""
    above = sentence.up(clause.word)
    if pattern.act not in _ANNOUNCED or clause.word.dep != "ccomp" or above is None or above.lemma not in _ANNOUNCING:
        return None
    if clause.objects and not clause.passive:
        return None
    subject = next(iter(Clause(sentence, above).subjects), None)
    return subject if subject is not None and linker.is_somebody(linker.mention(sentence, subject)) else None


def _whole(sentence: Sentence, noun: Word, linker: Linker) -> Word:
    """Return what a part belongs to: *most of the chips in the satellite*, *its engines*; else the part."""
    owner = noun.kid("poss")
    if owner is not None and owner.lower == "whose":
        verb = sentence.up(noun)
        return (sentence.up(verb) if verb is not None and verb.dep == "relcl" else None) or noun
    inside = next(iter(preposition_objects(noun, ("in", "aboard", "on", "for"))), None)
    part = next(iter(preposition_objects(noun, ("of",))), None)
    if part is not None and inside is None:
        inside, owner = next(iter(preposition_objects(part, ("in", "aboard", "on"))), None), owner or part.kid("poss")
    return inside or owner or part or noun


def _noun_actor(pattern: Pattern, sentence: Sentence, noun: Word, linker: Linker) -> Word | None:
    """Return who does what an event noun tells: by whom, whose, announced by whom, or the subject of its light verb."""
    by = next(iter(preposition_objects(noun, ("by",))), None)
    if by is not None:
        return by
    if pattern.actor in ("from", "of"):
        above = sentence.up(noun)
        near = next(iter(preposition_objects(noun, (pattern.actor,))), None)
        return near or (next(iter(preposition_objects(above, (pattern.actor,))), None) if above is not None else None)
    between = next(iter(preposition_objects(noun, ("between",))), None)
    if between is not None and pattern.act == "COOPERATE":
        return between
    beside = _beside(noun) if pattern.act == "ATTACK" else linker.owner_beside(noun)
    if beside is not None:
        return beside
    if "of-party" not in pattern.recipient and "of" not in pattern.recipient:
        for other in preposition_objects(noun, ("of",)):
            if linker.is_somebody(linker.mention(sentence, other)):
                return other
    for told in noun.kids("acl"):
        agent = told.kid("agent")
        if agent is not None and told.tag == "VBN" and agent.kid("pobj"):
            return agent.kid("pobj")
    parent = sentence.up(noun)
    if pattern.act == "ATTACK" and (parent is None or parent.lemma not in _BEGINS):
        return None
    if parent is not None and parent.is_verb and noun.dep in ("dobj", "nsubjpass"):
        subjects = Clause(sentence, parent).subjects
        return subjects[0] if subjects else None
    return None


def _beside(noun: Word) -> Word | None:
    return next((kid for kid in noun.kids("poss", "amod", "compound", "nmod") if kid.text[:1].isupper()), None)


def recipient_of(
    pattern: Pattern, sentence: Sentence, clause: Clause, linker: Linker, actor: Word | None = None
) -> Word | None:
    """Return the word that names to whom or with whom it is done, somebody linked before anybody else."""
    others: list[Word] = []
    for place in pattern.recipient:
        for word in _words_at(place, sentence, clause, linker):
            if actor is not None and (
                word is actor or same_party(linker.mention(sentence, word), linker.mention(sentence, actor))
            ):
                continue
            if linker.is_somebody(linker.mention(sentence, word)):
                return word
            others.append(word)
    if pattern.act in _TOWARDS:
        others = [word for word in others if word.tag != "PRP$" or linker.mention(sentence, word).resolved]
    named = next((word for word in others if word.is_name or stands_for_somebody(word) or word.lower in _ABROAD), None)
    if named is not None:
        return named
    for word in _beside_the_subject(pattern, clause):
        if linker.is_somebody(linker.mention(sentence, word)):
            return word
    told = _addressee(pattern, sentence, clause) if pattern.act in _TOLD_TO else None
    if told is not None:
        return told
    if pattern.act in (*_TOWARDS, "LIST") and others:
        return others[0]
    if pattern.act in ("AGREE", "COOPERATE") and actor is not None:
        return next(iter(kid for kid in actor.kids("conj") if linker.is_somebody(linker.mention(sentence, kid))), None)
    return None


def _beside_the_subject(pattern: Pattern, clause: Clause) -> Iterator[Word]:
    """Yield to whom it is done where the subject says so: *deliveries to ULA have stopped*."""
    if "subject" in pattern.object_places and not clause.objects:
        for noun in clause.grammatical:
            yield from preposition_objects(noun, tuple(place for place in pattern.recipient if place.isalpha()))


def _addressee(pattern: Pattern, sentence: Sentence, clause: Clause) -> Word | None:
    """Return whom somebody told that something is done, where nobody else is named: *told customers that ...*."""
    above = sentence.up(clause.word)
    if clause.subjects and (clause.passive or clause.objects or pattern.actor == "subject"):
        return None
    if clause.word.dep != "ccomp" or above is None or above.lemma not in _ADDRESSING:
        return None
    by_name = above.lemma in ("inform", "notify", "warn", "assure")
    return next((w for w in above.kids("dobj") if w.lemma in _CONCERNED or (by_name and w.is_name)), None)


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
        case "to-owner":
            owners = (linker.owner(sentence, noun) for noun in clause.after("to"))
            yield from (owner for owner in owners if owner is not None)
        case "subject":
            yield from clause.subjects
        case "by-adjective" | "clause":
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
    if recipient is not None and places.recipient is places.object and not linker.is_somebody(recipient):
        recipient = Mention(thing.text, thing.start, thing.end, resolved=recipient.resolved)
    return actor, recipient, thing
