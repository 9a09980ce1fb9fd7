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
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from cutset.errors import Fault, InputError, NotFoundError
from cutset.lists.content import ContentFolder
from cutset.lists.database import connected, unusable
from cutset.lists.entry import Entry, OfficialList
from cutset.lists.opening import files_of, open_sources
from cutset.lists.source import Source

__all__ = ["MOST_LOST", "Added", "Changed", "Changes", "ListStore", "Version"]

NAME: Final = "lists.db"
MOST_LOST: Final = 0.10
"""Share of entries that a new version may lose before it is refused."""

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS versions (
    number INTEGER PRIMARY KEY, list_id TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL,
    issuer TEXT NOT NULL, law TEXT NOT NULL, published TEXT, added TEXT NOT NULL, entries INTEGER NOT NULL,
    incomplete TEXT NOT NULL, origin TEXT NOT NULL, UNIQUE (list_id, version));
CREATE TABLE IF NOT EXISTS files (
    number INTEGER NOT NULL REFERENCES versions, position INTEGER NOT NULL, name TEXT NOT NULL,
    sha256 TEXT NOT NULL, PRIMARY KEY (number, position)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS digests (
    number INTEGER NOT NULL REFERENCES versions, entry TEXT NOT NULL, digest BLOB NOT NULL,
    PRIMARY KEY (number, entry)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fetches (
    url TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL);
"""


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One version in the store.

    Parameters
    ----------
    list_id, version, title, issuer, law
        As in :class:`~cutset.lists.OfficialList`.
    published, added
        The publisher's date, None where it is not known; when it came into the store (UTC).
    entries
        Number of entries.
    incomplete
        Why it is not complete; empty where it is.
    origin
        Where it came from.
    """

    number: int
    list_id: str
    version: str
    title: str
    issuer: str
    law: str
    published: date | None
    added: datetime
    entries: int
    incomplete: tuple[str, ...]
    origin: str

    def age_days(self, on: date) -> int | None:
        """Return the age on a day [d], or None where the publication date is not known."""
        return (on - self.published).days if self.published else None


class Added(msgspec.Struct, frozen=True):
    """What adding did: the version, and whether it is new to the store."""

    version: Version
    new: bool


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
    ) -> Added:
        """Add a version of a list.

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

        Raises
        ------
        InputError
            The files are no list, are damaged, or lost too many entries; the store is as before.
        """
        sources = [Source(p) for p in files_of(path, beside)]
        official = open_sources(sources, published)
        self.content.tidy()
        hashes = [self.content.keep(source) for source in sources]
        digests = {entry.id: _digest(entry) for entry in official.entries}
        if len(digests) < len(official.entries):
            counted = Counter(entry.id for entry in official.entries)
            twice = ", ".join(entry for entry, many in counted.items() if many > 1)
            raise InputError.one("repeated-id", "two entries carry the same id", value=twice, file=sources[0].name)
        with self.connection() as db:
            db.execute("BEGIN IMMEDIATE")
            known = _select(db, "list_id = ? AND version = ?", official.list_id, official.version)
            if known and (known[-1].published or official.published is None):
                return Added(known[-1], False)
            if not force:
                self._refuse_shrunk(db, official, digests, most_lost)
            number = known[-1].number if known else None
            return Added(_insert(db, number, official, origin or str(path), sources, hashes, digests), not known)

    def versions(self, list_id: str = "") -> list[Version]:
        """Return the versions held, by list and date, the newest of each list last."""
        with self.connection() as db:
            return _select(db, "list_id = ?", list_id) if list_id else _select(db, "1")

    def version(self, list_id: str, as_of: date | None = None) -> Version:
        """Return the newest version of a list that was published by a day.

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
        """
        after = self.version(list_id)
        held = [v for v in self.versions(list_id) if v.number != after.number]
        if since is not None:
            held = [v for v in held if v.published is not None and v.published <= since]
        if not held:
            raise NotFoundError(f"earlier version of {list_id} published by", str(since or "now"))
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
            for v in _select(db, "list_id = ?", official.list_id)
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


def _select(db: sqlite3.Connection, where: str, *values: str) -> list[Version]:
    columns = ", ".join(Version.__struct_fields__)
    rows = db.execute(
        f"SELECT {columns} FROM versions WHERE {where} ORDER BY list_id, published, added, number", values
    )
    return [_version(row) for row in rows]


def _version(row: tuple[Any, ...]) -> Version:
    held = dict(zip(Version.__struct_fields__, row, strict=True))
    try:
        held["published"] = date.fromisoformat(held["published"]) if held["published"] else None
        held["added"] = datetime.fromisoformat(held["added"])
        held["incomplete"] = tuple(msgspec.json.decode(held["incomplete"], type=list[str]))
    except (ValueError, TypeError, msgspec.MsgspecError) as error:
        raise unusable(Path(NAME), f"what it says of version {held['number']} cannot be read ({error})") from error
    return Version(**held)


def _insert(
    db: sqlite3.Connection,
    number: int | None,
    official: OfficialList,
    origin: str,
    sources: Sequence[Source],
    hashes: Sequence[str],
    digests: dict[str, bytes],
) -> Version:
    """Insert a version; one that was held without its date gets the date now known."""
    if number is None:
        number = db.execute("SELECT coalesce(max(number), 0) + 1 FROM versions").fetchone()[0]
        db.execute(
            "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                official.list_id,
                official.version,
                official.title,
                official.issuer,
                official.law,
                str(official.published) if official.published else None,
                datetime.now(UTC).isoformat(),
                len(official.entries),
                msgspec.json.encode(official.incomplete).decode(),
                origin,
            ),
        )
        db.executemany(
            "INSERT INTO files VALUES (?, ?, ?, ?)",
            [(number, at, source.name, sha) for at, (source, sha) in enumerate(zip(sources, hashes, strict=True))],
        )
        db.executemany("INSERT INTO digests VALUES (?, ?, ?)", [(number, e, d) for e, d in digests.items()])
    else:
        db.execute(
            "UPDATE versions SET published = ?, incomplete = ? WHERE number = ?",
            (str(official.published), msgspec.json.encode(official.incomplete).decode(), number),
        )
    return _select(db, "number = ?", str(number))[0]
