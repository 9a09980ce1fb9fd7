"""What does the CSV of the EU's financial sanctions file say?

Semicolons and lazy quotes; each row carries one child of an entity (a name, an address, a number ...), so the
rows are grouped by ``Entity_LogicalId``. Columns are found by name.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from cutset.errors import Fault, InputError
from cutset.lists.birth import birth_date
from cutset.lists.draft import Draft, Reading
from cutset.lists.eu_fsf_xml import LIST_ID, TITLE, earlier, listing_day
from cutset.lists.source import Source
from cutset.lists.tabular import header_of, rows

__all__ = ["read", "recognises"]

NEEDED: Final = ("entitylogicalid", "entitysubjecttypeclassificationcode", "namealiaswholename")


def recognises(source: Source) -> bool:
    """Whether this is such a file."""
    return "entitylogicalid" in header_of(source, ";")


def read(source: Source) -> Reading:
    """Read the file.

    Raises
    ------
    InputError
        With every faulty row.
    """
    faults: list[Fault] = []
    drafts: dict[str, Draft] = {}
    generated = ""
    for _, row in rows(source, NEEDED, faults, delimiter=";", lazy=True):
        number = row.get("entityeureferencenumber") or row["entitylogicalid"]
        person = row["entitysubjecttypeclassificationcode"].upper() == "P"
        draft = drafts.setdefault(number, Draft(LIST_ID, number, "person" if person else "entity"))
        generated = generated or row.get("filegenerationdate", "")
        _take(draft, row)
    if faults:
        raise InputError(faults)
    published = birth_date(generated)
    return Reading(
        list_id=LIST_ID,
        title=TITLE,
        issuer="European Commission",
        law="EU",
        entries=tuple(d.entry() for d in drafts.values() if d.named),
        published=date.fromisoformat(published) if len(published) == 10 else None,
    )


def _take(draft: Draft, row: dict[str, str]) -> None:
    def get(column: str) -> str:
        return row.get(column, "")

    draft.name(get("namealiaswholename"), "primary")
    draft.gendered(get("namealiasgender"))
    draft.listed = earlier(draft.listed, listing_day(get("entitydesignationdetails")))
    draft.identifier("EU-REFERENCE", get("entityeureferencenumber"))
    draft.identifier("UN-REFERENCE", get("entityunitednationid"))
    draft.countries([get("addresscountryiso2code"), get("citizenshipcountryiso2code")])
    first, last = get("birthdateyearrangefrom"), get("birthdateyearrangeto")
    draft.birth(get("birthdatebirthdate") or (f"{first} to {last}" if first and last else get("birthdateyear")))
    draft.labelled(get("identificationtypecode"), get("identificationnumber"), get("identificationcountryiso2code"))
    draft.programmes([get("entityregulationprogramme"), get("entityregulationnumbertitle")])
    draft.remark(get("entityremark"))
