"""How do the tables of a folder or workbook become one world, with every fault and remark told together?

A fault stops: no world is given out. A remark does not: a column that the model does not know, a file that is no
table, a table of method that was supplied. Both carry a published code (``docs/faults.md``).
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec

from cutset.errors import Fault, InputError, Remark, did_you_mean
from cutset.ingest.method import supplied_method
from cutset.ingest.settings import settings_from
from cutset.ingest.tables import TextTable, read_table
from cutset.world.checks import check_world
from cutset.world.places import Places
from cutset.world.rows import TABLES, Row
from cutset.world.world import World

__all__ = ["Bundle", "Reading", "read_bundle", "unknown_table"]


class Bundle(msgspec.Struct):
    """What a folder or workbook holds, as text.

    Parameters
    ----------
    name
        Name of the world where its settings give none.
    tables
        Tables by record; taken one after another, so that only one is held as text at a time.
    settings
        Content of ``world.yaml`` or of the sheet of settings.
    settings_place
        File or sheet of the settings.
    faults, remarks
        What was found while opening.
    unread
        Tables that are there and cannot be read at all.
    """

    name: str
    tables: Iterable[tuple[type[Row], TextTable]]
    settings: Mapping[str, Any]
    settings_place: str
    faults: list[Fault]
    remarks: list[Remark]
    unread: set[type[Row]]


class Reading(msgspec.Struct, frozen=True):
    """A world as it was read, with all there is to say about it.

    Parameters
    ----------
    world
        The world; ``None`` where there is a fault, so that nothing is half-read.
    faults
        What stops, in order of place.
    remarks
        What is worth knowing and stops nothing, in order of place.
    places
        File and line of each row.
    """

    world: World | None
    faults: tuple[Fault, ...]
    remarks: tuple[Remark, ...]
    places: Places

    def given(self) -> World:
        """Return the world.

        Raises
        ------
        InputError
            With every fault.
        """
        if self.world is None:
            raise InputError(self.faults)
        return self.world


def read_bundle(bundle: Bundle, *, checked: bool = True, supplied: bool = True) -> Reading:
    """Return the world of a bundle, with every fault and remark.

    Parameters
    ----------
    bundle
        The tables as text.
    checked
        Whether the rows are held against each other too, or only read one by one.
    supplied
        Whether tables of method that are absent are supplied.
    """
    with _without_collector():
        rows, places, unreadable = _rows(bundle)
        if not places.has_any() and not bundle.unread:
            bundle.faults.append(Fault(file=bundle.name, code="missing-table", sentence="it holds no table of a world"))
        settings = settings_from(bundle.settings, bundle.settings_place, bundle.name, bundle.faults, bundle.remarks)
        method, said = supplied_method(places, bundle.unread, rows) if supplied else ([], [])
        bundle.remarks += said
        world = World(settings, [*rows, *method])
    if checked:
        found = check_world(world, places, frozenset(bundle.unread), bundle.settings_place, unreadable)
        bundle.faults += found.faults
        bundle.remarks += found.remarks
    faults = _told_once(bundle.faults)
    return Reading(None if faults else world, faults, tuple(sorted(set(bundle.remarks))), places)


def unknown_table(place: str, name: str, faults: list[Fault], remarks: list[Remark]) -> None:
    """Note a file or sheet that is no table: a fault where its name is near a table's, a remark otherwise."""
    if near := did_you_mean(name.strip(), TABLES):
        faults.append(Fault(file=place, code="unknown-table", sentence="no table has this name", value=name, hint=near))
    else:
        sentence = "this is no table of a world and was not read"
        remarks.append(Remark(file=place, code="unread-file", sentence=sentence, value=name))


def _rows(bundle: Bundle) -> tuple[list[Row], Places, list[tuple[Row, str]]]:
    rows: list[Row] = []
    places = Places()
    unreadable: list[tuple[Row, str]] = []
    for kind, table in bundle.tables:
        read = read_table(kind, table, bundle.faults)
        rows += read.rows
        unreadable += [(read.rows[at], text) for at, text in read.formulas.items()]
        places.add(kind, read.place, read.rows, read.numbers)
        if "id" not in table.header:
            bundle.unread.add(kind)
        for name in read.unknown:
            hint = did_you_mean(name, _columns_left(kind, table), most=1)
            sentence = "the model does not know this column; its cells are kept and not used"
            bundle.remarks.append(
                Remark(file=read.place, row=1, column=name, code="unknown-column", sentence=sentence, hint=hint)
            )
    return rows, places, unreadable


def _columns_left(kind: type[Row], table: TextTable) -> list[str]:
    """Return the columns of a table that its header lacks."""
    fields = {field.encode_name for field in msgspec.structs.fields(kind)} - {"extra", "known_inferred"}
    return sorted(fields - {name.strip() for name in table.header})


def _told_once(faults: list[Fault]) -> tuple[Fault, ...]:
    """Return the faults in order of place, each once; a cycle through *not* takes the place of its plain negation."""
    cycles = {(fault.file, fault.row, fault.column) for fault in faults if fault.code == "cycle-through-not"}
    return tuple(
        sorted(
            fault
            for fault in set(faults)
            if fault.code != "negated-need" or (fault.file, fault.row, fault.column) not in cycles
        )
    )


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the cyclic collector from walking millions of rows that hold no cycles while they are read."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
