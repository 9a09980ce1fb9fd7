"""May a replacement be planned at all? Not where anyone in the deal is caught or may be, nor past an export measure.

The gate refuses where the operator, the buyer or the end user is caught or possibly caught under any loaded
designation, or where any loaded export measure covers this good to this destination, whoever it binds. Where nobody
has classified the good, or does not say where it goes, it asks instead of clearing.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cutset.findings import Because
from cutset.reach.acts import Rulebook
from cutset.reach.deals import supply_deals
from cutset.spans import Spans, first_loss
from cutset.status import Offer
from cutset.world.question import Question
from cutset.world.rows import Measure, Supply
from cutset.world.world import World

__all__ = ["Gated", "Reason", "gate"]


class Reason(msgspec.Struct, frozen=True):
    """Why the gate refuses or asks.

    Parameters
    ----------
    row
        The measure, or the row in which something is missing.
    words
        The reason in a sentence.
    because
        The chain that proves it.
    """

    row: str
    words: str
    because: Because = ()


class Gated(msgspec.Struct, frozen=True):
    """What the gate says of an offer.

    Parameters
    ----------
    status
        Refused, asks, or open.
    refusals
        Why it is refused.
    asks
        What must be answered first.
    """

    status: Offer
    refusals: tuple[Reason, ...]
    asks: tuple[Reason, ...]


def gate(world: World, rulebook: Rulebook, offer: Supply, operators: Iterable[str], question: Question) -> Gated:
    """Return what the gate says of an offer.

    Parameters
    ----------
    world
        A world as known on the day of the question.
    rulebook
        The measures that are loaded.
    offer
        The offered supply.
    operators
        Who runs what would use it.
    question
        The as-of day and the horizon.
    """
    refusals = [*_caught(world, rulebook, offer, operators, question), *_exports(world, rulebook, offer, question)]
    asks = _asks(world, rulebook, offer)
    status = Offer.REFUSED if refusals else Offer.ASKS if asks else Offer.OPEN
    return Gated(status, tuple(refusals), tuple(asks))


def _caught(
    world: World, rulebook: Rulebook, offer: Supply, operators: Iterable[str], question: Question
) -> Iterable[Reason]:
    roles = [("operator", one) for one in sorted(set(operators))]
    roles += [("buyer", offer.buyer or ""), ("end user", offer.end_user or "")]
    seen: set[tuple[str, str]] = set()
    for role, party in roles:
        for hold in rulebook.listings.of_party.get(party, ()):
            if (party, hold.measure) in seen or not _bites(hold.fit.conceivable, question):
                continue
            seen.add((party, hold.measure))
            word = "is caught" if _bites(hold.fit.certain, question) else "may be caught"
            measure = rulebook.measures[hold.measure]
            words = f"the {role} {world.name(party)} {word} by {measure.issuer}: {measure.act}"
            yield Reason(hold.measure, words, rulebook.listings.because(hold))


def _exports(world: World, rulebook: Rulebook, offer: Supply, question: Question) -> Iterable[Reason]:
    deal = supply_deals(world, offer, rulebook.goods)[0]
    for measure, fit in rulebook.export_measures(deal):
        if _bites(fit.conceivable, question):
            good = world.name(deal.classes[0]) if deal.classes else "what it brings"
            word = "covers" if _bites(fit.certain, question) else "may cover"
            where = offer.destination or "its destination"
            words = f"{measure.issuer}: {measure.act} {word} {good} to {where}"
            yield Reason(measure.id, words, fit.because)


def _asks(world: World, rulebook: Rulebook, offer: Supply) -> list[Reason]:
    deal = supply_deals(world, offer, rulebook.goods)[0]
    found = []
    open_measures = rulebook.unclassified(deal, whoever=True)
    if open_measures:
        names = ", ".join(_named(rulebook.measures[one]) for one in open_measures)
        found.append(Reason(offer.id, f"nobody has classified what it brings; to be held against {names}"))
    gaps = [role for role in ("seller", "buyer", "end_user", "destination") if not getattr(offer, role)]
    found += [Reason(offer.id, f"its {role.replace('_', ' ')} is not known") for role in gaps]
    return found


def _named(measure: Measure) -> str:
    return f"{measure.issuer}: {measure.act}"


def _bites(days: Spans, question: Question) -> bool:
    """Whether something holds on the as-of day or later within the horizon."""
    return first_loss(days, question.as_of)[0] <= question.horizon
