"""Does leaving out what was known ever turn a stop into an all-clear?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import msgspec
import pytest
from factory import embedded, made, run, run_embedded, world_of

from cutset.dates import NEVER, DateRange
from cutset.findings import Because
from cutset.impact.marks import MarkKind
from cutset.status import FunctionStatus, Why
from cutset.world.rows import (
    Act,
    Bound,
    Exemption,
    Function,
    Item,
    Measure,
    Party,
    Row,
    Stake,
    Stock,
    Supply,
    Target,
    Withdrawal,
)
from cutset.worlds import EMBEDDED

UNKNOWN: Final[dict[type[Row], dict[str, Any]]] = {
    Supply: {"seller": None, "buyer": None, "origin": "", "destination": ""},
    Measure: {"applies_from": None},
    Stock: {"quantity": None},
    Stake: {"share": Stake(id="", known=date.min, owner="", owned="").share},
    Item: {"good": None},
    Party: {"country": ""},
}
"""Cells that somebody may not know, and how they look then."""


def blanks() -> Iterator[tuple[str, str, str, str]]:
    """Yield each filled cell of the rows behind each stop that may be blanked, on the last day of each world."""
    for name in EMBEDDED:
        world = embedded(name)
        day = world.settings.dates_shown[-1]
        known = world.known_by(day)
        for found in run_embedded(name, day).impact.functions.values():
            if found.status.is_stop:
                for row in (known.find(step.row) for step in rests_on(found.because)):
                    for field, empty in UNKNOWN.get(type(row), {}).items():
                        if row is not None and getattr(row, field) != empty:
                            yield name, found.function, row.id, field


def rests_on(because: Because) -> tuple[Any, ...]:
    return tuple(step for step in because if not step.certainty)


@pytest.mark.parametrize(("name", "function", "row", "field"), sorted(set(blanks())), ids=str)
def test_blanking_a_cell_never_clears_a_stop(name: str, function: str, row: str, field: str) -> None:
    world = embedded(name)
    day = world.settings.dates_shown[-1]
    world = world.known_by(day)
    known = world.find(row)
    assert known is not None
    blanked = msgspec.structs.replace(known, **{field: UNKNOWN[type(known)][field]})
    found = run(world.supposing(blanked), day).impact.functions[function]
    told = {mark.kind for mark in found.marks}
    assert not found.status.is_well or MarkKind.UNCLASSIFIED in told, found.words


RULE: Final = (
    made(Function, "F-ONE", needs="I-ONE"),
    made(Measure, "M-ONE", applies_from="2031-04-01", until="open", binds="persons", kind="ban"),
    made(Act, "A-ONE", measure_kind="ban", act="sell_to", effect="forbidden", who="seller"),
)


@pytest.mark.parametrize(
    ("cells", "target"),
    [
        ({"seller": ""}, {"role": "destination", "target": "XD"}),
        ({"origin": ""}, {"role": "origin", "target": "XA"}),
        ({"destination": ""}, {"role": "destination", "target": "XD"}),
        ({"seller": ""}, {"role": "seller", "target": "P-SELLER"}),
        ({"buyer": ""}, {"role": "buyer", "target": "P-BUYER"}),
    ],
    ids=str,
)
def test_a_part_that_nobody_named_is_cannot_tell(cells: dict[str, str], target: dict[str, str]) -> None:
    bound = made(Bound, "P-SELLER@XL", party="P-SELLER", law="XL", why="established", until="open")
    rows = [*RULE, bound, made(Target, "M-ONE#1", measure="M-ONE", **target)]
    whole = run(world_of(*rows, made(Supply, "U-ONE", item="I-ONE"))).impact.functions["F-ONE"]
    blank = run(world_of(*rows, made(Supply, "U-ONE", item="I-ONE", **cells))).impact.functions["F-ONE"]
    assert whole.status is FunctionStatus.STOPPED_SINCE
    assert blank.status is FunctionStatus.CANNOT_TELL


@pytest.mark.parametrize("needs", ["?", "I-ONE and ?", "I-NOBODY", "2 of (I-ONE, ?, ?)"])
def test_an_input_that_nobody_named_or_supplies_is_cannot_tell(needs: str) -> None:
    world = world_of(made(Function, "F-ONE", needs=needs), made(Supply, "U-ONE", item="I-ONE"))
    assert run(world).impact.functions["F-ONE"].status is FunctionStatus.CANNOT_TELL


@pytest.mark.parametrize("needs", ["I-ONE or ?", "1 of (I-ONE, ?, ?)"])
def test_an_unnamed_alternative_takes_nothing_from_what_is_known(needs: str) -> None:
    world = world_of(made(Function, "F-ONE", needs=needs), made(Supply, "U-ONE", item="I-ONE"))
    assert run(world).impact.functions["F-ONE"].status is FunctionStatus.RUNS


def test_a_tested_supply_that_ends_leaves_open_who_else_may_supply() -> None:
    world = world_of(
        made(Function, "F-ONE", needs="I-ONE"),
        made(Supply, "U-ONE", item="I-ONE", standing="tested"),
        made(Withdrawal, "C-ONE", supplies="U-ONE", date="2031-08-01"),
    )
    found = run(world).impact.functions["F-ONE"]
    assert (found.status, found.why) == (FunctionStatus.CANNOT_TELL, Why.MISSING)
    assert found.stops == DateRange(date(2031, 5, 1), NEVER)


@pytest.mark.parametrize("field", ["until", "decision"])
def test_an_exception_of_which_something_is_not_known_lifts_nothing_for_certain(field: str) -> None:
    world, day = embedded("meridian"), date(2031, 5, 1)
    granted = world.known_by(day).by_id(Exemption)["E-TURBINE"]
    blanked = msgspec.structs.replace(granted, **{field: "" if field == "decision" else None})
    assert run(world, day).impact.functions["F-FND-TURBINE"].status is FunctionStatus.RUNS
    assert run(world.supposing(blanked), day).impact.functions["F-FND-TURBINE"].status is FunctionStatus.AT_RISK
