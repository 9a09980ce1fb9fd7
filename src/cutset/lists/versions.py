"""What does the store say of a version of a list? Its row in the database, and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from cutset.lists.database import unusable
from cutset.lists.entry import OfficialList
from cutset.lists.source import Source

__all__ = ["NAME", "SCHEMA", "Version", "insert", "select", "set_day"]

NAME: Final = "lists.db"

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


def select(db: sqlite3.Connection, where: str, *values: str) -> list[Version]:
    """Return the versions for which a condition holds, by list and date; those of an unknown day first.

    Raises
    ------
    InputError
        A row cannot be read.
    """
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


def insert(
    db: sqlite3.Connection,
    official: OfficialList,
    origin: str,
    sources: Sequence[Source],
    hashes: Sequence[str],
    digests: dict[str, bytes],
) -> Version:
    """Insert a version with its files and the digests of its entries."""
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
    return select(db, "number = ?", str(number))[0]


def set_day(db: sqlite3.Connection, number: int, official: OfficialList) -> Version:
    """Set the date of a version right, and with it whether the list is complete."""
    db.execute(
        "UPDATE versions SET published = ?, incomplete = ? WHERE number = ?",
        (str(official.published), msgspec.json.encode(official.incomplete).decode(), number),
    )
    return select(db, "number = ?", str(number))[0]
