"""Is a chain of records whole? Each carries the hash of the one before; the head is kept beside the database.

The chain alone shows what was altered, or went from its middle. What went from its end shows against the head: the
number and hash of the last record, in a small file. It is written after the record, under the database's lock, so
it never stands ahead of the chain, and a kill between the two is no false alarm.

Who may write to the folder can write both anew. Against that helps a head that was noted elsewhere.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import msgspec

from cutset.errors import Fault, InputError

__all__ = ["START", "Content", "Head", "HeadFile", "Record", "link", "read_chain", "sealed"]

START: Final = "0" * 64
COLUMNS: Final = "number, kind, subject, verdict, engine, list_version, at, content, before, hash, salt, body"
HINT: Final = "compare with a copy or the last export; the log cannot be trusted from here on"


class Head(msgspec.Struct, frozen=True):
    """The end of a chain: number of records, and the hash of the last."""

    records: int = 0
    hash: str = START


class Content(msgspec.Struct, frozen=True, omit_defaults=True):
    """What names a person in a record, or the records whose content was removed."""

    party: str = ""
    list_id: str = ""
    entry_id: str = ""
    who: str = ""
    why: str = ""
    asked: str = ""
    listed: str = ""
    ground: str = ""
    records: tuple[int, ...] = ()


class Record(msgspec.Struct, frozen=True):
    """One record of a chain that was found whole; content that was removed is empty."""

    number: int
    kind: str
    verdict: str
    engine: str
    list_version: str
    at: str
    before: str
    hash: str
    content: Content


def sealed(salt: str, text: str) -> str:
    """Return the salted hash under which a content stands in the chain."""
    return hashlib.sha256(f"{salt}\x1f{text}".encode()).hexdigest()


def link(number: int, fields: Iterable[object], before: str) -> str:
    """Return the hash of a record."""
    return hashlib.sha256("\x1f".join([str(number), *map(str, fields), before]).encode()).hexdigest()


def read_chain(db: sqlite3.Connection, name: str) -> list[Record]:
    """Return every record of a database.

    Raises
    ------
    InputError
        With every record that was altered, is missing or stands out of order, and every content without a record.
    """
    faults: list[Fault] = []
    found: list[Record] = []
    removed: set[int] = set()
    gone: list[int] = []
    before, last = START, 0
    for row in db.execute(f"SELECT {COLUMNS} FROM chain c LEFT JOIN contents USING (number) ORDER BY c.number"):
        number, *fields, linked, digest, salt, body = row
        if number != last + 1:
            faults.append(_fault(name, number, "missing-record", f"record {last + 1} is missing"))
        if linked != before or digest != link(number, fields, linked):
            faults.append(_fault(name, number, "broken-chain", f"record {number} was altered"))
        content = Content()
        if body is None:
            gone.append(number)
        elif (read := _content(salt, body, fields[-1])) is None:
            faults.append(_fault(name, number, "altered-content", f"the content of record {number} was altered"))
        else:
            content = read
            removed.update(content.records if fields[0] == "redaction" else ())
        kind, _, verdict, engine, list_version, at, _ = fields
        found.append(Record(number, kind, verdict, engine, list_version, at, linked, digest, content))
        before, last = digest, number
    faults += [
        _fault(name, number, "missing-content", f"the content of record {number} is gone without a redaction")
        for number in gone
        if number not in removed
    ]
    orphans = db.execute("SELECT number FROM contents WHERE number NOT IN (SELECT number FROM chain) ORDER BY number")
    faults += [
        _fault(name, number, "missing-record", f"record {number} is missing, its content is there")
        for (number,) in orphans
    ]
    if faults:
        raise InputError(faults)
    return found


def _content(salt: Any, body: Any, seal: str) -> Content | None:
    if sealed(salt, body) != seal:
        return None
    try:
        return msgspec.json.decode(body, type=Content)
    except msgspec.MsgspecError:
        return None


class HeadFile:
    """Keeps the head of a chain beside its database.

    Parameters
    ----------
    database
        Its file; the head stands beside it under the ending ``.head``.
    """

    def __init__(self, database: Path) -> None:
        self.database, self.path = database, database.with_suffix(".head")

    def check(self, end: Head, hash_of: Callable[[int], str]) -> None:
        """Refuse a chain that does not hold the head that was kept; called under a lock of the database.

        Parameters
        ----------
        end
            Where the chain ends.
        hash_of
            Returns the hash of a record by its number.

        Raises
        ------
        InputError
            Records are missing at the end, the head is of another chain, or there is none.
        """
        if not self.is_kept:
            if end.records:
                raise self._error(
                    "missing-head",
                    f"the head of the log is gone; the chain now ends with record {end.records}",
                    f"bring it back from a copy; or, if you know this end: cutset log verify --head {end.hash}",
                )
            return
        kept = self._read()
        if end.records < kept.records:
            which = f"record {kept.records} is" if kept.records == end.records + 1 else "records are"
            raise self._error(
                "missing-record", f"{which} missing at the end: there were {kept.records}, there are {end.records}"
            )
        if kept.records and hash_of(kept.records) != kept.hash:
            raise self._error("broken-chain", f"record {kept.records} is not the one that the head names")

    def write(self, head: Head) -> None:
        """Write the head whole or not at all; called under the writer's lock of the database."""
        passing = self.path.with_name(f"passing-{self.path.name}")
        with passing.open("w", encoding="ascii") as file:
            file.write(f"{head.records} {head.hash}\n")
            file.flush()
            os.fsync(file.fileno())
        passing.replace(self.path)

    @property
    def is_kept(self) -> bool:
        """Whether a head is kept at all."""
        return self.path.is_file()

    def _read(self) -> Head:
        records, _, digest = self.path.read_text(encoding="ascii", errors="replace").strip().partition(" ")
        if not records.isdecimal() or len(digest) != len(START):
            raise self._error("broken-head", "the head of the log cannot be read")
        return Head(int(records), digest)

    def _error(self, code: str, sentence: str, hint: str = HINT) -> InputError:
        return InputError([_fault(self.database.name, 0, code, sentence, hint)])


def _fault(name: str, number: int, code: str, sentence: str, hint: str = HINT) -> Fault:
    return Fault(file=name, row=number, code=code, sentence=sentence, hint=hint)
