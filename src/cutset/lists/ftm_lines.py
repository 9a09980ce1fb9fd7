"""Which parties stand in a file of FollowTheMoney entities, one JSON object a line (OpenSanctions)?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from cutset.errors import Fault, InputError
from cutset.lists.draft import Draft, Reading
from cutset.lists.entry import Entry, Kind, NameKind
from cutset.lists.source import Source, fault_of

__all__ = ["entries_of", "read", "recognises"]

LIST_ID: Final = "ftm"
MOST_FAULTS: Final = 1000
KINDS: Final[dict[str, Kind]] = {
    "Person": "person",
    "Company": "entity",
    "Organization": "entity",
    "LegalEntity": "unknown",
    "PublicBody": "entity",
    "Vessel": "vessel",
    "Airplane": "aircraft",
}
NAMES: Final[dict[str, NameKind]] = {
    "name": "primary",
    "alias": "alias",
    "previousName": "former",
    "weakAlias": "weak",
}
NUMBERS: Final = (
    "innCode",
    "ogrnCode",
    "okpoCode",
    "kppCode",
    "leiCode",
    "swiftBic",
    "imoNumber",
    "mmsi",
    "uscCode",
    "registrationNumber",
    "taxNumber",
    "idNumber",
    "passportNumber",
    "vatCode",
)
COUNTRIES: Final = ("country", "nationality", "jurisdiction", "citizenship", "flag", "mainCountry")


class _Ftm(msgspec.Struct):
    id: str
    schema: str
    caption: str = ""
    properties: dict[str, list[str | dict[str, object]]] = {}
    datasets: list[str] = []


def recognises(source: Source) -> bool:
    """Whether this is such a file."""
    start = source.head.lstrip()
    return start.startswith(b"{") and b'"schema"' in start


def read(source: Source) -> Reading:
    """Read the parties; addresses, holdings and the like are left out.

    Raises
    ------
    InputError
        With every faulty line.
    """
    source.check_encoding("save it as UTF-8")
    faults: list[Fault] = []
    entries = tuple(entries_of(source, faults))
    if faults:
        raise InputError(faults)
    return Reading(
        list_id=LIST_ID,
        title="FollowTheMoney entities",
        issuer="as the file's datasets say",
        law="",
        entries=entries,
    )


def entries_of(source: Source, faults: list[Fault]) -> Iterator[Entry]:
    """Yield the parties one by one; faulty lines are collected, and after :data:`MOST_FAULTS` of them it ends."""
    decoder = msgspec.json.Decoder(_Ftm)
    with source.text() as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                entity = decoder.decode(line)
            except (msgspec.DecodeError, RecursionError) as error:
                faults.append(fault_of(source, number, "", "bad-json", f"the line cannot be read: {error}", line[:200]))
                if len(faults) >= MOST_FAULTS:
                    return
                continue
            entry = _entry(entity) if entity.schema in KINDS else None
            if entry and entry.names:
                yield entry


def _entry(entity: _Ftm) -> Entry:
    def several(name: str) -> list[str]:
        return [value for value in entity.properties.get(name, ()) if isinstance(value, str)]

    draft = Draft(LIST_ID, entity.id, KINDS[entity.schema])
    for column, kind in NAMES.items():
        for name in several(column):
            draft.name(name, kind)
    if not draft.named:
        draft.name(entity.caption, "primary")
    for column in COUNTRIES:
        draft.countries(several(column))
    home = next((c for column in COUNTRIES for c in several(column)), "")
    for column in NUMBERS:
        for value in several(column):
            draft.labelled(column, value, home)
    for born in several("birthDate"):
        draft.birth(born)
    for gender in several("gender"):
        draft.gendered(gender)
    draft.programmes(several("programId") + several("program") + entity.datasets)
    for note in several("notes"):
        draft.remark(note)
    return draft.entry()
