"""From a text over the decisions to the assessment: what does an article change once a person has accepted its rows?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cutset.cli import cutset

Apply = Callable[[str], Path]
DAY = "2022-03-01"
ASKED = ("space-2022", "--as-of", DAY)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cutset, [str(one) for one in arguments], catch_exceptions=False)


@pytest.fixture
def apply(tmp_path: Path) -> Apply:
    """Read a text, accept every row, and return the folder of rows to suppose."""

    def made(text: str) -> Path:
        file, folder, suppose = tmp_path / "article.txt", tmp_path / "b", tmp_path / "what-if"
        file.write_text(text, "utf-8")
        run("brief", file, "--published", DAY, "--parser", "rules", "--folder", folder)
        run("brief", "review", "--folder", folder, "--keys", "a" * 20, "--reviewer", "me")
        run("brief", "apply", "--folder", folder, "--suppose", suppose)
        return suppose

    return made


def changes(suppose: Path) -> dict[str, tuple[str, str, list[str]]]:
    """Return before, after and the rows that did it, of each function that changed."""
    found = json.loads(run("compare", *ASKED, "--suppose", suppose, "--format", "json").output)
    return {
        one["subject"]: (one["before"], one["after"], [cause["row"] for cause in one["causes"]])
        for one in found["changes"]
        if one["kind"] == "function"
    }


def topic(suppose: Path, name: str) -> str:
    document = json.loads(run("assess", *ASKED, "--suppose", suppose, "--format", "json").output)
    return "\n".join(next(one["answer"] for one in document["topics"] if one["name"] == name))


def test_a_stop_told_as_a_fact_moves_the_answer_marked_as_supposed_with_the_article_as_source(apply: Apply) -> None:
    suppose = apply("Thales Alenia Space ended the delivery of the rover to ESA.")
    (row,) = changes(suppose)["F-EXO-2022"][2]
    assert row.startswith("W-BRIEF-")
    assert "Thales Alenia Space ends, supposed" in topic(suppose, "mars")
    explained = run("explain", "F-EXO-2022", "--as-of", DAY, "--suppose", suppose).output
    assert f"withdrawals {row}" in explained
    assert "source B-BRIEF-" in explained


@pytest.mark.parametrize(
    "text",
    [
        "Thales Alenia Space may end the delivery of the rover to ESA.",
        "It is unclear whether Thales Alenia Space has ended the delivery of the rover to ESA.",
        "Thales Alenia Space has not ended the delivery of the rover to ESA, the company said.",
        "ESA demanded that Thales Alenia Space end the delivery of the rover.",
    ],
)  # fmt: skip
def test_what_may_be_is_never_a_loss(apply: Apply, text: str) -> None:
    assert all(
        not after.startswith(("stopped", "late", "missed", "stops")) for _, after, _ in changes(apply(text)).values()
    )


@pytest.mark.parametrize(
    "text",
    [
        "Roscosmos promised to supply boosts of the station to NASA.",
        "SpaceX offered NASA a Cargo Dragon flight.",
        "China promised to supply electronics for GLONASS satellites to Roscosmos.",
    ],
)  # fmt: skip
def test_a_promise_restores_nothing(apply: Apply, text: str) -> None:
    suppose = apply(text)
    assert list(suppose.glob("*.csv"))
    assert changes(suppose) == {}


def test_a_measure_known_from_an_article_alone_makes_nothing_more_than_possible(apply: Apply) -> None:
    suppose = apply("The United States on Tuesday imposed sanctions on Northrop Grumman.")
    found = json.loads(run("compare", *ASKED, "--suppose", suppose, "--format", "json").output)["changes"]
    (party,) = [one["after"] for one in found if one["kind"] == "party"]
    assert party.startswith("possible by name")
    statuses = {one["after"].partition(" ")[0] for one in found if one["kind"] in ("function", "payment")}
    assert statuses
    assert statuses <= {"at", "may", "harder,"}


def test_apply_names_the_next_commands_and_they_run(apply: Apply, tmp_path: Path) -> None:
    suppose = apply("Thales Alenia Space ended the delivery of the rover to ESA.")
    lines = run("brief", "apply", "--folder", tmp_path / "b", "--suppose", suppose).output.splitlines()
    commands = [line.partition(": cutset ")[2] for line in lines if ": cutset " in line]
    assert [line.split()[0] for line in commands] == ["compare", "assess"]
    told = run(*commands[0].split()).output
    assert "(changed something)" in told
    assert "WHAT IF" in run(*commands[1].split()).output


def test_what_is_only_said_is_listed_as_told_and_nothing_else(apply: Apply) -> None:
    suppose = apply("SpaceX offered NASA a Cargo Dragon flight.")
    assert "(told, changed nothing else)" in " ".join(run("compare", *ASKED, "--suppose", suppose).output.split())
