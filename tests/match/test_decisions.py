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


@pytest.mark.parametrize(("first", "who"), [("different", "Ann"), ("unsure", "Bob")])
def test_the_newest_decision_counts(log: DecisionLog, pair: tuple[Asked, Match], first: str, who: str) -> None:
    log.decide(*pair, first, "Ann", "first look", engine="1-x")
    log.decide(*pair, "same", who, "second look", engine="1-x")
    stands = log.standing().of(pair[0], pair[1].list_id, pair[1].entry)
    assert stands is not None
    assert stands.verdict == "same"


@pytest.mark.parametrize(("first", "second"), [("different", "same"), ("same", "different")])
def test_what_two_people_decide_differently_is_undecided_until_they_agree(
    log: DecisionLog, pair: tuple[Asked, Match], first: str, second: str
) -> None:
    log.decide(*pair, first, "Ann", "first look", engine="1-x")
    log.decide(*pair, second, "Bob", "second look", engine="1-x")
    (match,) = log.standing().settle(pair[0], [pair[1]])
    assert match.status == "candidate"
    assert match.decision == "decided differently by two people (records 1 and 2)"
    log.decide(*pair, second, "Ann", "looked again", engine="1-x")
    (match,) = log.standing().settle(pair[0], [pair[1]], different=True)
    assert match.decision.startswith(second)


def test_decisions_about_data_that_changed_contradict_nobody(log: DecisionLog, pair: tuple[Asked, Match]) -> None:
    older = msgspec.structs.replace(pair[1], entry=msgspec.structs.replace(pair[1].entry, countries=("KZ",)))
    log.decide(pair[0], older, "different", "Ann", "other country", engine="1-x")
    log.decide(*pair, "same", "Bob", "same country now", engine="1-x")
    assert [one.status for one in log.standing().settle(pair[0], [pair[1]])] == ["same"]


@pytest.mark.parametrize(("first", "second"), [("alice", "Alice"), ("bob", " bob  "), ("Ann  Lee", "ann lee")])
def test_one_person_in_other_letters_is_not_two(
    tmp_path: Path, pair: tuple[Asked, Match], first: str, second: str
) -> None:
    log = DecisionLog(tmp_path / "two.db", two=True)
    for who in (first, second):
        log.decide(*pair, "different", who, "other address", engine="1-x")
    assert len(log.standing()) == 0


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
    assert log.verify().records == 0


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
    assert log.verify().records == 3
    alter(log, tamper)
    for use in (log.verify, log.standing, log.decisions):
        with pytest.raises(InputError, match="record 2"):
            use()


def alter(log: DecisionLog, tamper: str) -> None:
    db = sqlite3.connect(log.path)
    db.executescript(tamper)
    db.commit()
    db.close()


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        ("DELETE FROM contents WHERE number = 3; DELETE FROM chain WHERE number = 3", "record 3 is missing at the end"),
        ("DELETE FROM chain WHERE number = 3", "record 3 is missing, its content is there"),
        ("DELETE FROM contents; DELETE FROM chain", "there were 3, there are 0"),
        ("DROP TABLE contents; DROP TABLE chain", "there were 3, there are 0"),
    ],
)
def test_what_went_from_the_end_shows(log: DecisionLog, pair: tuple[Asked, Match], tamper: str, words: str) -> None:
    for _ in range(3):
        log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    alter(log, f"DROP TRIGGER chain_keeps; {tamper}")
    for use in (log.verify, log.standing):
        with pytest.raises(InputError, match=words):
            use()
    if "its content" not in words:
        with pytest.raises(InputError, match=words):
            log.decide(*pair, "different", "Ann", "one more", engine="1-x")


@pytest.mark.parametrize("how", ["gone", "empty"])
def test_a_log_that_went_as_a_whole_shows(log: DecisionLog, pair: tuple[Asked, Match], how: str) -> None:
    log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    if how == "gone":
        log.path.unlink()
    else:
        log.path.write_bytes(b"")
    with pytest.raises(InputError, match="record 1 is missing at the end"):
        log.standing()


@pytest.mark.parametrize("content", [b"garbage " * 200, b"\x00" * 4096, None])
def test_what_is_no_log_is_one_fault(log: DecisionLog, pair: tuple[Asked, Match], content: bytes | None) -> None:
    if content is None:
        log.path.mkdir()
    else:
        log.path.write_bytes(content)
    for use in (log.verify, log.standing, lambda: log.decide(*pair, "same", "Ann", "x", engine="1-x")):
        with pytest.raises(InputError, match="cannot be used"):
            use()


def test_a_log_cut_in_half_is_a_fault(log: DecisionLog, pair: tuple[Asked, Match]) -> None:
    for _ in range(40):
        log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    log.path.write_bytes(log.path.read_bytes()[: log.path.stat().st_size // 2])
    with pytest.raises(InputError):
        log.standing()


def test_a_kill_between_record_and_head_is_no_false_alarm(log: DecisionLog, pair: tuple[Asked, Match]) -> None:
    log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    head = log.path.with_suffix(".head")
    before = head.read_bytes()
    log.decide(*pair, "different", "Ann", "again", engine="1-x")
    head.write_bytes(before)
    assert log.verify().records == 2
    assert log.decide(*pair, "different", "Ann", "once more", engine="1-x").number == 3
    assert head.read_text().startswith("3 ")


def test_a_head_noted_earlier_must_still_stand_in_the_chain(log: DecisionLog, pair: tuple[Asked, Match]) -> None:
    log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    noted = log.verify().hash
    log.decide(*pair, "different", "Ann", "again", engine="1-x")
    assert log.verify(noted).records == 2
    # Written anew from nothing, with a head that fits: only the noted one tells.
    log.path.unlink()
    log.path.with_suffix(".head").unlink()
    log.decide(*pair, "same", "Eve", "forged", engine="1-x")
    assert log.verify().records == 1
    with pytest.raises(InputError, match="the log was cut or written anew"):
        log.verify(noted)


def test_a_head_that_is_gone_is_a_fault_until_a_noted_one_vouches(log: DecisionLog, pair: tuple[Asked, Match]) -> None:
    log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    noted = log.verify().hash
    log.path.with_suffix(".head").unlink()
    with pytest.raises(InputError, match="the head of the log is gone"):
        log.standing()
    log.verify(noted)
    assert len(log.standing()) == 1


def test_reading_makes_no_log(log: DecisionLog) -> None:
    assert len(log.standing()) == 0
    assert log.verify().records == 0
    assert not list(log.path.parent.iterdir())


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
    assert log.verify().records == 3
    assert [d.party for d in log.decisions()] == ["", "c8", ""]
    raw = log.path.read_bytes()
    assert b"other address" not in raw
    assert b"same number" in raw


def test_a_redaction_of_nobody_is_refused_and_says_who_is_near(log: DecisionLog, pair: tuple[Asked, Match]) -> None:
    log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    with pytest.raises(NotFoundError, match="c7"):
        log.redact("c77", "Dan", "asked by the person")
    assert log.verify().records == 1


def test_content_that_went_without_a_redaction_shows(log: DecisionLog, pair: tuple[Asked, Match]) -> None:
    for _ in range(2):
        log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    log.redact("c7", "Dan", "asked by the person")
    log.decide(*pair, "different", "Ann", "other address", engine="1-x")
    assert log.verify().records == 4
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
    assert log.verify().records == 2
    assert [d.why for d in log.decisions()] == ["", "policy"]


def test_kills_at_any_moment_lose_and_double_no_decision(tmp_path: Path) -> None:
    kills = os.environ.get("CUTSET_KILLS", "12")
    script = Path(__file__).parent / "kill_decisions.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), kills], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
