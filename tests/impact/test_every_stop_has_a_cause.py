"""Does deleting what caused a stop remove it? Then no table encodes an effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest
from factory import days_shown, embedded, run, run_embedded

from cutset.dates import NEVER
from cutset.impact import FunctionFinding
from cutset.status import FunctionStatus
from cutset.world.rows import Supply
from cutset.world.world import World
from cutset.worlds import EMBEDDED

CAUSES = frozenset({"measures", "withdrawals", "accidents", "statements"})
MOST_CAUSES = 30


def stops() -> Iterator[tuple[str, date, str]]:
    """Yield each stop of both worlds once: on the first day shown on which its chain is this one."""
    seen = set()
    for name, day in days_shown(*EMBEDDED):
        for found in run_embedded(name, day).impact.functions.values():
            if found.status.is_stop and (found.function, found.because) not in seen:
                seen.add((found.function, found.because))
                yield name, day, found.function


@pytest.mark.parametrize(("name", "day", "function"), list(stops()), ids=str)
def test_deleting_the_causes_of_a_stop_removes_it(name: str, day: date, function: str) -> None:
    world = embedded(name).known_by(day)
    for _ in range(MOST_CAUSES):
        found = run(world, day).impact.functions[function]
        fewer = without_causes(world, found)
        if fewer is None:
            break
        world = fewer
    assert found.status.is_well or found.status is FunctionStatus.CANNOT_TELL, found.because


def without_causes(world: World, found: FunctionFinding) -> World | None:
    """Return the world without the causes on a chain, or None where the chain shows none."""
    steps = [step for step in found.because if not step.certainty]
    gone = {step.row for step in steps if step.table in CAUSES}
    rows = [world.by_id(Supply)[step.row] for step in steps if step.table == "supplies"]
    ended = [row for row in rows if row.until not in (None, NEVER)]
    if not gone and not ended:
        return None
    return world.supposing(*(msgspec.structs.replace(row, until=NEVER) for row in ended)).lacking(*gone)
