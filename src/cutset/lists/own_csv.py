"""Which parties stand in a user's own CSV? Columns are told by their headers (``tables/own_columns.csv``).

Comma, semicolon, tab or bar; a column of names is all that is needed. Rows with the same id, on the same list
where a column says which, are names of one party; rows without id are told by a hash of their cells.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from cutset.errors import Fault, InputError
from cutset.lists.countries import table_rows
from cutset.lists.draft import Draft, Reading, row_id
from cutset.lists.entry import Kind
from cutset.lists.source import Source, fault_of
from cutset.lists.tabular import header_of, rows, split_cell

__all__ = ["KIND_WORDS", "columns_of", "delimiter_of", "party_kind", "read", "recognises"]

DELIMITERS: Final = (",", ";", "\t", "|")
KIND_WORDS: Final[dict[str, Kind]] = {
    "person": "person",
    "individual": "person",
    "natural person": "person",
    "p": "person",
    "vessel": "vessel",
    "ship": "vessel",
    "aircraft": "aircraft",
    "airplane": "aircraft",
    "": "unknown",
    "unknown": "unknown",
    "legalentity": "unknown",
}
NUMBERS: Final = {
    "tax": "tax id",
    "registration": "registration number",
    "passport": "passport",
    "identity": "id",
}
EXACT: Final = ("RU-INN", "RU-OGRN", "LEI", "BIC", "IMO")
SEVERAL: Final = re.compile(r"\s*[;|]\s*")


def recognises(source: Source) -> bool:
    """Whether a header names a column of names."""
    found = columns_of(header_of(source, delimiter_of(source)))
    return "name" in found or "family" in found


def delimiter_of(source: Source) -> str:
    """Return the delimiter that the header uses most."""
    first = source.head.decode(source.encoding, errors="replace").split("\n", 1)[0]
    return max(DELIMITERS, key=first.count)


def party_kind(printed: str) -> Kind:
    """Return the kind that a word means; any other word is an entity."""
    return KIND_WORDS.get(printed.strip().lower(), "entity")


def columns_of(header: list[str]) -> dict[str, list[str]]:
    """Return which headers stand for which thing."""
    found: dict[str, list[str]] = {}
    for column in header:
        thing = _things().get(column)
        if thing:
            found.setdefault(thing, []).append(column)
    return found


def read(source: Source) -> Reading:
    """Read the file.

    Raises
    ------
    InputError
        With every faulty row; or its letters cannot be told.
    """
    source.check_encoding("save it as UTF-8")
    delimiter = delimiter_of(source)
    columns = columns_of(header_of(source, delimiter))
    stem = re.sub(r"[^a-z0-9]+", "-", source.plain_name.rsplit(".", 1)[0]).strip("-")
    faults: list[Fault] = []
    drafts: dict[str, Draft] = {}
    for line, row in rows(source, (), faults, delimiter=delimiter):
        said = [row[c] for thing in ("id", "list") for c in columns.get(thing, ()) if row[c]]
        number = "|".join(said) if any(row[c] for c in columns.get("id", ())) else row_id(*row.values())
        kinds = [row[c] for c in columns.get("kind", ())]
        draft = drafts.setdefault(number, Draft(f"own-{stem}", number, party_kind(kinds[0] if kinds else "")))
        _take(draft, row, columns)
        if not draft.named:
            faults.append(fault_of(source, line, "name", "no-name", "the row has no name"))
    if faults:
        raise InputError(faults)
    return Reading(
        list_id=f"own-{stem}",
        title=source.name,
        issuer="own",
        law="",
        entries=tuple(draft.entry() for draft in drafts.values()),
    )


@cache
def _things() -> dict[str, str]:
    return {
        header: row["column"]
        for row in table_rows("cutset.lists", "own_columns.csv")
        for header in row["headers"].split("|")
    }


def _take(draft: Draft, row: dict[str, str], columns: dict[str, list[str]]) -> None:
    def cells(thing: str) -> list[str]:
        return [piece for c in columns.get(thing, ()) for piece in split_cell(row[c], SEVERAL)]

    whole = [row[c] for c in columns.get("name", ()) if row[c]]
    given = " ".join(row[c] for thing in ("given", "middle") for c in columns.get(thing, ()) if row[c])
    family = " ".join(row[c] for c in columns.get("family", ()) if row[c])
    for name in whole or [f"{family}, {given}" if given and family else given or family]:
        draft.name(name, "primary")
    for thing in ("alias", "weak"):
        for name in cells(thing):
            draft.name(name, "weak" if thing == "weak" else "alias")
    draft.countries(cells("country"))
    for thing, label in NUMBERS.items():
        for value in cells(thing):
            draft.labelled(label, value, next(iter(cells("country")), ""))
    for scheme in EXACT:
        for value in cells(scheme):
            draft.identifier(scheme, value)
    for born in cells("birth"):
        draft.birth(born)
    for gender in cells("gender"):
        draft.gendered(gender)
    draft.programmes(cells("programme") + cells("list"))
    for text in cells("remark"):
        draft.remark(text)
