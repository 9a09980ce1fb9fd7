"""Which supplies, payments and programmes of the world does a claim touch?"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from cutset.brief.article import Article
from cutset.brief.claim import Claim, Mention
from cutset.brief.tables import listed, word_table
from cutset.world.formula import needed_ids
from cutset.world.rows import Function, Item, Party, Payment, Programme, Supply
from cutset.world.world import World

__all__ = ["touched_payments", "touched_programmes", "touched_supplies"]

_ITEM, _PARTY, _COUNTRY, _WORD = 3, 2, 1, 1
_ENOUGH: Final = 4
"""Points from which a supply counts as touched: an item and a side, or both sides and a word of the item."""


def touched_supplies(claim: Claim, world: World) -> list[Supply]:
    """Return the supplies that a claim is about, the surest ones only, in the order of their ids."""
    points = {supply: _points(claim, world, supply) for supply in world.by_id(Supply).values()}
    best = max(points.values(), default=0)
    if best < _ENOUGH:
        return []
    return sorted((supply for supply, many in points.items() if many == best), key=lambda supply: supply.id)


def _points(claim: Claim, world: World, supply: Supply) -> int:
    sides = [_side(mention, supply, world) for mention in (claim.actor, claim.recipient)]
    if not any(sides):
        return 0
    thing = claim.object
    item = world.by_id(Item).get(supply.item)
    told = 0
    if thing is not None and item is not None:
        if supply.item in thing.refers:
            told = _ITEM
        else:
            told = min(_ITEM, _overlap(thing.text, item.name))
    programmes = set(thing.refers) if thing is not None else set()
    functions = [f for f in world.of(Function) if supply.item in _needs(f)]
    if told < _ITEM and programmes & {function.programme for function in functions}:
        told = min(2, told + 1)
    if not told:
        return 0
    return sum(sides) + told + (1 if all(sides) else 0)


def _side(mention: Mention | None, supply: Supply, world: World) -> int:
    if mention is None:
        return 0
    if mention.party_id and mention.party_id in (supply.seller, supply.buyer, supply.end_user):
        return _PARTY
    parties = world.by_id(Party)
    countries = {
        parties[one].country for one in (supply.seller, supply.buyer, supply.end_user) if one and one in parties
    }
    return _COUNTRY if mention.country and mention.country in countries else 0


def touched_payments(claim: Claim, world: World) -> list[str]:
    """Return the payments between or of the parties that a claim names."""
    named = {m.party_id for m in (claim.actor, claim.recipient) if m and m.party_id}
    if not named:
        return []
    found = []
    for payment in world.by_id(Payment).values():
        sides = {payment.payer, payment.payee, payment.payer_bank, payment.payee_bank, payment.channel}
        if len(named & sides) >= min(2, len(named)) and (
            len(named) > 1 or named & {payment.payer_bank, payment.payee_bank}
        ):
            found.append(payment.id)
    return sorted(found)


def touched_programmes(claim: Claim, world: World, article: Article) -> list[str]:
    """Return the programmes that a claim's object or its sentence names."""
    refers = list(claim.object.refers) if claim.object else []
    programmes = world.by_id(Programme)
    found = [one for one in refers if one in programmes]
    items = {one for one in refers if one not in programmes}
    for function in world.of(Function):
        if items & _needs(function) and function.programme not in found:
            found.append(function.programme)
    if not found and claim.object:
        words = article.text[claim.provenance.sentence[0] : claim.provenance.sentence[1]].lower()
        found = [p.id for p in programmes.values() if re.search(rf"\b{re.escape(p.name.lower())}\b", words)]
    return found[:4]


def _needs(function: Function) -> frozenset[str]:
    return frozenset(needed_ids(function.needs)) if function.needs is not None else frozenset()


def _overlap(text: str, name: str) -> int:
    """Return how many telling words a text and an item's name share, as they stand or by kind, whichever is more."""
    told, named = _words(text) - listed("untelling"), _words(name) - listed("untelling")
    alike = _alike()
    kinds = {alike.get(word, word) for word in told} & {alike.get(word, word) for word in named}
    return max(len(told & named), len(kinds))


def _words(text: str) -> set[str]:
    found: list[str] = re.findall(r"[a-z0-9][a-z0-9-]{2,}", text.lower())
    return {word.rstrip("s") for word in found}


@cache
def _alike() -> dict[str, str]:
    """Return one word for each group of words that name the same kind of thing."""
    return {word: name for name, words in word_table("alike.yaml").items() for word in words}
