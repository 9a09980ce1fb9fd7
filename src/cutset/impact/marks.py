"""What stands beside a status without moving a day: harder, exposed, granted, not classified, not told?"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from cutset.impact.graph import Graph
from cutset.impact.losses import Losses
from cutset.impact.scenario import BEST_ENDLESS, WORST_LOST
from cutset.impact.stock import ItemStock
from cutset.reach.reaching import Reached
from cutset.spans import covers, first_loss
from cutset.status import Effect
from cutset.world.formula import needed_ids
from cutset.world.question import Question
from cutset.world.rows import Exemption, Measure
from cutset.world.world import World

__all__ = ["Mark", "MarkKind", "Marker"]


class MarkKind(StrEnum):
    """What a mark says."""

    HARDER = "harder"
    RISK = "risk"
    EXPOSED = "exposed"
    GRANTED = "exception granted"
    LAPSES = "exception lapses"
    UNCLASSIFIED = "good not classified"
    PAYMENT = "payment cannot be told"
    STOCK_ELSEWHERE = "stock held by somebody else"
    SELF_FED = "could not restart by itself"
    NOT_MODELLED = "not modelled"
    CONFLICT = "conflict of laws"


class Mark(msgspec.Struct, frozen=True, order=True):
    """Something that stands beside a status.

    Parameters
    ----------
    kind
        What it says.
    subject
        The supply, payment, item or function that it is about.
    row
        Id of the row that says so; empty where none does.
    words
        The mark in words.
    """

    kind: MarkKind
    subject: str
    row: str
    words: str


class Marker:
    """Collects the marks of functions.

    Parameters
    ----------
    world, graph, reached, stocks, losses, question
        What the losses were worked out from, the losses, and the question.
    """

    def __init__(
        self,
        world: World,
        graph: Graph,
        reached: Reached,
        stocks: dict[str, ItemStock],
        losses: Losses,
        question: Question,
    ) -> None:
        self.world, self.graph, self.reached = world, graph, reached
        self.stocks, self.losses, self.question = stocks, losses, question
        self.horizon = question.horizon
        self.payments: dict[str, list[str]] = {}
        for name in reached.by_payment:
            row = world.find(name)
            self.payments.setdefault(getattr(row, "supply", ""), []).append(name)
        self.conflicts: dict[str, list[str]] = {}
        for one in reached.conflicts:
            words = f"{one.party} stands between {one.measure} and {one.against}"
            self.conflicts.setdefault(one.supply, []).append(words)

        self.spoken_of = graph.above(self._subjects())
        self.touched = graph.above(losses.days[WORST_LOST])

    def _subjects(self) -> set[str]:
        """Return the nodes of which some mark could speak."""
        elsewhere = (item for item, stock in self.stocks.items() if stock.others)
        paid = (supply for supply in self.payments if supply in self.graph.supplies)
        said = (*self.reached.by_supply, *self.reached.unclassified, *self.conflicts, *elsewhere, *paid)
        return {*said, *self.losses.self_fed}

    def of(self, function: str) -> tuple[Mark, ...]:
        """Return the marks of a function, in order, each once."""
        found: set[Mark] = set()
        for node in self.inputs(function) if function in self.spoken_of else ():
            if node in self.graph.supplies:
                found.update(self._of_supply(node))
            elif node in self.stocks:
                found.update(self._of_stock(node))
            if node in self.losses.self_fed:
                words = f"{node} feeds itself through a loop; nothing outside would start it again"
                found.add(Mark(MarkKind.SELF_FED, node, "", words))
        return tuple(sorted(found))

    def inputs(self, function: str) -> list[str]:
        """Return the nodes beneath a function, not looking into other functions."""
        seen = dict.fromkeys(needed_ids(self.graph.functions[function].needs))
        queue = list(seen)
        for node in queue:
            if node in self.graph.functions:
                continue
            if node in self.graph.supplies:
                needs = self.graph.supplies[node].needs
                below = tuple(needed_ids(needs)) if needs is not None else ()
            else:
                below = (*self.graph.of_item.get(node, ()), *self.graph.tested.get(node, ()))
            for one in below:
                if one not in seen:
                    seen[one] = None
                    queue.append(one)
        return [function, *seen]

    def lost_inputs(self, function: str) -> tuple[Mark, ...]:
        """Return the inputs that are lost or at risk although the function goes on."""
        found = []
        for node in self.inputs(function)[1:] if function in self.touched else ():
            start = first_loss(self.losses.of(node, WORST_LOST), self.question.as_of)[0]
            if start > self.horizon or covers(self.losses.begun.get(node, ()), self.question.as_of):
                continue
            sure = first_loss(self.losses.of(node, BEST_ENDLESS), self.question.as_of)[0]
            day = sure if sure <= self.horizon else start
            word = "lost" if sure <= self.horizon else "at risk"
            when = "since" if day <= self.question.as_of else "from"
            found.append(Mark(MarkKind.EXPOSED, node, "", f"{node} is {word} {when} {day}"))
        return tuple(sorted(found))

    def _of_supply(self, supply: str) -> Iterator[Mark]:
        for cut in self.reached.by_supply.get(supply, ()):
            yield from self._of_exceptions(supply, cut.lifted)
            if cut.makes_harder and first_loss(cut.possible, self.question.as_of)[0] <= self.horizon:
                kind = MarkKind.RISK if cut.effect is Effect.RISK else MarkKind.HARDER
                yield Mark(kind, cut.subject, cut.cause, cut.words)
        for measure in self.reached.unclassified.get(supply, ()):
            row = self.world.by_id(Measure)[measure]
            words = f"nobody has classified what {supply} brings, so it could not be held against {row.act}"
            yield Mark(MarkKind.UNCLASSIFIED, supply, measure, words)
        for payment in self.payments.get(supply, ()):
            gaps = self.reached.gaps.get(payment, ())
            banks = [gap for gap in gaps if gap.startswith("bank")]
            if banks:
                yield Mark(MarkKind.PAYMENT, payment, payment, f"{payment}: {' and '.join(banks)} not known")
        for words in self.conflicts.get(supply, ()):
            yield Mark(MarkKind.CONFLICT, supply, "", words)

    def _of_exceptions(self, supply: str, lifted: tuple[str, ...]) -> Iterator[Mark]:
        for name in lifted:
            row = self.world.by_id(Exemption).get(name)
            if row is None or not (row.decision == "granted" or row.decided_by == "text"):
                continue
            if row.until is not None and self.question.as_of < row.until <= self.horizon:
                yield Mark(MarkKind.LAPSES, supply, name, f"the {row.kind.replace('_', ' ')} ends on {row.until}")
            elif row.decision == "granted":
                yield Mark(MarkKind.GRANTED, supply, name, f"{row.measure} is lifted: {row.note or row.kind}")

    def _of_stock(self, item: str) -> Iterator[Mark]:
        for stock in self.stocks[item].others:
            words = (
                f"{stock.quantity or 'an amount'} of {item} lies with {stock.holder}, who is neither buyer nor end user"
            )
            yield Mark(MarkKind.STOCK_ELSEWHERE, item, stock.id, words)
