"""What does the US Denied Persons List say? ``dpl.txt`` of the Bureau of Industry and Security, with tabs.

It prints neither ids nor kinds; names may start with a blank and one year reads 3017.
"""

from __future__ import annotations

from typing import Final

from cutset.errors import Fault, InputError
from cutset.lists.birth import birth_date
from cutset.lists.draft import Draft, Reading, row_id
from cutset.lists.entry import Entry
from cutset.lists.source import Source
from cutset.lists.tabular import header_of, rows

__all__ = ["read", "recognises"]

LIST_ID: Final = "us-bis-dpl"
NEEDED: Final = ("name", "country", "effectivedate", "frcitation")


def recognises(source: Source) -> bool:
    """Whether this is such a file."""
    return {"name", "frcitation", "standardorder"} <= set(header_of(source, "\t"))


def read(source: Source) -> Reading:
    """Read the file.

    Raises
    ------
    InputError
        With every faulty row.
    """
    faults: list[Fault] = []
    entries: dict[str, Entry] = {}
    for _, row in rows(source, NEEDED, faults, delimiter="\t"):
        entry = _entry(row)
        entries[entry.id] = entry
    if faults:
        raise InputError(faults)
    return Reading(
        list_id=LIST_ID,
        title="BIS Denied Persons List",
        issuer="Bureau of Industry and Security",
        law="US",
        entries=tuple(entries.values()),
    )


def _entry(row: dict[str, str]) -> Entry:
    cells = (row["name"], row.get("streetaddress", ""), row.get("city", ""), row["effectivedate"])
    draft = Draft(LIST_ID, row_id(*cells), "unknown")
    draft.name(row["name"], "primary")
    draft.countries([row["country"]])
    draft.programmes(["Denied Persons List"])
    draft.listed = birth_date(row["effectivedate"], "month-first")
    draft.remark(row["frcitation"])
    draft.remark(row.get("action", ""))
    return draft.entry()
