"""Which acts that words tell are claims of their own? Not what another claim holds, compares with, or tells again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

import msgspec

from cutset.brief.claim import Claim, Mention, ObjectMention
from cutset.brief.clauses import Clause
from cutset.brief.filling import Places
from cutset.brief.linking import Linker, is_of_kind, stands_for_somebody
from cutset.brief.outlook import Outlook
from cutset.brief.patterns import Pattern
from cutset.brief.tables import heads
from cutset.brief.words import Sentence, Word

__all__ = ["Found", "gives_way", "only_compares", "swallowed", "told_twice", "without_repeats", "worth_telling"]

_SWALLOWS: Final = ("take",)
_OF_SOMEBODY: Final = frozenset(("POSITION", "ASSESS", "COOPERATE"))
"""Acts that only somebody does."""
_OF_THINGS: Final = frozenset(("SCHEDULE", "STATUS", "ATTACK", "IMPACT"))
"""Acts that are told of the things that their patterns ask for."""


class Found(msgspec.Struct):
    """An act that a word tells, with all that was read of it; the chances are those of :class:`Told`."""

    pattern: Pattern
    clause: Clause
    places: Places
    look: Outlook
    chance: float = 1.0
    of_act: float = 1.0


def swallowed(sentence: Sentence, found: list[Found]) -> set[Word]:
    """Return the words whose act is the object of another claim: demanded, threatened, offered, studied."""
    gone: set[Word] = set()
    for one in found:
        if one.pattern.complement in _SWALLOWS and one.clause.word not in gone:
            waiting = list(one.places.complements)
            while waiting:
                verb = waiting.pop()
                gone.add(verb)
                waiting.extend(
                    kid
                    for kid in verb.kids(
                        "conj", "xcomp", "ccomp", "acomp", "attr", "dobj", "relcl", "prep", "pobj", "pcomp"
                    )
                    if (kid.is_verb or kid.tag.startswith(("JJ", "NN", "IN"))) and not _tells_aside(kid)
                )
    return gone


def told_twice(sentence: Sentence, found: list[Found]) -> set[Word]:
    """Return the words whose learned act a word close to them tells by a pattern: *is in force*, *begin a study*."""
    by_pattern = {(one.clause.word, act) for one in found if one.of_act == 1 for act in (one.pattern.act, *_alike(one))}
    twice: set[Word] = set()
    for one in found:
        word = one.clause.word
        near = [
            *itertools.islice(sentence.above(word), 2),
            *word.children,
            *(far for kid in word.children for far in kid.children),
        ]
        if one.of_act < 1 and any((other, one.pattern.act) in by_pattern for other in near):
            twice.add(word)
    return twice


def _alike(one: Found) -> tuple[str, ...]:
    """Return the act that the same words tell to another eye: who talks with somebody looks into a matter with them."""
    return ("COOPERATE",) if one.pattern.act == "ASSESS" else ("ASSESS",) if one.pattern.act == "COOPERATE" else ()


def _tells_aside(verb: Word) -> bool:
    """Whether a relative clause tells something of its own: *electronics, for which India relies on the West*."""
    told = verb.tag in ("VBZ", "VBP", "VBD") or any(
        kid.tag in ("VBZ", "VBP", "VBD") for kid in verb.kids("aux", "auxpass")
    )
    told = told or (bool(verb.kid("aux")) and any(kid.lower == "which" for kid in verb.kids("nsubj", "nsubjpass")))
    return verb.dep == "relcl" and told


def gives_way(one: Found, acts: dict[Word, str], gone: set[Word]) -> bool:
    """Whether a claim such as *plans to* leaves its place to the act below it; an agreement never to a plan."""
    if one.pattern.complement != "pass":
        return False
    below = [acts[verb] for verb in one.places.complements if verb in acts and verb not in gone]
    return any(act != "PLAN" or one.pattern.act != "AGREE" for act in below)


def worth_telling(
    pattern: Pattern,
    places: Places,
    told: tuple[Mention | None, Mention | None, ObjectMention | None],
    linker: Linker,
    headline: bool,
) -> bool:
    """Whether a claim names or describes somebody, or something that the world or its kind makes telling."""
    actor, recipient, thing = told
    asked = pattern.with_subject or pattern.with_passive or pattern.subject_with
    asked = asked or (pattern.with_ if pattern.act != "IMPACT" else frozenset())
    asked = asked or (pattern.prep_with if pattern.act == "ATTACK" else frozenset())
    of_thing = bool(pattern.act in _OF_THINGS and asked)
    if pattern.need_actor and not linker.is_somebody(actor):
        return False
    if headline and not (
        (thing is not None and thing.refers) or linker.is_somebody(actor) or linker.is_somebody(recipient)
    ):
        return False
    if pattern.need_recipient and not linker.is_somebody(recipient):
        return False
    if (
        pattern.act in _OF_SOMEBODY
        and places.actor is not None
        and not _can_act(pattern.act, places.actor, actor, linker)
    ):
        return False
    if linker.is_somebody(actor) or linker.is_somebody(recipient) or (thing is not None and thing.refers):
        return True
    if of_thing:
        return True
    if (
        pattern.act == "IMPACT"
        and thing is not None
        and places.actor is not None
        and places.actor.lemma in heads("events")
    ):
        return True
    if _is_told_of(places.actor, actor) or _is_told_of(places.recipient, recipient):
        return True
    return thing is not None and thing.kind not in ("thing", "act")


def _can_act(act: str, word: Word, mention: Mention | None, linker: Linker) -> bool:
    """Whether a word names or describes somebody that can take a stance, study or plan: no rocket, no ban."""
    if linker.is_somebody(mention) or (mention is not None and mention.resolved) or word.tag.startswith("PRP"):
        return True
    if linker.is_craft(word):
        return False
    if act == "ASSESS" and word.lemma in heads("studies"):
        return True
    return word.tag.startswith("NNP") or stands_for_somebody(word)


def _is_told_of(word: Word | None, mention: Mention | None) -> bool:
    """Whether a word that is linked to nobody still names or describes somebody."""
    if word is None or mention is None:
        return False
    if mention.resolved:
        return True
    if word.tag.startswith("PRP"):
        return False
    return word.tag.startswith("NNP") or stands_for_somebody(word) or is_of_kind(word)


def without_repeats(claims: list[Claim]) -> Iterator[Claim]:
    """Leave out headline claims that the body tells too, and claims of the same act at the same words."""
    body = [claim for claim in claims if "headline" not in claim.flags]
    seen: set[tuple[object, ...]] = set()
    for claim in claims:
        if "headline" in claim.flags and any(_tells_the_same(claim, other) for other in body):
            continue
        sides = (claim.actor and claim.actor.start, claim.recipient and claim.recipient.start)
        key = (claim.event_type, claim.provenance.trigger, sides)
        if key not in seen:
            seen.add(key)
            yield claim


def _tells_the_same(one: Claim, other: Claim) -> bool:
    if one.event_type != other.event_type:
        return False

    def who(mention: Mention | None) -> set[str]:
        return (
            {part for part in (mention.party_id, mention.country, mention.text.lower()) if part} if mention else set()
        )

    actors, others = who(one.actor), who(other.actor)
    return not actors or not others or bool(actors & others)


def only_compares(word: Word) -> bool:
    """Whether a participle only compares or gives a ground: *as planned*, *considering that*."""
    if word.lower in ("considering", "given", "provided", "regarding", "concerning", "including", "following"):
        return word.dep in ("advcl", "prep", "pcomp", "acl") and not word.kid("aux")
    return word.tag == "VBN" and not word.kid("nsubj", "nsubjpass") and any(k.lower == "as" for k in word.kids("mark"))
