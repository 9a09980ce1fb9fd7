"""Does a row that is only generally known, or disputed, ever make more than possible?"""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import msgspec
import pytest
from factory import embedded, made, run, run_embedded, world_of

from cutset.findings import Because
from cutset.impact import FunctionFinding
from cutset.status import Confidence, FunctionStatus
from cutset.world.rows import TABLES, Act, Agreement, Function, Item, Measure, Row, Supply, Target, Withdrawal
from cutset.worlds import EMBEDDED

R = TypeVar("R", bound=Row)

DECIDES_NOTHING = frozenset({"exceptions"})
"""Tables whose steps say what does not hold a cut back: a weaker one does not make the cut weaker."""


def weak(row: R, confidence: Confidence = Confidence.GENERAL) -> R:
    return msgspec.structs.replace(row, confidence=confidence)


def links(because: Because) -> set[tuple[str, str]]:
    """Return the rows that a stop rests on; an item that only names what is lost is none."""
    tables = {step.table for step in because}
    passed = DECIDES_NOTHING if "goods" in tables else DECIDES_NOTHING | {"items"}
    return {(step.table, step.row) for step in because if not step.certainty and step.table not in passed}


def stops(name: str, day: date) -> dict[str, FunctionFinding]:
    found = run_embedded(name, day).impact.functions
    return {function: one for function, one in found.items() if one.status.is_stop}


@pytest.mark.parametrize("name", EMBEDDED)
@pytest.mark.parametrize("confidence", [Confidence.GENERAL, Confidence.DISPUTED])
def test_a_chain_with_a_weak_row_makes_no_certain_stop(name: str, confidence: Confidence) -> None:
    day = embedded(name).settings.dates_shown[-1]
    world, stopped = embedded(name).known_by(day), stops(name, day)
    for table, row in sorted(set().union(*(links(one.because) for one in stopped.values()))):
        supposed = world.supposing(weak(world.by_id(TABLES[table])[row], confidence))
        found = run(supposed, day).impact.functions
        for function, before in stopped.items():
            if (table, row) in links(before.because):
                after = found[function]
                assert not after.status.is_stop or (table, row) not in links(after.because), (function, row)


@pytest.mark.parametrize("name", EMBEDDED)
def test_no_measure_cuts_for_certain_by_acts_that_are_only_generally_known(name: str) -> None:
    world = embedded(name)
    day = world.settings.dates_shown[-1]
    found = run(world.supposing(*map(weak, world.of(Act))), day).impact.functions.values()
    laws = world.by_id(Measure)
    assert [one.function for one in found if one.status.is_stop and one.first_cause in laws] == []


def test_a_joint_arrangement_that_is_only_said_makes_a_firm_possibly_caught() -> None:
    world, day = embedded("meridian"), date(2031, 10, 1)
    said = weak(world.by_id(Agreement)["A-JOINT"])
    assert run(world, day).impact.functions["F-TER-SOUND"].status is FunctionStatus.STOPPED_SINCE
    assert run(world.supposing(said), day).impact.functions["F-TER-SOUND"].status is FunctionStatus.AT_RISK


def test_a_class_of_goods_that_is_only_said_makes_a_cut_possible() -> None:
    world, day = embedded("meridian"), date(2031, 10, 1)
    said = weak(world.by_id(Item)["I-TRANSPONDER"])
    assert run(world.supposing(said), day).impact.functions["F-BOR-TALK"].status is FunctionStatus.AT_RISK


@pytest.mark.parametrize("general", ["F-ONE", "U-ONE", "C-TWO"])
def test_any_weak_link_of_a_chain_of_needs_makes_the_stop_possible(general: str) -> None:
    rows = (
        made(Function, "F-ONE", needs="I-ONE"),
        made(Supply, "U-ONE", item="I-ONE", needs="I-TWO"),
        made(Supply, "U-TWO", item="I-TWO"),
        made(Withdrawal, "C-TWO", supplies="U-TWO", date="2031-04-01"),
    )
    firm = world_of(*rows)
    assert run(firm).impact.functions["F-ONE"].status is FunctionStatus.STOPPED_SINCE
    said = firm.supposing(*(weak(row) for row in rows if row.id == general))
    assert run(said).impact.functions["F-ONE"].status is FunctionStatus.AT_RISK


def test_a_general_target_makes_a_cut_possible_whatever_else_is_sure() -> None:
    rows = (
        made(Function, "F-ONE", needs="I-ONE"),
        made(Supply, "U-ONE", item="I-ONE"),
        made(Measure, "M-ONE", applies_from="2031-04-01", until="open", binds="persons", kind="ban"),
        made(Target, "M-ONE#1", measure="M-ONE", role="item", target="I-ONE"),
        made(Act, "A-ONE", measure_kind="ban", act="sell_to", effect="forbidden", who="anybody"),
    )
    firm = world_of(*rows)
    assert run(firm).impact.functions["F-ONE"].status is FunctionStatus.STOPPED_SINCE
    for row in rows[1:]:
        assert run(firm.supposing(weak(row))).impact.functions["F-ONE"].status is FunctionStatus.AT_RISK
