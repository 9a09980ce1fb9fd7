"""Which customers does a new version of a list touch? The customer book is the index, the changes ask.

Every added, changed or removed entry asks the book for customers whose names could be its own; only those
are screened against the touched entries. The cost follows the change, not the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

import msgspec
import numpy as np

from cutset.lists import Changes, Entry, ListedName, OfficialList
from cutset.match.asking import Asked
from cutset.match.batch import find, prepare
from cutset.match.index import Index, build_index
from cutset.match.model import Model, load_model
from cutset.match.screener import Match, Screener

__all__ = ["Alert", "CustomerBook"]

What = Literal["added", "changed", "removed"]
BOOK: Final = "customers"


class Alert(msgspec.Struct, frozen=True):
    """A customer whom a change of a list touches.

    Parameters
    ----------
    what
        Whether the entry was added, changed or removed.
    match
        The match against the entry as it now stands; of a removed one, as it stood.
    before
        The match against the entry as it stood; None where there was none.
    """

    what: What
    match: Match
    before: Match | None


class CustomerBook:
    """Customers as an index.

    Parameters
    ----------
    customers
        Whom to watch.
    model
        By default the one that ships.
    """

    def __init__(self, customers: Sequence[Asked], model: Model | None = None) -> None:
        self.model = model or load_model()
        self.customers = list(customers)
        self.index: Index = build_index([_as_list(self.customers)], self.model.frequencies)

    def alerts(self, changes: Changes, threshold: float | None = None) -> list[Alert]:
        """Return the customers that the difference of two versions touches, and no others."""
        old = [*changes.removed, *(c.before for c in changes.changed)]
        new = [*changes.added, *(c.after for c in changes.changed)]
        earlier = self._matches(old, changes, threshold, before=True)
        later = self._matches(new, changes, threshold, before=False)
        changed = {c.after.id for c in changes.changed}
        found = []
        for key, match in later.items():
            before = earlier.get(key)
            if before is None or _ground(before) != _ground(match):
                found.append(Alert("changed" if key[1] in changed else "added", match, before))
        found += [Alert("removed", m, m) for key, m in earlier.items() if key not in later]
        return sorted(found, key=lambda a: (a.match.id, a.match.entry_id))

    def touched(self, entries: Sequence[Entry]) -> list[Asked]:
        """Return the customers who share a candidate name or an identifier with some entries."""
        names = [(n.text, "" if e.kind == "unknown" else e.kind) for e in entries for n in e.names]
        numbers = {i for e in entries for i in e.identifiers}
        hit = {at for at, c in enumerate(self.customers) if numbers & set(c.known.identifiers)}
        if names and len(self.index):
            _, found, _ = find(prepare(names, self.index, self.model.frequencies), self.index)
            hit |= {self.index.entry_of(int(name)) for name in np.unique(found)}
        return [self.customers[at] for at in sorted(hit)]

    def _matches(
        self, entries: list[Entry], changes: Changes, threshold: float | None, *, before: bool
    ) -> dict[tuple[str, str], Match]:
        version = changes.before if before else changes.after
        if not entries:
            return {}
        some = OfficialList(
            list_id=version.list_id,
            title=version.title,
            issuer=version.issuer,
            law=version.law,
            version=version.version,
            published=version.published,
            entries=tuple(entries),
            incomplete=version.incomplete,
        )
        touched = self.touched(entries)
        screener = Screener(build_index([some], self.model.frequencies), self.model)
        return {
            (match.id, match.entry_id): match for matches in screener.screen(touched, threshold) for match in matches
        }


def _as_list(customers: Iterable[Asked]) -> OfficialList:
    entries = tuple(
        Entry(
            list_id=BOOK,
            id=str(at),
            kind=c.kind or "unknown",  # type: ignore[arg-type]
            names=tuple(ListedName(name) for name in c.names),
            identifiers=c.known.identifiers,
        )
        for at, c in enumerate(customers)
    )
    return OfficialList(list_id=BOOK, title="", issuer="", law="", version="", published=None, entries=entries)


def _ground(match: Match) -> tuple[object, ...]:
    return (
        match.entry.names,
        match.entry.identifiers,
        match.entry.birth_dates,
        match.entry.countries,
        match.status,
    )
