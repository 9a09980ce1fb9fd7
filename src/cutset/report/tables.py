"""Which tables does a document come to, cell by cell? What Excel and CSV write, and nothing else is in them.

Lists inside a cell are joined by ``; ``; a day is a day, a number a number, and what is not there an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Final, TypeAlias

import msgspec

from cutset.report.document import Document, MarkLine, RateLine, StepLine
from cutset.report.matches import match_steps

__all__ = ["Cell", "Table", "tables_of"]

Cell: TypeAlias = str | int | date | None

COLUMNS: Final = {
    "functions": "programme function name needs shape status short stops.earliest stops.latest until due_from "
    "due_until why cause_kind first_cause cause clock words id",
    "items": "item name supplies_end.earliest supplies_end.latest out.earliest out.latest arithmetic functions id",
    "parties": "party name status law kind from_ until measure rule words id",
    "matches": "party name status list_id published age_days version entry listed listed_kind how asked probability "
    "words decision id",
    "payments": "payment name supply status short cause_kind cause words cuts not_known id",
    "offers": "supply item name seller standing status words reasons begins price converted rates restores flags "
    "ask_for id",
    "exposures": "supplier name law at_risk_by words functions id",
    "agreements": "id about kind parties status words",
    "measures": "id issuer law act kind announced adopted published applies_from until coverage known confidence "
    "sources",
    "statements": "id who said_on hedge effect words bears_on reported_by from_ until known sources",
    "cited": "table id name about known confidence sources",
    "sources": "id title publisher date url kind",
}
"""The columns of each table that is a list of the document: fields of its records."""
STEP: Final = "table row words confidence from_ until sources"
STRETCH: Final = "kind from_ until until_latest row words"
MARK: Final = "kind subject row words"


class Table(msgspec.Struct, frozen=True):
    """A table.

    Parameters
    ----------
    name
        Name of the sheet or file.
    columns
        Names of the columns.
    rows
        Cells, a row each.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(document: Document) -> tuple[Table, ...]:
    """Return every table of a document, in the order in which a reader wants them."""
    answers = ((one.name, one.asks, answer) for one in document.topics for answer in one.answer)
    stretches = ((one.function, *_cells(line, STRETCH)) for one in document.functions for line in one.stretches)
    marks = ((one.function, *_cells(line, MARK)) for one in document.functions for line in one.marks)
    return (
        Table("about", ("what", "value"), tuple(_about(document))),
        Table("answers", ("topic", "question", "answer"), tuple(answers)),
        _listed(document, "functions"),
        Table("stretches", ("function", *_heads(STRETCH)), tuple(stretches)),
        Table("marks", ("function", *_heads(MARK)), tuple(marks)),
        Table("chains", ("finding", "step", *_heads(STEP)), tuple(_chains(document))),
        *(
            _listed(document, name)
            for name in ("items", "parties", "matches", "payments", "offers", "exposures", "agreements")
        ),
        *(_listed(document, name) for name in ("measures", "statements")),
        Table("cannot_be_told", ("what would settle it",), tuple((line,) for line in document.missing)),
        Table("conflicts", ("conflict",), tuple((line,) for line in document.conflicts)),
        Table("not_carried", ("measure",), tuple((line,) for line in document.not_carried)),
        *(_listed(document, name) for name in ("cited", "sources")),
    )


def _listed(document: Document, name: str) -> Table:
    columns = COLUMNS[name]
    return Table(name, _heads(columns), tuple(_cells(one, columns) for one in getattr(document, name)))


def _heads(columns: str) -> tuple[str, ...]:
    return tuple(column.rstrip("_").replace("_", " ").replace(".", " ") for column in columns.split())


def _cells(record: object, columns: str) -> tuple[Cell, ...]:
    return tuple(_cell(attrgetter(column)(record)) for column in columns.split())


def _cell(value: object) -> Cell:
    match value:
        case None | str() | int() | date():
            return value
        case float():
            return f"{value:.4f}"
        case MarkLine():
            return f"{value.kind}: {value.words}"
        case RateLine():
            return f"{value.rate} of {value.date}"
        case tuple():
            return "; ".join(str(_cell(one)) for one in value)
        case _:
            return str(value)


def _chains(document: Document) -> Iterator[tuple[Cell, ...]]:
    chains: Iterable[tuple[str, tuple[StepLine, ...]]] = (
        *((one.id, one.because) for one in document.functions),
        *((one.id, one.because) for one in document.items),
        *((one.id, one.because) for one in document.parties),
        *((one.id, match_steps(one)) for one in document.matches),
        *((one.id, one.because) for one in document.payments),
        *((one.id, one.because) for one in document.offers),
    )
    for finding, because in chains:
        for number, step in enumerate(because, 1):
            yield finding, number, *_cells(step, STEP)


def _about(document: Document) -> Iterator[tuple[Cell, ...]]:
    yield "notice", document.notice
    yield "world", document.world
    yield "title", document.title
    yield "as of", document.as_of
    yield "known by", document.known_by
    yield "horizon", document.horizon
    yield "laws", "; ".join(document.laws)
    yield "operator", document.actor
    yield "readings", document.readings
    yield "format", document.format
    yield "cutset", document.cutset
    for one in document.lists:
        yield "official list", f"{one.list_id}: {one.title}, published {one.published or 'on a day not known'}"
        yield "version of the list", one.version
    if not document.lists:
        yield "official list", "none held against it, so nobody is called clear"
    for remark in document.remarks:
        yield "remark", remark
