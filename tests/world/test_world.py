from datetime import date

import pytest

from cutset import World
from cutset.errors import NotFoundError
from cutset.world.rows import METHOD_TABLES, TABLES, Measure, Source, Supply
from cutset.world.settings import Settings


def supply(name: str, known: str, standing: str = "operating") -> Supply:
    return Supply(id=name, known=date.fromisoformat(known), item="I", standing=standing)  # type: ignore[arg-type]


def test_the_latest_row_known_by_the_day_stands() -> None:
    world = World(Settings(name="w"), [supply("U", "2022-01-01", "promised"), supply("U", "2022-02-01", "contracted")])
    assert [row.standing for row in world.known_by(date(2022, 1, 31)).of(Supply)] == ["promised"]
    assert [row.standing for row in world.known_by(date(2022, 2, 1)).of(Supply)] == ["contracted"]
    assert not world.known_by(date(2021, 12, 31)).of(Supply)


def test_method_tables_are_never_filtered() -> None:
    world = World(Settings(name="w"), [Source(id="B", known=date(2030, 1, 1), title="t")])
    assert world.known_by(date(2022, 1, 1)).of(Source)
    assert {"sources", "laws", "acts", "red_flags"} == METHOD_TABLES


def test_a_supposed_row_stands_whatever_the_day_and_changes_no_world() -> None:
    world = World(Settings(name="w"), [supply("U", "2022-01-01")])
    other = world.supposing(supply("U", "2030-01-01", "offered"), supply("V", "2030-01-01"))
    assert [row.standing for row in other.known_by(date(2022, 6, 1)).of(Supply)] == ["offered", "operating"]
    assert [row.standing for row in world.of(Supply)] == ["operating"]


def test_rows_stand_in_the_order_of_their_ids_whatever_the_order_read() -> None:
    rows = [supply("B", "2022-01-01"), supply("A", "2022-02-01"), supply("A", "2022-01-01")]
    worlds = [World(Settings(name="w"), order) for order in (rows, rows[::-1])]
    assert worlds[0].of(Supply) == worlds[1].of(Supply)


def test_a_missing_id_says_what_is_near(space_2022: World) -> None:
    with pytest.raises(NotFoundError, match="M-US-0224-EAR"):
        space_2022.one(Measure, "M-US-0224-EAT")


def test_no_row_of_a_day_was_known_later(space_2022: World) -> None:
    day = date(2022, 3, 2)
    known = space_2022.known_by(day)
    later = [
        row.id
        for name, kind in TABLES.items()
        if name not in METHOD_TABLES
        for row in known.of(kind)
        if row.known > day
    ]
    assert later == []
