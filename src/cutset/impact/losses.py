"""On which days is each supply, item and function lost, in each reading of what is open?

*Any of* is lost while all are, *all of* while one is, *k of n* while more than n - k are. A loop is worked out as
the least fixpoint of losses: failure spreads only from cuts, an uncut loop keeps running. What
a loop could not restart after a full stop is the greatest one; where the two differ is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Final

import msgspec

from cutset.dates import ALWAYS
from cutset.impact.clocks import Clocks, clock_kind
from cutset.impact.graph import COUNTED, TESTED, Graph
from cutset.impact.scenario import BARE, BEST_ENDLESS, SCENARIOS, Scenario, cut_days
from cutset.impact.stock import ItemStock, bridged
from cutset.reach.cuts import Cut
from cutset.reach.reaching import Reached
from cutset.spans import EVER, NONE, Spans, at_least, common, joined, span
from cutset.world.formula import AllOf, AnyOf, AtLeast, Formula, Need, Unnamed
from cutset.world.rows import Function, Supply

__all__ = ["Losses", "Worker", "find_losses", "formula_lost", "losses_again"]

ONE_DAY: Final = timedelta(days=1)


class Losses(msgspec.Struct, frozen=True):
    """Losses of every node in every scenario; a node that is not there is never lost.

    Parameters
    ----------
    days
        Losses by scenario and node.
    begun
        Days before a node is first supplied at all, by node: not a loss, it is not there yet.
    self_fed
        Nodes of loops that run, but could not restart once everything had stopped.
    """

    days: Mapping[Scenario, Mapping[str, Spans]]
    begun: Mapping[str, Spans]
    self_fed: frozenset[str]

    def of(self, node: str, scenario: Scenario) -> Spans:
        """Return the losses of a node in a scenario; the past is left out where no event needs it."""
        found = self.days.get(scenario)
        if found is None:
            found = self.days[scenario._replace(past=False)]
        return found.get(node, NONE)


def find_losses(graph: Graph, reached: Reached, stocks: Mapping[str, ItemStock], clocks: Clocks, as_of: date) -> Losses:
    """Return the losses of every node in every scenario.

    Parameters
    ----------
    graph
        The nodes and their order.
    reached
        Cuts of supplies and functions.
    stocks
        What lies in hand, by item.
    clocks
        Clocks by kind.
    as_of
        The day from which what is missing is read as lost.
    """
    worker = Worker(graph, reached, stocks, clocks, as_of)
    days: dict[Scenario, Mapping[str, Spans]] = {}
    past = [one._replace(past=True) for one in SCENARIOS] if worker.needs_past() else []
    # The past goes first: what rests on an event that is over asks what became of it then.
    for scenario in (*past, *SCENARIOS):
        days[scenario] = worker.losses(scenario, past=days.get(scenario._replace(past=True)))
    begun = worker.losses(BARE) if worker.starts else {}
    return Losses(days=days, begun=begun, self_fed=worker.self_fed())


def losses_again(before: Losses, worker: Worker, changed: Sequence[str]) -> Losses:
    """Return the losses after some nodes changed, working out only what rests on them.

    Parameters
    ----------
    before
        Losses of the same nodes before the change.
    worker
        A worker over the changed graph and reach.
    changed
        Nodes that changed.
    """
    above = worker.graph.above(changed)
    order = worker.graph.groups_of(above)
    days: dict[Scenario, Mapping[str, Spans]] = {}
    for scenario, known in before.days.items():
        found = dict(known)
        for node in above:
            found.pop(node, None)
        days[scenario] = worker.losses(scenario, order, found, days.get(scenario._replace(past=True)))
    return Losses(days=days, begun=before.begun, self_fed=before.self_fed)


class Worker:
    """Works out losses over one graph; only what rests on a cut or a gap is touched.

    Parameters
    ----------
    graph, reached, stocks, clocks, as_of
        As for :func:`find_losses`.
    """

    def __init__(
        self, graph: Graph, reached: Reached, stocks: Mapping[str, ItemStock], clocks: Clocks, as_of: date
    ) -> None:
        self.graph, self.reached, self.stocks, self.clocks = graph, reached, stocks, clocks
        self.as_of = as_of.toordinal()
        self.first_day = as_of

    @cached_property
    def since(self) -> date:
        """The day on which the first window of an event began, or the as-of day where none has begun."""
        begins = (_window_begins(row) for row in self.graph.functions.values() if row.shape == "event")
        return min((day for day in begins if day is not None and day < self.first_day), default=self.first_day)

    @cached_property
    def starts(self) -> dict[str, Spans]:
        """Days before each supply begins, of those that have not."""
        return {
            name: span(None, row.from_)
            for name, row in self.graph.supplies.items()
            if row.from_ is not None and row.from_ > self.first_day
        }

    @cached_property
    def order(self) -> Sequence[tuple[str, ...]]:
        """Groups of nodes that a cut, a gap or a later start touches, each after what it needs."""
        return self._touched(self.starts)

    @cached_property
    def past_order(self) -> Sequence[tuple[str, ...]]:
        """The same with what began after the first window of an event did."""
        return self._touched(self._begun_since())

    def _touched(self, starts: Iterable[str]) -> Sequence[tuple[str, ...]]:
        roots = {*self.reached.by_supply, *self.reached.by_function, *self.gaps, *starts}
        return self.graph.groups_of(self.graph.above(roots))

    def _begun_since(self) -> list[str]:
        rows = self.graph.supplies.items()
        return [name for name, row in rows if row.from_ is not None and row.from_ > self.since]

    def losses(
        self,
        scenario: Scenario,
        order: Sequence[tuple[str, ...]] | None = None,
        found: dict[str, Spans] | None = None,
        past: Mapping[str, Spans] | None = None,
    ) -> dict[str, Spans]:
        """Return the losses in one scenario: the least fixpoint.

        Parameters
        ----------
        scenario
            How what is open is read.
        order
            Groups of nodes to work out; by default all that a cut or gap touches.
        found
            Losses of other nodes, already worked out; it is added to and returned.
        past
            Losses in the same scenario with the past kept, from which events that are over are taken.
        """
        found = {} if found is None else found
        if order is None:
            order = self.order if past is None and not scenario.past else self.past_order
        for group in order:
            if past is not None and not scenario.past and len(group) == 1 and self._is_over(group[0]):
                self._note(found, group[0], self._still_lost(past.get(group[0], NONE)))
                continue
            if len(group) == 1 and group[0] not in self.graph.needed_by.get(group[0], ()):
                self._note(found, group[0], self._lost(group[0], found, scenario))
                continue
            changed = True
            while changed:
                changed = False
                for node in group:
                    days = joined(found.get(node, NONE), self._lost(node, found, scenario))
                    changed |= self._note(found, node, days)
        return found

    def _is_over(self, node: str) -> bool:
        """Whether a node is an event whose window has ended by the as-of day."""
        row = self.graph.functions.get(node)
        return (
            row is not None and row.shape == "event" and row.due_until is not None and row.due_until <= self.first_day
        )

    def _still_lost(self, days: Spans) -> Spans:
        return tuple(piece for piece in days if piece[1] > self.as_of)

    def needs_past(self) -> bool:
        """Whether an event's window began before the as-of day and something was or is missing that it may need."""
        return self.since < self.first_day and bool(self.past_order)

    def self_fed(self) -> frozenset[str]:
        """Return the nodes of loops that run, yet nothing outside the loop would start them again."""
        loops = [group for group in self.graph.order if len(group) > 1]
        if not loops:
            return frozenset()
        scenario = BEST_ENDLESS
        running = self.losses(scenario)
        found: set[str] = set()
        for group in loops:
            cold = {**running, **dict.fromkeys(group, EVER)}
            changed = True
            while changed:
                changed = False
                for node in group:
                    days = self._lost(node, cold, scenario)
                    if days != cold[node]:
                        cold[node], changed = days, True
            found |= {node for node in group if cold[node] != running.get(node, NONE)}
        return frozenset(found)

    def _is_named(self, supply: str) -> bool:
        """Whether a formula, not only the item that it brings, asks for a supply."""
        graph = self.graph
        return any(one in graph.functions or one in graph.supplies for one in graph.needed_by.get(supply, ()))

    @cached_property
    def gaps(self) -> frozenset[str]:
        """The nodes in which something is missing: an unnamed input, an item nobody supplies, a supply only offered."""
        graph = self.graph
        unnamed = {name for name, row in graph.functions.items() if _has_unnamed(row.needs)}
        unnamed |= {name for name, row in graph.supplies.items() if row.needs is not None and _has_unnamed(row.needs)}
        unsure = {name for name, row in graph.supplies.items() if row.standing not in COUNTED and self._is_named(name)}
        return frozenset(unsure | unnamed).union(item for item in graph.items if item not in graph.of_item)

    def _note(self, found: dict[str, Spans], node: str, days: Spans) -> bool:
        if days == found.get(node, NONE):
            return False
        found[node] = days
        return True

    def _lost(self, node: str, found: Mapping[str, Spans], scenario: Scenario) -> Spans:
        if node in self.graph.functions:
            return self._function_lost(node, found, scenario)
        if node in self.graph.supplies:
            return self._supply_lost(node, found, scenario)
        return self._item_lost(node, found, scenario)

    def _function_lost(self, node: str, found: Mapping[str, Spans], scenario: Scenario) -> Spans:
        function = self.graph.functions[node]
        if scenario.bare:
            return self._formula_lost(function.needs, found, scenario)
        said = joined(*(self._cut_days(cut, scenario) for cut in self.reached.by_function.get(node, ())))
        days = joined(said, self._needs_lost(function, found, scenario))
        if function.shape == "event" and function.due_until is not None:
            # What happened in its window stays done: a loss that begins behind it touches nothing that rests on it.
            over = function.due_until.toordinal()
            days = tuple(piece for piece in days if piece[0] < over)
        clock = self.clocks.get(clock_kind(function))
        if days and clock is not None and function.shape == "continuous":
            return clock.felt(function, days, scenario)
        return days

    def _supply_lost(self, node: str, found: Mapping[str, Spans], scenario: Scenario) -> Spans:
        supply = self.graph.supplies[node]
        cut = joined(*(self._cut_days(one, scenario) for one in self.reached.by_supply.get(node, ())))
        unsure = self._missing(scenario) if self._is_unsure(supply, scenario) else NONE
        return joined(cut, self._needs_lost(supply, found, scenario), self._not_begun(supply, scenario), unsure)

    def _is_unsure(self, supply: Supply, scenario: Scenario) -> bool:
        """Whether a formula names a supply that does not count: a tested one may hold, an offered one is open."""
        if scenario.bare or supply.standing in COUNTED or not self._is_named(supply.id):
            return False
        return scenario.worst if supply.standing == TESTED else scenario.lost

    def _cut_days(self, cut: Cut, scenario: Scenario) -> Spans:
        """Return the days of a cut; what nobody knows today nobody knew before."""
        days = cut_days(cut, scenario, self.as_of)
        if days and scenario.past and cut.kind == "missing":
            return joined(span(self.since, date.fromordinal(days[0][1])), days)
        return days

    def _missing(self, scenario: Scenario) -> Spans:
        """Return the days on which what nobody has named is read as missing."""
        return span(self.since if scenario.past else self.first_day, None)

    def _not_begun(self, supply: Supply, scenario: Scenario) -> Spans:
        day = self.since if scenario.past else self.first_day
        return span(None, supply.from_) if supply.from_ is not None and supply.from_ > day else NONE

    def _item_lost(self, node: str, found: Mapping[str, Spans], scenario: Scenario) -> Spans:
        counted = self.graph.of_item.get(node, ())
        days = EVER if counted else (self._missing(scenario) if scenario.lost else NONE)
        if not scenario.worst:
            counted = (*counted, *self.graph.tested.get(node, ()))
        for supply in counted:
            days = common(days, found.get(supply, NONE))
        stock = self.stocks.get(node)
        if stock is None or not scenario.bare:
            return bridged(stock, days, scenario) if stock is not None else days
        return NONE if _is_in_hand(stock) else days

    def _needs_lost(self, row: Function | Supply, found: Mapping[str, Spans], scenario: Scenario) -> Spans:
        """Return the losses of what a row needs; what is only generally known to be needed may be lost, no more."""
        if row.needs is None or not (row.confidence.carries_certainty or scenario.worst or scenario.bare):
            return NONE
        return self._formula_lost(row.needs, found, scenario)

    def _formula_lost(self, formula: Formula, found: Mapping[str, Spans], scenario: Scenario) -> Spans:
        unnamed = self._missing(scenario) if scenario.lost else NONE
        return formula_lost(formula, lambda node: found.get(node, NONE), unnamed)


def formula_lost(formula: Formula, lost: Callable[[str], Spans], unnamed: Spans) -> Spans:
    """Return the days on which a formula of needs does not hold.

    Parameters
    ----------
    formula
        What is needed.
    lost
        Days on which a need is lost, by id.
    unnamed
        Days on which an input that nobody has named is read as lost.
    """
    match formula:
        case Need(id):
            return lost(id)
        case Unnamed():
            return unnamed
        case AllOf(parts):
            return joined(*(formula_lost(part, lost, unnamed) for part in parts))
        case AnyOf(parts):
            return at_least(len(parts), [formula_lost(part, lost, unnamed) for part in parts])
        case AtLeast(k, parts):
            losses = [formula_lost(part, lost, unnamed) for part in parts]
            return at_least(len(parts) - k + 1, losses)


def _is_in_hand(stock: ItemStock) -> bool:
    """Whether some of an item is known to lie in hand, so that it is there before its first supply begins."""
    return bool(stock.counted) and stock.is_known and stock.quantity(least=False) > 0


def _window_begins(event: Function) -> date | None:
    """Return the first day on which an event must hold; with only an end, the day before it."""
    if event.due_from is not None or event.due_until is None:
        return event.due_from
    return max(event.due_until, ALWAYS + ONE_DAY) - ONE_DAY


def _has_unnamed(formula: Formula) -> bool:
    match formula:
        case Unnamed():
            return True
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            return any(_has_unnamed(part) for part in parts)
        case _:
            return False
