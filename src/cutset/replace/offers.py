"""What may stand in for what is lost, at what price and delay, and what would it restore?

Each offer of a lost item is held against the gate. One that the gate lets through is supposed, and the stages are
evaluated again before and after; one that it refuses stays, with the reason and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from cutset.dates import DateRange, days_after
from cutset.impact.clocks import Clocks
from cutset.impact.impact import Impact, status_of
from cutset.impact.losses import Worker, losses_again
from cutset.match.parties import WORLD_LIST, Matched
from cutset.money import Converted, Money
from cutset.reach.acts import Rulebook
from cutset.reach.listings import find_listings
from cutset.reach.reaching import Reached, aliases_of, reach_again
from cutset.replace.flags import FlagFinding, flag_findings
from cutset.replace.gate import Deal, Gated, gate
from cutset.status import FunctionStatus, Match, Offer
from cutset.world.question import Question
from cutset.world.rows import Function, Measure, Programme, Supply
from cutset.world.world import World

__all__ = ["OfferFinding", "Restored", "find_offers"]

OFFERED = frozenset({"offered", "promised"})


class Restored(msgspec.Struct, frozen=True):
    """What an offer would do for a function.

    Parameters
    ----------
    function
        The function.
    before, after
        Its status without and with the offer.
    stops
        Between which days it would stop with it.
    again
        First day on which it would go on again with it; never where no such day is known [date].
    """

    function: str
    before: FunctionStatus
    after: FunctionStatus
    stops: DateRange
    again: date


class OfferFinding(msgspec.Struct, frozen=True):
    """What becomes of an offer.

    Parameters
    ----------
    id
        ``replace:SUPPLY:gate@DAY``.
    supply, item
        The offered supply and the item it would bring.
    standing
        offered or promised.
    seller
        Who offers; empty where nobody is named.
    status
        Refused, cannot tell, or that no loaded measure forbids it.
    words
        The finding in a sentence.
    gated
        Reasons of the gate.
    begins
        Day from which it would supply; None where it is not known.
    price
        As offered, and in the operator's currency at the day's rate.
    restores
        Functions that it would change; empty for what is refused.
    flags
        Warning signs.
    """

    id: str
    supply: str
    item: str
    standing: str
    seller: str
    status: Offer
    words: str
    gated: Gated
    begins: date | None
    price: Money | None
    converted: Converted | None
    restores: tuple[Restored, ...]
    flags: tuple[FlagFinding, ...]


def find_offers(
    world: World, matched: Matched, reached: Reached, felt: Impact, question: Question, clocks: Clocks
) -> dict[str, OfferFinding]:
    """Return what becomes of every offer of an item that is lost or at risk, by supply."""
    read = Rulebook(world, reached.measures, reached.listings)
    rulebook = _everything(world, matched, reached, question) or read
    named = _named_on_lists(matched)
    supposer = _Supposer(world, reached, read, felt, question, clocks)
    found = {}
    for item in felt.items:
        for offer in world.grouped(Supply, "item").get(item, ()):
            if offer.standing in OFFERED:
                found[offer.id] = _offer_finding(world, rulebook, offer, felt, question, supposer, named)
    return dict(sorted(found.items()))


def _everything(world: World, matched: Matched, reached: Reached, question: Question) -> Rulebook | None:
    """Return all loaded measures in both readings, where the question reads fewer; narrowing never opens the gate."""
    measures = {row.id: row for row in world.of(Measure)}
    if question.readings == "both" and measures.keys() == reached.measures.keys():
        return None
    return Rulebook(world, measures, find_listings(world, measures, aliases_of(matched)))


def _named_on_lists(matched: Matched) -> dict[str, tuple[str, ...]]:
    """Return the official lists on which each party was, or may have been, found."""
    found: dict[str, tuple[str, ...]] = {}
    for one in matched.matches:
        if one.list_id != WORLD_LIST and one.status in (Match.SAME, Match.CANDIDATE):
            found[one.party] = (*found.get(one.party, ()), one.list_id)
    return found


def _offer_finding(
    world: World,
    rulebook: Rulebook,
    offer: Supply,
    felt: Impact,
    question: Question,
    supposer: _Supposer,
    named: Mapping[str, tuple[str, ...]],
) -> OfferFinding:
    functions = felt.items[offer.item].functions
    operators, unknown = _operators(world, functions)
    gated = gate(world, rulebook, Deal(offer, tuple(operators), unknown, named), question)
    # An offer that still asks for something is not planned with: the answer may refuse it.
    planned = gated.status is Offer.OPEN
    price = Money(offer.price, offer.currency) if offer.price is not None and offer.currency else None
    wanted = _currency(world, operators)
    return OfferFinding(
        id=f"replace:{offer.id}:gate@{question.as_of}",
        supply=offer.id,
        item=offer.item,
        standing=offer.standing,
        seller=offer.seller or "",
        status=gated.status,
        words=_words(world, offer, gated, rulebook, question),
        gated=gated,
        begins=_begins(offer, question) if planned else offer.from_,
        price=price,
        converted=world.rates.convert(price, wanted, question.as_of) if price else None,
        restores=supposer.restored(offer) if planned else (),
        flags=flag_findings(world, rulebook, offer, question),
    )


def _operators(world: World, functions: tuple[str, ...]) -> tuple[list[str], bool]:
    """Return who runs the programmes of some functions, and whether one of these does not say."""
    programmes = world.by_id(Programme)
    rows = world.by_id(Function)
    found = {name: programmes.get(name) for name in (rows[one].programme for one in functions)}
    operators = {row.operator for row in found.values() if row is not None and row.operator}
    return sorted(operators), any(row is None or not row.operator for row in found.values())


def _currency(world: World, operators: list[str]) -> str:
    listed = world.settings.currency.operators
    return next((listed[one] for one in operators if one in listed), world.settings.currency.default)


def _begins(offer: Supply, question: Question) -> date | None:
    if offer.from_ is not None:
        return max(offer.from_, question.as_of)
    if offer.lead_time_days is None:
        return None
    return days_after(question.as_of, offer.lead_time_days + (offer.qualification_days or 0))


def _words(world: World, offer: Supply, gated: Gated, rulebook: Rulebook, question: Question) -> str:
    who = world.name(offer.seller) or "somebody not named"
    if gated.status is Offer.REFUSED:
        first, *others = gated.refusals
        more = f" (and {len(others)} more)" if others else ""
        return f"{who} ({offer.standing}): no plan is made; {first.words}{more}"
    if gated.status is Offer.ASKS:
        return f"{who} ({offer.standing}): cannot tell; {next(iter(gated.asks)).words}"
    laws = ", ".join(sorted({one.law for one in rulebook.measures.values()})) or "no law"
    return f"{who} ({offer.standing}): no loaded measure of {laws} forbids this as of {question.as_of}"


class _Supposer:
    """Evaluates *reach* and *impact* again on worlds in which one offer is supposed."""

    def __init__(
        self, world: World, reached: Reached, rulebook: Rulebook, felt: Impact, question: Question, clocks: Clocks
    ) -> None:
        self.world, self.reached, self.rulebook, self.felt = world, reached, rulebook, felt
        self.question, self.clocks = question, clocks
        self.functions: Mapping[str, Function] = world.by_id(Function)

    def restored(self, offer: Supply) -> tuple[Restored, ...]:
        """Return the functions whose status the offer would change, were it contracted."""
        supposed = msgspec.structs.replace(offer, standing="contracted", from_=_begins(offer, self.question))
        world = self.world.supposing(supposed)
        again = reach_again(self.reached, self.rulebook, world, self.question, supposed)
        graph = self.felt.graph.with_offer(supposed)
        worker = Worker(graph, again, self.felt.stocks, self.clocks, self.question.as_of)
        losses = losses_again(self.felt.losses, worker, [offer.id, offer.item])
        found = []
        for name in self.felt.items[offer.item].functions:
            before = self.felt.functions[name]
            after = status_of(self.functions[name], losses, self.question)
            if (after.status, after.stops, after.until) != (before.status, before.stops, before.until):
                found.append(Restored(name, before.status, after.status, after.stops, after.until))
        return tuple(found)
