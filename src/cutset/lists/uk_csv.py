"""What does the UK Sanctions List say? Its CSV, since 28 January 2026 the only UK list.

Line 1 is ``Report Date: 13-Feb-2026``, line 2 the header. One row a name and address, grouped by
``Unique ID``; days and months that are not known are printed ``00/00/1968`` or ``dd/mm/1968``. Several values
in a cell are joined by ``|``.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from cutset.errors import Fault, InputError
from cutset.lists.birth import birth_date
from cutset.lists.draft import Draft, Reading
from cutset.lists.entry import Kind, NameKind
from cutset.lists.source import Source
from cutset.lists.tabular import header_of, rows, split_cell

__all__ = ["read", "recognises"]

LIST_ID: Final = "gb-uksl"
NEEDED: Final = ("uniqueid", "name6", "nametype", "designationtype")
KINDS: Final[dict[str, Kind]] = {"individual": "person", "entity": "entity", "ship": "vessel"}
NAME_KINDS: Final[dict[str, NameKind]] = {
    "primary name": "primary",
    "primary name variation": "alias",
    "alias": "alias",
}
REPORT_DATE: Final = re.compile(r"report date:\s*(\d{1,2})-([A-Za-z]{3})-(\d{4})", re.I)
BAR: Final = re.compile(r"\s*\|\s*")
SEVERAL: Final = re.compile(r"\s*[|;]\s*|\s*\(\d+\)\s*")


def recognises(source: Source) -> bool:
    """Whether this is such a file."""
    return {"uniqueid", "name6"} <= set(header_of(source, skip=_lines_before(source)))


def read(source: Source) -> Reading:
    """Read the file.

    Raises
    ------
    InputError
        With every faulty row.
    """
    faults: list[Fault] = []
    drafts: dict[str, Draft] = {}
    for _, row in rows(source, NEEDED, faults, skip=_lines_before(source)):
        number = row["uniqueid"]
        kind = KINDS.get(row["designationtype"].lower(), "unknown")
        _take(drafts.setdefault(number, Draft(LIST_ID, number, kind)), row)
    if faults:
        raise InputError(faults)
    said = REPORT_DATE.search(source.head[:200].decode("utf-8", errors="replace"))
    published = birth_date(" ".join(said.groups())) if said else ""
    return Reading(
        list_id=LIST_ID,
        title="UK Sanctions List",
        issuer="Foreign, Commonwealth and Development Office",
        law="GB",
        entries=tuple(d.entry() for d in drafts.values() if d.named),
        published=date.fromisoformat(published) if len(published) == 10 else None,
    )


def _lines_before(source: Source) -> int:
    return int(source.head.lstrip()[:12].lower().startswith((b"report date", b'"report date')))


def _take(draft: Draft, row: dict[str, str]) -> None:
    def get(column: str) -> str:
        return row.get(column, "")

    name_kind = NAME_KINDS.get(get("nametype").lower(), "alias")
    weak = "low" in get("aliasstrength").lower()
    given = " ".join(filter(None, (get(f"name{n}") for n in range(1, 6))))
    family = get("name6")
    person = draft.kind == "person"
    whole = f"{family}, {given}" if person and given and family else f"{given} {family}"
    draft.name(whole, "weak" if weak else name_kind)
    draft.name(get("namenonlatinscript"))
    for born in split_cell(get("dob"), SEVERAL):
        draft.birth(born)
    for column in ("nationalityies", "country", "currentbelievedflagofship"):
        draft.countries(split_cell(get(column), SEVERAL))
    home = get("nationalityies") or get("country")
    for column, label in (
        ("nationalidentifiernumber", "national id"),
        ("passportnumber", "passport"),
        ("businessregistrationnumbers", "business registration number"),
        ("imonumber", "imo"),
    ):
        for value in split_cell(get(column), SEVERAL):
            draft.labelled(label, value, home)
    draft.identifier("UK-ID", get("uniqueid"))
    draft.identifier("OFSI-GROUP", get("ofsigroupid"))
    draft.identifier("UN-REFERENCE", get("unreferencenumber"))
    draft.gendered(get("gender"))
    draft.programmes([get("regimename"), *split_cell(get("sanctionsimposed"), BAR)])
    draft.listed = birth_date(get("datedesignated"))
    draft.remark(get("otherinformation"))
