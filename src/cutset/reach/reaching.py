"""Whom and what do the measures and decisions of the day catch: parties, supplies, payments?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from cutset.dates import days_after
from cutset.findings import Step
from cutset.match.parties import Matched
from cutset.reach.acts import Rulebook
from cutset.reach.conflicts import Conflict, find_conflicts
from cutset.reach.cuts import Cut
from cutset.reach.deals import payment_deals, supply_deals
from cutset.reach.decisions import decided_cuts
from cutset.reach.fit import Fit
from cutset.reach.listings import Alias, Listings, find_listings
from cutset.spans import NONE, Spans, span
from cutset.status import Confidence, Effect
from cutset.world.question import Question
from cutset.world.rows import Measure, Payment, Supply
from cutset.world.world import World

__all__ = ["Reached", "aliases_of", "reach", "reach_again", "read_measures"]


class Reached(msgspec.Struct, frozen=True):
    """What stage *reach* found.

    Parameters
    ----------
    measures
        The measures that were read, by id.
    listings
        Whom they have hold of.
    by_supply
        Cuts of each supply, its payments' among them.
    by_payment
        Cuts of each payment.
    by_function
        What was said about a function itself.
    unclassified
        Measures on classes of goods that could not be held against a supply, whose good nobody has classified.
    gaps
        What is not known of a payment, so that it cannot be told.
    conflicts
        Where one law forbids and another forbids or burdens to obey it.
    """

    measures: Mapping[str, Measure]
    listings: Listings
    by_supply: Mapping[str, tuple[Cut, ...]]
    by_payment: Mapping[str, tuple[Cut, ...]]
    by_function: Mapping[str, tuple[Cut, ...]]
    unclassified: Mapping[str, tuple[str, ...]]
    gaps: Mapping[str, tuple[str, ...]]
    conflicts: tuple[Conflict, ...]


def reach(world: World, matched: Matched, question: Question) -> Reached:
    """Return whom and what the measures and decisions catch.

    Parameters
    ----------
    world
        A world as known on the day of the question.
    matched
        Which of its parties are listed ones.
    question
        The laws that are read, and how unsettled law is read.
    """
    world = world.supposing(*matched.rows) if matched.rows else world
    measures = read_measures(world, question)
    listings = find_listings(world, measures, aliases_of(matched), question.readings)
    rulebook = Rulebook(world, measures, listings)
    return _gathered(world, rulebook, question, world.of(Supply), world.of(Payment), decided_cuts(world))


def reach_again(before: Reached, rulebook: Rulebook, world: World, question: Question, supply: Supply) -> Reached:
    """Return the reach of a world in which one supply is supposed, using what is already known of the rest.

    Parameters
    ----------
    before
        The reach of the world without it.
    rulebook
        The measures that were read then; supposing a supply changes none.
    world
        The world in which it is supposed.
    question
        The question.
    supply
        The supposed supply.
    """
    payments = [row for row in world.of(Payment) if row.supply == supply.id]
    fresh = _gathered(world, rulebook, question, [supply], payments)
    cuts = (*fresh.by_supply.get(supply.id, ()), *_decided_on(before, supply.id))
    return msgspec.structs.replace(
        before,
        by_supply={**before.by_supply, supply.id: cuts},
        by_payment={**before.by_payment, **fresh.by_payment},
        unclassified={**before.unclassified, **fresh.unclassified},
    )


def _decided_on(before: Reached, supply: str) -> tuple[Cut, ...]:
    """Return what no law made: it stays, whatever the standing of the supply."""
    return tuple(cut for cut in before.by_supply.get(supply, ()) if cut.kind not in ("law", "missing"))


def read_measures(world: World, question: Question) -> dict[str, Measure]:
    """Return the measures that a question reads, disputed ones as its reading takes them."""
    found = {row.id: row for row in world.of(Measure) if question.reads(row.law)}
    if question.readings == "both":
        return found
    if question.readings == "lenient":
        return {name: row for name, row in found.items() if row.confidence is not Confidence.DISPUTED}
    return {
        name: msgspec.structs.replace(row, confidence=Confidence.INFERRED)
        if row.confidence is Confidence.DISPUTED
        else row
        for name, row in found.items()
    }


def aliases_of(matched: Matched) -> tuple[Alias, ...]:
    """Return the matches as the listings take them."""
    return tuple(
        Alias(one.party, one.listed, Fit(one.certain, one.possible, one.possible, one.because))
        for one in matched.aliases
    )


def _gathered(
    world: World,
    rulebook: Rulebook,
    question: Question,
    supplies: Sequence[Supply],
    payments: Sequence[Payment],
    decided: Iterable[Cut] = (),
) -> Reached:
    by_supply: dict[str, list[Cut]] = defaultdict(list)
    by_payment: dict[str, tuple[Cut, ...]] = {}
    by_function: dict[str, list[Cut]] = defaultdict(list)
    unclassified: dict[str, tuple[str, ...]] = {}
    for supply in supplies:
        deals = supply_deals(world, supply, rulebook.goods)
        by_supply[supply.id] += rulebook.cuts(deals)
        if left := {name for deal in deals for name in rulebook.unclassified(deal)}:
            unclassified[supply.id] = tuple(sorted(left))
        by_supply[supply.id] += _unnamed(supply, rulebook, question)
    gaps: dict[str, tuple[str, ...]] = {}
    for payment in payments:
        cuts = tuple(rulebook.cuts(payment_deals(world, payment, rulebook.goods)))
        by_payment[payment.id] = cuts
        gaps[payment.id] = _gaps(payment)
        by_supply[payment.supply] += [_from_due(payment, cut) for cut in cuts]
    for cut in decided:
        (by_supply[cut.supply] if cut.supply else by_function[cut.subject]).append(cut)
    found = {name: tuple(cuts) for name, cuts in sorted(by_supply.items()) if cuts}
    return Reached(
        measures=rulebook.measures,
        listings=rulebook.listings,
        by_supply=found,
        by_payment=by_payment,
        by_function={name: tuple(cuts) for name, cuts in sorted(by_function.items())},
        unclassified=unclassified,
        gaps=gaps,
        conflicts=find_conflicts(world, rulebook, found),
    )


def _from_due(payment: Payment, cut: Cut) -> Cut:
    """Return a cut of a payment as its supply feels it: not before what is due goes unpaid for its days of grace."""
    if payment.due is None:
        return cut
    due = payment.due.toordinal()
    unpaid = days_after(payment.due, payment.grace_days or 0).toordinal()

    def felt(days: Spans) -> Spans:
        """Keep what stands in the way all the time from the due day to the end of grace, from then on."""
        return tuple((unpaid, end) for start, end in days if start <= due and unpaid < end)

    return msgspec.structs.replace(
        cut, certain=felt(cut.certain), possible=felt(cut.possible), conceivable=felt(cut.conceivable)
    )


def _gaps(payment: Payment) -> tuple[str, ...]:
    named = {
        "payer": payment.payer,
        "bank of the payer": payment.payer_bank,
        "bank of the payee": payment.payee_bank,
        "payee": payment.payee,
        "currency": payment.currency,
        "channel": payment.channel,
    }
    return tuple(role for role, value in named.items() if not value)


def _unnamed(supply: Supply, rulebook: Rulebook, question: Question) -> list[Cut]:
    """Return that nobody can tell, where a supply does not say who sells or who buys and some measure names parties."""
    named = {role for hold in rulebook.listings.holds for role in hold.roles} if supply.end_user is None else set()
    roles = ("seller", "buyer", "end_user") if "end_user" in named else ("seller", "buyer")
    missing = [role.replace("_", " ") for role in roles if getattr(supply, role) is None]
    if not missing or not rulebook.listings.holds:
        return []
    words = f"who is the {' and the '.join(missing)} of {supply.id} is not known"
    days = span(question.as_of, None)
    step = Step(row=supply.id, table="supplies", words=words, sources=supply.source, confidence=supply.confidence)
    return [
        Cut(
            subject=supply.id,
            supply=supply.id,
            act="",
            effect=Effect.FORBIDDEN,
            cause=f"{supply.id}:{'+'.join(missing)}",
            kind="missing",
            law="",
            certain=NONE,
            possible=NONE,
            conceivable=days,
            because=(step,),
            words=words,
        )
    ]
