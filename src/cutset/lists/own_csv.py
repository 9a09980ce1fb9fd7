"""Which parties stand in a user's own CSV? Columns are told by their headers (``tables/own_columns.csv``).

Comma, semicolon, tab or bar; a column of names is all that is needed. Rows with the same id, on the same list
where a column says which, are names of one party; rows without id are told by a hash of their cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from cutset.errors import Fault, InputError
from cutset.lists.countries import table_rows
from cutset.lists.draft import Draft, Reading, row_id
from cutset.lists.entry import Kind
from cutset.lists.source import Source, fault_of
from cutset.lists.tabular import header_of, plain, printed_header, rows, split_cell

__all__ = [
    "CALLED",
    "EXACT",
    "ONE_ONLY",
    "SEVERAL",
    "columns_of",
    "columns_twice",
    "delimiter_of",
    "is_kind",
    "party_kind",
    "read",
    "recognises",
    "whole_names",
]

DELIMITERS: Final = (",", ";", "\t", "|")
ONE_ONLY: Final = ("id", "name", "family", "given", "kind", "gender")
"""Things of which a party has one; of the others several columns are read together."""

CALLED: Final = {"birth": "birth date", "family": "surname", "given": "given name", "weak": "weak alias"}
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
    """Return the kind that a word means; a word that means none stands for a kind that is not known."""
    return _kinds().get(printed.strip().lower(), "unknown")


def is_kind(printed: str) -> bool:
    """Whether a word means a kind, or says that it is not known."""
    return printed.strip().lower() in _kinds()


def columns_of(header: list[str]) -> dict[str, list[str]]:
    """Return which headers stand for which thing."""
    found: dict[str, list[str]] = {}
    for column in header:
        thing = _things().get(column)
        if thing:
            found.setdefault(thing, []).append(column)
    return found


def columns_twice(
    header: Sequence[str], columns: Mapping[str, Sequence[str]], file: str, one_only: Sequence[str] = ()
) -> list[Fault]:
    """Return a fault for each thing that two columns of one header claim to say.

    Parameters
    ----------
    header
        The headers as written.
    columns
        Which plain headers stand for which thing.
    file
        Name of the file.
    one_only
        Things that not even two columns of different headers may say.
    """
    hint = "rename the one that is not meant; further names go into a column 'alias'"
    faults = []
    for thing, plain_headers in columns.items():
        meant = [cell for cell in header if plain(cell) in plain_headers]
        if len(meant) > 1 and (thing in one_only or len(set(map(plain, meant))) < len(meant)):
            told = ", ".join(map(repr, meant))
            sentence = f"two columns say the {CALLED.get(thing, thing)}: {told}"
            faults.append(Fault(file=file, row=1, code="column-twice", sentence=sentence, hint=hint))
    return faults


def read(source: Source) -> Reading:
    """Read the file.

    Raises
    ------
    InputError
        With every faulty row or column; or its letters cannot be told.
    """
    source.check_encoding("save it as UTF-8")
    delimiter = delimiter_of(source)
    columns = columns_of(header_of(source, delimiter))
    if twice := columns_twice(printed_header(source, delimiter), columns, source.name):
        raise InputError(twice)
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


def whole_names(row: Mapping[str, str], columns: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the names of a row: the whole one, and the one of surname and given names where columns hold them.

    A given name beside a name and no surname may belong to that name, and is read both with it and without.
    """

    def joined(*things: str) -> str:
        return " ".join(row[c] for thing in things for c in columns.get(thing, ()) if row.get(c))

    whole = [row[c] for c in columns.get("name", ()) if row.get(c)]
    given, family = joined("given", "middle"), joined("family")
    before = family or (whole[0] if whole and not columns.get("family") else "")
    parts = f"{before}, {given}" if before and given else family or given
    return list(dict.fromkeys(filter(None, [*whole, parts])))


@cache
def _kinds() -> dict[str, Kind]:
    return {
        word: row["kind"]  # type: ignore[misc]  # the table holds kinds only
        for row in table_rows("cutset.lists", "own_kinds.csv")
        for word in row["words"].split("|")
    }


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

    for name in whole_names(row, columns):
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
