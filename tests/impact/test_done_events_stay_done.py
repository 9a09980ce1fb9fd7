"""What happened in its window stays done for what rests on it."""

from datetime import date

import cutset
from cutset.world.formula import Formula, parse_formula
from cutset.world.rows import Function, Item, Programme, Row, Supply
from cutset.world.settings import Settings

LONG_AGO = date(2020, 1, 1)


def world(end: date) -> cutset.World:
    rows: list[Row] = [
        Programme(id="R", known=LONG_AGO, name="r"),
        Item(id="I-PART", known=LONG_AGO, name="part"),
        Supply(id="U", known=LONG_AGO, item="I-PART", standing="contracted", until=end),  # type: ignore[arg-type]
        Function(
            id="F-FLY",
            known=LONG_AGO,
            programme="R",  # type: ignore[arg-type]
            name="fly",
            needs=formula("I-PART"),
            shape="event",
            due_from=date(2022, 3, 1),
            due_until=date(2022, 4, 1),
        ),
        Function(
            id="F-DATA",
            known=LONG_AGO,
            programme="R",  # type: ignore[arg-type]
            name="data",
            needs=formula("F-FLY"),
            shape="continuous",
        ),
    ]
    return cutset.World(Settings(name="w"), rows)


def formula(text: str) -> Formula:

    return parse_formula(text)


def status(end: date, day: date) -> tuple[str, str]:
    made = world(end)
    found = cutset.assess(made, cutset.ask(made, as_of=day)).felt.functions
    return str(found["F-FLY"].status), str(found["F-DATA"].status)


def test_a_part_lost_behind_the_window_touches_nothing() -> None:
    assert status(date(2022, 9, 1), date(2022, 12, 1)) == ("on time", "runs")


def test_a_part_lost_before_the_window_stops_what_rests_on_it() -> None:
    assert status(date(2022, 2, 1), date(2022, 12, 1)) == ("late by", "stopped since")
