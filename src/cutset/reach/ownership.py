"""Whom does a listing catch through its owners, from which day to which?

Least fixpoint over dated stakes: being caught must be fed from a listed party, so two firms that own each other
are not caught by that. A stake passes on whole, never multiplied down the chain (OFAC FAQ 401), and only through
parties that are caught themselves. Days are treated all at once: what is held for a party is the spans of
days on which it is caught, which only grow, so the work list ends.

Rules are data: see ``docs/model.md``, table ``ownership_rules``. Sources of the rules: OFAC FAQs 398-402; EU Best
Practices of 3 July 2024; UK SI 2019/855 regulation 7 and Schedule 1; 15 CFR 744.11 as of 29 September 2025.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from cutset.loops import components
from cutset.reach.holdings import Edge, Holdings
from cutset.reach.territory import under
from cutset.spans import EVER, NONE, Spans, common, joined, span, without
from cutset.world.rows import OwnershipRule

__all__ = ["Fixpoint", "Seeds", "Spread", "least_fixpoint", "needed_share", "self_supporting"]

Seeds: TypeAlias = Mapping[str, Spans]
"""Listed parties and the days on which they are."""
Spread: TypeAlias = dict[str, Spans]
"""Parties and the days on which they are caught."""
Decide: TypeAlias = Callable[[str, Spread], Spans]


class Fixpoint(NamedTuple):
    """Who is caught.

    Parameters
    ----------
    caught
        Everybody caught, the listed parties among them.
    owned
        Days on which each party is caught through its owners, by rule.
    """

    caught: Spread
    owned: dict[str, Spread]


def least_fixpoint(holdings: Holdings, seeds: Seeds, rules: Sequence[OwnershipRule], *, widest: bool) -> Fixpoint:
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
    owned: dict[str, Spread] = {}
    for rule in rules:
        if rule.strict == "none" or rule.threshold is None:
            continue
        if not (widest or rule.confidence.carries_certainty):
            continue
        owned[rule.id] = _owned(holdings, seeds, rule, widest=widest)
        _add(caught, owned[rule.id])
    return Fixpoint(caught, owned)


def needed_share(rule: OwnershipRule) -> int:
    """Return the smallest share that meets a rule [micro-percent]."""
    assert rule.threshold is not None
    return rule.threshold.least + (1 if rule.strict == "more_than" else 0)


def _owned(holdings: Holdings, seeds: Seeds, rule: OwnershipRule, *, widest: bool) -> Spread:
    if rule.aggregate:
        return _spread(holdings, seeds, _decider(holdings, rule, _together, widest=widest))
    # Holdings of several listed owners are not added up. Most parties are caught by one stake that is enough by
    # itself, whoever is listed at its top, so one pass serves them all; only where stakes of one listed
    # party would have to be added is it followed alone.
    alone = _decider(holdings, rule, _one_alone, widest=widest)
    owned = _spread(holdings, seeds, alone)
    together = _decider(holdings, rule, _together, widest=widest)
    for party in _to_follow(holdings, seeds, owned, alone, together):
        _add(owned, _spread(holdings, _with_partners(holdings, party, seeds[party], widest=widest), together))
    return owned


def _add(to: Spread, more: Spread) -> None:
    for party, days in more.items():
        to[party] = joined(to.get(party, NONE), days)


def _to_follow(holdings: Holdings, seeds: Seeds, owned: Spread, alone: Decide, together: Decide) -> Iterable[str]:
    """Yield the listed parties whose own stakes in one firm would have to be added up, or that hold jointly."""
    caught: Spread = dict(seeds)
    _add(caught, owned)
    firms = {edge.owned for owner in caught for edge in holdings.of_owner.get(owner, ())}
    open_ones = [firm for firm in firms if without(together(firm, caught), alone(firm, caught))]
    above = _above(holdings, open_ones, caught)
    return (party for party in sorted(seeds) if party in above or party in holdings.joint)


def _with_partners(holdings: Holdings, party: str, days: Spans, *, widest: bool) -> Seeds:
    """Return a listed party with those who hold jointly with it, on the days on which they do."""
    group = {party: days}
    for joint in holdings.joint.get(party, ()):
        shared = common(days, joint.spans) if widest or joint.firm else NONE
        group.update({other: joined(group.get(other, NONE), shared) for other in joint.row.parties if shared})
    return group


def _above(holdings: Holdings, parties: Iterable[str], caught: Spread) -> set[str]:
    seen = set(parties)
    queue = deque(seen)
    while queue:
        for edge in holdings.of_owned.get(queue.popleft(), ()):
            if edge.owner in caught and edge.owner not in seen:
                seen.add(edge.owner)
                queue.append(edge.owner)
    return seen


def _spread(holdings: Holdings, seeds: Seeds, decide: Decide) -> Spread:
    """Return the days on which parties are caught through their owners."""
    caught: Spread = {party: days for party, days in seeds.items() if days}
    owned: Spread = {}
    queue = deque(sorted(caught))
    waiting = set(queue)
    while queue:
        owner = queue.popleft()
        waiting.discard(owner)
        for edge in holdings.of_owner.get(owner, ()):
            through = decide(edge.owned, caught)
            if not through:
                continue
            owned[edge.owned] = joined(owned.get(edge.owned, NONE), through)
            before = caught.get(edge.owned, NONE)
            after = joined(before, through)
            if after != before:
                caught[edge.owned] = after
                if edge.owned not in waiting:
                    waiting.add(edge.owned)
                    queue.append(edge.owned)
    return owned


Reckon: TypeAlias = Callable[[Sequence[tuple[int, Spans]], int], Spans]


def _decider(holdings: Holdings, rule: OwnershipRule, reckon: Reckon, *, widest: bool) -> Decide:
    needed, active = needed_share(rule), span(rule.from_, rule.until)

    def decide(owned: str, caught: Spread) -> Spans:
        held = _held(holdings.of_owned.get(owned, ()), caught, rule, widest=widest)
        if sum(size for size, _ in held) < needed:
            return NONE
        days = common(reckon(held, needed), active)
        return common(days, _established(holdings, owned, rule.subsidiary_filter, widest=widest)) if days else NONE

    return decide


def _held(edges: Sequence[Edge], caught: Spread, rule: OwnershipRule, *, widest: bool) -> list[tuple[int, Spans]]:
    """Return the shares that caught owners hold, with their days."""
    found = []
    for edge in edges:
        if edge.owner in caught:
            size, days = edge.size(control=rule.control, widest=widest), common(caught[edge.owner], edge.spans)
            if size and days:
                found.append((size, days))
    return found


def _one_alone(held: Sequence[tuple[int, Spans]], needed: int) -> Spans:
    return joined(*(days for size, days in held if size >= needed))


def _together(held: Sequence[tuple[int, Spans]], needed: int) -> Spans:
    """Return the days on which the shares together reach what is needed."""
    steps = sorted(
        (day, change) for size, days in held for one in days for day, change in ((one[0], size), (one[1], -size))
    )
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


def _established(holdings: Holdings, owned: str, wanted: str, *, widest: bool) -> Spans:
    """Return the days on which the owned firm is established where the rule wants it."""
    if not wanted:
        return EVER
    party = holdings.parties.get(owned)
    if party is None or not party.country:
        return EVER if widest else NONE
    return under(party.country, wanted)


def self_supporting(holdings: Holdings, caught: Spread, rules: Sequence[OwnershipRule]) -> dict[str, Spans]:
    """Return parties that a loop of stakes would keep caught once it were, though nothing feeds it: for review.

    The greatest fixpoint over the loops below the listed parties, less the least one, every share at its most.
    """
    below = holdings.below(caught)
    owners = {party: [edge.owner for edge in holdings.of_owned.get(party, ())] for party in below}
    loops = [group for group in components(sorted(below), owners) if len(group) > 1]
    found: dict[str, Spans] = {}
    for rule in rules:
        if rule.strict == "none" or rule.threshold is None or not rule.aggregate or not loops:
            continue
        decide = _decider(holdings, rule, _together, widest=True)
        for group in loops:
            _add(found, _kept_by_itself(group, caught, decide, span(rule.from_, rule.until)))
    return found


def _kept_by_itself(group: Sequence[str], caught: Spread, decide: Decide, active: Spans) -> Spread:
    kept = [party for party in group if party not in caught]
    holding: Spread = {**caught, **dict.fromkeys(kept, active)}
    changed = True
    while changed:
        changed = False
        for party in kept:
            days = decide(party, holding)
            if days != holding[party]:
                holding[party], changed = days, True
    return {party: holding[party] for party in kept if holding[party]}
