"""What does the EU's consolidated financial sanctions file say? Full XML 1.1 of the FSF service.

Empty text is null and the country ``00`` is unknown. Every alias says ``strong="true"``, so strength carries
nothing there. Aliases repeat for each language. The act of an entity is the last that amended it, so its date is no
day of listing; that stands, if at all, in the details of the designation.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from cutset.lists.birth import birth_date
from cutset.lists.draft import Draft, Reading
from cutset.lists.source import Source
from cutset.lists.xml_stream import Node, children, elements, local, root_of

__all__ = ["LIST_ID", "TITLE", "earlier", "listing_day", "read", "recognises"]

LIST_ID = "eu-fsf"
TITLE = "EU Consolidated list of persons, groups and entities subject to financial sanctions"

DAY_OF_LISTING: Final = re.compile(
    r"(?:^|\bdate\s+of\s+listing\s*:?)\s*(\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2})(?!\d)", re.I
)
"""``Date of listing: 21/03/2014``, or a day alone; not the day of a designation by somebody else."""


def recognises(source: Source) -> bool:
    """Whether this is such a file."""
    return root_of(source) == "export" and b"eu.europa.ec/fpi/fsd" in source.head


def read(source: Source) -> Reading:
    """Read the file; who is listed under two regimes has two elements with one reference, and is one entry."""
    drafts: dict[str, Draft] = {}
    generated = ""
    for element in elements(source, "sanctionEntity"):
        root = element.getroottree().getroot()
        generated = generated or str(root.get("generationDate", ""))
        _take_entity(drafts, element)
    return Reading(
        list_id=LIST_ID,
        title=TITLE,
        issuer="European Commission",
        law="EU",
        entries=tuple(draft.entry() for draft in drafts.values() if draft.named),
        published=date.fromisoformat(generated[:10]) if generated else None,
    )


def listing_day(details: str) -> str:
    """Return the day of listing that the details of a designation tell, or nothing.

    Examples
    --------
    >>> listing_day("Date of listing: 21/03/2014"), listing_day("Date of UN designation: 21.3.2014")
    ('2014-03-21', '')
    """
    found = DAY_OF_LISTING.search(details.strip())
    day = birth_date(found[1]) if found else ""
    return day if len(day) == len("2014-03-21") else ""


def earlier(*days: str) -> str:
    """Return the earliest of the days that are known, or nothing."""
    return min(filter(None, days), default="")


def _take_entity(drafts: dict[str, Draft], element: Node) -> None:
    subject = next(iter(children(element, "subjectType")), None)
    person = subject is not None and subject.get("classificationCode") == "P"
    number = element.get("euReferenceNumber") or element.get("logicalId") or ""
    draft = drafts.setdefault(number, Draft(LIST_ID, number, "person" if person else "entity"))
    for child in element:
        _take(draft, local(child), child)
    draft.listed = earlier(draft.listed, listing_day(element.get("designationDetails") or ""))
    draft.identifier("EU-REFERENCE", number)
    draft.identifier("UN-REFERENCE", element.get("unitedNationId") or "")


def _take(draft: Draft, what: str, child: Node) -> None:
    get = child.attrib.get
    match what:
        case "nameAlias":
            whole = get("wholeName", "") or " ".join(get(part, "") for part in ("firstName", "middleName", "lastName"))
            draft.name(whole, "primary")
            draft.gendered(get("gender", ""))
            draft.remark(get("function", ""))
        case "citizenship" | "address":
            draft.countries([get("countryIso2Code", "")])
        case "birthdate":
            draft.birth(_born(child))
        case "identification":
            draft.labelled(get("identificationTypeCode", ""), get("number", ""), get("countryIso2Code", ""))
        case "regulation":
            draft.programmes([get("programme", ""), get("numberTitle", "")])
        case "remark":
            draft.remark(child.text or "")
        case _:
            pass


def _born(child: Node) -> str:
    get = child.attrib.get
    if get("birthdate"):
        return get("birthdate", "")
    about = "circa " if get("circa") == "true" else ""
    first, last = get("yearRangeFrom", ""), get("yearRangeTo", "")
    if first and last:
        return f"{first} to {last}"
    year, month = get("year", ""), get("monthOfYear", "")
    return about + (f"{year}-{int(month):02d}" if year and month.isdigit() else year)
