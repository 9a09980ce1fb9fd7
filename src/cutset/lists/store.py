"""Which versions of which lists do we hold, and what changed between two? SQLite beside kept files.

The files of a version are kept first, then one transaction makes the version known: killed at any moment, the
store opens with the last complete version. Nothing is ever overwritten or removed.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec

from cutset.errors import Fault, InputError, NotFoundError
from cutset.lists.content import ContentFolder
from cutset.lists.database import connected, unusable
from cutset.lists.entry import Entry, OfficialList
from cutset.lists.opening import files_of, open_sources
from cutset.lists.source import Source
from cutset.lists.versions import NAME, SCHEMA, Version, insert, select, set_day

__all__ = ["MOST_LOST", "Added", "Changed", "Changes", "ListStore"]

MOST_LOST: Final = 0.10
"""Share of entries that a new version may lose before it is refused."""

FIRST_ZONE: Final = timedelta(hours=14)
"""How far the day is ahead of UTC where it begins first."""


class Added(msgspec.Struct, frozen=True):
    """What adding did.

    Parameters
    ----------
    version
        The version as it is held now.
    new
        Whether it is new to the store.
    before
        It as it was held, where its date was set right; None where nothing was.
    """

    version: Version
    new: bool
    before: Version | None = None


class Changed(msgspec.Struct, frozen=True):
    """One entry in two versions, and which of its fields differ."""

    before: Entry
    after: Entry
    fields: tuple[str, ...]


class Changes(msgspec.Struct, frozen=True):
    """What one version has that another has not."""

    before: Version
    after: Version
    added: tuple[Entry, ...]
    changed: tuple[Changed, ...]
    removed: tuple[Entry, ...]

    @property
    def any(self) -> bool:
        """Whether anything changed at all."""
        return bool(self.added or self.changed or self.removed)


class ListStore:
    """Holds official lists in all their versions.

    Parameters
    ----------
    folder
        Made when it is not there.

    Examples
    --------
    >>> store = ListStore(Path("lists"))  # doctest: +SKIP
    >>> store.add(Path("sdn.csv"), date(2022, 3, 31)).new  # doctest: +SKIP
    True
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = ContentFolder(folder / "content")
        with self.connection() as db:
            db.executescript(SCHEMA)

    def add(
        self,
        path: Path,
        published: date | None = None,
        *,
        beside: Sequence[Path] = (),
        most_lost: float = MOST_LOST,
        force: bool = False,
        origin: str = "",
        redate: bool = True,
    ) -> Added:
        """Add a version of a list; of one that is held, set the date right.

        Parameters
        ----------
        path, published, beside
            As for :func:`~cutset.lists.open_list`.
        most_lost
            Share of the previous version's entries that may be missing [0 to 1].
        force
            Add it even so.
        origin
            Where it came from, by default the path.
        redate
            Whether another date than the one held sets that one right.

        Raises
        ------
        InputError
            The files are no list, are damaged, lost too many entries, or are of a day to come; the store is as
            before.
        """
        sources = [Source(p) for p in files_of(path, beside)]
        official = open_sources(sources, published)
        _check_day(official, sources[0].name)
        self.content.tidy()
        hashes = [self.content.keep(source) for source in sources]
        digests = {entry.id: _digest(entry) for entry in official.entries}
        if len(digests) < len(official.entries):
            counted = Counter(entry.id for entry in official.entries)
            twice = ", ".join(entry for entry, many in counted.items() if many > 1)
            raise InputError.one("repeated-id", "two entries carry the same id", value=twice, file=sources[0].name)
        with self.connection() as db:
            db.execute("BEGIN IMMEDIATE")
            known = select(db, "list_id = ? AND version = ?", official.list_id, official.version)
            if known:
                before = known[-1]
                if official.published in (None, before.published) or (before.published and not redate):
                    return Added(before, False)
                return Added(set_day(db, before.number, official), False, before)
            if not force:
                self._refuse_shrunk(db, official, digests, most_lost)
            return Added(insert(db, official, origin or str(path), sources, hashes, digests), True)

    def versions(self, list_id: str = "") -> list[Version]:
        """Return the versions held, by list and date, the newest of each list last."""
        with self.connection() as db:
            return select(db, "list_id = ?", list_id) if list_id else select(db, "1")

    def version(self, list_id: str, as_of: date | None = None) -> Version:
        """Return the newest version of a list that was published by a day.

        One whose day is not known is returned only where no dated one is held, and no day is asked for; of several
        such the one added last.

        Raises
        ------
        NotFoundError
            The store holds none.
        """
        held = self.versions(list_id)
        if not held:
            raise NotFoundError("list", list_id, {v.list_id for v in self.versions()})
        by_then = [v for v in held if as_of is None or (v.published is not None and v.published <= as_of)]
        if not by_then:
            raise NotFoundError(f"version of {list_id} published by", str(as_of))
        return by_then[-1]

    def open(self, version: Version) -> OfficialList:
        """Read a version from the store.

        Raises
        ------
        InputError
            What is kept is gone, or is not what the version's SHA-256 says.
        """
        sources = [self.content.open(sha256, name) for name, sha256 in self._files(version)]
        opened = open_sources(sources, version.published)
        if opened.version != version.version:
            raise unusable(Path(NAME), f"the files of {version.list_id} are not those of version {version.version}")
        return opened

    def seal(self, version: Version) -> str:
        """Return what changes when the kept files of a version are written again; cheap, they are not read.

        Raises
        ------
        InputError
            A file is gone.
        """
        return "\n".join(self.content.seal(sha256, name) for name, sha256 in self._files(version))

    def changes(self, list_id: str, since: date | None = None) -> Changes:
        """Say what the newest version of a list has that an earlier one has not.

        Parameters
        ----------
        since
            The newest version published by this day is the earlier one; by default the one before.

        Raises
        ------
        NotFoundError
            There are no two versions to compare.
        InputError
            The day of a version is not known, so that nobody can say which is the earlier one.
        """
        after = self.version(list_id)
        if undated := [v for v in self.versions(list_id) if v.published is None and len(self.versions(list_id)) > 1]:
            raise InputError(_undated(version) for version in undated)
        held = [v for v in self.versions(list_id) if v.number != after.number]
        if since is not None:
            held = [v for v in held if v.published is not None and v.published <= since]
        if not held and since is None:
            raise NotFoundError("version before the only one of list", list_id)
        if not held:
            raise NotFoundError(f"earlier version of {list_id} published by", str(since))
        return self.between(held[-1], after)

    def between(self, before: Version, after: Version) -> Changes:
        """Compare two versions of a list."""
        old, new = self._digests(before), self._digests(after)
        touched = {entry for entry in old.keys() | new.keys() if old.get(entry) != new.get(entry)}
        earlier = {e.id: e for e in self.open(before).entries if e.id in touched} if touched else {}
        later = {e.id: e for e in self.open(after).entries if e.id in touched} if touched else {}
        return Changes(
            before,
            after,
            added=tuple(e for i, e in later.items() if i not in earlier),
            changed=tuple(_changed(earlier[i], e) for i, e in later.items() if i in earlier),
            removed=tuple(e for i, e in earlier.items() if i not in later),
        )

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Open the database; what the block did is kept whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with connected(self.folder / NAME) as db:
            yield db

    def _files(self, version: Version) -> list[tuple[str, str]]:
        with self.connection() as db:
            return db.execute(
                "SELECT name, sha256 FROM files WHERE number = ? ORDER BY position", (version.number,)
            ).fetchall()

    def _digests(self, version: Version) -> dict[str, bytes]:
        with self.connection() as db:
            return dict(db.execute("SELECT entry, digest FROM digests WHERE number = ?", (version.number,)))

    def _refuse_shrunk(
        self, db: sqlite3.Connection, official: OfficialList, digests: dict[str, bytes], most_lost: float
    ) -> None:
        earlier = [
            v
            for v in select(db, "list_id = ?", official.list_id)
            if not (v.published and official.published and v.published > official.published)
        ]
        if not earlier:
            return
        before = earlier[-1]
        ids = [row[0] for row in db.execute("SELECT entry FROM digests WHERE number = ?", (before.number,))]
        lost = sum(entry not in digests for entry in ids)
        day = before.published or before.added.date()
        if lost > most_lost * len(ids):
            raise InputError(
                [
                    Fault(
                        file=official.list_id,
                        code="list-shrank",
                        sentence=(
                            f"{lost} of {len(ids)} entries of the version of {day} are missing, "
                            f"more than {most_lost:.0%}"
                        ),
                        hint="the download may be damaged; --force adds it all the same",
                    )
                ]
            )


def _digest(entry: Entry) -> bytes:
    return hashlib.blake2b(msgspec.msgpack.encode(entry), digest_size=16).digest()


def _changed(before: Entry, after: Entry) -> Changed:
    fields = tuple(f for f in Entry.__struct_fields__ if getattr(before, f) != getattr(after, f))
    return Changed(before, after, fields)


def _check_day(official: OfficialList, name: str) -> None:
    """Refuse a day that has not come anywhere on Earth."""
    day = official.published
    if day and day > (datetime.now(UTC) + FIRST_ZONE).date():
        raise InputError.one(
            "future-date",
            "a list cannot be published on a day to come",
            value=str(day),
            file=name,
            hint="check the date",
        )


def _undated(version: Version) -> Fault:
    return Fault(
        file=version.list_id,
        code="undated-version",
        sentence=(
            f"nobody said of which day the version with {version.entries} entries is that was added on "
            f"{version.added.date()}, so it cannot be told which version is the earlier one"
        ),
        value=version.origin,
        hint="say its day: cutset lists add FILE --published YYYY-MM-DD",
    )
