"""May a replacement be planned at all? Not where anyone in the deal is caught or may be, nor past an export measure.

The gate refuses where the operator, the buyer or the end user is caught or possibly caught under any loaded
designation, or where any loaded export measure covers this good to this destination, whoever it binds. Where nobody
has classified the good, or does not say where it goes, it asks instead of clearing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from cutset.findings import Because
from cutset.reach.acts import Rulebook
from cutset.reach.cuts import Cut
from cutset.reach.deals import payment_deals, supply_deals
from cutset.spans import Spans, first_loss
from cutset.status import Offer
from cutset.world.question import Question
from cutset.world.rows import Measure, Payment, Supply
from cutset.world.world import World

__all__ = ["Deal", "Gated", "Reason", "gate"]


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


class Deal(msgspec.Struct, frozen=True):
    """Who would take part in a replacement.

    Parameters
    ----------
    offer
        The offered supply.
    operators
        Who runs what would use it.
    unknown_operator
        Whether some programme that would use it does not say who runs it.
    named
        Lists on which parties of the world were found, by party, beside those that are measures.
    """

    offer: Supply
    operators: tuple[str, ...]
    unknown_operator: bool
    named: Mapping[str, tuple[str, ...]]


def gate(world: World, rulebook: Rulebook, deal: Deal, question: Question) -> Gated:
    """Return what the gate says of an offer.

    Parameters
    ----------
    world
        A world as known on the day of the question.
    rulebook
        All measures that are loaded, whatever the question reads: narrowing never opens the gate.
    deal
        The offer and who would use it.
    question
        The as-of day and the horizon.
    """
    offer = deal.offer
    cuts = _own_cuts(world, rulebook, offer, question)
    refusals = [*_caught(world, rulebook, deal, question), *_exports(world, rulebook, offer, question)]
    refusals += [Reason(cut.cause, cut.words, cut.because) for cut in cuts if _bites(cut.possible, question)]
    asks = _asks(world, rulebook, deal)
    asks += [
        Reason(cut.cause, f"it cannot be told whether {cut.words}")
        for cut in cuts
        if not _bites(cut.possible, question)
    ]
    status = Offer.REFUSED if refusals else Offer.ASKS if asks else Offer.OPEN
    return Gated(status, tuple({one.words: one for one in refusals}.values()), tuple(asks))


def _own_cuts(world: World, rulebook: Rulebook, offer: Supply, question: Question) -> list[Cut]:
    """Return what law does to the offer itself and to its payments: a seller that is frozen, an import ban."""
    deals = supply_deals(world, offer, rulebook.goods)
    payments = [row for row in world.of(Payment) if row.supply == offer.id]
    cuts = [*rulebook.cuts(deals)]
    for payment in payments:
        cuts += rulebook.cuts(payment_deals(world, payment, rulebook.goods))
    return [cut for cut in cuts if cut.stops and _bites(cut.conceivable, question)]


def _caught(world: World, rulebook: Rulebook, deal: Deal, question: Question) -> Iterable[Reason]:
    roles = [("operator", one) for one in deal.operators]
    roles += [("buyer", deal.offer.buyer or ""), ("end user", deal.offer.end_user or "")]
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
        for name in deal.named.get(party, ()):
            yield Reason(party, f"the {role} {world.name(party)} is, or may be, on the list {name}")


def _exports(world: World, rulebook: Rulebook, offer: Supply, question: Question) -> Iterable[Reason]:
    deal = supply_deals(world, offer, rulebook.goods)[0]
    for measure, fit in rulebook.export_measures(deal):
        if _bites(fit.conceivable, question):
            good = world.name(deal.classes[0]) if deal.classes else "what it brings"
            word = "covers" if _bites(fit.certain, question) else "may cover"
            where = offer.destination or "its destination"
            words = f"{measure.issuer}: {measure.act} {word} {good} to {where}"
            yield Reason(measure.id, words, fit.because)


def _asks(world: World, rulebook: Rulebook, deal: Deal) -> list[Reason]:
    offer, found = deal.offer, []
    open_measures = rulebook.unclassified(supply_deals(world, offer, rulebook.goods)[0], whoever=True)
    if open_measures:
        names = ", ".join(_named(rulebook.measures[one]) for one in open_measures)
        found.append(Reason(offer.id, f"nobody has classified what it brings; to be held against {names}"))
    gaps = [role for role in ("seller", "buyer", "end_user", "destination") if not getattr(offer, role)]
    found += [Reason(offer.id, f"its {role.replace('_', ' ')} is not known") for role in gaps]
    if deal.unknown_operator:
        found.append(Reason(offer.id, "who runs what would use it is not known"))
    return found


def _named(measure: Measure) -> str:
    return f"{measure.issuer}: {measure.act}"


def _bites(days: Spans, question: Question) -> bool:
    """Whether something holds on the as-of day or later within the horizon."""
    return first_loss(days, question.as_of)[0] <= question.horizon
