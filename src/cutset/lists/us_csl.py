"""What does the US Consolidated Screening List say? Trade.gov's CSV, columns found by name.

It joins lists of several agencies; the column ``source`` says which, and becomes a programme. Names may start
with a blank; several values are joined by ``; ``. Rows without a number are told by a hash of their cells.
"""

from __future__ import annotations

import re
from typing import Final

from cutset.errors import Fault, InputError
from cutset.lists.draft import Draft, Reading, row_id
from cutset.lists.entry import Entry, Kind
from cutset.lists.source import Source
from cutset.lists.tabular import header_of, rows, split_cell

__all__ = ["read", "recognises"]

LIST_ID: Final = "us-csl"
NEEDED: Final = ("source", "type", "name", "altnames", "ids")
KINDS: Final[dict[str, Kind]] = {
    "individual": "person",
    "entity": "entity",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
PLAIN_SEMICOLON: Final = re.compile(r";\s+")
ADDRESS_COUNTRY: Final = re.compile(r",\s*([A-Z]{2})$")


def recognises(source: Source) -> bool:
    """Whether this is such a file."""
    return {"source", "entitynumber", "altnames"} <= set(header_of(source))


def read(source: Source) -> Reading:
    """Read the file.

    Raises
    ------
    InputError
        With every faulty row.
    """
    faults: list[Fault] = []
    entries = tuple(_entry(row) for _, row in rows(source, NEEDED, faults))
    if faults:
        raise InputError(faults)
    return Reading(
        list_id=LIST_ID,
        title="US Consolidated Screening List",
        issuer="International Trade Administration",
        law="US",
        entries=entries,
    )


def _entry(row: dict[str, str]) -> Entry:
    def several(column: str) -> list[str]:
        return split_cell(row.get(column, ""), PLAIN_SEMICOLON)

    office = row["source"]
    number = row.get("entitynumber") or row_id(office, row["name"], row.get("addresses", ""))
    kind = KINDS.get(row["type"].lower(), "unknown")
    draft = Draft(LIST_ID, number, kind)
    draft.name(row["name"], "primary")
    for name in several("altnames"):
        draft.name(name)
    draft.countries(several("nationalities") + several("citizenships") + [row.get("vesselflag", "")])
    addresses = [ADDRESS_COUNTRY.search(address) for address in several("addresses")]
    draft.countries(found[1] for found in addresses if found)
    for born in several("datesofbirth"):
        draft.birth(born)
    if "Treasury" in office and row.get("entitynumber"):
        draft.identifier("OFAC-UID", number)
    home = next((found[1] for found in addresses if found), "")
    for text in several("ids"):
        value, _, label = text.partition(",")
        draft.labelled(label.split(",")[-1] if label.count(",") else label, value, home)
    draft.programmes([office, *several("programs")])
    draft.listed = row.get("startdate", "")
    draft.remark(row.get("title", ""))
    draft.remark(row.get("remarks", ""))
    return draft.entry()
