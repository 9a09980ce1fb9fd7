"""Whom does each measure name, whom does it catch through owners, and what may be said of all the others?

Input are the targets of measures, the matches of stage *match*, stakes and ownership rules. Output are the
holds of each measure: party -> days, with the chain from listed name to party.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from cutset.findings import Because, Step
from cutset.reach.fit import NEVER_FITS, Fit, any_fits
from cutset.reach.ownership import Edge, Holdings, Spread, least_fixpoint, needed_share, self_supporting
from cutset.spans import NONE, Spans, common, joined, span, without
from cutset.status import Confidence
from cutset.world.rows import Measure, OwnershipRule, Row, Target
from cutset.world.world import World

__all__ = ["PARTY_ROLES", "Alias", "Hold", "Listings", "find_listings", "measure_days", "step_of"]

PARTY_ROLES: Final = frozenset({"party", "seller", "buyer", "end_user", "bank"})


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
        When and how firmly, with the chain from the measure to the party.
    names
        Parties named by the measure through which it has hold: the party itself, or its owners.
    rule
        Id of the ownership rule; empty where the party is named.
    """

    party: str
    measure: str
    fit: Fit
    names: frozenset[str]
    rule: str = ""


class Listings:
    """All holds, indexed both ways.

    Parameters
    ----------
    holds
        Every hold, in order of measure and party.
    review
        Parties that only a loop of stakes would keep caught, by law and kind of measure.
    own_shares
        Parties that hold shares of themselves.
    """

    def __init__(
        self, holds: list[Hold], review: dict[tuple[str, str], dict[str, Spans]], own_shares: tuple[str, ...]
    ) -> None:
        self.holds = tuple(holds)
        self.review = review
        self.own_shares = own_shares
        self.of_party: dict[str, list[Hold]] = defaultdict(list)
        self.of_measure: dict[str, dict[str, list[Hold]]] = defaultdict(lambda: defaultdict(list))
        for hold in holds:
            self.of_party[hold.party].append(hold)
            self.of_measure[hold.measure][hold.party].append(hold)

    def fit(self, measure: str, party: str, name: str) -> Fit:
        """Return how a target that names a party fits another one: itself, a match, or owned by it."""
        held = self.of_measure.get(measure)
        if held is None or party not in held:
            return NEVER_FITS
        return any_fits(*(hold.fit for hold in held[party] if name in hold.names))


def measure_days(measure: Measure) -> Fit:
    """Return the days on which a measure applies; announced without a day of effect it may, from that day on."""
    if measure.applies_from is None:
        begun = measure.published or measure.adopted or measure.announced
        days = span(begun, measure.until)
        return Fit(NONE, days if begun else NONE, days, (step_of(measure, _announced(measure)),))
    days = span(measure.applies_from, measure.until)
    step = step_of(measure, f"{measure.issuer}: {measure.act} ({_spaced(measure.kind)})")
    return Fit(days, days, days, (step,)).founded_on(measure.confidence)


def _announced(measure: Measure) -> str:
    return f"{measure.issuer}: {measure.act}; the day from which it applies is not known"


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def step_of(row: Row, words: str) -> Step:
    """Return the step that a row makes in a chain."""
    start = getattr(row, "applies_from", None) if isinstance(row, Measure) else getattr(row, "from_", None)
    return Step(
        row=row.id,
        table=row.table,
        words=words,
        sources=row.source,
        confidence=row.confidence,
        from_=start,
        until=getattr(row, "until", None),
    )


def find_listings(world: World, measures: Mapping[str, Measure], aliases: tuple[Alias, ...]) -> Listings:
    """Return whom the measures have hold of.

    Parameters
    ----------
    world
        A world as known on a day.
    measures
        The measures that are read, by id.
    aliases
        Our parties that match a listed one under another id.
    """
    holdings = Holdings(world)
    named = _named(world, measures, aliases)
    holds = [hold for listed in named.values() for hold in listed]
    review: dict[tuple[str, str], dict[str, Spans]] = {}
    for (law, kind), rules in sorted(_rules(world).items()):
        listed = [hold for hold in holds if (measures[hold.measure].law, measures[hold.measure].kind) == (law, kind)]
        if listed:
            owned, loops = _owned(holdings, listed, rules)
            holds = [*holds, *owned]
            if loops:
                review[law, kind] = loops
    return Listings(
        sorted(holds, key=lambda hold: (hold.measure, hold.party, hold.rule)),
        review,
        tuple(sorted(holdings.own_shares)),
    )


def _rules(world: World) -> dict[tuple[str, str], list[OwnershipRule]]:
    found: dict[tuple[str, str], list[OwnershipRule]] = defaultdict(list)
    for rule in world.of(OwnershipRule):
        found[rule.law, rule.applies_to].append(rule)
    return found


def _named(
    world: World, measures: Mapping[str, Measure], aliases: tuple[Alias, ...]
) -> dict[tuple[str, str], list[Hold]]:
    """Return the holds on parties that targets name, and on parties that match these."""
    matched: dict[str, list[Alias]] = defaultdict(list)
    for alias in aliases:
        matched[alias.listed].append(alias)
    found: dict[tuple[str, str], list[Hold]] = {}
    for target in world.of(Target):
        measure = measures.get(target.measure)
        if measure is None or target.role not in PARTY_ROLES or (measure.id, target.target) in found:
            continue
        found[measure.id, target.target] = _holds_of(measure, target, matched.get(target.target, []))
    return found


def _holds_of(measure: Measure, target: Target, matched: list[Alias]) -> list[Hold]:
    days = measure_days(measure)
    named = days._replace(because=(*days.because, step_of(target, f"it names {target.target}")))
    named = named.founded_on(target.confidence)
    itself = Hold(target.target, measure.id, named, frozenset({target.target}))
    others = [
        Hold(
            alias.party,
            measure.id,
            Fit(
                common(named.certain, alias.fit.certain),
                common(named.possible, alias.fit.possible),
                common(named.conceivable, alias.fit.conceivable),
                (*named.because, *alias.fit.because),
            ),
            frozenset({target.target}),
        )
        for alias in matched
        if alias.party != target.target
    ]
    return [itself, *others]


def _owned(holdings: Holdings, listed: list[Hold], rules: list[OwnershipRule]) -> tuple[list[Hold], dict[str, Spans]]:
    """Return the holds on parties that listed ones own, and those that only a loop would keep caught."""
    below = holdings.below(hold.party for hold in listed)
    if len(below) == len({hold.party for hold in listed}):
        return [], {}
    certain: Spread = defaultdict(tuple)
    possible: Spread = defaultdict(tuple)
    for hold in listed:
        certain[hold.party] = joined(certain[hold.party], hold.fit.certain)
        possible[hold.party] = joined(possible[hold.party], hold.fit.possible)
    least = least_fixpoint(holdings, certain, rules, widest=False)
    widest = least_fixpoint(holdings, possible, rules, widest=True)
    proof = _Proof(holdings, listed, rules, least, widest)
    found = []
    for party in sorted(widest):
        beyond = without(widest[party], possible.get(party, NONE))
        if beyond:
            found += proof.holds(party, least.get(party, NONE), widest[party])
    return found, self_supporting(holdings, widest, rules)


class _Proof:
    """Why a party is caught: the chain of largest stakes up to a listed party."""

    def __init__(
        self,
        holdings: Holdings,
        listed: list[Hold],
        rules: list[OwnershipRule],
        least: Spread,
        widest: Spread,
    ) -> None:
        self.holdings, self.rules, self.least, self.widest = holdings, rules, least, widest
        self.listed: dict[str, list[Hold]] = defaultdict(list)
        for hold in listed:
            self.listed[hold.party].append(hold)

    def holds(self, party: str, certain: Spans, possible: Spans) -> list[Hold]:
        owners = self._ancestors(party)
        names = frozenset(name for owner in owners for hold in self.listed.get(owner, ()) for name in hold.names)
        measures = sorted({hold.measure for owner in owners for hold in self.listed.get(owner, ())})
        return [self._hold(party, measure, names, certain, possible) for measure in measures]

    def _ancestors(self, party: str) -> list[str]:
        """Return the caught owners above a party, nearest first."""
        seen, order = {party}, []
        queue = [party]
        while queue:
            current = queue.pop(0)
            for edge in self._caught_edges(current):
                if edge.owner not in seen:
                    seen.add(edge.owner)
                    order.append(edge.owner)
                    queue.append(edge.owner)
        return order

    def _caught_edges(self, party: str) -> list[Edge]:
        edges = [edge for edge in self.holdings.of_owned.get(party, ()) if edge.owner in self.widest]
        return sorted(edges, key=lambda edge: (-edge.most, edge.owner, edge.row.id))

    def _hold(self, party: str, measure: str, names: frozenset[str], certain: Spans, possible: Spans) -> Hold:
        path, seed = self._path(party, measure)
        days = any_fits(*(hold.fit for hold in self.listed[seed] if hold.measure == measure))
        rule = self._rule_on(possible)
        stakes = (step for edge in reversed(path) for step in self._links(edge, rule))
        because: Because = (*days.because, *stakes, step_of(rule, f"{rule.issuer}: {rule.text}"))
        fit = Fit(
            common(certain, days.certain),
            common(possible, days.possible),
            common(possible, days.conceivable),
            because,
        )
        return Hold(party, measure, fit, names, rule.id)

    def _links(self, edge: Edge, rule: OwnershipRule) -> Iterator[Step]:
        """Yield the stake of a path and, where it is not enough alone, those it is added to and by what right."""
        edges = [edge]
        if rule.threshold is not None and not edge.control and edge.most < needed_share(rule):
            edges += [other for other in self._caught_edges(edge.owned) if other is not edge]
        for one in edges:
            yield step_of(one.row, f"{one.owner} holds {one.row.share} of {one.owned}")
        owners = {one.owner for one in edges}
        for joint in {
            joint.row.id: joint for owner in sorted(owners) for joint in self.holdings.joint.get(owner, ())
        }.values():
            if len(owners.intersection(joint.row.parties)) > 1 and not rule.aggregate:
                yield step_of(joint.row, f"{' and '.join(joint.row.parties)} hold together")

    def _path(self, party: str, measure: str) -> tuple[list[Edge], str]:
        """Return the stakes from a party up to a listed one that the measure names, shortest first."""
        queue: list[tuple[str, list[Edge]]] = [(party, [])]
        seen = {party}
        while queue:
            current, path = queue.pop(0)
            for edge in self._caught_edges(current):
                if any(hold.measure == measure for hold in self.listed.get(edge.owner, ())):
                    return [*path, edge], edge.owner
                if edge.owner not in seen:
                    seen.add(edge.owner)
                    queue.append((edge.owner, [*path, edge]))
        raise AssertionError(f"{party} is caught by no owner")  # pragma: no cover - ancestors were found the same way

    def _rule_on(self, days: Spans) -> OwnershipRule:
        """Return the rule in force on most of the days, the firmest first."""
        useful = [rule for rule in self.rules if rule.strict != "none" and common(days, span(rule.from_, rule.until))]
        ranked = sorted(useful, key=lambda rule: (rule.confidence is Confidence.DISPUTED, rule.id))
        return ranked[0]
