"""Who of a sentence is actor or recipient of an act? Every noun and pronoun is weighed, beside what the pattern says.

The places of a pattern are what weighs most; what was learned from annotated articles fills those that it leaves empty
and mends those that it fills with something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cutset.brief.clauses import counted
from cutset.brief.filling import Places
from cutset.brief.learned import NONE, Weights
from cutset.brief.linking import Linker, same_party, stands_for_somebody
from cutset.brief.patterns import Pattern
from cutset.brief.words import Sentence, Word

__all__ = ["ACTOR", "RECIPIENT", "SIDES", "choose_sides", "side_candidates", "side_features"]

SIDES: Final = (NONE, "ACTOR", "RECIPIENT")
ACTOR, RECIPIENT = 1, 2
"""Places of the two sides in :data:`SIDES`."""

CHOSEN: Final = 0.3
"""Least chance of a side for which a word is taken where the pattern names none or another."""
DROPPED: Final = {ACTOR: 0.1, RECIPIENT: 0.2}
"""Chance of a side below which the word that the pattern names is left out."""
CROSSED: Final = 0.4
"""Least chance of a side for which a word is taken that the pattern names for the other."""
_OF_SOMEBODY: Final = frozenset(
    ("POSITION", "ASSESS", "COOPERATE", "AGREE", "OFFER", "DEMAND", "REJECT", "THREATEN", "SEEK_SUPPLY", "PAYMENT")
)
"""Acts that only somebody does, no thing and no event."""
DROPPED_PARTY: Final = 0.05
"""... where that word is linked to a party or a country."""
_STEPS: Final = 6
"""Most steps between an act and a side that are told apart."""
_BESIDE: Final = ("compound", "nmod", "npadvmod", "nummod")
_POINTING: Final = ("this", "that", "these", "those", "both", "some", "none", "neither", "each", "all")
_OF_THINGS: Final = ("SCHEDULE", "STATUS", "DEPEND", "IMPACT", "PLAN")
"""Acts whose actor may be what they are told of; of others nobody acts whom only the object names."""
_NEAR: Final = (2, 5, 10)


def side_candidates(sentence: Sentence, linker: Linker) -> list[Word]:
    """Return the words of a sentence that may name a side: nouns, pronouns, owners, adjectives of countries."""
    return [word for word in sentence.words if counted(word) is word and _may_be_side(word, linker)]


def _may_be_side(word: Word, linker: Linker) -> bool:
    if word.tag == "PRP$":
        return True
    if word.tag.startswith("JJ"):
        return linker.named.at(word, ("adjective",)) is not None
    if word.dep in _BESIDE or word.dep == "det":
        return word.dep == "compound" and linker.named.at(word, ("party", "country")) is not None
    return word.is_noun or word.tag in ("CD", "WP") or word.lower in _POINTING


def side_features(
    pattern: Pattern, sentence: Sentence, trigger: Word, places: Places, word: Word, linker: Linker
) -> Iterator[str]:
    """Yield the features of a word as a side of an act.

    Parameters
    ----------
    pattern
        The pattern of the act.
    sentence
        The sentence.
    trigger
        The word that tells the act.
    places
        What the pattern fills its places with.
    word
        The word.
    linker
        Links names.
    """
    act, lemma, way, kind = (
        pattern.act,
        trigger.lemma.lower(),
        _way(sentence, trigger, word),
        _kind(sentence, word, linker),
    )
    up = sentence.up(word)
    above = f"{word.dep}:{up.lower}" if up is not None and up.tag in ("IN", "TO", "RP") else word.dep
    yield from (f"way={way}", f"act+way={act}:{way}", f"word+way={lemma}:{way}", f"kind+way={kind}:{way}")
    yield from (f"kind={kind}", f"act+kind={act}:{kind}", f"above={above}", f"act+above={act}:{above}")
    yield from (f"act+above+kind={act}:{above}:{kind}", f"word+above={lemma}:{above}", f"lemma={word.lemma.lower()}")
    yield from (f"act+lemma={act}:{word.lemma.lower()}", f"tag={word.tag}", f"pattern+above={pattern.id}:{above}")
    apart = word.place - trigger.place
    yield f"far={apart > 0}{sum(abs(apart) > step for step in _NEAR)}"
    for name, filled in (("actor", places.actor), ("recipient", places.recipient), ("object", places.object)):
        if filled is word:
            yield from (f"is {name}", f"act is {name}={act}", f"pattern is {name}={pattern.id}")
            yield f"is {name}={act}:{kind}"
        elif filled is None:
            yield f"no {name}={act}:{above}"
    if (
        places.actor is not None
        and places.actor is not word
        and same_party(linker.mention(sentence, places.actor), linker.mention(sentence, word))
    ):
        yield "same as actor"
    if trigger.tag.startswith("NN"):
        yield f"noun+way={act}:{way}"


def choose_sides(
    pattern: Pattern, sentence: Sentence, trigger: Word, places: Places, linker: Linker, learned: Weights
) -> None:
    """Fill the places of an act's actor and recipient with the words that are likeliest to name them."""
    if pattern.actor != "subject":
        return
    chances = [
        (word, learned.chances(list(side_features(pattern, sentence, trigger, places, word, linker))))
        for word in side_candidates(sentence, linker)
    ]
    done_to = places.object if pattern.act not in _OF_THINGS else None
    of_pattern = {ACTOR: places.actor, RECIPIENT: places.recipient}
    chosen: dict[int, Word | None] = {}
    for side in (ACTOR, RECIPIENT):
        mine = of_pattern[side]
        best = max(
            (
                (float(chance[side]), -word.place, word)
                for word, chance in chances
                if word is not chosen.get(ACTOR)
                and not (side == ACTOR and (word is done_to or not _may_do(pattern.act, sentence, word, linker)))
                and not (word is of_pattern[ACTOR + RECIPIENT - side] and chance[side] < CROSSED)
            ),
            key=lambda one: one[:2],
            default=None,
        )
        chance_of_mine = next((float(chance[side]) for word, chance in chances if word is mine), CHOSEN)
        if best is not None and best[0] >= CHOSEN:
            chosen[side] = best[2]
        else:
            linked = mine is not None and linker.is_somebody(linker.mention(sentence, mine))
            least = DROPPED_PARTY if linked else DROPPED[side]
            chosen[side] = mine if chance_of_mine >= least and mine is not chosen.get(ACTOR) else None
    doer = chosen[ACTOR]
    places.actor = doer if doer is None or _may_do(pattern.act, sentence, doer, linker) else None
    places.recipient = chosen[RECIPIENT]


def _may_do(act: str, sentence: Sentence, word: Word, linker: Linker) -> bool:
    """Whether a word may name who does an act: no thing takes a stance, no event pays."""
    if act not in _OF_SOMEBODY:
        return True
    if linker.is_craft(word):
        return False
    if word.tag.startswith(("PRP", "NNP", "W", "CD")) or word.lower in _POINTING or stands_for_somebody(word):
        return True
    return linker.is_somebody(linker.mention(sentence, word))


def _way(sentence: Sentence, trigger: Word, word: Word) -> str:
    """Return the relations that lead from an act up and down to a word, with the prepositions by name."""
    above = [trigger, *sentence.above(trigger)]
    down: list[str] = []
    node: Word | None = word
    while node is not None and node not in above and len(down) < _STEPS:
        up = sentence.up(node)
        down.append(
            f"{node.dep}:{node.lower}" if node.dep in ("prep", "agent", "dative") and node.tag == "IN" else node.dep
        )
        node = up
    if node is None or node not in above:
        return "far"
    steps = [f"^{one.dep}" for one in above[: above.index(node)]]
    return "".join([*steps, *(f">{one}" for one in reversed(down))]) if len(steps) + len(down) <= _STEPS else "far"


def _kind(sentence: Sentence, word: Word, linker: Linker) -> str:
    mention = linker.mention(sentence, word)
    if mention.party_id:
        return f"party {linker.gazetteer.parties[mention.party_id].kind}"
    if mention.country:
        return "country"
    if linker.is_craft(word):
        return "craft"
    if word.tag.startswith("PRP") or word.tag in ("WP", "DT"):
        return "pronoun"
    if stands_for_somebody(word):
        return "somebody"
    return "name" if word.tag.startswith("NNP") else "thing"
