"""Who decided which candidate, when, why, and is the record whole? A hash-chained log in SQLite.

A decision is about one asked party and one listed entry: *same*, *different* or *unsure*, with the person
who decides and the reason. Each record carries the hash of the one before it. What names a person stands
beside the chain under its own salted hash, so that it can be redacted, or removed after a set time, and the
chain still verifies.

A second person may confirm; with ``two`` a decision counts only when two people agree.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cutset.errors import Fault, InputError, NotFoundError
from cutset.match.asking import Asked
from cutset.match.verdicts import VERDICTS, Decision, Decisions, ground_of

if TYPE_CHECKING:
    from cutset.match.screener import Match

__all__ = ["DecisionLog"]

START: Final = "0" * 64

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
        SQLite file; made when it is not there.
    two
        Whether a decision counts only when a second person agreed.

    Examples
    --------
    >>> log = DecisionLog(Path("decisions.db"))  # doctest: +SKIP
    >>> log.verify()  # doctest: +SKIP
    0
    """

    def __init__(self, path: Path, *, two: bool = False) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self.two = path, two
        with self._connection() as db:
            db.executescript(SCHEMA)

    def decide(self, asked: Asked, match: Match, verdict: str, who: str, why: str, *, engine: str) -> Decision:
        """Append a decision.

        Raises
        ------
        InputError
            The verdict is unknown, or who or why is missing.
        """
        subject = _subject(asked.id, match.list_id, match.entry_id)
        content = {
            "party": asked.id,
            "list_id": match.list_id,
            "entry_id": match.entry_id,
            "who": who.strip(),
            "why": why.strip(),
            "asked": match.asked,
            "listed": match.listed,
            "ground": ground_of(asked, match.list_id, match.entry),
        }
        _check(verdict, who, why)
        with self._connection() as db:
            db.execute("BEGIN IMMEDIATE")
            number, at = _insert(db, "decision", subject, verdict, engine, match.version, content)
        return Decision(
            number=number,
            kind="decision",
            verdict=verdict,
            engine=engine,
            list_version=match.version,
            at=at,
            **content,
        )

    def standing(self) -> Decisions:
        """Return what stands decided, one decision for a party and an entry.

        The newest counts; with ``two``, the newest on which two people agree.
        """
        by_pair: dict[str, list[Decision]] = {}
        for one in self.decisions():
            if one.kind == "decision" and one.party:
                by_pair.setdefault(_subject(one.party, one.list_id, one.entry_id), []).append(one)
        return Decisions(found for mine in by_pair.values() if (found := self._stands(mine)))

    def decisions(self) -> Iterator[Decision]:
        """Yield every record in order."""
        with self._connection() as db:
            rows = db.execute(
                "SELECT number, kind, verdict, engine, list_version, at, before, hash, body "
                "FROM chain LEFT JOIN contents USING (number) ORDER BY number"
            ).fetchall()
        for number, kind, verdict, engine, list_version, at, before, digest, body in rows:
            content = json.loads(body) if body else {}
            yield Decision(
                number=number,
                kind=kind,
                party=content.get("party", ""),
                list_id=content.get("list_id", ""),
                entry_id=content.get("entry_id", ""),
                verdict=verdict,
                who=content.get("who", ""),
                why=content.get("why", ""),
                asked=content.get("asked", ""),
                listed=content.get("listed", ""),
                ground=content.get("ground", ""),
                engine=engine,
                list_version=list_version,
                at=at,
                before=before,
                hash=digest,
            )

    def verify(self) -> int:
        """Walk the whole chain.

        Returns
        -------
        int
            Number of records.

        Raises
        ------
        InputError
            With every record that was altered, is missing, or stands out of order.
        """
        faults: list[Fault] = []
        before, last = START, 0
        removed: set[int] = set()
        gone: list[int] = []
        with self._connection() as db:
            rows = db.execute(
                "SELECT c.number, kind, subject, verdict, engine, list_version, at, content, before, hash, "
                "salt, body FROM chain c LEFT JOIN contents USING (number) ORDER BY c.number"
            ).fetchall()
        for row in rows:
            number, *fields, linked, digest, salt, body = row
            if number != last + 1:
                faults.append(self._fault(number, "missing-record", f"record {last + 1} is missing"))
            if linked != before or digest != _hash(number, fields, linked):
                faults.append(self._fault(number, "broken-chain", f"record {number} was altered"))
            if body is None:
                gone.append(number)
            elif _sealed(salt, body) != fields[-1]:
                faults.append(self._fault(number, "altered-content", f"the content of record {number} was altered"))
            elif fields[0] == "redaction":
                removed.update(json.loads(body)["records"])
            before, last = digest, number
        faults += [
            self._fault(number, "missing-content", f"the content of record {number} is gone without a redaction")
            for number in gone
            if number not in removed
        ]
        if faults:
            raise InputError(faults)
        return len(rows)

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
        with self._connection() as db:
            db.execute("BEGIN IMMEDIATE")
            db.execute("PRAGMA secure_delete = ON")
            db.executemany("UPDATE contents SET body = NULL, salt = '' WHERE number = ?", [(n,) for n in numbers])
            if numbers:
                removed = hashlib.sha256(repr(numbers).encode()).hexdigest()
                content = {"who": who.strip(), "why": why.strip(), "records": numbers}
                _insert(db, "redaction", removed, "", "", "", content)
        return len(numbers)

    def _stands(self, mine: list[Decision]) -> Decision | None:
        for at in range(len(mine) - 1, -1, -1):
            newest = mine[at]
            agreed = any(d.verdict == newest.verdict and d.who != newest.who for d in mine[:at])
            if not self.two or agreed:
                return newest
        return None

    def _fault(self, number: int, code: str, sentence: str) -> Fault:
        return Fault(
            file=self.path.name,
            row=number,
            code=code,
            sentence=sentence,
            hint="compare with the last export; the log cannot be trusted from here on",
        )

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self.path, timeout=60, isolation_level=None)
        try:
            db.execute("PRAGMA synchronous = FULL")
            yield db
            if db.in_transaction:
                db.execute("COMMIT")
        finally:
            db.close()


def _insert(
    db: sqlite3.Connection,
    kind: str,
    subject: str,
    verdict: str,
    engine: str,
    list_version: str,
    content: Mapping[str, object],
) -> tuple[int, str]:
    last = db.execute("SELECT number, hash FROM chain ORDER BY number DESC LIMIT 1").fetchone()
    number, before = (last[0] + 1, last[1]) if last else (1, START)
    at, salt = datetime.now(UTC).isoformat(), secrets.token_hex(16)
    body = json.dumps(content, ensure_ascii=False, sort_keys=True)
    sealed = _sealed(salt, body)
    # The subject is salted too: without its content a record tells nobody whom it was about.
    fields = [kind, _sealed(salt, subject), verdict, engine, list_version, at, sealed]
    db.execute(
        "INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, *fields, before, _hash(number, fields, before)),
    )
    db.execute("INSERT INTO contents VALUES (?, ?, ?)", (number, salt, body))
    return number, at


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


def _subject(party: str, list_id: str, entry_id: str) -> str:
    return "\x1f".join((party, list_id, entry_id))


def _sealed(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}\x1f{text}".encode()).hexdigest()


def _hash(number: int, fields: Iterable[str], before: str) -> str:
    return hashlib.sha256("\x1f".join([str(number), *fields, before]).encode()).hexdigest()
