"""Who decided which candidate, when, why, and is the record whole? A hash-chained log in SQLite.

A decision is about one asked party and one listed entry: *same*, *different* or *unsure*, with the person
who decides and the reason. Each record carries the hash of the one before it; nothing is read from a log whose
chain is not whole (:mod:`cutset.match.chain`). What names a person stands beside the chain under its own salted
hash, so that it can be redacted, or removed after a set time, and the chain still verifies.

A second person may confirm; with ``two`` a decision counts only when two people agree.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from cutset.errors import Fault, InputError, NotFoundError
from cutset.lists.database import connected
from cutset.match.asking import Asked
from cutset.match.chain import START, Content, Head, HeadFile, Record, link, read_chain, sealed
from cutset.match.verdicts import VERDICTS, Decision, Decisions, ground_of

if TYPE_CHECKING:
    from cutset.match.screener import Match

__all__ = ["DecisionLog"]

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS chain (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, verdict TEXT NOT NULL,
    engine TEXT NOT NULL, list_version TEXT NOT NULL, at TEXT NOT NULL, content TEXT NOT NULL,
    before TEXT NOT NULL, hash TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS contents (
    number INTEGER PRIMARY KEY REFERENCES chain, salt TEXT NOT NULL, body TEXT);
CREATE TRIGGER IF NOT EXISTS chain_stays BEFORE UPDATE ON chain BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER IF NOT EXISTS chain_keeps BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, 'append-only'); END;
"""


class DecisionLog:
    """Keeps decisions.

    Parameters
    ----------
    path
        SQLite file; made with the first decision.
    two
        Whether a decision counts only when a second person agreed.

    Examples
    --------
    >>> log = DecisionLog(Path("decisions.db"))  # doctest: +SKIP
    >>> log.verify().records  # doctest: +SKIP
    0
    """

    def __init__(self, path: Path, *, two: bool = False) -> None:
        self.path, self.two = path, two
        self._head = HeadFile(path)

    def decide(self, asked: Asked, match: Match, verdict: str, who: str, why: str, *, engine: str) -> Decision:
        """Append a decision.

        Raises
        ------
        InputError
            The verdict is unknown, or who or why is missing.
        """
        subject = _subject(asked.id, match.list_id, match.entry_id)
        _check(verdict, who, why)
        content = Content(
            party=asked.id,
            list_id=match.list_id,
            entry_id=match.entry_id,
            who=_trimmed(who),
            why=why.strip(),
            asked=match.asked,
            listed=match.listed,
            ground=ground_of(asked, match.list_id, match.entry),
        )
        with self._writing() as db:
            record = _insert(db, "decision", subject, verdict, engine, match.version, content)
        return _decision(record)

    def standing(self) -> Decisions:
        """Return what stands decided, one decision for a party and an entry.

        The newest counts; with ``two``, the newest on which two people agree. Where another person's newest word
        on the same data is the opposite, the decision carries the number of that record and settles nothing.
        """
        by_pair: dict[str, list[Decision]] = {}
        for one in self.decisions():
            if one.kind == "decision" and one.party:
                by_pair.setdefault(_subject(one.party, one.list_id, one.entry_id), []).append(one)
        return Decisions(found for mine in by_pair.values() if (found := self._stands(mine)))

    def decisions(self) -> Iterator[Decision]:
        """Yield every record in order.

        Raises
        ------
        InputError
            As :meth:`verify`.
        """
        return map(_decision, self._records())

    def verify(self, head: str = "") -> Head:
        """Walk the whole chain, and hold it against the head that is kept beside it.

        Parameters
        ----------
        head
            Hash of a record that was noted earlier and must still stand in the chain. Where the head beside the
            log is gone, it is written anew.

        Returns
        -------
        Head
            Number of records and hash of the last: what to note elsewhere.

        Raises
        ------
        InputError
            With every record that was altered, is missing, or stands out of order.
        """
        records = self._records(headless=bool(head))
        if head and head not in {START, *(record.hash for record in records)}:
            raise InputError.one(
                "head-not-found",
                "no record has the hash that was noted; the log was cut or written anew",
                value=head,
                file=self.path.name,
                hint="give the whole hash as 'cutset log verify' printed it, or that of an export's last line",
            )
        end = Head(records[-1].number, records[-1].hash) if records else Head()
        if records and not self._head.is_kept:
            with connected(self.path) as db:
                db.execute("BEGIN IMMEDIATE")
                self._head.write(_end_of(db))
        return end

    def redact(self, party: str, who: str, why: str) -> int:
        """Remove every content about one party; the chain stays whole and says that it was done.

        Raises
        ------
        NotFoundError
            The log holds nothing about the party.
        """
        held = list(self.decisions())
        numbers = [d.number for d in held if d.party == party]
        if not numbers:
            raise NotFoundError("decision about party", party, {d.party for d in held if d.party})
        return self._remove(numbers, who, why)

    def retain(self, days: int, who: str, why: str, now: datetime | None = None) -> int:
        """Remove every content older than some days; the chain stays whole."""
        until = ((now or datetime.now(UTC)) - timedelta(days=days)).isoformat()
        return self._remove([d.number for d in self.decisions() if d.at < until and d.party], who, why)

    def _remove(self, numbers: list[int], who: str, why: str) -> int:
        _check("unsure", who, why)
        if not numbers:
            return 0
        with self._writing() as db:
            db.executemany("UPDATE contents SET body = NULL, salt = '' WHERE number = ?", [(n,) for n in numbers])
            removed = hashlib.sha256(repr(numbers).encode()).hexdigest()
            content = Content(who=_trimmed(who), why=why.strip(), records=tuple(numbers))
            _insert(db, "redaction", removed, "", "", "", content)
        return len(numbers)

    def _stands(self, mine: list[Decision]) -> Decision | None:
        for at in range(len(mine) - 1, -1, -1):
            newest = mine[at]
            agreed = any(d.verdict == newest.verdict and _person(d.who) != _person(newest.who) for d in mine[:at])
            if not self.two or agreed:
                against = _against(newest, mine)
                return msgspec.structs.replace(newest, against=against) if against else newest
        return None

    def _records(self, *, headless: bool = False) -> list[Record]:
        """Read the chain; without its head only where the caller brings another."""
        if not self.path.exists():
            self._head.check(Head(), str)
            return []
        with connected(self.path) as db:
            # One reading transaction: nobody commits a record between the chain and the look at its head.
            db.execute("BEGIN")
            there = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'chain'").fetchone()
            records = read_chain(db, self.path.name) if there else []
            if self._head.is_kept or not headless:
                end = Head(records[-1].number, records[-1].hash) if records else Head()
                self._head.check(end, lambda number: records[number - 1].hash)
        return records

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Open a transaction that appends, then keep the new head: never ahead of the chain."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with connected(self.path) as db:
            db.executescript(f"BEGIN IMMEDIATE; {SCHEMA} COMMIT;")
            db.execute("PRAGMA secure_delete = ON")
            db.execute("BEGIN IMMEDIATE")
            self._head.check(_end_of(db), lambda number: _hash_of(db, number))
            if not self._head.is_kept:
                self._head.write(Head())
            yield db
            db.execute("COMMIT")
            db.execute("BEGIN IMMEDIATE")
            self._head.write(_end_of(db))


def _end_of(db: sqlite3.Connection) -> Head:
    last = db.execute("SELECT number, hash FROM chain ORDER BY number DESC LIMIT 1").fetchone()
    return Head(*last) if last else Head()


def _hash_of(db: sqlite3.Connection, number: int) -> str:
    found = db.execute("SELECT hash FROM chain WHERE number = ?", (number,)).fetchone()
    return found[0] if found else ""


def _insert(
    db: sqlite3.Connection, kind: str, subject: str, verdict: str, engine: str, list_version: str, content: Content
) -> Record:
    end = _end_of(db)
    number, at, salt = end.records + 1, datetime.now(UTC).isoformat(), secrets.token_hex(16)
    body = msgspec.json.encode(content).decode()
    # The subject is salted too: without its content a record tells nobody whom it was about.
    fields = [kind, sealed(salt, subject), verdict, engine, list_version, at, sealed(salt, body)]
    digest = link(number, fields, end.hash)
    db.execute("INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *fields, end.hash, digest))
    db.execute("INSERT INTO contents VALUES (?, ?, ?)", (number, salt, body))
    return Record(number, kind, verdict, engine, list_version, at, end.hash, digest, content)


def _decision(record: Record) -> Decision:
    content = record.content
    return Decision(
        number=record.number,
        kind=record.kind,
        party=content.party,
        list_id=content.list_id,
        entry_id=content.entry_id,
        verdict=record.verdict,
        who=content.who,
        why=content.why,
        ground=content.ground,
        engine=record.engine,
        list_version=record.list_version,
        at=record.at,
        asked=content.asked,
        listed=content.listed,
        before=record.before,
        hash=record.hash,
    )


def _check(verdict: str, who: str, why: str) -> None:
    faults = []
    if verdict not in VERDICTS:
        faults.append(
            Fault(
                code="bad-verdict",
                sentence="a verdict is same, different or unsure",
                value=verdict,
            )
        )
    faults += [
        Fault(code="missing-reason", sentence=f"a decision needs {what}")
        for what, text in (("who decides", who), ("a reason", why))
        if not text.strip()
    ]
    if faults:
        raise InputError(faults)


def _against(stands: Decision, mine: list[Decision]) -> int:
    """Return the newest record in which somebody else says the opposite about the same data, or 0."""
    newest = {_person(one.who): one for one in mine if one.ground == stands.ground}
    contrary = [
        one.number
        for person, one in newest.items()
        if person != _person(stands.who) and {one.verdict, stands.verdict} == {"same", "different"}
    ]
    return max(contrary, default=0)


def _person(who: str) -> str:
    """Return what tells people apart: neither case nor spaces."""
    return _trimmed(unicodedata.normalize("NFKC", who)).casefold()


def _trimmed(who: str) -> str:
    return " ".join(who.split())


def _subject(party: str, list_id: str, entry_id: str) -> str:
    return "\x1f".join((party, list_id, entry_id))
