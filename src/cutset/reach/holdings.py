"""Who holds how much of whom, in both directions? The stakes of a world as the ownership rules see them."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from cutset.shares import WHOLE
from cutset.spans import Spans, span
from cutset.world.rows import Agreement, Party, Stake
from cutset.world.world import World

__all__ = ["JOINT", "Edge", "Holdings", "Joint"]

JOINT: Final = "joint arrangement"
"""Kind of agreement under which each party counts as holding the sum (UK SI 2019/855 Schedule 1 paragraph 3)."""
SHARE_KINDS: Final = frozenset({"equity", "votes"})


class Edge(msgspec.Struct, frozen=True):
    """One stake.

    Parameters
    ----------
    owner, owned
        Who holds whom.
    least, most
        The share at its least and most [micro-percent]; a general or disputed row has a least of nought.
    spans
        Days on which it is held.
    control
        Whether it is a finding of control and not a share.
    row
        The row that says so.
    """

    owner: str
    owned: str
    least: int
    most: int
    spans: Spans
    control: bool
    row: Stake

    def size(self, *, control: bool, widest: bool) -> int:
        """Return what it counts for: a finding of control as everything, only where control counts and may."""
        if self.control:
            return WHOLE if control and widest else 0
        return self.most if widest else self.least


class Joint(msgspec.Struct, frozen=True):
    """A joint arrangement.

    Parameters
    ----------
    row
        The agreement that says so.
    spans
        Days on which it holds.
    firm
        Whether it is founded well enough to catch anybody for certain.
    """

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
