"""Whom does a listing catch through its owners, from which day to which?

Least fixpoint over dated stakes: being caught must be fed from a listed party, so two firms that own each other
are not caught by that. A stake passes on whole, never multiplied down the chain (OFAC FAQ 401), and only through
parties that are caught themselves. Days are treated all at once: what is held for a party is the spans of
days on which it is caught, which only grow, so the work list ends.

Rules are data: see ``docs/model.md``, table ``ownership_rules``. Sources of the rules: OFAC FAQs 398-402; EU Best
Practices of 3 July 2024; UK SI 2019/855 regulation 7 and Schedule 1; 15 CFR 744.11 as of 29 September 2025.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from cutset.reach.territory import under
from cutset.shares import WHOLE
from cutset.spans import EVER, NONE, Spans, common, joined, span
from cutset.world.rows import Agreement, OwnershipRule, Party, Stake
from cutset.world.world import World

__all__ = ["JOINT", "Holdings", "Seeds", "Spread", "least_fixpoint", "needed_share", "self_supporting"]

JOINT = "joint arrangement"
"""Kind of agreement under which each party counts as holding the sum (UK SI 2019/855 Schedule 1 paragraph 3)."""
SHARE_KINDS = frozenset({"equity", "votes"})

Seeds = Mapping[str, Spans]
"""Listed parties and the days on which they are."""
Spread = dict[str, Spans]
"""Caught parties and the days on which they are, the listed ones among them."""


class Edge(msgspec.Struct, frozen=True):
    """One stake as the fixpoint sees it."""

    owner: str
    owned: str
    least: int
    most: int
    spans: Spans
    control: bool
    row: Stake


class Joint(msgspec.Struct, frozen=True):
    """A joint arrangement as the fixpoint sees it."""

    row: Agreement
    spans: Spans
    firm: bool


class Holdings:
    """The stakes of a world, indexed both ways; own shares are left out.

    Parameters
    ----------
    world
        A world as known on a day.
    """

    def __init__(self, world: World) -> None:
        self.of_owner: dict[str, list[Edge]] = defaultdict(list)
        self.of_owned: dict[str, list[Edge]] = defaultdict(list)
        self.own_shares: dict[str, Stake] = {}
        self.parties: Mapping[str, Party] = world.by_id(Party)
        for stake in world.of(Stake):
            if stake.owner == stake.owned:
                self.own_shares[stake.owned] = stake
                continue
            edge = _edge(stake)
            self.of_owner[stake.owner].append(edge)
            self.of_owned[stake.owned].append(edge)
        self.joint = _joint_groups(world)

    def below(self, owners: Iterable[str]) -> frozenset[str]:
        """Return the parties that some chain of stakes joins to these owners, themselves among them."""
        seen = set(owners)
        queue = deque(seen)
        while queue:
            for edge in self.of_owner.get(queue.popleft(), ()):
                if edge.owned not in seen:
                    seen.add(edge.owned)
                    queue.append(edge.owned)
        return frozenset(seen)


def _edge(stake: Stake) -> Edge:
    firm = stake.confidence.carries_certainty
    return Edge(
        owner=stake.owner,
        owned=stake.owned,
        least=stake.share.least if firm else 0,
        most=stake.share.most,
        spans=span(stake.from_, stake.until),
        control=stake.kind not in SHARE_KINDS,
        row=stake,
    )


def _joint_groups(world: World) -> dict[str, list[Joint]]:
    found: dict[str, list[Joint]] = defaultdict(list)
    for agreement in world.of(Agreement):
        if agreement.kind == JOINT:
            held = span(agreement.date, agreement.until)
            for party in agreement.parties:
                found[party].append(Joint(agreement, held, agreement.confidence.carries_certainty))
    return found


def least_fixpoint(holdings: Holdings, seeds: Seeds, rules: Sequence[OwnershipRule], *, widest: bool) -> Spread:
    """Return who is caught and when, under the dated rules of one law and kind of measure.

    Parameters
    ----------
    holdings
        The stakes.
    seeds
        Listed parties with the days on which they are listed.
    rules
        The rules, each on its days.
    widest
        False reads each share at its least and leaves out what is disputed or a finding of control: who is
        caught for certain. True reads it at its most: who may be caught.
    """
    caught: Spread = dict(seeds)
    for rule in rules:
        if rule.strict == "none" or rule.threshold is None:
            continue
        if not (widest or rule.confidence.carries_certainty):
            continue
        for group in _groups(holdings, seeds, rule, widest=widest):
            spread = _spread(holdings, group, rule, widest=widest)
            for party, days in spread.items():
                caught[party] = joined(caught.get(party, NONE), days)
    return caught


def _groups(holdings: Holdings, seeds: Seeds, rule: OwnershipRule, *, widest: bool) -> Iterable[Seeds]:
    """Yield the sets of listed parties whose holdings the rule adds up."""
    if rule.aggregate:
        yield seeds
        return
    for party, days in sorted(seeds.items()):
        group = {party: days}
        for joint in holdings.joint.get(party, ()):
            shared = common(days, joint.spans) if widest or joint.firm else NONE
            group.update({other: joined(group.get(other, NONE), shared) for other in joint.row.parties if shared})
        yield group


def _spread(holdings: Holdings, seeds: Seeds, rule: OwnershipRule, *, widest: bool) -> Spread:
    caught: Spread = {party: days for party, days in seeds.items() if days}
    queue = deque(sorted(caught))
    waiting = set(queue)
    decide = _decider(holdings, rule, widest=widest)
    while queue:
        owner = queue.popleft()
        waiting.discard(owner)
        for edge in holdings.of_owner.get(owner, ()):
            before = caught.get(edge.owned, NONE)
            after = joined(before, decide(edge.owned, caught))
            if after != before:
                caught[edge.owned] = after
                if edge.owned not in waiting:
                    waiting.add(edge.owned)
                    queue.append(edge.owned)
    return caught


def _decider(holdings: Holdings, rule: OwnershipRule, *, widest: bool) -> Callable[[str, Spread], Spans]:
    needed = needed_share(rule)
    active = span(rule.from_, rule.until)

    def decide(owned: str, caught: Spread) -> Spans:
        days = _reached(holdings.of_owned[owned], caught, needed, control=rule.control, widest=widest)
        if not days:
            return NONE
        return common(common(days, active), _established(holdings, owned, rule.subsidiary_filter, widest=widest))

    return decide


def needed_share(rule: OwnershipRule) -> int:
    """Return the least share that a rule asks for [micro-percent]."""
    assert rule.threshold is not None
    return rule.threshold.least + (1 if rule.strict == "more_than" else 0)


def _established(holdings: Holdings, owned: str, wanted: str, *, widest: bool) -> Spans:
    """Return the days on which the owned firm is established where the rule wants it."""
    if not wanted:
        return EVER
    party = holdings.parties.get(owned)
    if party is None or not party.country:
        return EVER if widest else NONE
    return under(party.country, wanted)


def _reached(edges: Sequence[Edge], caught: Spread, needed: int, *, control: bool, widest: bool) -> Spans:
    """Return the days on which the shares of caught owners together reach what is needed."""
    steps: list[tuple[int, int]] = []
    for edge in edges:
        size = _size(edge, control=control, widest=widest)
        if not size or edge.owner not in caught:
            continue
        for start, end in common(caught[edge.owner], edge.spans):
            steps += ((start, size), (end, -size))
    steps.sort()
    found: list[tuple[int, int]] = []
    total, since = 0, 0
    for place, (day, change) in enumerate(steps):
        total += change
        if place + 1 < len(steps) and steps[place + 1][0] == day:
            continue
        if total >= needed and not since:
            since = day
        elif total < needed and since:
            found.append((since, day))
            since = 0
    return tuple(found)


def _size(edge: Edge, *, control: bool, widest: bool) -> int:
    if edge.control:
        return WHOLE if control and widest else 0
    return edge.most if widest else edge.least


def self_supporting(holdings: Holdings, caught: Spread, rules: Sequence[OwnershipRule]) -> dict[str, Spans]:
    """Return parties that a loop of stakes would keep caught once it were, though nothing feeds it: for review.

    The greatest fixpoint below the listed parties, less the least one, reading every share at its most.
    """
    found: dict[str, Spans] = {}
    for rule in rules:
        if rule.strict == "none" or rule.threshold is None or not rule.aggregate:
            continue
        below = holdings.below(caught)
        holding: Spread = {**dict.fromkeys(below, span(rule.from_, rule.until)), **caught}
        decide = _decider(holdings, rule, widest=True)
        queue = deque(sorted(below))
        while queue:
            party = queue.popleft()
            if party in caught:
                continue
            after = decide(party, holding)
            if after != holding[party]:
                holding[party] = after
                queue.extend(edge.owned for edge in holdings.of_owner.get(party, ()))
        for party, days in holding.items():
            if days and party not in caught:
                found[party] = joined(found.get(party, NONE), days)
    return found
