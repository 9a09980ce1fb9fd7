"""What stops, when, how sure is that, and through which chain?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from cutset.dates import NEVER, DateRange
from cutset.findings import Because, Step
from cutset.impact.chain import Explainer
from cutset.impact.clocks import Clocks, clock_kind
from cutset.impact.graph import Graph, build_graph
from cutset.impact.judge import Verdict, judge
from cutset.impact.losses import Losses, find_losses
from cutset.impact.marks import Mark, Marker, MarkKind
from cutset.impact.orbit_clock import OrbitClock
from cutset.impact.scenario import BEST_ENDLESS, WORST_ENDLESS, WORST_LOST
from cutset.impact.stock import ItemStock, find_stocks
from cutset.impact.window_clock import WindowClock
from cutset.impact.wording import function_words, short_words
from cutset.reach.reaching import Reached
from cutset.spans import first_loss
from cutset.status import FunctionStatus, Why
from cutset.world.question import Question
from cutset.world.rows import Function, Programme
from cutset.world.world import World

__all__ = ["FunctionFinding", "Impact", "ItemFinding", "impact", "status_of"]

CAUSE_TABLES = frozenset({"measures", "withdrawals", "accidents", "statements", "supplies"})


class FunctionFinding(msgspec.Struct, frozen=True):
    """What becomes of a function.

    Parameters
    ----------
    id
        ``impact:FUNCTION:stops@DAY``.
    function, name, programme
        The function, what it does, and whose it is.
    shape
        continuous or event.
    status
        The word.
    stops
        Between which days it stops, or its event is lost.
    why
        Whether the range is open because the world is, or because a row is missing.
    until
        First day on which it would go on again; never where no such day is known.
    due_from, due_until
        Due window of an event.
    first_cause
        Id of the row that began the chain; empty where nothing is lost.
    short
        The status with its deciding day, in a few words.
    words
        The finding in a sentence.
    because
        From the first cause to the function.
    marks
        What stands beside the status.
    clock
        What its clock adds, or that it is not modelled.
    """

    id: str
    function: str
    name: str
    programme: str
    shape: str
    status: FunctionStatus
    stops: DateRange
    why: Why
    until: date
    due_from: date | None
    due_until: date | None
    first_cause: str
    short: str
    words: str
    because: Because
    marks: tuple[Mark, ...]
    clock: str


class ItemFinding(msgspec.Struct, frozen=True):
    """An item that is lost, or may be, within the horizon.

    Parameters
    ----------
    id
        ``impact:ITEM:stops@DAY``.
    item
        The item.
    stops
        Between which days it is out, its stock used up.
    supplies_end
        Between which days its supplies end.
    because
        From the first cause to the item.
    functions
        Functions that rest on it.
    """

    id: str
    item: str
    stops: DateRange
    supplies_end: DateRange
    because: Because
    functions: tuple[str, ...]


class Impact(msgspec.Struct, frozen=True):
    """What stage *impact* found.

    Parameters
    ----------
    functions
        Findings by function, in the order of their ids.
    items
        Findings by item, of those that are lost or may be.
    graph, losses, stocks
        What later stages evaluate again on supposed worlds.
    """

    functions: Mapping[str, FunctionFinding]
    items: Mapping[str, ItemFinding]
    graph: Graph
    losses: Losses
    stocks: Mapping[str, ItemStock]


def impact(world: World, reached: Reached, question: Question, clocks: Clocks | None = None) -> Impact:
    """Return what stops, when, and why.

    Parameters
    ----------
    world
        A world as known on the day of the question.
    reached
        What stage *reach* found.
    question
        The as-of day and the horizon.
    clocks
        Clocks by kind; by default the decay of orbits and the windows to planets.
    """
    clocks = clocks if clocks is not None else default_clocks(world, question)
    graph, stocks = build_graph(world), find_stocks(world)
    losses = find_losses(graph, reached, stocks, clocks, question.as_of)
    explainer = Explainer(world, graph, reached, stocks, losses, question.as_of)
    marker = Marker(world, graph, reached, stocks, losses, question)
    functions = {
        function.id: _function_finding(world, function, question, losses, explainer, marker, clocks)
        for function in world.of(Function)
    }
    items = {
        item: finding
        for item in sorted(graph.items)
        if (finding := _item_finding(item, graph, losses, question, explainer)) is not None
    }
    return Impact(functions=functions, items=items, graph=graph, losses=losses, stocks=stocks)


def default_clocks(world: World, question: Question) -> Clocks:
    """Return the clocks that an assessment uses unless others are given."""
    return {"orbit": OrbitClock(world, question), "window": WindowClock(question)}


def status_of(function: Function, losses: Losses, question: Question) -> Verdict:
    """Return only the word and days of a function, without chain and marks."""
    return judge(function, losses, question)


def _function_finding(
    world: World,
    function: Function,
    question: Question,
    losses: Losses,
    explainer: Explainer,
    marker: Marker,
    clocks: Clocks,
) -> FunctionFinding:
    verdict = judge(function, losses, question)
    because: Because = ()
    if verdict.on != NEVER and not verdict.status.is_well:
        because = explainer.because(function.id, verdict.on.toordinal(), verdict.shown)
    clock = clocks.get(clock_kind(function))
    said = clock.words(function) if clock is not None and not verdict.status.is_well else None
    marks = list(marker.of(function.id))
    if verdict.status.is_well:
        marks += marker.lost_inputs(function.id)
    if said is not None and not said.modelled:
        marks.append(Mark(MarkKind.NOT_MODELLED, function.id, function.id, said.words))
    programme = world.by_id(Programme).get(function.programme)
    return FunctionFinding(
        id=f"impact:{function.id}:stops@{question.as_of}",
        function=function.id,
        name=function.name,
        programme=function.programme,
        shape=function.shape,
        status=verdict.status,
        stops=verdict.stops,
        why=verdict.why,
        until=verdict.until,
        due_from=function.due_from,
        due_until=function.due_until,
        first_cause=first_cause(because),
        short=short_words(verdict, function, question),
        words=function_words(function, programme.name if programme else function.programme, verdict, question),
        because=because,
        marks=tuple(sorted(marks)),
        clock=said.words if said is not None else "",
    )


def first_cause(because: Because) -> str:
    """Return the row that began a chain: the first one that is a cause and not what prompted it."""
    causes = [step for step in because if step.table in CAUSE_TABLES and not _is_prompt(step)]
    return causes[0].row if causes else (because[0].row if because else "")


def _is_prompt(step: Step) -> bool:
    return bool(step.certainty)


def _item_finding(
    item: str, graph: Graph, losses: Losses, question: Question, explainer: Explainer
) -> ItemFinding | None:
    worst = first_loss(losses.of(item, WORST_LOST), question.as_of)[0]
    if worst > question.horizon and not _supplies_cut(item, graph, losses, question):
        return None
    best = first_loss(losses.of(item, BEST_ENDLESS), question.as_of)[0]
    shown = BEST_ENDLESS if best <= question.horizon else WORST_ENDLESS
    if first_loss(losses.of(item, shown), question.as_of)[0] == NEVER:
        shown = WORST_LOST
    day = max(first_loss(losses.of(item, shown), question.as_of)[0], question.as_of)
    functions = tuple(sorted(node for node in graph.above([item]) if node in graph.functions))
    return ItemFinding(
        id=f"impact:{item}:stops@{question.as_of}",
        item=item,
        stops=DateRange(worst, best),
        supplies_end=_supplies_end(item, graph, losses, question),
        because=explainer.because(item, day.toordinal(), shown) if day != NEVER else (),
        functions=functions,
    )


def _supplies_cut(item: str, graph: Graph, losses: Losses, question: Question) -> bool:
    return _supplies_end(item, graph, losses, question).earliest <= question.horizon


def _supplies_end(item: str, graph: Graph, losses: Losses, question: Question) -> DateRange:
    """Return when the last of an item's supplies ends, its stock left aside."""
    counted = graph.of_item.get(item, ())
    if not counted:
        return DateRange(NEVER, NEVER)
    ends = [
        (
            first_loss(losses.of(supply, WORST_LOST), question.as_of)[0],
            first_loss(losses.of(supply, BEST_ENDLESS), question.as_of)[0],
        )
        for supply in counted
    ]
    return DateRange(max(end[0] for end in ends), max(end[1] for end in ends))
