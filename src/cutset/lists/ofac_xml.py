"""What does OFAC's sdn.xml or consolidated.xml say? Layout: namespace ``http://tempuri.org/sdnList.xsd``."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from cutset.lists.draft import Draft, Reading
from cutset.lists.entry import Entry, Kind
from cutset.lists.source import Source
from cutset.lists.xml_stream import Node, children, elements, local, root_of, text_of

__all__ = ["read", "recognises"]

KINDS: Final[dict[str, Kind]] = {
    "individual": "person",
    "entity": "entity",
    "vessel": "vessel",
    "aircraft": "aircraft",
}


def recognises(source: Source) -> bool:
    """Whether this is such a file."""
    return root_of(source) == "sdnList"


def read(source: Source) -> Reading:
    """Read the file; fewer entries than it counts itself make the list incomplete."""
    cons = source.plain_name.startswith("cons")
    list_id = "us-ofac-cons" if cons else "us-ofac-sdn"
    entries: list[Entry] = []
    said, published = "", None
    for element in elements(source, "publshInformation", "sdnEntry"):
        if local(element) == "sdnEntry":
            entries.append(_entry(list_id, element))
        else:
            said = text_of(element, "Record_Count")
            published = datetime.strptime(text_of(element, "Publish_Date"), "%m/%d/%Y").date()  # noqa: DTZ007
    short = (f"it counts {said} entries and holds {len(entries)}",) if said != str(len(entries)) else ()
    return Reading(
        list_id=list_id,
        title="OFAC Consolidated Non-SDN List" if cons else "OFAC Specially Designated Nationals List",
        issuer="OFAC",
        law="US",
        entries=tuple(entries),
        published=published,
        incomplete=short,
    )


def _entry(list_id: str, element: Node) -> Entry:
    number = text_of(element, "uid")
    draft = Draft(list_id, number, KINDS.get(text_of(element, "sdnType").lower(), "unknown"))
    draft.name(_name(element), "primary")
    for aka in children(element, "akaList", "aka"):
        weak = text_of(aka, "category") == "weak"
        former = text_of(aka, "type") == "f.k.a."
        draft.name(_name(aka), "weak" if weak else "former" if former else "alias")
    draft.identifier("OFAC-UID", number)
    for one in children(element, "idList", "id"):
        kind, value, country = (text_of(one, tag) for tag in ("idType", "idNumber", "idCountry"))
        if kind == "Gender":
            draft.gendered(value)
        draft.labelled(kind, value, country)
    draft.identifier("CALL-SIGN", text_of(element, "vesselInfo", "callSign"))
    for path in (
        ("addressList", "address"),
        ("nationalityList", "nationality"),
        ("citizenshipList", "citizenship"),
    ):
        draft.countries(text_of(one, "country") for one in children(element, *path))
    draft.countries([text_of(element, "vesselInfo", "vesselFlag")])
    for born in children(element, "dateOfBirthList", "dateOfBirthItem"):
        draft.birth(text_of(born, "dateOfBirth"))
    draft.programmes((p.text or "") for p in children(element, "programList", "program"))
    draft.remark(text_of(element, "title"))
    draft.remark(text_of(element, "remarks"))
    return draft.entry()


def _name(element: Node) -> str:
    last, first = text_of(element, "lastName"), text_of(element, "firstName")
    return f"{last}, {first}" if first and last else last or first
