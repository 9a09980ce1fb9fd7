"""On which stretches of days is a function lost, may be lost or cannot be told, and what bridges a loss?

Lost is what even the best reading loses; what only the worst reading loses may be lost; what only the reading of the
missing as lost loses is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cutset.assess import Assessment
from cutset.dates import ALWAYS, NEVER, DateRange
from cutset.impact.clocks import clock_kind
from cutset.impact.impact import FunctionFinding
from cutset.impact.losses import formula_lost
from cutset.impact.scenario import BEST_ENDLESS, BEST_LOST, WORST_ENDLESS, WORST_LOST, Scenario, cut_days
from cutset.report.document import StretchLine
from cutset.report.steps import day_or_none
from cutset.spans import NONE, Spans, first_loss, joined, without
from cutset.world.formula import needed_ids
from cutset.world.rows import Function

__all__ = ["stretch_lines"]


def stretch_lines(found: Assessment, one: FunctionFinding) -> tuple[StretchLine, ...]:
    """Return the stretches of a function, losses first."""
    return (*_losses(found, one), *_stocks(found, one), *_clock(found, one))


def _losses(found: Assessment, one: FunctionFinding) -> Iterator[StretchLine]:
    past = one.shape == "event"
    lost = {
        scenario: found.felt.losses.of(one.function, scenario._replace(past=past))
        for scenario in (BEST_ENDLESS, BEST_LOST, WORST_ENDLESS, WORST_LOST)
    }
    sure = lost[BEST_ENDLESS]
    perhaps = without(lost[WORST_ENDLESS], sure)
    untold = without(without(joined(lost[WORST_LOST], lost[BEST_LOST]), lost[WORST_ENDLESS]), sure)
    begun = found.felt.losses.begun.get(one.function, NONE) if one.shape == "continuous" else NONE
    yield from _told("not begun", begun)
    yield from _told("lost", without(sure, begun))
    yield from _told("may be lost", without(perhaps, begun))
    yield from _told("not known whether lost", without(untold, begun))


def _told(kind: str, spans: Spans) -> Iterator[StretchLine]:
    for start, end in spans:
        first, last = day_or_none(date.fromordinal(start)), day_or_none(date.fromordinal(end))
        words = kind + (f" from {first}" if first else "") + (f" until {last}" if last else "")
        yield StretchLine(kind, first, last, last, "", words)


def _stocks(found: Assessment, one: FunctionFinding) -> Iterator[StretchLine]:
    """Yield how long stocks bridge: of items that the function needs itself or that stand in its chain."""
    steps = {step.row for step in one.because if step.table == "items"}
    near = {*needed_ids(found.world.one(Function, one.function).needs), *steps}
    for name in sorted(one for one in near if one in found.felt.items):
        item, stock = found.felt.items[name], found.felt.stocks.get(name)
        if stock is None or not stock.counted or not stock.is_known or item.supplies_end.earliest == NEVER:
            continue
        begins = max(item.supplies_end.earliest, stock.as_of)
        if item.stops.earliest <= begins and item.stops.earliest == item.stops.latest:
            continue
        out = item.stops
        words = f"stock of {found.world.name(name)} bridges from {begins} {_until(out)}"
        yield StretchLine("stock", begins, day_or_none(out.earliest), day_or_none(out.latest), name, words)


def _until(out: DateRange) -> str:
    if out.earliest == NEVER:
        return "without an end that is known"
    if out.is_exact:
        return f"until {out.earliest}"
    latest = "no latest day is known" if out.latest == NEVER else f"{out.latest} at the latest"
    return f"until {out.earliest} at the earliest, {latest}"


def _clock(found: Assessment, one: FunctionFinding) -> Iterator[StretchLine]:
    """Yield the time that a clock adds between the loss of what a function needs and the day it is felt."""
    function = found.world.one(Function, one.function)
    kind = clock_kind(function)
    if kind not in ("orbit", "window") or one.shape == "event":
        return
    felt = {one: found.felt.losses.of(function.id, one) for one in (WORST_ENDLESS, BEST_ENDLESS)}
    raw = first_loss(_unbridged(found, function, WORST_ENDLESS), found.question.as_of)[0]
    worst, best = (first_loss(felt[one], found.question.as_of)[0] for one in (WORST_ENDLESS, BEST_ENDLESS))
    if raw in (NEVER, ALWAYS) or worst <= raw == best:
        return
    words = f"clock {function.clock} adds time from {raw} {_until(DateRange(worst, best))}"
    yield StretchLine("clock", raw, day_or_none(worst), day_or_none(best), function.clock, words)


def _unbridged(found: Assessment, function: Function, scenario: Scenario) -> Spans:
    """Return the losses of what a function needs, before its clock."""
    as_of = found.question.as_of.toordinal()
    said = (cut_days(cut, scenario, as_of) for cut in found.reached.by_function.get(function.id, ()))
    under = formula_lost(function.needs, lambda node: found.felt.losses.of(node, scenario), NONE)
    return joined(*said, under)
