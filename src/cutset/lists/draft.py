"""How do the pieces of one listed party come together? A draft that readers fill; it ends as an entry."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from cutset.lists.birth import Order, birth_date
from cutset.lists.countries import country_code
from cutset.lists.entry import Entry, Identifier, Kind, ListedName, NameKind
from cutset.lists.identifiers import from_label, identifier
from cutset.lists.scripts import script_of

__all__ = ["Draft", "Reading", "row_id"]

BRACKETED: Final = re.compile(r"^(?P<outer>[^()]+?)\s*\((?P<inner>[^()]+)\)\s*$")
GENDERS: Final = {"m": "male", "male": "male", "f": "female", "female": "female"}


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader found in a file, before anybody says which version it is."""

    list_id: str
    title: str
    issuer: str
    law: str
    entries: tuple[Entry, ...]
    published: date | None = None
    incomplete: tuple[str, ...] = ()


class Draft:
    """Collects names, numbers, countries and dates of one party; repeated ones count once."""

    def __init__(self, list_id: str, number: str, kind: Kind = "entity") -> None:
        self.list_id, self.number = list_id, number
        self.kind: Kind = kind
        self.gender = self.listed = ""
        self._names: dict[str, ListedName] = {}
        self._identifiers: dict[Identifier, None] = {}
        self._countries: set[str] = set()
        self._births: dict[str, None] = {}
        self._programmes: dict[str, None] = {}
        self._remarks: dict[str, None] = {}

    def name(self, text: str, kind: NameKind = "alias") -> None:
        """Add a name; one in another script in brackets behind it counts as a name of its own."""
        text = re.sub(r"\s+", " ", text).strip(" ;,")
        both = None if text.isascii() else BRACKETED.match(text)
        if both and script_of(both["outer"]) != script_of(both["inner"]) != "Zyyy":
            self.name(both["outer"], kind)
            inner: NameKind = "weak" if kind == "weak" else "alias"
            self.name(both["inner"], inner)
        elif any(map(str.isalnum, text)):
            first: NameKind = "alias" if kind == "primary" and self._names else kind
            self._names.setdefault(text, ListedName(text, first, script_of(text)))

    def identifier(self, scheme: str, value: str) -> None:
        """Add a number under its scheme."""
        self._keep(identifier(scheme, value))

    def labelled(self, label: str, value: str, country: str = "") -> None:
        """Add a number under the label that the list prints; unknown labels are left out."""
        self._keep(from_label(label, value, country))

    def countries(self, printed: Iterable[str]) -> None:
        """Add countries as printed."""
        self._countries.update(code for text in printed if (code := country_code(text)))

    def birth(self, printed: str, order: Order = "day-first") -> None:
        """Add a date of birth as printed."""
        if printed.strip() and (born := birth_date(printed, order)):
            self._births[born] = None

    def gendered(self, printed: str) -> None:
        """Set the gender as printed."""
        self.gender = GENDERS.get(printed.strip().lower(), self.gender)

    def programmes(self, printed: Iterable[str]) -> None:
        """Add the programmes, acts or measures under which the party is listed."""
        self._programmes.update((text.strip(), None) for text in printed if text.strip())

    def remark(self, text: str) -> None:
        """Add the publisher's own words."""
        if text.strip():
            self._remarks[text.strip()] = None

    @property
    def named(self) -> bool:
        """Whether it has a name at all."""
        return bool(self._names)

    def entry(self) -> Entry:
        """Return the finished entry."""
        names = sorted(self._names.values(), key=lambda n: n.kind != "primary")
        return Entry(
            list_id=self.list_id,
            id=self.number,
            kind=self.kind,
            names=tuple(names),
            identifiers=tuple(self._identifiers),
            countries=tuple(sorted(self._countries)),
            birth_dates=tuple(self._births),
            gender=self.gender,
            programmes=tuple(self._programmes),
            listed=self.listed,
            remarks="; ".join(self._remarks),
        )

    def _keep(self, number: Identifier | None) -> None:
        if number is not None:
            self._identifiers[number] = None


def row_id(*cells: str) -> str:
    """Return an id for a row of a list that prints none: 12 hex digits of a hash of its cells."""
    return hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:12]
