"""How does an assessment become the document that every report is made from?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from cutset import __version__
from cutset.assess import Assessment
from cutset.dates import NEVER
from cutset.impact.impact import FunctionFinding, ItemFinding
from cutset.impact.stock import ItemStock
from cutset.replace.exposure import ExposureFinding
from cutset.replace.offers import OfferFinding
from cutset.report.causes import cause_kind, cause_words
from cutset.report.cited import cited_lines, names_of, source_lines
from cutset.report.document import (
    NOTICE,
    AgreementLine,
    Document,
    ExposureLine,
    FunctionLine,
    ItemLine,
    ListLine,
    MarkLine,
    MeasureLine,
    OfferLine,
    ProgrammeLine,
    RateLine,
    StatementLine,
)
from cutset.report.matches import match_lines, undecided_words
from cutset.report.parties import party_lines
from cutset.report.payments import payment_lines
from cutset.report.steps import day_or_none, days_of, step_lines
from cutset.report.stretches import stretch_lines
from cutset.report.topics import topic_lines
from cutset.status import FunctionStatus
from cutset.world.rows import Agreement, Function, Item, Measure, Programme, Source, Statement
from cutset.world.world import World

__all__ = ["FORMAT", "build_document"]

FORMAT: Final = "cutset-assessment/1"


def build_document(found: Assessment, remarks: Sequence[str] = ()) -> Document:
    """Return the document of an assessment.

    Parameters
    ----------
    found
        The assessment.
    remarks
        What else should be known of the input.
    """
    question, world = found.question, found.world
    shown = _Shown(found)
    laws = question.laws or tuple(sorted({one.law for one in found.reached.measures.values()}))
    document = Document(
        format=FORMAT,
        cutset=__version__,
        notice=NOTICE,
        world=world.settings.name,
        title=world.settings.title or world.settings.name,
        as_of=question.as_of,
        known_by=question.known_by,
        horizon=question.horizon,
        laws=laws,
        actor=question.actor,
        readings=question.readings,
        lists=tuple(_list_line(one) for one in found.matched.lists),
        topics=(),
        programmes=_programmes(found),
        items=tuple(_item_line(found, one) for one in found.felt.items.values()),
        parties=party_lines(found),
        payments=tuple(one for one in payment_lines(found) if shown.rests_on(one.supply)),
        offers=tuple(_offer_line(world, one) for one in found.replaced.offers.values() if shown.rests_on(one.item)),
        exposures=tuple(_exposure_line(world, one) for one in found.replaced.exposures.values() if shown.all),
        agreements=tuple(_agreement_line(world, one) for one in world.of(Agreement)),
        measures=tuple(_measure_line(one) for one in found.reached.measures.values()),
        statements=tuple(_statement_line(one) for one in world.of(Statement)),
        conflicts=_conflicts(found),
        supposed=tuple(sorted(f"{row.table} {row.id}" for row in world.supposed)),
        not_carried=_not_carried(found.reached.measures.values()),
        missing=_missing(found),
        remarks=(*_unread_laws(found), *remarks, *found.matched.unused, *undecided_words(found)),
        names={},
        cited=(),
        sources=(),
        matches=match_lines(found),
    )
    document = msgspec.structs.replace(document, names=names_of(world, document))
    cited = cited_lines(world, document)
    document = msgspec.structs.replace(document, cited=cited, sources=source_lines(world, document, cited))
    return msgspec.structs.replace(document, topics=topic_lines(world.settings, document))


class _Shown:
    """What is shown where the result is narrowed to the programmes of one operator."""

    def __init__(self, found: Assessment) -> None:
        self.graph, actor = found.felt.graph, found.question.actor
        self.all = not actor
        programmes = {row.id for row in found.world.of(Programme) if row.operator == actor}
        self.functions = {name for name, one in found.felt.functions.items() if one.programme in programmes}

    def rests_on(self, node: str) -> bool:
        """Whether a function that is shown rests on a supply or item."""
        return self.all or not self.functions.isdisjoint(self.graph.above([node]))


def _list_line(one: object) -> ListLine:
    return msgspec.convert(one, ListLine, from_attributes=True)


def _programmes(found: Assessment) -> tuple[ProgrammeLine, ...]:
    by_programme: dict[str, list[FunctionFinding]] = defaultdict(list)
    for finding in found.felt.functions.values():
        by_programme[finding.programme].append(finding)
    rows = found.world.by_id(Programme)
    names = sorted({*by_programme, *rows})
    lines = []
    for name in names:
        row = rows.get(name)
        operator = (row.operator if row else None) or ""
        if found.question.actor and found.question.actor != operator:
            continue
        lines.append(
            ProgrammeLine(
                id=name,
                name=row.name if row else name,
                operator=operator,
                partners=row.partners if row else (),
                functions=tuple(_function_line(found, one) for one in by_programme[name]),
            )
        )
    return tuple(lines)


def _function_line(found: Assessment, one: FunctionFinding) -> FunctionLine:
    world = found.world
    untold = one.status is FunctionStatus.CANNOT_TELL
    return FunctionLine(
        id=one.id,
        function=one.function,
        name=one.name,
        programme=one.programme,
        needs=str(world.one(Function, one.function).needs),
        shape=one.shape,
        status=str(one.status),
        stops=days_of(one.stops),
        until=day_or_none(one.until),
        due_from=one.due_from,
        due_until=one.due_until,
        why=str(one.why),
        first_cause=one.first_cause,
        cause_kind="missing" if untold else cause_kind(world, one.because),
        cause=f"it would take {_gap(one)}" if untold else cause_words(world, one.because),
        short=one.short,
        words=one.words,
        because=step_lines(one.because),
        marks=tuple(MarkLine(str(mark.kind), mark.subject, mark.row, mark.words) for mark in one.marks),
        clock=one.clock,
        stretches=stretch_lines(found, one),
    )


def _item_line(found: Assessment, one: ItemFinding) -> ItemLine:
    row = found.world.by_id(Item).get(one.item)
    stock = found.felt.stocks.get(one.item)
    return ItemLine(
        id=one.id,
        item=one.item,
        name=row.name if row else one.item,
        supplies_end=days_of(one.supplies_end),
        out=days_of(one.stops),
        arithmetic=_arithmetic(one, stock) if stock is not None and stock.counted else "",
        functions=one.functions,
        because=step_lines(one.because),
    )


def _arithmetic(one: ItemFinding, stock: ItemStock) -> str:
    """Return how long the stock lasts, as a person would reckon it."""
    held = "; ".join(step.words for step in stock.steps())
    if not stock.is_known:
        return f"{held}: how long that lasts is not known"
    out = one.stops
    if out.earliest == out.latest:
        return f"{held}: " + ("what is known to be used does not use it up" if out.latest == NEVER else f"out on {out}")
    latest = "no day that is known" if out.latest == NEVER else str(out.latest)
    return f"{held}: out on {out.earliest} at the earliest, on {latest} at the latest"


def _offer_line(world: World, one: OfferFinding) -> OfferLine:
    reasons = (*one.gated.refusals, *one.gated.asks)
    return OfferLine(
        id=one.id,
        supply=one.supply,
        item=one.item,
        name=world.name(one.item),
        seller=one.seller,
        standing=one.standing,
        status=str(one.status),
        words=one.words,
        reasons=tuple(reason.words for reason in reasons),
        begins=day_or_none(one.begins),
        price=str(one.price) if one.price else "",
        converted=str(one.converted.money) if one.converted else "",
        rates=tuple(
            RateLine(row, day, f"{rate:f}") for row, day, rate in (one.converted.rates if one.converted else ())
        ),
        restores=tuple(f"{back.function}: {back.before} -> {back.after}" for back in one.restores),
        flags=tuple(f"{flag.flag} ({flag.severity}): {flag.words}" for flag in one.flags if flag.state == "fires"),
        ask_for=tuple(
            f"{flag.flag}: {flag.words.removeprefix('ask for: ')}"
            for flag in one.flags
            if flag.state == "cannot tell" and flag.words.startswith("ask for: ")
        ),
        because=step_lines(reasons[0].because) if reasons else (),
    )


def _exposure_line(world: World, one: ExposureFinding) -> ExposureLine:
    return ExposureLine(
        id=one.id,
        supplier=one.supplier,
        name=world.name(one.supplier),
        law=one.law,
        at_risk_by=one.at_risk_by,
        words=one.words,
        functions=tuple(row.words for row in one.functions),
    )


def _agreement_line(world: World, one: Agreement) -> AgreementLine:
    sources = world.by_id(Source)
    days = [sources[name].date for name in one.source if name in sources]
    last = max(
        (day for day in (*days, one.date, one.known) if day is not None and not one.known_inferred), default=one.date
    )
    said = f"{one.kind or 'agreement'}: {one.status.replace('_', ' ')}"
    if one.status in ("ended", "suspended"):
        words = f"{said} ({one.known})"
    elif one.status in ("in_force", "ratified"):
        words = f"{said} as far as is known, last news {last or 'not known'}"
    else:
        words = f"{said}, no news after {last or 'a day not known'}: whether it holds cannot be told"
    return AgreementLine(f"world:{one.id}", one.about, one.kind, one.parties, one.status, words)


def _measure_line(one: Measure) -> MeasureLine:
    return MeasureLine(
        id=one.id,
        issuer=one.issuer,
        law=one.law,
        act=one.act,
        kind=one.kind,
        announced=one.announced,
        adopted=one.adopted,
        published=one.published,
        applies_from=one.applies_from,
        until=day_or_none(one.until),
        coverage=one.coverage,
        known=one.known,
        confidence=str(one.confidence),
        sources=one.source,
    )


def _statement_line(one: Statement) -> StatementLine:
    return StatementLine(
        id=one.id,
        who=one.who or "",
        said_on=one.said_on,
        hedge=one.hedge,
        effect=one.effect,
        words=one.words,
        bears_on=one.bears_on,
        reported_by=one.reported_by,
        from_=one.from_,
        until=day_or_none(one.until),
        known=one.known,
        sources=one.source,
    )


def _conflicts(found: Assessment) -> tuple[str, ...]:
    lines = {
        f"{one.party} over {one.supply}: {one.measure} cuts it, {one.against} burdens whoever obeys"
        for one in found.reached.conflicts
    }
    return tuple(sorted(lines))


def _not_carried(measures: Iterable[Measure]) -> tuple[str, ...]:
    words = {
        "partial": "more names exist than the world carries",
        "list": "its list is not carried; a match through a class of goods is possible, no more",
    }
    return tuple(
        f"{one.id} ({one.issuer}: {one.act}): {words[one.coverage]}" for one in measures if one.coverage in words
    )


def _unread_laws(found: Assessment) -> tuple[str, ...]:
    """Return that nothing could be cut where no measure was read at all, or none of a law that was asked for."""
    read = {one.law for one in found.reached.measures.values()}
    absent = [law for law in found.question.laws if law not in read]
    if not read:
        return ("no measure is loaded for this day and these laws: that nothing is cut says nothing",)
    return tuple(f"no measure of {law} is loaded for this day: of that law nothing can be said" for law in absent)


def _missing(found: Assessment) -> tuple[str, ...]:
    """Return what cannot be told, and which row would settle it."""
    lines = [
        f"{finding.function}: {_gap(finding)}"
        for finding in found.felt.functions.values()
        if finding.status is FunctionStatus.CANNOT_TELL
    ]
    for payment, gaps in found.reached.gaps.items():
        banks = [gap for gap in gaps if gap.startswith("bank")]
        if banks:
            lines.append(f"{payment}: a row of payments that names the {' and the '.join(banks)}")
    return tuple(sorted(lines))


def _gap(finding: FunctionFinding) -> str:
    """Return the row that would settle what cannot be told."""
    for step in reversed(finding.because):
        if step.table == "stocks" and "not known" in step.words:
            return f"a row of stocks for {step.row} that says how much there is"
        if "nobody has named" in step.words or "nobody is known" in step.words or "is not known" in step.words:
            return f"a row of {step.table} for {step.row}: {step.words}"
    return "a row that says on which day it is due" if not finding.because else finding.words
