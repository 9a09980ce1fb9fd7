"""Which acts does a measure cut? Targets fit, the law reaches who or what it must, no exception lifts it.

*Or* within a group of targets, *and* between groups. Who must be bound for which act stands in the table of acts.
A part that nobody has named makes the answer "cannot tell", never "no"; a good that nobody has
classified does not fit a class, and is marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cutset.findings import Step
from cutset.reach.bindings import Bindings
from cutset.reach.cuts import Cut
from cutset.reach.deals import Deal, Goods
from cutset.reach.exemptions import Exemptions
from cutset.reach.fit import ALWAYS_FITS, NEVER_FITS, NOT_KNOWN, Fit, all_fit, any_fits, fit_on
from cutset.reach.listings import PARTY_ROLES, Listings, measure_days
from cutset.reach.steps import step_of
from cutset.reach.territory import laws_over, money_of, under
from cutset.spans import EVER, NONE, joined, without
from cutset.status import Effect
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
    """

    def __init__(self, world: World, measures: Mapping[str, Measure], listings: Listings) -> None:
        self.world, self.measures, self.listings = world, measures, listings
        self.goods = Goods(world)
        self.bindings = Bindings(world)
        self.exemptions = Exemptions(world)
        self.countries = {party.id: party.country for party in world.of(Party)}
        self.groups = _groups(world, measures)
        self.acts: dict[str, dict[str, list[Act]]] = defaultdict(lambda: defaultdict(list))
        for act in world.of(Act):
            self.acts[act.measure_kind][act.act].append(act)
        self.anchors = _Anchors(measures, self.groups)
        self.on_classes = tuple(
            name
            for name in sorted(measures)
            if any(one.role in CLASS_ROLES for group in self.groups.get(name, ()) for one in group.others)
        )

    def cuts(self, deals: Sequence[Deal]) -> Iterator[Cut]:
        """Yield what the measures do to the acts of one supply or payment."""
        aimed: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Fit] = {}
        for deal in deals:
            for name in self._candidates(deal):
                measure = self.measures[name]
                for act in self.acts.get(measure.kind, {}).get(deal.act, ()):
                    # Whom the law reaches is quickly told, and mostly settles it before any target is looked at.
                    reached = any_fits(*(self._reaches(measure, who.strip(), deal) for who in act.who.split(" or ")))
                    if not reached:
                        continue
                    key = (name, deal.everyone, deal.banks)
                    if key not in aimed:
                        aimed[key] = self._aimed(measure, deal)
                    yield from self._cut(measure, act, deal, all_fit(aimed[key], reached))

    def export_measures(self, deal: Deal) -> Iterator[tuple[Measure, Fit]]:
        """Yield the measures on goods that aim at what is sold, whoever they bind, with their days."""
        for name in sorted(set(self.anchors.on(deal))):
            measure = self.measures[name]
            acts = self.acts.get(measure.kind, {}).get("sell_to", ())
            if any(act.effect in (Effect.FORBIDDEN, Effect.LICENCE) for act in acts):
                fit = self._aimed(measure, deal)
                if fit:
                    yield measure, fit

    def unclassified(self, deal: Deal, *, whoever: bool = False) -> tuple[str, ...]:
        """Return the measures on classes of goods that could not be held against a good nobody has classified.

        Measures whose list is not carried are left out: they are told once, not at every supply. So are those that bind
        nobody in the deal, unless ``whoever`` is asked for.
        """
        if deal.classes is not None:
            return ()
        return tuple(name for name in self.on_classes if self._open_but_for_class(name, deal, whoever=whoever))

    def _open_but_for_class(self, name: str, deal: Deal, *, whoever: bool) -> bool:
        measure, groups = self.measures[name], self.groups[name]
        rest = [group for group in groups if not any(one.role in CLASS_ROLES for one in group.others)]
        if not whoever and (measure.coverage == "list" or not rest):
            return False
        acts = self.acts.get(measure.kind, {}).get(deal.act, ())
        if whoever:
            bound = any(act.effect in (Effect.FORBIDDEN, Effect.LICENCE) for act in acts)
        else:
            bound = any(self._reaches(measure, who.strip(), deal) for act in acts for who in act.who.split(" or "))
        return bool(measure_days(measure)) and bound and all(self._group_fits(measure, group, deal) for group in rest)

    def _candidates(self, deal: Deal) -> list[str]:
        found = set(self.anchors.on(deal))
        for party in (*deal.everyone, *deal.banks, *deal.named):
            found.update(hold.measure for hold in self.listings.of_party.get(party, ()))
        return sorted(found)

    def _aimed(self, measure: Measure, deal: Deal) -> Fit:
        """Return when and how firmly a measure aims at an act: some target of each of its groups fits."""
        fits = []
        for group in self.groups[measure.id]:
            fit = self._group_fits(measure, group, deal)
            if not fit:
                return NEVER_FITS
            fits.append(fit)
        # The holds on named parties carry the days of the measure already.
        named = any(group.parties for group in self.groups[measure.id])
        aimed = all_fit(*fits) if named else all_fit(measure_days(measure), *fits)
        if measure.coverage == "list" and any(group.others for group in self.groups[measure.id]):
            aimed = aimed.hedged()
        return aimed

    def _group_fits(self, measure: Measure, group: _Group, deal: Deal) -> Fit:
        fits = [self._fits(measure, target, deal) for target in group.others]
        if group.parties:
            fits += self._party_fits(measure, group, deal)
        return any_fits(*fits)

    def _party_fits(self, measure: Measure, group: _Group, deal: Deal) -> Iterator[Fit]:
        """Yield how the parties of an act fit targets that name them, or their owners, in the role that they play."""
        for party in dict.fromkeys((*deal.everyone, *deal.banks, *deal.named)):
            for hold in self.listings.of(measure.id, party):
                roles = set(hold.roles).intersection(group.parties.get(hold.name, ()))
                if any(_plays(party, role, deal) for role in roles):
                    yield self.listings.fit(hold)

    def _fits(self, measure: Measure, target: Target, deal: Deal) -> Fit:
        if target.role in CLASS_ROLES:
            return self._class_fits(target, deal)
        if target.role in PLACE_ROLES:
            return self._place_fits(target, deal)
        return self._thing_fits(measure, target, deal)

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
        firm = target.target in self.goods.firmly(deal.classes[0])
        return fit if firm and all(row.confidence.carries_certainty for row in rows) else fit.hedged()

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

    def _cut(self, measure: Measure, act: Act, deal: Deal, fit: Fit) -> Iterator[Cut]:
        fit = fit.founded_on(deal.supply.confidence).founded_on(act.confidence)
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


class _Group(NamedTuple):
    """Targets of a measure of which one is enough: named parties by name with their roles, and all others."""

    parties: dict[str, tuple[str, ...]]
    others: tuple[Target, ...]


def _groups(world: World, measures: Mapping[str, Measure]) -> dict[str, list[_Group]]:
    found: dict[str, dict[str, list[Target]]] = defaultdict(lambda: defaultdict(list))
    for target in world.of(Target):
        if target.measure in measures:
            found[target.measure][target.group].append(target)
    return {measure: [_group(groups[name]) for name in sorted(groups)] for measure, groups in found.items()}


def _group(targets: list[Target]) -> _Group:
    parties: dict[str, tuple[str, ...]] = {}
    for target in targets:
        if target.role in PARTY_ROLES:
            parties[target.target] = (*parties.get(target.target, ()), target.role)
    return _Group(parties, tuple(target for target in targets if target.role not in PARTY_ROLES))


def _plays(party: str, role: str, deal: Deal) -> bool:
    """Whether a party plays a role in an act; the role ``party`` is any part in it."""
    if role == "party":
        return party in deal.everyone
    return party in deal.banks if role == "bank" else deal.parts.get(role) == party


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

    def __init__(self, measures: Mapping[str, Measure], groups: Mapping[str, list[_Group]]) -> None:
        self.by_value: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.by_role: dict[str, list[str]] = defaultdict(list)
        for measure in measures:
            group = self._anchor(groups.get(measure, []))
            for target in group:
                self.by_value[target.role, target.target].append(measure)
            for role in sorted({target.role for target in group}):
                self.by_role[role].append(measure)

    def _anchor(self, groups: list[_Group]) -> tuple[Target, ...]:
        """Return the group by which a measure is found; none where a group names parties only."""
        if not groups or any(not group.others for group in groups):
            return ()
        return min((group.others for group in groups), key=lambda targets: min(map(self._rank, targets)))

    def _rank(self, target: Target) -> int:
        return self.ORDER.index(target.role)

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
