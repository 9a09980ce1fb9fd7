"""What else takes a supply away: partners' own decisions, accidents, ends of contracts, and what somebody said?

A withdrawal that suspends, ends or refuses cuts for certain; a condition or threat may. Whoever withdrew may resume. A
statement that something would stop moves only the earliest day, never the latest. Law and partner
decision stay two causes: a withdrawal carries what prompted it as a step, not as its own cause.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Day
from typing import Final

from cutset.findings import Because, Step
from cutset.reach.cuts import CauseKind, Cut
from cutset.reach.fit import Fit, fit_on
from cutset.reach.steps import step_of
from cutset.spans import NONE, Spans, span
from cutset.status import Confidence, Effect
from cutset.world.rows import Accident, Function, Measure, Row, Statement, Supply, Withdrawal
from cutset.world.world import World

__all__ = ["decided_cuts"]

CERTAIN_KINDS: Final = frozenset({"suspend", "end", "refuse"})


def decided_cuts(world: World) -> Iterator[Cut]:
    """Yield the cuts of a world that no law makes, in the order of their rows."""
    for withdrawal in world.of(Withdrawal):
        if withdrawal.kind != "resume":
            yield from _withdrawn(world, withdrawal)
    for accident in world.of(Accident):
        yield from _struck(world, accident)
    for supply in world.of(Supply):
        if supply.until is not None:
            yield from _ended(supply)
    for statement in world.of(Statement):
        if statement.effect == "would_stop":
            yield from _said(world, statement)


def _withdrawn(world: World, row: Withdrawal) -> Iterator[Cut]:
    supplies = world.by_id(Supply)
    for name in row.supplies:
        if name not in supplies:
            continue
        # A resumption that is itself not well founded ends what is certain, not what may be.
        surely, maybe = (
            span(row.date, _resumed(world, row, name)),
            span(row.date, _resumed(world, row, name, firm=True)),
        )
        firm = row.kind in CERTAIN_KINDS
        fit = Fit(surely, maybe, maybe).founded_on(row.confidence)
        because = (*_prompting(world, row), step_of(row, _withdrawal_words(world, row)))
        effect = Effect.FORBIDDEN if row.effect == "stops" else Effect.HARDER
        yield _cut(supplies[name], row, "partner", fit if firm else fit.hedged(), because, effect)


def _resumed(world: World, row: Withdrawal, supply: str, *, firm: bool = False) -> Day | None:
    later = [
        other.date
        for other in world.of(Withdrawal)
        if other.kind == "resume"
        and other.by == row.by
        and supply in other.supplies
        and other.date >= row.date
        and (not firm or other.confidence.carries_certainty)
    ]
    return min(later, default=None)


def _prompting(world: World, row: Withdrawal) -> Because:
    """Return what prompted a withdrawal: a second cause, with its own confidence, never the cut itself."""
    if not row.prompted_by:
        return ()
    prompt = world.find(row.prompted_by)
    sure = row.prompted_confidence or Confidence.GENERAL
    if prompt is None:
        words = f"said to be prompted by {row.prompted_by}, which is not known on this day"
        return (Step(row=row.id, table=row.table, words=words, certainty=sure),)
    named = f"{prompt.issuer}: {prompt.act}" if isinstance(prompt, Measure) else f"{prompt.table} {prompt.id}"
    words = f"prompted by {named} ({sure}); the decision is the partner's own"
    return (Step(row=prompt.id, table=prompt.table, words=words, sources=prompt.source, certainty=sure),)


def _withdrawal_words(world: World, row: Withdrawal) -> str:
    verb = {
        "suspend": "suspends it",
        "end": "ends it",
        "refuse": "refuses it",
        "condition": "sets a condition for it",
        "threat": "threatens to end it",
    }[row.kind]
    reason = f": {row.stated_reason}" if row.stated_reason else ""
    return f"{row.by} {verb}{reason}"


def _struck(world: World, row: Accident) -> Iterator[Cut]:
    supplies = world.by_id(Supply)
    for name in row.supplies:
        if name in supplies:
            fit = fit_on(span(row.from_, row.until), row.confidence)
            fit = fit if row.certainty == "certain" else fit.hedged()
            yield _cut(supplies[name], row, "accident", fit, (step_of(row, f"{row.kind}: {row.what}"),))


def _ended(supply: Supply) -> Iterator[Cut]:
    days = span(supply.until, None)
    if days:
        fit = fit_on(days, supply.confidence)
        words = f"the contract of {supply.id} ends"
        yield _cut(supply, supply, "contract", fit, (step_of(supply, words),))


def _said(world: World, row: Statement) -> Iterator[Cut]:
    if row.from_ is None:
        return
    days = span(row.from_, row.until)
    fit = Fit(NONE, days, days)
    words = f"{row.who or row.reported_by or 'somebody'} ({row.hedge}): {row.words}"
    because = (step_of(row, words),)
    for name in row.bears_on:
        supply = world.by_id(Supply).get(name)
        if supply is not None:
            yield _cut(supply, row, "statement", fit, because)
        elif name in world.by_id(Function):
            yield _about_function(name, row, days, because)


def _about_function(function: str, row: Statement, days: Spans, because: Because) -> Cut:
    return Cut(
        subject=function,
        supply="",
        act="",
        effect=Effect.FORBIDDEN,
        cause=row.id,
        kind="statement",
        law="",
        certain=NONE,
        possible=days,
        conceivable=days,
        because=because,
        words=because[-1].words,
    )


def _cut(
    supply: Supply,
    row: Row,
    kind: CauseKind,
    fit: Fit,
    because: Because,
    effect: Effect = Effect.FORBIDDEN,
) -> Cut:
    # A supply row that is itself general or disputed is no better founded than what it says.
    fit = fit.founded_on(supply.confidence)
    return Cut(
        subject=supply.id,
        supply=supply.id,
        act="",
        effect=effect,
        cause=row.id,
        kind=kind,
        law="",
        certain=fit.certain,
        possible=fit.possible,
        conceivable=fit.conceivable,
        because=because,
        words=because[-1].words,
    )
