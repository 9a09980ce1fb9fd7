"""Why is an owned party caught? The stakes that suffice, up to the listed parties at the top.

For each party the largest stakes of caught owners are taken until they meet the rule, and each owner is proved in
turn; no party is visited twice, so a loop never proves itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cutset.findings import Because, Step
from cutset.reach.holdings import Edge, Holdings
from cutset.reach.ownership import Spread, needed_share
from cutset.reach.steps import step_of
from cutset.world.rows import OwnershipRule

__all__ = ["MOST_STEPS", "prove"]

MOST_STEPS: Final = 60
"""A longer proof is cut, and says so [steps]."""


def prove(
    party: str,
    rule: OwnershipRule,
    holdings: Holdings,
    caught: Spread,
    listed: Mapping[str, Because],
    *,
    widest: bool,
) -> Because:
    """Return the chain from listed parties to an owned one, the rule last.

    Parameters
    ----------
    party
        The owned party.
    rule
        The rule that catches it.
    holdings
        The stakes.
    caught
        Everybody who may be caught under the rule's law and kind of measure.
    listed
        Chain behind each listed party.
    widest
        Whether shares count at their most, as for what is only possible.
    """
    steps: list[Step] = []
    _prove(party, rule, holdings, caught, listed, steps, {party}, widest=widest)
    if len(steps) > MOST_STEPS:
        left = len(steps) - MOST_STEPS
        steps = [*steps[:MOST_STEPS], Step(row=party, table="stakes", words=f"and {left} further links")]
    return (*dict.fromkeys(steps), step_of(rule, f"{rule.issuer}: {rule.text}"))


def _prove(
    party: str,
    rule: OwnershipRule,
    holdings: Holdings,
    caught: Spread,
    listed: Mapping[str, Because],
    steps: list[Step],
    seen: set[str],
    *,
    widest: bool,
) -> None:
    total = 0
    used: list[Edge] = []
    for edge in _largest(holdings, party, rule, caught, seen, widest=widest):
        if total >= needed_share(rule) or len(steps) > 2 * MOST_STEPS:
            break
        used.append(edge)
        total += edge.size(control=rule.control, widest=widest)
        if edge.owner in listed:
            steps.extend(listed[edge.owner])
        elif edge.owner in caught:
            seen.add(edge.owner)
            _prove(edge.owner, rule, holdings, caught, listed, steps, seen, widest=widest)
        steps.append(step_of(edge.row, f"{edge.owner} holds {edge.row.share} of {edge.owned}"))
    if not rule.aggregate:
        steps.extend(_joint_steps(holdings, used))


def _joint_steps(holdings: Holdings, used: list[Edge]) -> list[Step]:
    """Return the joint arrangements by which stakes of several owners count together."""
    owners = {edge.owner for edge in used}
    rows = {joint.row.id: joint.row for owner in sorted(owners) for joint in holdings.joint.get(owner, ())}
    return [
        step_of(row, f"{' and '.join(row.parties)} hold together")
        for row in rows.values()
        if len(owners.intersection(row.parties)) > 1
    ]


def _largest(
    holdings: Holdings, party: str, rule: OwnershipRule, caught: Spread, seen: set[str], *, widest: bool
) -> list[Edge]:
    """Return the stakes of caught owners, and of who holds jointly with one, the surest and largest first."""
    owners = {edge.owner for edge in holdings.of_owned.get(party, ()) if edge.owner in caught}
    partners = {
        other
        for owner in (() if rule.aggregate else owners)
        for joint in holdings.joint.get(owner, ())
        for other in joint.row.parties
    }
    edges = [
        edge
        for edge in holdings.of_owned.get(party, ())
        if (edge.owner in caught or edge.owner in partners)
        and edge.owner not in seen
        and edge.size(control=rule.control, widest=widest)
    ]
    return sorted(edges, key=lambda edge: (-edge.least, -edge.most, edge.owner, edge.row.id))
