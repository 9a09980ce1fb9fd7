"""What do the annexes in the EU's Official Journal say, as CSV? One file an act, or a folder of acts.

Layout: the ``FORMAT.md`` of the EU journal data of OpenSanctions (44 columns). Several values are joined by
semicolons; numbers may carry a label, as in ``7704730655 (Tax ID/INN)``. Amending acts hold additions only.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from cutset.errors import Fault, InputError
from cutset.lists.draft import Draft, Reading, row_id
from cutset.lists.entry import Entry, Kind, NameKind
from cutset.lists.source import Source
from cutset.lists.tabular import header_of, rows, split_cell

__all__ = ["read", "recognises"]

NEEDED: Final = ("recordid", "programkey", "measure", "schema", "name", "alias")
KINDS: Final[dict[str, Kind]] = {"person": "person", "vessel": "vessel", "airplane": "aircraft"}
NAME_COLUMNS: Final[dict[str, NameKind]] = {
    "name": "primary",
    "alias": "alias",
    "previousname": "former",
    "weakalias": "weak",
}
NUMBER_COLUMNS: Final = (
    "registrationnumber",
    "taxnumber",
    "idnumber",
    "passportnumber",
    "inncode",
    "ogrncode",
    "kppcode",
    "okpocode",
    "leicode",
    "swiftbic",
    "imonumber",
    "mmsi",
)
COUNTRY_COLUMNS: Final = ("country", "nationality", "jurisdiction", "flag")
NUMBER: Final = re.compile(r"^(?P<value>[^()]*\d[^()]*?)\s*(?:\((?P<label>[^()]*)\))?$")
GLUED_LABELS: Final = (
    (re.compile(r"\bogrn\b", re.I), "ogrn"),
    (re.compile(r"\binn\b", re.I), "inn"),
    (re.compile(r"\bokpo\b", re.I), "okpo"),
    (re.compile(r"\bimo\b", re.I), "imo"),
    (re.compile(r"passport", re.I), "passport"),
)


def recognises(source: Source) -> bool:
    """Whether this is such a file."""
    return {"celex", "recordid", "programkey"} <= set(header_of(source)) or _amends(source)


def read(source: Source) -> Reading:
    """Read the annexes of one act.

    Raises
    ------
    InputError
        With every faulty row.
    """
    faults: list[Fault] = []
    entries: list[Entry] = []
    seen: Counter[str] = Counter()
    act = source.plain_name.removesuffix(".csv").upper()
    for _, row in rows(source, NEEDED, faults):
        act = row.get("celex") or row.get("amendmentcelex") or act
        entries.append(_entry(row, act, seen))
    if faults:
        raise InputError(faults)
    return Reading(
        list_id=f"eu-journal-{act.lower()}",
        title=f"EU Official Journal, annexes of {act}",
        issuer="Council of the European Union",
        law="EU",
        entries=tuple(entries),
        incomplete=("an amending act holds additions only",) if _amends(source) else (),
    )


def _amends(source: Source) -> bool:
    return "amendmentcelex" in header_of(source)


def _entry(row: dict[str, str], act: str, seen: Counter[str]) -> Entry:
    annex = row.get("annex", "")
    number = f"{annex or '-'}:{row['recordid'] or row_id(row['name'], row.get('birthdate', ''))}"
    seen[number] += 1
    if seen[number] > 1:
        number += f":{seen[number]}"
    draft = Draft(f"eu-journal-{act.lower()}", number, KINDS.get(row["schema"].lower(), "entity"))
    for column, kind in NAME_COLUMNS.items():
        for name in split_cell(row.get(column, "")):
            draft.name(name, kind)
    for column in COUNTRY_COLUMNS:
        draft.countries(split_cell(row.get(column, "")))
    home = next((c for column in COUNTRY_COLUMNS for c in split_cell(row.get(column, ""))), "")
    for column in NUMBER_COLUMNS:
        for cell in split_cell(row.get(column, "")):
            _number(draft, column, cell, home)
    for born in split_cell(row.get("birthdate", "")):
        draft.birth(born)
    draft.gendered(row.get("gender", ""))
    draft.programmes([row["programkey"], f"{act} annex {annex}" if annex else act, row["measure"]])
    draft.remark(row.get("position", ""))
    draft.remark(row.get("notes", ""))
    return draft.entry()


def _number(draft: Draft, column: str, cell: str, home: str) -> None:
    found = NUMBER.match(cell)
    if not found:
        return
    glued = found["label"] or ""
    label = next((name for sign, name in GLUED_LABELS if sign.search(glued)), column)
    draft.labelled(label, found["value"], home)
