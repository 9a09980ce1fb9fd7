"""Is a finding of a day the same whatever became known later, and in whatever order rows stand?"""

from __future__ import annotations

import random
from datetime import date, timedelta

import msgspec
import pytest
from factory import days_shown, embedded, run, run_embedded

from cutset.world.rows import METHOD_TABLES, Row
from cutset.world.world import World
from cutset.worlds import EMBEDDED


def telling_days() -> list[tuple[str, date]]:
    more = [(name, day) for name in EMBEDDED for day in embedded(name).settings.also_telling]
    return sorted({*days_shown(*EMBEDDED), *more})


def is_later(row: Row, day: date) -> bool:
    return row.known > day and row.table not in METHOD_TABLES


@pytest.mark.parametrize(("name", "day"), telling_days(), ids=str)
def test_rows_known_later_change_no_finding(name: str, day: date) -> None:
    world = embedded(name)
    before = World(world.settings, [row for row in world.rows if not is_later(row, day)])
    assert run(before, day).told() == run_embedded(name, day).told()


@pytest.mark.parametrize(("name", "day"), days_shown(*EMBEDDED), ids=str)
def test_a_day_of_the_past_is_told_with_what_was_known_then(name: str, day: date) -> None:
    world, known_by = embedded(name), day - timedelta(days=30)
    before = World(world.settings, [row for row in world.rows if not is_later(row, known_by)])
    assert run(world, day, known_by=known_by).told() == run(before, day).told()


@pytest.mark.parametrize(("name", "day"), days_shown(*EMBEDDED), ids=str)
def test_what_is_told_later_under_the_same_id_changes_no_finding(name: str, day: date) -> None:
    world = embedded(name)
    tomorrow = day + timedelta(days=1)
    told_again = [msgspec.structs.replace(row, known=tomorrow) for row in world.known_by(day).rows[::-1]]
    later = [row for row in told_again if row.table not in METHOD_TABLES]
    assert run(World(world.settings, [*world.rows, *later]), day).told() == run_embedded(name, day).told()


@pytest.mark.parametrize(("name", "day"), days_shown(*EMBEDDED), ids=str)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_changes_no_byte(name: str, day: date, seed: int) -> None:
    world = embedded(name)
    rows = list(world.rows)
    random.Random(seed).shuffle(rows)
    assert run(World(world.settings, rows), day).told() == run_embedded(name, day).told()
