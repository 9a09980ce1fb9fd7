"""Is every row itself and no other? Rows given twice, ids in two tables, two ids for one registered body."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from cutset.dates import ALWAYS
from cutset.world.checks.inspection import Inspection
from cutset.world.rows import TABLES, Identifier, Party, Row

__all__ = ["check_keys"]

SHARED_SCHEMES: Final = re.compile(r"birth|date|country|nationality|phone|address", re.IGNORECASE)
"""Schemes whose values two parties may well share."""
_MARKS: Final = re.compile(r"[\s./-]+")


def check_keys(inspection: Inspection) -> None:
    """Find rows given twice, ids that stand in two tables, and numbers under which two parties are registered."""
    first: dict[str, Row] = {}
    for kind in TABLES.values():
        before: Row | None = None
        for row in inspection.world.of(kind):
            if not row.id or inspection.is_supplied(row):
                continue
            if before is not None and before.id == row.id:
                _check_twice(inspection, before, row)
            elif row.id in first:
                _in_two_tables(inspection, first[row.id], row)
            else:
                first[row.id] = row
            before = row
    _check_numbers(inspection)


def _check_twice(inspection: Inspection, before: Row, row: Row) -> None:
    if before.known != row.known or row.known == ALWAYS:
        return
    earlier, later = sorted((before, row), key=lambda one: inspection.places.of(one).line)
    line = inspection.places.of(earlier).line
    sentence = f"the id stands twice with the same day known{f', first in line {line}' if line else ''}"
    hint = "delete one; to say what became known later, give it its own day in known"
    inspection.fault(later, "id", "duplicate-row", sentence, row.id, hint)


def _in_two_tables(inspection: Inspection, first: Row, row: Row) -> None:
    sentence = f"the id stands in the table {first.table} too"
    hint = "ids are unique across tables; begin them with a letter of their own, such as P- for parties"
    inspection.fault(row, "id", "id-in-two-tables", sentence, row.id, hint)


def _check_numbers(inspection: Inspection) -> None:
    holders: dict[tuple[str, str], dict[str, Identifier]] = defaultdict(dict)
    for row in inspection.world.of(Identifier):
        if row.scheme and row.value and row.party and not SHARED_SCHEMES.search(row.scheme):
            holders[row.scheme.casefold(), _MARKS.sub("", row.value).casefold()].setdefault(row.party, row)
    for rows in holders.values():
        if len(rows) < 2:
            continue
        (first, _), *others = rows.items()
        for party, row in others:
            sentence = f"{party} and {first} are registered under one number"
            if _names(inspection, row, first) or _names(inspection, rows[first], party):
                inspection.remark(row, "value", "one-number-on-purpose", f"{sentence}, and a note says so", row.value)
                continue
            hint = "one body has one id: merge the two, correct the number, or name the other in note if it is meant"
            inspection.fault(row, "value", "one-number-two-parties", sentence, row.value, hint)


def _names(inspection: Inspection, row: Identifier, other: str) -> bool:
    """Whether the note of a number names another party, so that one number for two is meant."""
    party = inspection.ids(Party).get(other)
    return other in row.note or (isinstance(party, Party) and bool(party.name) and party.name in row.note)
