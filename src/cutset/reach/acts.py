"""Which acts does a measure cut? Targets fit, the law reaches who or what it must, no exception lifts it.

*Or* within a group of targets, *and* between groups. Who must be bound for which act stands in the table of acts.
A part that nobody has named makes the answer "cannot tell", never "no"; a good that nobody has
classified does not fit a class, and is marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from cutset.findings import Step
from cutset.reach.bindings import Bindings
from cutset.reach.cuts import Cut
from cutset.reach.deals import Deal, Goods
from cutset.reach.exemptions import Exemptions
from cutset.reach.fit import ALWAYS_FITS, NEVER_FITS, NOT_KNOWN, Fit, all_fit, any_fits, fit_on
from cutset.reach.listings import PARTY_ROLES, Listings, measure_days, step_of
from cutset.reach.territory import laws_over, money_of, under
from cutset.spans import EVER, NONE, joined, without
from cutset.status import Confidence, Effect
from cutset.world.rows import Act, Measure, Party, Target
from cutset.world.world import World

__all__ = ["Rulebook"]

CLASS_ROLES: Final = frozenset({"good", "sector"})
PLACE_ROLES: Final = frozenset({"origin", "destination", "payer_country", "payee_country"})
FOREIGN: Final = "foreign"
"""Target of role currency that means any money but that of the measure's own law."""


class Rulebook:
    """The measures that are read, ready to be held against acts.

    Parameters
    ----------
    world
        A world as known on a day.
    measures
        The measures that are read, by id.
    listings
        Whom they have hold of.
    readings
        Where law is unsettled: both, strict or lenient.
    """

    def __init__(
        self, world: World, measures: Mapping[str, Measure], listings: Listings, readings: str = "both"
    ) -> None:
        self.world, self.measures, self.listings, self.readings = world, measures, listings, readings
        self.goods = Goods(world)
        self.bindings = Bindings(world)
        self.exemptions = Exemptions(world)
        self.countries = {party.id: party.country for party in world.of(Party)}
        self.groups = _groups(world, measures)
        self.acts: dict[str, dict[str, list[Act]]] = defaultdict(lambda: defaultdict(list))
        for act in world.of(Act):
            self.acts[act.measure_kind][act.act].append(act)
        self.anchors = _Anchors(measures, self.groups)

    def cuts(self, deal: Deal) -> Iterator[Cut]:
        """Yield what the measures do to one act."""
        for name in self._candidates(deal):
            measure = self.measures[name]
            acts = self.acts.get(measure.kind, {}).get(deal.act)
            if not acts:
                continue
            aimed = self._aimed(measure, deal)
            if not aimed:
                continue
            for act in acts:
                yield from self._cut(measure, act, deal, aimed)

    def unclassified(self, deal: Deal) -> tuple[str, ...]:
        """Return the measures on classes of goods that could not be held against a good nobody has classified.

        Measures whose list is not carried are left out: they are told once, not at every supply.
        """
        if deal.classes is not None:
            return ()
        return tuple(sorted({name for name in self.anchors.on_places(deal) if self._open_but_for_class(name, deal)}))

    def _open_but_for_class(self, name: str, deal: Deal) -> bool:
        measure, groups = self.measures[name], self.groups[name]
        rest = [group for group in groups if not all(target.role in CLASS_ROLES for target in group)]
        if measure.coverage == "list" or len(rest) == len(groups) or not rest:
            return False
        acts = self.acts.get(measure.kind, {}).get(deal.act, ())
        bound = any(self._reaches(measure, who.strip(), deal) for act in acts for who in act.who.split(" or "))
        return bound and all(any_fits(*(self._fits(measure, one, deal) for one in group)) for group in rest)

    def _candidates(self, deal: Deal) -> list[str]:
        found = set(self.anchors.on(deal))
        for party in (*deal.everyone, *deal.banks, *(one for one in deal.parts.values() if one)):
            found.update(hold.measure for hold in self.listings.of_party.get(party, ()))
        return sorted(found)

    def _aimed(self, measure: Measure, deal: Deal) -> Fit:
        """Return when and how firmly a measure aims at an act: some target of each of its groups fits."""
        fits = [any_fits(*(self._fits(measure, target, deal) for target in group)) for group in self.groups[measure.id]]
        if not all(fits):
            return NEVER_FITS
        aimed = all_fit(measure_days(measure), *fits)
        if measure.coverage == "list" and not self._names_a_party(measure):
            aimed = aimed.hedged()
        if measure.confidence is Confidence.DISPUTED and self.readings != "both":
            return NEVER_FITS if self.readings == "lenient" else aimed._replace(certain=aimed.possible)
        return aimed

    def _names_a_party(self, measure: Measure) -> bool:
        return all(target.role in PARTY_ROLES for group in self.groups[measure.id] for target in group)

    def _fits(self, measure: Measure, target: Target, deal: Deal) -> Fit:
        if target.role in PARTY_ROLES:
            return self._party_fits(measure, target, deal)
        if target.role in CLASS_ROLES:
            return self._class_fits(target, deal)
        if target.role in PLACE_ROLES:
            return self._place_fits(target, deal)
        return self._thing_fits(measure, target, deal)

    def _party_fits(self, measure: Measure, target: Target, deal: Deal) -> Fit:
        if target.role == "party":
            parties: Iterable[str | None] = deal.everyone
        elif target.role == "bank":
            parties = deal.banks
        else:
            parties = (deal.parts.get(target.role),)
        return any_fits(*(self.listings.fit(measure.id, party, target.target) for party in parties if party))

    def _class_fits(self, target: Target, deal: Deal) -> Fit:
        if deal.classes is None or target.target not in deal.classes:
            return NEVER_FITS
        good = self.goods.row(deal.classes[0])
        assert good is not None or target.target == deal.classes[0]
        words = f"{deal.classes[0]} belongs to {target.target}"
        steps = (step_of(good, words),) if good else ()
        fit = Fit(EVER, EVER, EVER, (*steps, step_of(target, f"it aims at {target.target}")))
        item = None if deal.supply.good else self.goods.item(deal.supply.item)
        rows = (target, good or target, item or target)
        return fit if all(row.confidence.carries_certainty for row in rows) else fit.hedged()

    def _place_fits(self, target: Target, deal: Deal) -> Fit:
        place = self._place(target.role, deal)
        if place is None:
            return NEVER_FITS
        if not place:
            return NOT_KNOWN._replace(because=(_gap(deal, target.role),))
        days = under(place, target.target)
        step = step_of(target, f"it aims at {target.role.replace('_', ' ')} {target.target}")
        return fit_on(days, target.confidence, (step,)) if days else NEVER_FITS

    def _place(self, role: str, deal: Deal) -> str | None:
        """Return the country in a role; empty where it is not known, None where the act has no such part."""
        if role in ("origin", "destination"):
            return str(getattr(deal.supply, role))
        if deal.payment is None:
            return None
        return self.countries.get(deal.parts.get(role.removesuffix("_country")) or "", "")

    def _thing_fits(self, measure: Measure, target: Target, deal: Deal) -> Fit:
        step = step_of(target, f"it aims at {target.role} {target.target}")
        holds = self._thing_holds(measure, target, deal)
        if holds is None:
            return NOT_KNOWN._replace(because=(_gap(deal, target.role),))
        return fit_on(EVER, target.confidence, (step,)) if holds else NEVER_FITS

    def _thing_holds(self, measure: Measure, target: Target, deal: Deal) -> bool | None:
        match target.role:
            case "item":
                return deal.supply.item == target.target
            case "channel":
                return deal.payment is not None and deal.payment.channel == target.target
            case _:
                return _currency_fits(measure, target.target, deal)

    def _cut(self, measure: Measure, act: Act, deal: Deal, aimed: Fit) -> Iterator[Cut]:
        reached = any_fits(*(self._reaches(measure, who.strip(), deal) for who in act.who.split(" or ")))
        fit = all_fit(aimed, reached, fit_on(EVER, deal.supply.confidence), fit_on(EVER, act.confidence))
        if deal.payment is not None:
            fit = fit.founded_on(deal.payment.confidence)
        if not fit:
            return
        fit, lifted = self.exemptions.applied(measure, deal, fit)
        yield Cut(
            subject=deal.subject,
            supply=deal.supply.id,
            act=deal.act,
            effect=Effect(act.effect),
            cause=measure.id,
            kind="law",
            law=measure.law,
            certain=fit.certain,
            possible=fit.possible,
            conceivable=fit.conceivable,
            because=(*fit.because, step_of(deal.payment or deal.supply, _act_words(deal))),
            lifted=lifted,
            words=f"{measure.issuer} ({measure.act}): {_act_words(deal)} is {_effect_words(Effect(act.effect))}",
        )

    def _reaches(self, measure: Measure, who: str, deal: Deal) -> Fit:
        """Return when the law reaches who or what must be bound for the act to be cut."""
        if who == "anybody":
            return ALWAYS_FITS
        if who == "nobody":
            # Nobody need be bound, but what reaches messaging alone touches only what goes by messages.
            return self._by_messages(measure, deal) if measure.binds == ("messaging",) else ALWAYS_FITS
        if who == "item":
            return self._item_bound(measure, deal) if "items" in measure.binds else NEVER_FITS
        if who == "currency":
            return _in_its_money(measure, deal) if "currency" in measure.binds else NEVER_FITS
        if who in ("messaging provider", "channel"):
            reach = "messaging" if who == "messaging provider" else "persons"
            return self.bindings.operator(deal, measure.law) if reach in measure.binds else NEVER_FITS
        if who == "third country":
            return self._third(measure, deal) if "third" in measure.binds else NEVER_FITS
        return self.bindings.party(deal.parts.get(who), measure.law) if "persons" in measure.binds else NEVER_FITS

    def _by_messages(self, measure: Measure, deal: Deal) -> Fit:
        if deal.payment is None or deal.payment.channel is not None:
            return self.bindings.operator(deal, measure.law)
        home = {self.countries.get(deal.parts.get(role) or "", "") for role in ("payer", "payee")}
        if len(home) == 1 and deal.payment.currency and deal.payment.currency == money_of(*home):
            return NEVER_FITS
        return NOT_KNOWN._replace(because=(_gap(deal, "channel"),))

    def _item_bound(self, measure: Measure, deal: Deal) -> Fit:
        if not deal.supply.origin:
            return NOT_KNOWN._replace(because=(_gap(deal, "origin"),))
        days = under(deal.supply.origin, measure.law)
        return fit_on(days, deal.supply.confidence) if days else NEVER_FITS

    def _third(self, measure: Measure, deal: Deal) -> Fit:
        """Return when neither seller nor item lies under the law: it can only be a risk to them."""
        seller = self.bindings.party(deal.parts.get("seller"), measure.law)
        own = joined(seller.conceivable, under(deal.supply.origin, measure.law) if deal.supply.origin else NONE)
        days = without(EVER, own)
        return Fit(days, days, days)


def _groups(world: World, measures: Mapping[str, Measure]) -> dict[str, list[list[Target]]]:
    found: dict[str, dict[str, list[Target]]] = defaultdict(lambda: defaultdict(list))
    for target in world.of(Target):
        if target.measure in measures:
            found[target.measure][target.group].append(target)
    return {measure: [groups[name] for name in sorted(groups)] for measure, groups in found.items()}


def _currency_fits(measure: Measure, wanted: str, deal: Deal) -> bool | None:
    if deal.payment is None:
        return False
    if not deal.payment.currency:
        return None
    if wanted == FOREIGN:
        return deal.payment.currency != money_of(measure.law)
    return deal.payment.currency == wanted


def _in_its_money(measure: Measure, deal: Deal) -> Fit:
    if deal.payment is None:
        return NEVER_FITS
    if not deal.payment.currency:
        return NOT_KNOWN._replace(because=(_gap(deal, "currency"),))
    return ALWAYS_FITS if deal.payment.currency == money_of(measure.law) else NEVER_FITS


def _gap(deal: Deal, role: str) -> Step:
    table = "supplies" if role in ("origin", "destination", "seller", "buyer", "end_user") else "payments"
    return Step(row=deal.subject, table=table, words=f"its {role.replace('_', ' ')} is not known")


_ACT_WORDS: Final = {
    "sell_to": "selling {seller} -> {buyer}",
    "buy_from": "buying {buyer} <- {seller}",
    "service": "serving {seller} -> {buyer}",
    "insure": "insuring by {insurer}",
    "pay": "paying {payer} -> {payee}",
    "pay_through": "paying through {bank}",
    "message": "payment messages of {bank}",
}


def _act_words(deal: Deal) -> str:
    parts = {role: party or "somebody not named" for role, party in deal.parts.items()}
    bank = deal.banks[0] if deal.banks else "a bank not known"
    return _ACT_WORDS[deal.act].format(**parts, bank=bank)


def _effect_words(effect: Effect) -> str:
    return {
        Effect.FORBIDDEN: "forbidden",
        Effect.LICENCE: "subject to a licence",
        Effect.HARDER: "made harder",
        Effect.RISK: "at risk",
    }[effect]


class _Anchors:
    """Finds the measures without a named party that could fit an act, by one group of each."""

    ORDER: Final = (
        "destination",
        "item",
        "channel",
        "currency",
        "payer_country",
        "payee_country",
        "origin",
        "good",
        "sector",
    )

    def __init__(self, measures: Mapping[str, Measure], groups: Mapping[str, list[list[Target]]]) -> None:
        self.by_value: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.by_role: dict[str, list[str]] = defaultdict(list)
        for measure in measures:
            group = self._anchor(groups.get(measure, []))
            for target in group:
                self.by_value[target.role, target.target].append(measure)
            for role in sorted({target.role for target in group}):
                self.by_role[role].append(measure)

    def _anchor(self, groups: list[list[Target]]) -> list[Target]:
        if any(all(target.role in PARTY_ROLES for target in group) for group in groups):
            return []
        ranked = sorted(
            groups,
            key=lambda group: min(self.ORDER.index(target.role) for target in group if target.role in self.ORDER),
        )
        return ranked[0] if ranked else []

    def on(self, deal: Deal) -> Iterator[str]:
        yield from self.on_places(deal)
        yield from self.by_value.get(("item", deal.supply.item), ())
        for good in deal.classes or ():
            yield from self.by_value.get(("good", good), ())
            yield from self.by_value.get(("sector", good), ())
        if deal.payment is not None:
            yield from self.by_value.get(("channel", deal.payment.channel or ""), ())
            for role in ("currency", "payer_country", "payee_country"):
                yield from self.by_role.get(role, ())

    def on_places(self, deal: Deal) -> Iterator[str]:
        for role in ("destination", "origin"):
            place: str = getattr(deal.supply, role)
            if not place:
                yield from self.by_role.get(role, ())
            for name in laws_over(place) if place else ():
                yield from self.by_value.get((role, name), ())
