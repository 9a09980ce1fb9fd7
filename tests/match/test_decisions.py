"""Decisions: appended, chained, redacted, retained, and never lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from cutset.errors import InputError, NotFoundError
from cutset.match import Asked, DecisionLog, Match, Screener, asked


@pytest.fixture
def pair(screener: Screener) -> tuple[Asked, Match]:
    party = asked("c7", ["Serniya Engineering"])
    return party, screener.screen([party])[0][0]


@pytest.fixture
def log(tmp_path: Path) -> DecisionLog:
    return DecisionLog(tmp_path / "decisions.db")


def test_a_decision_stands_until_the_data_changes(log: DecisionLog, pair: tuple[Asked, Match]) -> None:
    log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    stands = log.standing().of(pair[0], pair[1].list_id, pair[1].entry)
    assert stands is not None
    assert (stands.decision.verdict, stands.decision.who, stands.changed) == ("different", "Ann", False)
    changed = msgspec.structs.replace(pair[1], entry=msgspec.structs.replace(pair[1].entry, countries=("KZ",)))
    after = log.standing().of(pair[0], changed.list_id, changed.entry)
    assert after is not None
    assert after.changed
    assert "the data changed since" in after.words


def test_the_newest_decision_counts(log: DecisionLog, pair: tuple[Asked, Match]) -> None:
    log.decide(*pair, "different", "Ann", "first look", engine="1-x")
    log.decide(*pair, "same", "Bob", "second look", engine="1-x")
    stands = log.standing().of(pair[0], pair[1].list_id, pair[1].entry)
    assert stands is not None
    assert stands.decision.verdict == "same"


def test_with_two_people_a_decision_counts_when_both_agree(tmp_path: Path, pair: tuple[Asked, Match]) -> None:
    log = DecisionLog(tmp_path / "two.db", two=True)
    log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    assert log.standing().of(pair[0], pair[1].list_id, pair[1].entry) is None
    log.decide(*pair, "different", "Ann", "again", engine="1-x")
    assert log.standing().of(pair[0], pair[1].list_id, pair[1].entry) is None
    log.decide(*pair, "different", "Bob", "agreed", engine="1-x")
    stands = log.standing().of(pair[0], pair[1].list_id, pair[1].entry)
    assert stands is not None
    assert stands.decision.who == "Bob"


@pytest.mark.parametrize(("verdict", "who", "why"), [("maybe", "Ann", "x"), ("same", " ", "x"), ("same", "Ann", "")])
def test_a_decision_needs_verdict_person_and_reason(
    log: DecisionLog, pair: tuple[Asked, Match], verdict: str, who: str, why: str
) -> None:
    with pytest.raises(InputError):
        log.decide(*pair, verdict, who, why, engine="1-x")
    assert log.verify() == 0


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE contents SET body = replace(body, 'Ann', 'Eve') WHERE number = 2",
        "DROP TRIGGER chain_stays; UPDATE chain SET verdict = 'same' WHERE number = 2",
        "DROP TRIGGER chain_keeps; DELETE FROM chain WHERE number = 2",
    ],
)
def test_tampering_shows(log: DecisionLog, pair: tuple[Asked, Match], tamper: str) -> None:
    for _ in range(3):
        log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    assert log.verify() == 3
    db = sqlite3.connect(log.path)
    db.executescript(tamper)
    db.commit()
    db.close()
    with pytest.raises(InputError, match="record 2"):
        log.verify()


def test_the_table_itself_refuses_changes(log: DecisionLog, pair: tuple[Asked, Match]) -> None:
    log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    db = sqlite3.connect(log.path)
    for statement in ("UPDATE chain SET verdict = 'same'", "DELETE FROM chain"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(statement)
    db.close()


def test_a_redacted_person_is_gone_and_the_chain_whole(log: DecisionLog, pair: tuple[Asked, Match]) -> None:
    other = msgspec.structs.replace(pair[0], id="c8")
    log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    log.decide(other, pair[1], "same", "Ann", "same number", engine="1-x")
    assert log.redact("c7", "Dan", "asked by the person") == 1
    assert log.verify() == 3
    assert [d.party for d in log.decisions()] == ["", "c8", ""]
    raw = log.path.read_bytes()
    assert b"other address" not in raw
    assert b"same number" in raw


def test_a_redaction_of_nobody_is_refused_and_says_who_is_near(log: DecisionLog, pair: tuple[Asked, Match]) -> None:
    log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    with pytest.raises(NotFoundError, match="c7"):
        log.redact("c77", "Dan", "asked by the person")
    assert log.verify() == 1


def test_content_that_went_without_a_redaction_shows(log: DecisionLog, pair: tuple[Asked, Match]) -> None:
    for _ in range(2):
        log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    log.redact("c7", "Dan", "asked by the person")
    log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    assert log.verify() == 4
    db = sqlite3.connect(log.path)
    db.execute("UPDATE contents SET body = NULL WHERE number = 4")
    db.commit()
    db.close()
    with pytest.raises(InputError, match="content of record 4 is gone"):
        log.verify()


def test_records_carry_their_links(log: DecisionLog, pair: tuple[Asked, Match]) -> None:
    for _ in range(2):
        log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    first, second = log.decisions()
    assert (first.before, second.before) == ("0" * 64, first.hash)


def test_what_is_older_than_its_time_is_removed_and_the_chain_whole(
    log: DecisionLog, pair: tuple[Asked, Match]
) -> None:
    log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    assert log.retain(30, "Dan", "policy") == 0
    assert log.retain(30, "Dan", "policy", now=datetime.now(UTC) + timedelta(days=31)) == 1
    assert log.verify() == 2
    assert [d.why for d in log.decisions()] == ["", "policy"]


def test_kills_at_any_moment_lose_and_double_no_decision(tmp_path: Path) -> None:
    kills = os.environ.get("CUTSET_KILLS", "12")
    script = Path(__file__).parent / "kill_decisions.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), kills], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
