"""Does each stretch lie where its days are, and nothing beyond what is shown?"""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from small_world import small_world

from cutset.assess import assess
from cutset.impact.clocks import ClockWords
from cutset.impact.scenario import Scenario
from cutset.report.building import build_document
from cutset.report.document import Document, FunctionLine, StretchLine
from cutset.report.html.timeline import Axis, axis_of, row_of
from cutset.spans import Spans
from cutset.world.rows import Function


@pytest.fixture
def axis(small: Document) -> Axis:
    return axis_of(small)


def line(small: Document, function: str, *stretches: StretchLine) -> FunctionLine:
    found = next(one for one in small.functions if one.function == function)
    return msgspec.structs.replace(found, stretches=stretches) if stretches else found


def stretch(kind: str, start: date | None, until: date | None, latest: date | None = None) -> StretchLine:
    return StretchLine(kind, start, until, latest or until, "", "words")


def test_as_of_day_lies_before_the_horizon_and_both_are_shown(axis: Axis) -> None:
    assert 0 < axis.as_of < axis.horizon < 100


def test_loss_ends_at_the_horizon_and_says_that_it_goes_on(small: Document, axis: Axis) -> None:
    (bar,) = row_of(line(small, "F-WAR", stretch("lost", date(2023, 2, 24), None)), axis, small.horizon).bars
    assert bar.look == "lost"
    assert bar.left == axis.at(date(2023, 2, 24))
    assert bar.left + bar.width == pytest.approx(axis.horizon, abs=0.02)
    assert bar.beyond
    assert not bar.before


def test_loss_that_began_long_ago_begins_at_the_edge(small: Document, axis: Axis) -> None:
    (bar,) = row_of(line(small, "F-WAR", stretch("may be lost", date(2001, 1, 1), None)), axis, small.horizon).bars
    assert bar.left == 0
    assert bar.before
    assert bar.look == "maybe"


def test_loss_beyond_the_horizon_is_not_drawn(small: Document, axis: Axis) -> None:
    assert row_of(line(small, "F-WAR", stretch("lost", date(2030, 1, 1), None)), axis, small.horizon).bars == ()


def test_one_day_can_be_seen(small: Document, axis: Axis) -> None:
    (bar,) = row_of(line(small, "F-WAR", stretch("lost", date(2022, 5, 1), date(2022, 5, 2))), axis, small.horizon).bars
    assert bar.width >= 0.7


def test_stock_of_unknown_length_is_a_stretch_and_an_open_one(small: Document, axis: Axis) -> None:
    stock = stretch("stock", date(2022, 3, 1), date(2022, 9, 1), date(2023, 3, 1))
    sure, perhaps = row_of(line(small, "F-WAR", stock), axis, small.horizon).bars
    assert (sure.look, perhaps.look) == ("stock", "stock-perhaps")
    assert sure.left + sure.width == pytest.approx(perhaps.left, abs=0.02)
    assert sure.lane == perhaps.lane == 1


def test_due_window_of_an_event_is_a_bracket(small: Document, axis: Axis) -> None:
    row = row_of(line(small, "F-LATE"), axis, small.horizon)
    assert row.due is not None
    assert row.due.left == axis.at(date(2022, 6, 1))
    assert row_of(line(small, "F-WAR"), axis, small.horizon).due is None


def test_more_stocks_than_there_is_room_for_are_counted(small: Document, axis: Axis) -> None:
    stocks = [stretch("stock", date(2022, 3, number), date(2022, 9, 1)) for number in range(1, 6)]
    row = row_of(line(small, "F-WAR", *stocks), axis, small.horizon)
    assert (row.lanes, row.folded) == (3, 2)


def test_stock_bridges_from_the_loss_of_supplies_to_the_day_it_is_out(small: Document) -> None:
    (stock,) = [one for one in line(small, "F-WAR").stretches if one.kind == "stock"]
    assert (stock.from_, stock.until) == (date(2022, 2, 24), date(2023, 2, 24))


@pytest.mark.parametrize(("months", "most"), [(1, 4), (24, 13), (120, 13), (600, 13)])
def test_as_many_days_are_named_as_can_be_read(small: Document, months: int, most: int) -> None:
    horizon = date(2022 + (2 + months) // 12, 1 + (2 + months) % 12, 2)
    ticks = axis_of(msgspec.structs.replace(small, horizon=horizon)).ticks
    assert 1 <= len(ticks) <= most
    assert sum(one.major for one in ticks) <= 7


class HundredDays:
    """A clock after which a loss is felt a hundred days later, or never."""

    def felt(self, function: Function, losses: Spans, scenario: Scenario) -> Spans:
        return tuple((start + 100, end) for start, end in losses) if scenario.worst else ()

    def words(self, function: Function) -> ClockWords:
        return ClockWords(modelled=True, words="a hundred days")


def test_clock_bridges_from_the_loss_to_the_day_it_is_felt() -> None:
    world = small_world()
    rows = [msgspec.structs.replace(one, clock="orbit:x") for one in world.of(Function) if one.id == "F-OWN"]
    found = assess(world.supposing(*rows), clocks={"orbit": HundredDays()})
    (told,) = [one for one in build_document(found).functions if one.function == "F-OWN"]
    (clock,) = [one for one in told.stretches if one.kind == "clock"]
    assert (clock.from_, clock.until, clock.until_latest) == (date(2022, 2, 10), date(2022, 5, 21), None)
    assert (
        clock.words
        == "clock orbit:x adds time from 2022-02-10 until 2022-05-21 at the earliest, no latest day is known"
    )


def test_what_only_a_threat_stops_may_be_lost(small: Document) -> None:
    assert [one.kind for one in line(small, "F-GAP").stretches] == ["may be lost"]


def test_what_nobody_has_named_is_not_known_whether_lost(small: Document) -> None:
    assert [one.kind for one in line(small, "F-HOLE").stretches] == ["not known whether lost"]
