"""What does the UN Security Council's consolidated list say? XML with stray blanks and empty elements."""

from __future__ import annotations

from datetime import date
from typing import Final

from cutset.lists.draft import Draft, Reading
from cutset.lists.entry import Entry
from cutset.lists.source import Source
from cutset.lists.xml_stream import Node, children, elements, local, root_of, text_of

__all__ = ["read", "recognises"]

LIST_ID: Final = "un-sc"
NAME_PARTS: Final = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def recognises(source: Source) -> bool:
    """Whether this is such a file."""
    return root_of(source) == "CONSOLIDATED_LIST"


def read(source: Source) -> Reading:
    """Read the file."""
    entries: list[Entry] = []
    generated = ""
    for element in elements(source, "INDIVIDUAL", "ENTITY"):
        generated = generated or str(element.getroottree().getroot().get("dateGenerated", ""))
        entries.append(_entry(element, local(element)))
    return Reading(
        list_id=LIST_ID,
        title="United Nations Security Council Consolidated List",
        issuer="United Nations Security Council",
        law="UN",
        entries=tuple(entries),
        published=date.fromisoformat(generated[:10]) if generated else None,
    )


def _entry(element: Node, kind: str) -> Entry:
    number = text_of(element, "REFERENCE_NUMBER") or text_of(element, "DATAID")
    draft = Draft(LIST_ID, number, "person" if kind == "INDIVIDUAL" else "entity")
    draft.name(" ".join(filter(None, (text_of(element, part) for part in NAME_PARTS))), "primary")
    draft.name(text_of(element, "NAME_ORIGINAL_SCRIPT"))
    for alias in children(element, f"{kind}_ALIAS"):
        quality = text_of(alias, "QUALITY").lower()
        draft.name(
            text_of(alias, "ALIAS_NAME"),
            "weak" if quality == "low" else "former" if quality == "f.k.a." else "alias",
        )
    for born in children(element, "INDIVIDUAL_DATE_OF_BIRTH"):
        draft.birth(_born(born))
    draft.countries((v.text or "") for v in children(element, "NATIONALITY", "VALUE"))
    draft.countries(text_of(a, "COUNTRY") for a in children(element, f"{kind}_ADDRESS"))
    for document in children(element, "INDIVIDUAL_DOCUMENT"):
        kind_of_document = text_of(document, "TYPE_OF_DOCUMENT") or "ID"
        country = text_of(document, "ISSUING_COUNTRY") or text_of(document, "COUNTRY_OF_ISSUE")
        draft.labelled(kind_of_document, text_of(document, "NUMBER"), country)
    draft.identifier("UN-REFERENCE", number)
    draft.gendered(text_of(element, "GENDER"))
    draft.programmes([text_of(element, "UN_LIST_TYPE")])
    draft.listed = text_of(element, "LISTED_ON")[:10]
    draft.remark(text_of(element, "COMMENTS1"))
    return draft.entry()


def _born(element: Node) -> str:
    kind = text_of(element, "TYPE_OF_DATE")
    first, last = text_of(element, "FROM_YEAR"), text_of(element, "TO_YEAR")
    if kind == "BETWEEN" and first and last:
        return f"{first} to {last}"
    day = text_of(element, "DATE") or text_of(element, "YEAR")
    return f"circa {day}" if kind == "APPROXIMATELY" and day else day
