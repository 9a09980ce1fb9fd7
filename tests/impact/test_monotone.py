"""Does one cut more, or one measure more, ever make anything better?"""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from factory import days_shown, embedded, run, run_embedded, world_of
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import cuts, worlds

from cutset.impact import FunctionFinding, Impact
from cutset.impact.scenario import SCENARIOS, Scenario
from cutset.spans import without
from cutset.status import FunctionStatus
from cutset.world.rows import Accident, Measure, Row, Statement, Supply, Target, Withdrawal
from cutset.worlds import EMBEDDED


def bad(found: FunctionFinding) -> int:
    if found.status.is_stop:
        return 2
    return 0 if found.status.is_well else 1


def assert_no_better(more: Impact, fewer: Impact, day: date) -> None:
    """Hold two impacts against each other, the first with a cut more."""
    for name, before in fewer.functions.items():
        after = more.functions[name]
        both_open = {before.status, after.status} <= {FunctionStatus.CANNOT_TELL, FunctionStatus.AT_RISK}
        assert both_open or bad(after) >= bad(before), (name, before.words, after.words)
        for scenario in SCENARIOS:
            gone = without(fewer.losses.of(name, scenario), more.losses.of(name, scenario))
            assert not [piece for piece in gone if piece[1] > day.toordinal()], (name, scenario)


@pytest.mark.parametrize(("name", "day"), days_shown(*EMBEDDED), ids=str)
def test_a_measure_more_makes_no_function_better(name: str, day: date) -> None:
    world, whole = embedded(name).known_by(day), run_embedded(name, day).impact
    for measure in world.of(Measure):
        assert_no_better(whole, run(world.lacking(measure.id), day).impact, day)


@pytest.mark.parametrize("name", EMBEDDED)
def test_a_target_more_in_its_group_makes_no_function_better(name: str) -> None:
    day = embedded(name).settings.dates_shown[-1]
    world, whole = embedded(name).known_by(day), run_embedded(name, day).impact
    groups = world.grouped(Target, "measure")
    for target in world.of(Target):
        if sum(other.group == target.group for other in groups[target.measure]) > 1:
            assert_no_better(whole, run(world.lacking(target.id), day).impact, day)


@pytest.mark.parametrize(("name", "day"), days_shown(*EMBEDDED), ids=str)
def test_a_decision_or_accident_more_makes_no_function_better(name: str, day: date) -> None:
    world, whole = embedded(name).known_by(day), run_embedded(name, day).impact
    causes = [*(row for row in world.of(Withdrawal) if row.kind != "resume"), *world.of(Accident), *world.of(Statement)]
    for row in causes:
        assert_no_better(whole, run(world.lacking(row.id), day).impact, day)


@settings(max_examples=60, deadline=None)
@given(worlds(), st.data())
def test_a_cut_more_makes_no_drawn_world_better(rows: list[Row], data: st.DataObject) -> None:
    supply = data.draw(st.sampled_from([row.id for row in rows if isinstance(row, Supply)]))
    more = data.draw(cuts(supply, "MORE"))
    day = date(2031, 5, 1)
    assert_no_better(run(world_of(*rows, more)).impact, run(world_of(*rows)).impact, day)


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_the_four_readings_stand_in_order(rows: list[Row]) -> None:
    found = run(world_of(*rows)).impact
    worst_lost, best_lost, worst_endless, best_endless = (cast(Scenario, one) for one in SCENARIOS)
    for name in found.functions:
        losses = {one: found.losses.of(name, one) for one in SCENARIOS}
        assert not without(losses[best_lost], losses[worst_lost])
        assert not without(losses[best_endless], losses[worst_endless])
        assert not without(losses[worst_endless], losses[worst_lost])
        assert not without(losses[best_endless], losses[best_lost])
    for one in found.functions.values():
        assert one.stops.earliest <= one.stops.latest
