"""What stands in an official list? Its entries, with names, identifiers and the list's own version.

Every reader makes these records; nothing after them knows a file format.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

__all__ = ["Entry", "Identifier", "Kind", "ListedName", "NameKind", "OfficialList"]

Kind = Literal["person", "entity", "vessel", "aircraft", "unknown"]
NameKind = Literal["primary", "alias", "former", "weak"]


class ListedName(msgspec.Struct, frozen=True, order=True):
    """A name as a list prints it.

    Parameters
    ----------
    text
        The name as printed, blanks at the ends removed.
    kind
        ``weak`` is what the publisher calls weak or low quality: never enough alone.
    script
        ISO 15924 code of most of its letters, such as ``Latn`` or ``Cyrl``.
    """

    text: str
    kind: NameKind = "primary"
    script: str = "Latn"


class Identifier(msgspec.Struct, frozen=True, order=True):
    """A number or code that names one party: its scheme (``RU-INN``, ``BIC``, ``IMO`` ...) and value."""

    scheme: str
    value: str


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One listed party.

    Parameters
    ----------
    list_id, id
        The list and the publisher's own id in it; for lists without ids, a hash of the row.
    kind
        Person, entity, vessel or aircraft; ``unknown`` where the publisher does not say.
    names
        The primary name first.
    identifiers
        Normalised: capitals and digits only.
    countries
        ISO 3166-1 alpha-2 codes of nationality, seat, registration or flag, sorted.
    birth_dates
        ISO 8601-2 (EDTF) texts: ``1963-12-21``, ``1963``, ``1957~`` (about), ``1962/1964``.
    gender
        ``male``, ``female`` or empty.
    programmes, listed, remarks
        Programmes under which it is listed; since when (ISO 8601, may be empty); the publisher's own words.
    """

    list_id: str
    id: str
    kind: Kind
    names: tuple[ListedName, ...]
    identifiers: tuple[Identifier, ...] = ()
    countries: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    gender: str = ""
    programmes: tuple[str, ...] = ()
    listed: str = ""
    remarks: str = ""


class OfficialList(msgspec.Struct, frozen=True, kw_only=True):
    """One version of an official list.

    Parameters
    ----------
    list_id, title, issuer, law
        Which list; who publishes it; under whose law it binds (``US``, ``EU``, ``GB``, ``UN`` ...).
    version
        SHA-256 of the uncompressed content [hex]; of a list in several files, over all of them.
    published
        The day that the publisher or the caller gives; None where nobody says.
    entries
        In the order of the file.
    incomplete
        Every reason why "no match found" may not be said against this version; empty where it may.
    """

    list_id: str
    title: str
    issuer: str
    law: str
    version: str
    published: date | None
    entries: tuple[Entry, ...]
    incomplete: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether "no match found" may be said against this version."""
        return not self.incomplete
