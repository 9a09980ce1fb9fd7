from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cutset.brief import Decision, add_decisions, decisions, missing_model, readings
from cutset.cli.brief import brief
from cutset.ingest.suppose import read_supposed

TEXT = (
    "Engines Stay Home\n\nRoscosmos on Thursday stopped the delivery of RD-181 engines to Northrop Grumman.\n\n"
    "China may refuse to help Russia with satellite parts, a U.S. official said.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, "utf-8")
    return file


def run(*arguments: object) -> Result:
    return CliRunner().invoke(brief, [str(one) for one in arguments], catch_exceptions=False)


def read(article: Path, *more: object) -> Result:
    given = ("--published", "2022-03-04", "--parser", "rules", "--folder", article.parent / "b")
    return run(article, *given, *more)


def test_a_file_name_alone_reads_and_saves(article: Path) -> None:
    told = read(article).output
    assert "STOP_SUPPLY" in told
    assert "withdrawals" in told
    assert list((article.parent / "b").glob("*.json"))


def test_claims_are_printed_as_json(article: Path) -> None:
    (reading,) = json.loads(read(article, "--json").output)
    assert {claim["event_type"] for claim in reading["claims"]} >= {"STOP_SUPPLY", "REJECT"}


def test_a_missing_day_of_publication_is_asked_for(article: Path) -> None:
    told = run(article, "--parser", "rules", "--folder", article.parent / "b").output
    assert "give --published DATE" in told


def test_a_missing_language_model_is_told(article: Path) -> None:
    if not missing_model():
        pytest.skip("the language model is installed")
    assert "read by rules alone" in run(article, "--folder", article.parent / "b").output


def test_keys_accept_reject_and_skip(article: Path) -> None:
    read(article)
    folder = article.parent / "b"
    told = run("review", "--folder", folder, "--keys", "ars", "--reviewer", "me").output
    assert "accepted 1, edited 0, rejected 1" in told
    lines = list(csv.DictReader((folder / "decisions.csv").read_text("utf-8").splitlines()))
    assert [(line["decision"], line["reviewer"]) for line in lines] == [("accept", "me"), ("reject", "me")]


def test_reading_again_keeps_decisions(article: Path) -> None:
    read(article)
    folder = article.parent / "b"
    run("review", "--folder", folder, "--keys", "a")
    read(article)
    told = run("review", "--folder", folder, "--keys", "q").output
    assert "accepted 1" in told
    assert "Thursday" not in told.splitlines()[1]


def test_accepted_rows_become_a_folder_to_suppose(article: Path) -> None:
    read(article)
    folder, suppose = article.parent / "b", article.parent / "s"
    run("review", "--folder", folder, "--keys", "a")
    run("apply", "--folder", folder, "--suppose", suppose)
    assert {row.table for row in read_supposed(suppose)} == {"sources", "withdrawals"}


def test_a_row_that_is_no_longer_accepted_is_taken_back_from_what_is_supposed(article: Path) -> None:
    read(article)
    folder, suppose = article.parent / "b", article.parent / "s"
    run("review", "--folder", folder, "--keys", "a")
    run("apply", "--folder", folder, "--suppose", suppose)
    run("review", "--folder", folder, "--keys", "rrrr", "--again")
    told = run("apply", "--folder", folder, "--suppose", suppose).output
    assert "withdrawals.csv: 1 row taken back, no longer accepted" in told
    assert {row.table for row in read_supposed(suppose)} <= {"sources"}


def test_an_edit_changes_a_cell_and_an_unknown_column_is_refused(article: Path) -> None:
    read(article)
    folder, suppose = article.parent / "b", article.parent / "s"
    run("review", "--folder", folder, "--keys", "e", "--set", "kind=end", "--set", "date=2022-03-05")
    run("apply", "--folder", folder, "--suppose", suppose)
    (row,) = csv.DictReader((suppose / "withdrawals.csv").read_text("utf-8").splitlines())
    assert (row["kind"], row["date"]) == ("end", "2022-03-05")
    with pytest.raises(ValueError, match="colour"):
        run("review", "--folder", folder, "--keys", "e", "--set", "colour=red", "--again")


def test_applying_twice_writes_once_and_keeps_other_rows(article: Path) -> None:
    read(article)
    folder, world = article.parent / "b", article.parent / "w"
    world.mkdir()
    (world / "withdrawals.csv").write_text(
        "id,known,by,kind,supplies,effect,date,extra\nC-1,2022-01-01,P-X,end,U-X,stops,2022-01-01,kept\n", "utf-8"
    )
    run("review", "--folder", folder, "--keys", "a")
    for _ in range(2):
        run("apply", "--folder", folder, "--to", world)
    rows = list(csv.DictReader((world / "withdrawals.csv").read_text("utf-8").splitlines()))
    assert len(rows) == 2
    assert rows[0]["extra"] == "kept"


def test_nothing_is_written_where_a_cell_cannot_be_read(article: Path) -> None:
    read(article)
    folder, suppose = article.parent / "b", article.parent / "s"
    (proposal_id,) = [p.proposal_id for r in readings(folder) for p in r.proposals if p.table == "withdrawals"]
    add_decisions(folder, Decision(proposal_id, "edit", edited={"date": "soon"}))
    with pytest.raises(ValueError, match="soon"):
        run("apply", "--folder", folder, "--suppose", suppose)
    assert not suppose.exists()


@pytest.mark.parametrize("change", ["date=soon", "id=W-OTHER", "source=B-OTHER", "known=2022-01-01", "kind=pause"])
def test_an_edit_that_cannot_stand_is_refused_when_it_is_made(article: Path, change: str) -> None:
    read(article)
    folder = article.parent / "b"
    with pytest.raises(ValueError, match=change.partition("=")[2]):
        run("review", "--folder", folder, "--keys", "e", "--set", change)
    assert not (folder / "decisions.csv").exists()


def test_a_person_is_asked_again_while_an_edit_cannot_be_read(article: Path) -> None:
    read(article)
    folder = article.parent / "b"
    typed = "e\ndate=soon\n\ndate=2022-03-05\n\nq\n"
    told = CliRunner().invoke(brief, ["review", "--folder", str(folder)], input=typed, catch_exceptions=False)
    assert "'soon'" in told.stderr
    assert [one.edited for one in decisions(folder).values()] == [{"date": "2022-03-05"}]


def test_an_analyst_adds_a_pattern(article: Path) -> None:
    own = article.parent / "own.yaml"
    own.write_text(
        "patterns:\n  - {id: own, act: STOP_SUPPLY, verbs: [mothball], recipient: [], object: object}\n", "utf-8"
    )
    article.write_text(
        "The agency said that it is so. Roscosmos mothballed the engines of Energomash last week.", "utf-8"
    )
    assert "STOP_SUPPLY" in read(article, "--patterns", own).output
    own.write_text("patterns:\n  - {id: own, act: STOP_SUPLY, verbs: [mothball]}\n", "utf-8")
    with pytest.raises(ValueError, match="STOP_SUPPLY"):
        read(article, "--patterns", own)
