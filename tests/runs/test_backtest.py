"""Does looking back see only what was known, and does its first score stay?"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
from kept import load

from cutset.errors import InputError
from cutset.runs.backtest import Backtest, backtest, days_of_world
from cutset.runs.publishing import PAGE, publish, summary
from cutset.runs.run import sha256
from cutset.runs.scoring import Call, Score
from cutset.world.rows import METHOD_TABLES, Outcome
from cutset.world.world import World

DAYS = (date(2022, 2, 23), date(2022, 3, 2), date(2022, 3, 17), date(2022, 7, 31))
VALIDATION = Path(__file__).parents[2] / "docs" / "validation"


@pytest.fixture(scope="module")
def found() -> Backtest:
    return backtest(load("space-2022"), DAYS)


def by_function(found: Backtest) -> dict[str, dict[date, Score]]:
    return {row.function: {one.day: one for one in row.scores} for row in found.scored}


def said(found: Backtest) -> dict[tuple[str, date], tuple[str, str]]:
    return {(row.function, one.day): (one.said, one.cause_row) for row in found.scored for one in row.scores}


def test_runs_do_not_see_the_outcomes(found: Backtest) -> None:
    world = load("space-2022")
    turned = [
        msgspec.structs.replace(row, happened="ran" if row.happened != "ran" else "stopped", from_=DAYS[0])
        if isinstance(row, Outcome)
        else row
        for row in world.rows
    ]
    other = backtest(World(world.settings, turned), DAYS)
    assert said(other) == said(found)
    assert other.frozen.tables == found.frozen.tables
    assert "outcomes.csv" not in found.frozen.tables
    assert (other.frozen.outcomes, other.id) != (found.frozen.outcomes, found.id)
    assert other.count() != found.count()


def test_rows_known_later_change_nothing_that_a_run_said(found: Backtest) -> None:
    world = load("space-2022")
    day = DAYS[1]
    then = [row for row in world.rows if row.known <= day or row.table in METHOD_TABLES or isinstance(row, Outcome)]
    other = backtest(World(world.settings, then), [day])
    assert said(other) == {key: value for key, value in said(found).items() if key[1] == day}


def test_calls_of_spring_2022(found: Backtest) -> None:
    scores = by_function(found)
    assert [one.call for one in scores["F-GAL-M10"].values()] == [Call.NOT_KNOWABLE, *[Call.HIT] * 3]
    assert scores["F-GAL-M10"][DAYS[0]].why == "C-KOUROU became known on 2022-02-26"
    assert [one.firm for one in scores["F-EXO-2022"].values()] == [False, False, True, True]
    assert scores["F-ISS-HOLD"][DAYS[1]].call is Call.FALSE_ALARM
    assert scores["F-ISS-HOLD"][DAYS[3]].call is Call.CORRECT_NEGATIVE
    assert scores["F-ISS-ATTITUDE"][DAYS[1]].call is Call.COULD_NOT_TELL


def test_lead_time_runs_from_the_first_warning_to_the_day_it_happened(found: Backtest) -> None:
    row = next(one for one in found.scored if one.function == "F-GAL-M10")
    assert (row.first_warned, row.from_, row.lead_days) == (date(2022, 3, 2), date(2022, 4, 6), 35)
    assert next(one for one in found.scored if one.function == "F-ISS-HOLD").lead_days is None


def test_counts_add_up(found: Backtest) -> None:
    assert sum(found.count().values()) == len(found.scored) * len(DAYS)
    assert sum((found.count(day) for day in DAYS), start=type(found.count())()) == found.count()
    assert any(line.startswith("Outcome by outcome: of ") for line in summary(found))


def test_days_are_those_that_the_world_calls_telling() -> None:
    days = days_of_world(load("space-2022"))
    assert len(days) == 11
    assert (days[0], days[-1]) == (date(2022, 2, 20), date(2022, 12, 27))


def test_world_without_outcomes_or_days_cannot_be_scored() -> None:
    world = load("space-2022")
    with pytest.raises(InputError, match="no outcomes"):
        backtest(World(world.settings, [row for row in world.rows if not isinstance(row, Outcome)]))
    timeless = msgspec.structs.replace(world.settings, as_of=None, dates_shown=(), also_telling={})
    with pytest.raises(InputError, match="no day to run"):
        backtest(World(timeless, world.rows))


def test_published_score_stays_and_a_later_one_stands_beneath(found: Backtest, tmp_path: Path) -> None:
    files = publish(found, tmp_path, date(2022, 12, 31))
    assert [file.suffix for file in files] == [".svg", ".json", ".csv", ".md"]
    first = (tmp_path / PAGE).read_text("utf-8")
    assert publish(found, tmp_path, date(2023, 1, 1)) == ()
    assert (tmp_path / PAGE).read_text("utf-8") == first
    other = backtest(load("space-2022"), DAYS[:1])
    assert len(publish(other, tmp_path, date(2023, 1, 1))) == 4
    both = (tmp_path / PAGE).read_text("utf-8")
    assert both.startswith(first)
    assert both.count("\n## Score ") == 2


def test_published_files_say_the_same(found: Backtest, tmp_path: Path) -> None:
    svg, json_file, table, page = publish(found, tmp_path, date(2022, 12, 31))
    assert msgspec.json.decode(json_file.read_bytes(), type=Backtest) == found
    assert len(table.read_text("utf-8").splitlines()) == 1 + len(found.scored) * len(DAYS)
    ElementTree.fromstring(svg.read_text("utf-8"))
    assert set(re.findall(r"https?://[^\"' ]+", svg.read_text("utf-8"))) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    for row in found.scored:
        assert row.name in page.read_text("utf-8")


def test_first_score_of_the_embedded_world_stands_in_the_docs() -> None:
    page = (VALIDATION / PAGE).read_text("utf-8")
    score = re.findall(r"Score `([0-9a-f]{64})`", page)[0]
    stored = json.loads((VALIDATION / f"backtest-{score[:12]}.json").read_text("utf-8"))
    assert stored["id"] == score
    frozen = msgspec.json.decode((VALIDATION / f"backtest-{score[:12]}.json").read_bytes(), type=Backtest)
    key = (frozen.frozen, frozen.days, frozen.horizon_months)
    assert sha256(msgspec.json.encode(key, order="sorted")) == score
    for word in ("What it got wrong, and why", "What this score cannot show", *summary(frozen)):
        assert word in page
