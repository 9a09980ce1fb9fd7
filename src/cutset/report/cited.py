"""On which rows and sources does a result rest, and what do people call the things that its ids stand for?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cutset.report.document import CitedLine, Document, SourceLine, StepLine
from cutset.world.rows import Function, Good, Item, Measure, Party, Programme, Row, Source, Stake, Supply, Target
from cutset.world.world import World

__all__ = ["cited_lines", "names_of", "source_lines"]


def names_of(world: World, document: Document) -> dict[str, str]:
    """Return what people call each party, good, item, programme, function and measure, and each supply in a finding."""
    named: tuple[type[Party | Good | Item | Programme | Function], ...] = (Party, Good, Item, Programme, Function)
    names = {row.id: row.name for kind in named for row in world.of(kind)}
    supplies = world.by_id(Supply)
    told = {name for name in _told_of(document) if name in supplies}
    names |= {name: _supply_name(supplies[name], names) for name in told}
    names |= {row.id: f"{row.issuer}: {row.act}" for row in world.of(Measure)}
    return dict(sorted(names.items()))


def _told_of(document: Document) -> Iterator[str]:
    yield from (step.row for step in _steps(document))
    yield from (mark.subject for one in document.functions for mark in one.marks)
    yield from (one.supply for one in document.offers)
    yield from (one.supply for one in document.payments)
    yield from (name for one in document.statements for name in one.bears_on)


def _supply_name(row: Supply, names: dict[str, str]) -> str:
    item, seller = names.get(row.item, row.item), names.get(row.seller or "", row.seller or "")
    return f"{item} by {seller}" if seller else f"{item}, supplier not known"


def cited_lines(world: World, document: Document) -> tuple[CitedLine, ...]:
    """Return the rows that the chains of a document name, each once, in the order of tables and ids."""
    names = {step.row for step in _steps(document) if step.row}
    rows = sorted(
        (row for row in (world.find(name) for name in names) if row is not None), key=lambda row: (row.table, row.id)
    )
    return tuple(
        CitedLine(
            id=row.id,
            table=row.table,
            name=document.names.get(row.id) or str(getattr(row, "name", "")),
            about=_about(row),
            known=row.known,
            confidence=str(row.confidence),
            sources=row.source,
        )
        for row in rows
    )


def _steps(document: Document) -> Iterator[StepLine]:
    chains: Iterable[tuple[StepLine, ...]] = (
        *(one.because for one in document.functions),
        *(one.because for one in document.items),
        *(one.because for one in document.parties),
        *(one.because for one in document.payments),
        *(one.because for one in document.offers),
    )
    for chain in chains:
        yield from chain


def _about(row: Row) -> str:
    match row:
        case Target():
            return row.target
        case Stake():
            return row.owned
        case _:
            return str(getattr(row, "item", "") or getattr(row, "by", "") or getattr(row, "party", "") or "")


def source_lines(world: World, document: Document, cited: Iterable[CitedLine]) -> tuple[SourceLine, ...]:
    """Return the sources of cited rows, steps, measures and statements, in the order of their ids."""
    wanted = {name for step in _steps(document) for name in step.sources}
    wanted.update(name for row in cited for name in row.sources)
    wanted.update(name for measure in document.measures for name in measure.sources)
    wanted.update(name for statement in document.statements for name in statement.sources)
    rows = world.by_id(Source)
    return tuple(_source_line(name, rows.get(name)) for name in sorted(wanted))


def _source_line(name: str, row: Source | None) -> SourceLine:
    if row is None:
        return SourceLine(name, "not in the table of sources", "", None, "", "")
    return SourceLine(row.id, row.title, row.publisher, row.date, row.url, row.kind)
