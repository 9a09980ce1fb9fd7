"""What would helping cost the helper? The article's own question, answered *if listed*.

For a would-be helper whom a measure puts at risk, its listing under that measure's law is supposed, and its own
programmes are assessed. Where their inputs are not known the answer is "cannot tell"; of a helper that is caught
or may be already only that is told, and nothing is supposed.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cutset.dates import NEVER, DateRange
from cutset.impact.clocks import Clocks
from cutset.impact.impact import Impact, impact
from cutset.match.parties import Matched
from cutset.reach.reaching import Reached, reach
from cutset.spans import first_loss
from cutset.status import Confidence, Effect, FunctionStatus
from cutset.world.question import Question
from cutset.world.rows import Act, Function, LawId, Measure, MeasureId, Party, Programme, Row, Supply, Target
from cutset.world.settings import Exposure
from cutset.world.world import World

__all__ = ["ExposedFunction", "ExposureFinding", "find_exposures"]

LISTINGS = ("asset_freeze", "entity_list")
"""Kinds of measure that are supposed: the freeze of a person, and the listing of an end user."""


class ExposedFunction(msgspec.Struct, frozen=True):
    """What the helper's listing would do to one of its own functions.

    Parameters
    ----------
    function
        The function.
    before, after
        Its status now, and if its operator's helper were listed.
    stops
        Between which days it would stop.
    words
        The same in a sentence.
    """

    function: str
    before: FunctionStatus
    after: FunctionStatus
    stops: DateRange
    words: str


class ExposureFinding(msgspec.Struct, frozen=True):
    """What helping would cost a helper, if it were listed.

    Parameters
    ----------
    id
        ``replace:PARTY:exposure-LAW@DAY``.
    supplier
        The would-be helper.
    law
        The law under which its listing is supposed.
    at_risk_by
        Measures that put such helpers at risk.
    words
        The finding in a sentence.
    functions
        Its own functions.
    """

    id: str
    supplier: str
    law: str
    at_risk_by: tuple[str, ...]
    words: str
    functions: tuple[ExposedFunction, ...]


def find_exposures(
    world: World, matched: Matched, reached: Reached, felt: Impact, question: Question, clocks: Clocks
) -> dict[str, ExposureFinding]:
    """Return what helping would cost each would-be helper, by party and law."""
    found: dict[str, ExposureFinding] = {}
    for supplier, functions, offers in _helpers(world):
        for law, measures in _risks(reached, offers, question).items():
            finding = _exposure(world, matched, reached, felt, question, clocks, supplier, functions, law, measures)
            found[finding.id] = finding
    return dict(sorted(found.items()))


def _helpers(world: World) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return would-be helpers, their own functions and the offers that stand for them."""
    asked: list[tuple[Exposure, tuple[str, ...]]] = [
        (topic.exposure, topic.offers) for topic in world.settings.questions.values() if topic.exposure is not None
    ]
    found = [(one.supplier, one.functions, offers) for one, offers in asked]
    named = {supplier for supplier, _, _ in found}
    found += [
        (offer.seller, (), (offer.id,))
        for offer in world.of(Supply)
        if offer.standing in ("offered", "promised") and offer.seller and offer.seller not in named
    ]
    return found


def _risks(reached: Reached, offers: Sequence[str], question: Question) -> dict[str, tuple[str, ...]]:
    """Return the measures that put helpers at risk over these offers, by law."""
    found: dict[str, set[str]] = {}
    for offer in offers:
        for cut in reached.by_supply.get(offer, ()):
            if cut.effect is Effect.RISK and first_loss(cut.possible, question.as_of)[0] <= question.horizon:
                found.setdefault(cut.law, set()).add(cut.cause)
    return {law: tuple(sorted(measures)) for law, measures in sorted(found.items())}


def _exposure(
    world: World,
    matched: Matched,
    reached: Reached,
    felt: Impact,
    question: Question,
    clocks: Clocks,
    supplier: str,
    functions: tuple[str, ...],
    law: str,
    measures: tuple[str, ...],
) -> ExposureFinding:
    name = f"replace:{supplier}:exposure-{law}@{question.as_of}"
    held = [
        hold
        for hold in reached.listings.of_party.get(supplier, ())
        if first_loss(hold.fit.conceivable, question.as_of)[0] <= question.horizon
    ]
    if held:
        # Of a helper that is caught, or may be, only that is told: nothing is supposed.
        measure = reached.measures[held[0].measure]
        words = f"it is caught already, or may be, by {measure.issuer}: {measure.act}"
        return ExposureFinding(name, supplier, law, measures, words, ())
    own = functions or _own_functions(world, supplier, felt)
    party = world.by_id(Party).get(supplier)
    if not own or party is None or party.kind in ("class", "unknown"):
        words = f"if listed: cannot tell; no programme of {supplier} is known"
        return ExposureFinding(name, supplier, law, measures, words, ())
    supposed = world.supposing(*_listing(world, supplier, law, question))
    after = impact(supposed, reach(supposed, matched, question), question, clocks)
    rows = tuple(_exposed(one, felt, after) for one in own if one in felt.functions)
    words = f"if listed under {law} law: {_summary(world, rows)}"
    return ExposureFinding(name, supplier, law, measures, words, rows)


def _own_functions(world: World, supplier: str, felt: Impact) -> tuple[str, ...]:
    programmes = {row.id for row in world.of(Programme) if supplier in (row.operator, *row.partners)}
    return tuple(name for name, finding in felt.functions.items() if finding.programme in programmes)


def _listing(world: World, supplier: str, law: str, question: Question) -> list[Row]:
    kinds = {act.measure_kind for act in world.of(Act)}
    rows: list[Row] = []
    for kind in LISTINGS:
        if kind not in kinds:
            continue
        name = f"IF-LISTED:{supplier}:{kind}"
        rows.append(
            Measure(
                id=name,
                known=question.known_by,
                confidence=Confidence.DOCUMENTED,
                issuer="supposed",
                law=LawId(law),
                act=f"listing of {supplier}, supposed",
                kind=kind,
                applies_from=question.as_of,
                until=NEVER,
                binds=("persons", "items", "currency"),
                coverage="complete",
            )
        )
        roles = ("party",) if kind == "asset_freeze" else ("buyer", "end_user")
        rows += [
            Target(
                id=f"{name}#{role}",
                known=question.known_by,
                measure=MeasureId(name),
                group="who",
                role=role,  # type: ignore[arg-type]
                target=supplier,
            )
            for role in roles
        ]
    return rows


def _exposed(function: str, felt: Impact, after: Impact) -> ExposedFunction:
    before, then = felt.functions[function], after.functions[function]
    if then.status == before.status:
        words = f"{then.name}: {then.status} as now"
    elif then.status is FunctionStatus.CANNOT_TELL:
        words = f"{then.name}: cannot tell; an input of it is not known"
    else:
        words = f"{then.name}: {then.status} (now {before.status})"
    return ExposedFunction(function, before.status, then.status, then.stops, words)


def _summary(world: World, rows: Sequence[ExposedFunction]) -> str:
    stops = [row.function for row in rows if row.after.is_stop and not row.before.is_stop]
    unknown = [row.function for row in rows if row.after is FunctionStatus.CANNOT_TELL]
    risk = [row.function for row in rows if row.after is FunctionStatus.AT_RISK and row.before.is_well]
    parts = []
    if stops:
        parts.append(f"would stop: {_named(world, stops)}")
    if risk:
        parts.append(f"may stop: {_named(world, risk)}")
    if unknown:
        parts.append(f"cannot tell: {_named(world, unknown)}")
    return "; ".join(parts) or "no loaded row shows that anything of its own would stop"


def _named(world: World, functions: Sequence[str]) -> str:
    rows = world.by_id(Function)
    return ", ".join(f"{rows[one].name} ({world.name(rows[one].programme)})" for one in functions)
