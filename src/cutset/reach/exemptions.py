"""Does an exception lift a cut? The text of some decides by itself; of others an authority does.

What the text decides lifts the cut on its days. What an authority has granted lifts it and leaves a mark; what it has
not decided makes the cut possible. An exception known only in general makes a cut possible, no more.
"""

from __future__ import annotations

from typing import Final

from cutset.reach.deals import Deal
from cutset.reach.fit import Fit
from cutset.reach.steps import step_of
from cutset.spans import common, joined, span, without
from cutset.world.formula import needed_ids
from cutset.world.rows import Exemption, Function, Measure, Supply
from cutset.world.world import World

__all__ = ["Exemptions"]

THROUGH: Final = "payments through "


class Exemptions:
    """The exceptions of a world, by measure.

    Parameters
    ----------
    world
        A world as known on a day.
    """

    def __init__(self, world: World) -> None:
        self.by_measure = world.grouped(Exemption, "measure")
        self.needs = _Needs(world) if self.by_measure else None

    def applied(self, measure: Measure, deal: Deal, fit: Fit) -> tuple[Fit, tuple[str, ...]]:
        """Return what is left of a cut, and the exceptions that lift it or may.

        Where several cover the same days, one that lifts wins over one that is undecided.
        """
        covering = [
            (row, common(span(row.from_, row.until), fit.conceivable))
            for row in self.by_measure.get(measure.id, ())
            if row.decision != "refused" and self._covers(row, deal)
        ]
        covering = [(row, days) for row, days in covering if days]
        lifting = joined(*(days for row, days in covering if _lifts(row, deal)))
        hedging = joined(*(days for _, days in covering))
        left = Fit(
            without(fit.certain, hedging),
            without(fit.possible, lifting),
            without(fit.conceivable, lifting),
            (*fit.because, *(step_of(row, _words(row)) for row, _ in covering)),
        )
        return left, tuple(row.id for row, _ in covering)

    def _covers(self, row: Exemption, deal: Deal) -> bool:
        if row.contracts_before and deal.supply.contracted and deal.supply.contracted >= row.contracts_before:
            return False
        return any(self._in_scope(scope, deal) for scope in row.scope)

    def _in_scope(self, scope: str, deal: Deal) -> bool:
        if scope.startswith(THROUGH):
            return scope.removeprefix(THROUGH) in deal.banks
        if scope in (deal.supply.item, deal.supply.id, deal.subject, *(deal.classes or ())):
            return True
        return scope in deal.everyone or (self.needs is not None and deal.supply.item in self.needs.of(scope))


def _lifts(row: Exemption, deal: Deal) -> bool:
    """Whether it lifts the cut for certain: by its text or by a decision, for a contract surely old enough.

    One whose last day is not known lifts nothing for certain: it may be over.
    """
    decided = row.decided_by == "text" or row.decision == "granted"
    old_enough = row.contracts_before is None or deal.supply.contracted is not None
    return decided and old_enough and None not in (row.from_, row.until) and row.confidence.carries_certainty


def _words(row: Exemption) -> str:
    what = row.kind.replace("_", " ")
    if row.decided_by == "text":
        return f"a {what} that the text itself gives"
    if row.decision == "granted":
        return f"a {what} that the authority has granted"
    return f"a {what} that an authority decides on; what it decided is not known"


class _Needs:
    """What each programme needs, directly or through supplies and other functions; found when first asked for."""

    def __init__(self, world: World) -> None:
        self.functions = world.grouped(Function, "programme")
        self.needs: dict[str, set[str]] = {row.id: set(needed_ids(row.needs)) for row in world.of(Function)}
        for supply in world.of(Supply):
            if supply.needs is not None:
                self.needs.setdefault(supply.item, set()).update(needed_ids(supply.needs))
        self._found: dict[str, frozenset[str]] = {}

    def of(self, programme: str) -> frozenset[str]:
        found = self._found.get(programme)
        if found is None:
            seen = {row.id for row in self.functions.get(programme, ())}
            queue = list(seen)
            while queue:
                fresh = self.needs.get(queue.pop(), set()) - seen
                seen |= fresh
                queue += fresh
            found = self._found[programme] = frozenset(seen)
        return found
