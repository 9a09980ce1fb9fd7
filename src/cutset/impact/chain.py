"""Through which links did the loss come? From the first cause to the function, each link a row.

Where all of several things are needed the one lost first decides; where any is enough, the one lost last; of *k of n*
the (n - k + 1)-th loss. The chain is read off the losses of one scenario on one day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from cutset.findings import Because, Step
from cutset.impact.graph import Graph
from cutset.impact.losses import Losses
from cutset.impact.scenario import Scenario, cut_days
from cutset.impact.stock import ItemStock
from cutset.reach.cuts import Cut
from cutset.reach.reaching import Reached
from cutset.reach.steps import step_of
from cutset.spans import Spans
from cutset.world.formula import AllOf, AnyOf, AtLeast, Formula, Need, Unnamed
from cutset.world.rows import Item
from cutset.world.world import World

__all__ = ["Explainer"]

KIND_ORDER: Final = ("law", "partner", "accident", "contract", "missing", "statement")


class Explainer:
    """Reads chains off losses.

    Parameters
    ----------
    world, graph, reached, stocks, losses
        What the losses were worked out from, and the losses.
    as_of
        The day from which it is looked [date].
    """

    def __init__(
        self,
        world: World,
        graph: Graph,
        reached: Reached,
        stocks: Mapping[str, ItemStock],
        losses: Losses,
        as_of: date,
    ) -> None:
        self.world, self.graph, self.reached, self.stocks, self.losses = world, graph, reached, stocks, losses
        self.as_of = as_of.toordinal()
        self.items = world.by_id(Item)

    def because(self, node: str, day: int, scenario: Scenario) -> Because:
        """Return the chain behind the loss of a node on a day, first cause first."""
        unique = dict.fromkeys(reversed(self._walk(node, day, scenario)))
        return tuple(unique)

    def deciding_cut(self, supply: str, day: int, scenario: Scenario) -> Cut | None:
        """Return the cut of a supply that decides on a day: the one that began first."""
        return self._deciding(self.reached.by_supply.get(supply, ()), day, scenario)

    def _walk(self, node: str, day: int, scenario: Scenario) -> list[Step]:
        """Return the steps from a node down to its first cause; a chain is one path, however long."""
        steps: list[Step] = []
        seen: set[str] = set()
        following: str | None = node
        while following is not None and following not in seen:
            seen.add(following)
            following = self._step(following, day, scenario, steps)
        return steps

    def _step(self, node: str, day: int, scenario: Scenario, steps: list[Step]) -> str | None:
        """Collect the steps of one node; return the node behind it, or None where the chain ends."""
        if node in self.graph.functions:
            return self._step_function(node, day, scenario, steps)
        if node in self.graph.supplies:
            return self._step_supply(node, day, scenario, steps)
        return self._step_item(node, day, scenario, steps)

    def _step_function(self, node: str, day: int, scenario: Scenario, steps: list[Step]) -> str | None:
        function = self.graph.functions[node]
        steps.append(step_of(function, f"{function.name}: needs {function.needs}"))
        said = self._deciding(self.reached.by_function.get(node, ()), day, scenario)
        under = self._deciding_part(function.needs, day, scenario)
        if said is not None and (
            under is None or self._began(said, day, scenario) <= self._lost_since(under, day, scenario)
        ):
            steps.extend(reversed(said.because))
            return None
        if under is None:
            steps.append(_unnamed(node, "functions"))
        return under

    def _step_supply(self, node: str, day: int, scenario: Scenario, steps: list[Step]) -> str | None:
        supply = self.graph.supplies[node]
        cut = self.deciding_cut(node, day, scenario)
        if cut is not None:
            steps.extend(reversed(cut.because))
            return None
        steps.append(step_of(supply, f"{supply.seller or 'somebody not named'} supplies {supply.item}"))
        under = self._deciding_part(supply.needs, day, scenario) if supply.needs is not None else None
        if under is None and supply.needs is not None:
            steps.append(_unnamed(node, "supplies"))
        return under

    def _step_item(self, node: str, day: int, scenario: Scenario, steps: list[Step]) -> str | None:
        item = self.items.get(node)
        if item is not None:
            steps.append(step_of(item, item.name))
        counted = list(self.graph.of_item.get(node, ()))
        if not scenario.worst:
            counted += self.graph.tested.get(node, ())
        stock = self.stocks.get(node)
        if stock is not None and stock.counted:
            steps.extend(reversed(stock.steps()))
        lost = [one for one in counted if self._lost_since(one, day, scenario) >= 0]
        if not lost:
            steps.append(Step(row=node, table="items", words="nobody is known to supply it"))
            return None
        return max(lost, key=lambda one: (self._lost_since(one, day, scenario), one))

    def _deciding_part(self, formula: Formula, day: int, scenario: Scenario) -> str | None:
        """Return the need that decides a formula's loss on a day, or None where it is an unnamed input."""
        match formula:
            case Need(id):
                return id if self._lost_since(id, day, scenario) >= 0 else None
            case Unnamed():
                return None
            case AllOf(parts):
                rank = 1
            case AnyOf(parts):
                rank = len(parts)
            case AtLeast(k, parts):
                rank = len(parts) - k + 1
        named = [part for part in (self._deciding_part(one, day, scenario) for one in parts) if part is not None]
        ordered = sorted(named, key=lambda one: (self._lost_since(one, day, scenario), one))
        return ordered[min(rank, len(ordered)) - 1] if ordered else None

    def _lost_since(self, node: str, day: int, scenario: Scenario) -> int:
        """Return the first day of the loss that covers a day [day number], or -1 where it is not lost."""
        return _since(self.losses.of(node, scenario), day)

    def _deciding(self, cuts: tuple[Cut, ...], day: int, scenario: Scenario) -> Cut | None:
        held = [cut for cut in cuts if _since(cut_days(cut, scenario, self.as_of), day) >= 0]
        return min(held, key=lambda cut: _firmness(cut, self._began(cut, day, scenario)), default=None)

    def _began(self, cut: Cut, day: int, scenario: Scenario) -> int:
        return _since(cut_days(cut, scenario, self.as_of), day)


def _firmness(cut: Cut, began: int) -> tuple[bool, int, int, str]:
    """Order cuts: what is certain first, then by day, then by kind."""
    return (not cut.certain, began, KIND_ORDER.index(cut.kind), cut.cause)


def _since(days: Spans, day: int) -> int:
    return next((start for start, end in days if start <= day < end), -1)


def _unnamed(node: str, table: str) -> Step:
    return Step(row=node, table=table, words="it needs an input that nobody has named")
