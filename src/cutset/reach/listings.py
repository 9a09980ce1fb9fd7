"""Whom does each measure name, and whom does it catch through owners?

Input are the targets of measures, the matches of stage *match*, stakes and ownership rules. Output are holds: a party,
a measure, the days, and on demand the chain from listed name to party. Measures that differ only in whom they name
catch an owned party alike, so it carries one hold for each sort of measure above it, not one for each measure.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

import msgspec

from cutset.findings import Because
from cutset.reach.fit import Fit
from cutset.reach.holdings import Holdings
from cutset.reach.ownership import Fixpoint, Spread, least_fixpoint, self_supporting
from cutset.reach.proof import prove
from cutset.reach.steps import step_of
from cutset.spans import NONE, Spans, common, joined, span
from cutset.status import Confidence
from cutset.world.rows import Measure, OwnershipRule, Target
from cutset.world.world import World

__all__ = ["PARTY_ROLES", "Alias", "Hold", "Listings", "find_listings", "measure_days"]

PARTY_ROLES: Final = frozenset({"party", "seller", "buyer", "end_user", "bank"})
Sort: TypeAlias = tuple[object, ...]
"""What a measure does, whomever it names."""


class Alias(msgspec.Struct, frozen=True):
    """One of our parties that is, or may be, a listed one under another id.

    Parameters
    ----------
    party
        Our party.
    listed
        The party that a measure names.
    fit
        How firmly, with the rows that say so.
    """

    party: str
    listed: str
    fit: Fit


class Hold(msgspec.Struct, frozen=True):
    """A party on which a measure has hold.

    Parameters
    ----------
    party
        The party.
    measure
        The measure.
    fit
        When and how firmly; of an owned party without the chain, see :meth:`Listings.because`.
    name
        The party named by the measure: the party itself, one that it matches, or an owner.
    roles
        Roles in which the measure names it.
    rule
        Id of the ownership rule; empty where the party is named.
    """

    party: str
    measure: str
    fit: Fit
    name: str
    roles: tuple[str, ...]
    rule: str = ""


class Listings:
    """All holds, by party and by measure, with their proofs.

    Parameters
    ----------
    holds
        Every hold.
    proofs
        What proves the holds of owned parties, by rule.
    review
        Parties that only a loop of stakes would keep caught, by law and kind of measure.
    own_shares
        Parties that hold shares of themselves.
    """

    def __init__(
        self,
        holds: Iterable[Hold],
        proofs: Mapping[str, _Proofs],
        review: Mapping[tuple[str, str], Mapping[str, Spans]],
        own_shares: tuple[str, ...],
    ) -> None:
        self.holds = tuple(sorted(holds, key=lambda hold: (hold.measure, hold.party, hold.rule, hold.name)))
        self.proofs, self.review, self.own_shares = proofs, review, own_shares
        self.of_party: dict[str, list[Hold]] = defaultdict(list)
        self._of_measure: dict[tuple[str, str], list[Hold]] = defaultdict(list)
        for hold in self.holds:
            self.of_party[hold.party].append(hold)
            self._of_measure[hold.measure, hold.party].append(hold)

    def of(self, measure: str, party: str) -> Sequence[Hold]:
        """Return the holds of one measure on one party: as named, as a match, or as owned by who is named."""
        return self._of_measure.get((measure, party), ())

    def fit(self, hold: Hold) -> Fit:
        """Return when and how firmly a hold is, with its chain."""
        return hold.fit._replace(because=self.because(hold))

    def because(self, hold: Hold) -> Because:
        """Return the chain from the measure to the party."""
        if not hold.rule:
            return hold.fit.because
        return self.proofs[hold.rule].of(hold.party, certain=bool(hold.fit.certain))


class _Proofs:
    """Chains behind the parties that one rule catches for certain, or may catch; made when first asked for."""

    def __init__(
        self,
        rule: OwnershipRule,
        holdings: Holdings,
        caught: tuple[Spread, Spread],
        listed: tuple[Mapping[str, Because], Mapping[str, Because]],
    ) -> None:
        self.rule, self.holdings, self.caught, self.listed = rule, holdings, caught, listed
        self._found: dict[tuple[str, bool], Because] = {}

    def of(self, party: str, *, certain: bool) -> Because:
        """Return the chain behind a party: what is certain is proved by certain rows alone."""
        key = (party, certain)
        if key not in self._found:
            at = 0 if certain else 1
            self._found[key] = prove(
                party, self.rule, self.holdings, self.caught[at], self.listed[at], widest=not certain
            )
        return self._found[key]


def measure_days(measure: Measure) -> Fit:
    """Return the days on which a measure applies; announced without a day of effect it may, from that day on."""
    if measure.applies_from is None:
        begun = measure.published or measure.adopted or measure.announced
        days = span(begun, measure.until)
        words = f"{measure.issuer}: {measure.act}; the day from which it applies is not known"
        return Fit(NONE, days if begun else NONE, days, (step_of(measure, words),))
    days = span(measure.applies_from, measure.until)
    step = step_of(measure, f"{measure.issuer}: {measure.act} ({measure.kind.replace('_', ' ')})")
    return Fit(days, days, days, (step,)).founded_on(measure.confidence)


def find_listings(
    world: World, measures: Mapping[str, Measure], aliases: tuple[Alias, ...], readings: str = "both"
) -> Listings:
    """Return whom the measures have hold of.

    Parameters
    ----------
    world
        A world as known on a day.
    measures
        The measures that are read, by id.
    aliases
        Our parties that match a listed one under another id.
    readings
        Whether a disputed rule may hold (both), holds (strict) or does not (lenient).
    """
    holdings = Holdings(world)
    named = list(_named(world, measures, aliases))
    sorts = _sorts(world, measures)
    holds = list(named)
    proofs: dict[str, _Proofs] = {}
    review: dict[tuple[str, str], dict[str, Spans]] = {}
    for (law, kind), rules in sorted(_rules(world, readings).items()):
        listed = [hold for hold in named if (measures[hold.measure].law, measures[hold.measure].kind) == (law, kind)]
        if not listed:
            continue
        surely = [hold for hold in listed if hold.fit.certain]
        least = least_fixpoint(holdings, _days(surely, "certain"), rules, widest=False)
        widest = least_fixpoint(holdings, _days(listed, "possible"), rules, widest=True)
        chains = _first_chains(surely), _first_chains(listed)
        for rule in rules:
            proofs[rule.id] = _Proofs(rule, holdings, (least.caught, widest.caught), chains)
            nearest = _nearest(holdings, surely, least.owned.get(rule.id, {}), sorts)
            maybe = _nearest(holdings, listed, widest.owned.get(rule.id, {}), sorts)
            holds += _owned_holds(rule, least, widest, nearest, maybe)
        if loops := self_supporting(holdings, widest.caught, rules):
            review[law, kind] = loops
    return Listings(holds, proofs, review, tuple(sorted(holdings.own_shares)))


def _days(listed: Iterable[Hold], firmness: str) -> Spread:
    found: Spread = {}
    for hold in listed:
        found[hold.party] = joined(found.get(hold.party, NONE), getattr(hold.fit, firmness))
    return found


def _first_chains(listed: Iterable[Hold]) -> dict[str, Because]:
    """Return the chain behind each listed party, of the measure that caught it first."""
    found: dict[str, Hold] = {}
    for hold in listed:
        first = found.get(hold.party)
        if first is None or (hold.fit.possible, hold.measure) < (first.fit.possible, first.measure):
            found[hold.party] = hold
    return {party: hold.fit.because for party, hold in found.items()}


def _rules(world: World, readings: str) -> dict[tuple[str, str], list[OwnershipRule]]:
    found: dict[tuple[str, str], list[OwnershipRule]] = defaultdict(list)
    for rule in world.of(OwnershipRule):
        if rule.confidence is Confidence.DISPUTED and readings == "lenient":
            continue
        settled = rule.confidence is not Confidence.DISPUTED or readings != "strict"
        read = rule if settled else msgspec.structs.replace(rule, confidence=Confidence.INFERRED)
        found[rule.law, rule.applies_to].append(read)
    return found


def _sorts(world: World, measures: Mapping[str, Measure]) -> dict[str, Sort]:
    """Return what each measure does, whomever it names."""
    rest: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for target in world.of(Target):
        what = "" if target.role in PARTY_ROLES else target.target
        rest[target.measure].add((target.group, target.role, what))
    return {name: (row.binds, row.coverage, tuple(sorted(rest[name]))) for name, row in measures.items()}


def _named(world: World, measures: Mapping[str, Measure], aliases: tuple[Alias, ...]) -> Iterable[Hold]:
    """Yield the holds on parties that targets name, and on parties that match these."""
    matched: dict[str, list[Alias]] = defaultdict(list)
    for alias in aliases:
        matched[alias.listed].append(alias)
    for (name, party), targets in _targets_by_party(world, measures).items():
        measure = measures[name]
        for firm in (True, False):
            rows = [row for row in targets if row.confidence.carries_certainty is firm]
            if not rows:
                continue
            days, roles = measure_days(measure), tuple(sorted({row.role for row in rows}))
            how = f": {rows[0].note}" if rows[0].note else ""
            because = (*days.because, step_of(rows[0], f"it names {party}{how}"))
            named = days._replace(because=because).founded_on(rows[0].confidence)
            yield Hold(party, name, named, party, roles)
            for alias in matched.get(party, ()):
                if alias.party != party:
                    yield Hold(alias.party, name, _as_alias(named, alias), party, roles)


def _targets_by_party(world: World, measures: Mapping[str, Measure]) -> dict[tuple[str, str], list[Target]]:
    found: dict[tuple[str, str], list[Target]] = defaultdict(list)
    for target in world.of(Target):
        if target.measure in measures and target.role in PARTY_ROLES:
            found[target.measure, target.target].append(target)
    return found


def _as_alias(named: Fit, alias: Alias) -> Fit:
    return Fit(
        common(named.certain, alias.fit.certain),
        common(named.possible, alias.fit.possible),
        common(named.conceivable, alias.fit.conceivable),
        (*named.because, *alias.fit.because),
    )


def _nearest(
    holdings: Holdings, listed: list[Hold], owned: Spread, sorts: Mapping[str, Sort]
) -> dict[str, dict[Sort, Hold]]:
    """Return, for each owned party, the nearest listed owner above it by sort of measure."""
    found: dict[str, dict[Sort, Hold]] = defaultdict(dict)
    by_sort: dict[Sort, list[Hold]] = defaultdict(list)
    for hold in sorted(listed, key=lambda hold: (hold.fit.possible, hold.measure, hold.party)):
        by_sort[sorts[hold.measure]].append(hold)
    for sort, holds in by_sort.items():
        queue = deque((hold.party, hold) for hold in holds)
        while queue:
            owner, hold = queue.popleft()
            for edge in holdings.of_owner.get(owner, ()):
                if edge.owned in owned and sort not in found[edge.owned] and edge.owned != hold.party:
                    found[edge.owned][sort] = hold
                    queue.append((edge.owned, hold))
    return found


def _owned_holds(
    rule: OwnershipRule,
    least: Fixpoint,
    widest: Fixpoint,
    nearest: Mapping[str, Mapping[Sort, Hold]],
    maybe: Mapping[str, Mapping[Sort, Hold]],
) -> Iterable[Hold]:
    """Yield the holds on owned parties; one that is certain only because of some measures is possible by the others."""
    surely = least.owned.get(rule.id, {})
    for party, days in sorted(widest.owned.get(rule.id, {}).items()):
        certain = nearest.get(party, {})
        for sort, hold in {**maybe.get(party, {}), **certain}.items():
            fit = Fit(surely.get(party, NONE) if sort in certain else NONE, days, days)
            yield Hold(party, hold.measure, fit, hold.name, hold.roles, rule.id)
