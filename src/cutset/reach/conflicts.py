"""Where does one law forbid what another law forbids or burdens to refuse?

A blocking rule (kind ``blocking_rule``, act ``refuse``) makes it risky for those it binds to refuse a deal only because
of a foreign measure. It bites where a foreign measure cuts a supply whose seller or buyer that law binds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from cutset.reach.cuts import Cut
from cutset.reach.listings import measure_days
from cutset.spans import Spans, common
from cutset.status import Effect
from cutset.world.rows import Supply
from cutset.world.world import World

if TYPE_CHECKING:
    from cutset.reach.acts import Rulebook

__all__ = ["Conflict", "find_conflicts"]


class Conflict(msgspec.Struct, frozen=True):
    """Two laws that pull one party two ways.

    Parameters
    ----------
    supply
        The supply concerned.
    party
        The party between them.
    measure
        The measure that cuts.
    against
        The measure that burdens to obey it.
    days
        Days on which both apply.
    """

    supply: str
    party: str
    measure: str
    against: str
    days: Spans


def find_conflicts(world: World, rulebook: Rulebook, cuts: Mapping[str, tuple[Cut, ...]]) -> tuple[Conflict, ...]:
    """Return every conflict of laws over the cuts of supplies, in order."""
    refusing = [
        measure
        for measure in rulebook.measures.values()
        if any(act.effect in ("risk", "forbidden") for act in rulebook.acts.get(measure.kind, {}).get("refuse", ()))
    ]
    if not refusing:
        return ()
    supplies = world.by_id(Supply)
    found: set[tuple[str, str, str, str, Spans]] = set()
    for name, listed in cuts.items():
        supply = supplies.get(name)
        for cut in listed if supply else ():
            for measure in refusing:
                if cut.kind != "law" or cut.law == measure.law or cut.effect is Effect.HARDER:
                    continue
                for party in filter(None, (supply.seller, supply.buyer) if supply else ()):
                    bound = rulebook.bindings.party(party, measure.law).possible
                    days = common(common(cut.possible, bound), measure_days(measure).possible)
                    if days:
                        found.add((name, party, cut.cause, measure.id, days))
    return tuple(Conflict(*one) for one in sorted(found))
