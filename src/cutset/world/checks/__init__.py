"""What is wrong in a world whose cells could all be read? The front door of the checks, one question a module.

Each check says what it found with the place of the row, a published code (``docs/faults.md``) and what to do next.
Nothing is told of what a reader already told: a cell that could not be read stands empty in its row,
and references into a table that could not be read are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from cutset.errors import Fault, Remark
from cutset.world.checks.causes import check_causes
from cutset.world.checks.days import check_days
from cutset.world.checks.formulas import check_formulas
from cutset.world.checks.inspection import Inspection
from cutset.world.checks.keys import check_keys
from cutset.world.checks.measures import check_measures
from cutset.world.checks.money import check_money
from cutset.world.checks.negations import check_negations
from cutset.world.checks.ownership import check_ownership
from cutset.world.checks.payments import check_payments
from cutset.world.checks.references import check_references
from cutset.world.checks.stocks import check_stocks
from cutset.world.places import Places
from cutset.world.rows import Row
from cutset.world.world import World

__all__ = ["CHECKS", "Found", "check_world"]

CHECKS: Final[tuple[Callable[[Inspection], None], ...]] = (
    check_keys,
    check_references,
    check_formulas,
    check_negations,
    check_days,
    check_ownership,
    check_stocks,
    check_money,
    check_payments,
    check_measures,
    check_causes,
)


class Found(NamedTuple):
    """What the checks found.

    Parameters
    ----------
    faults
        What stops.
    remarks
        What does not.
    """

    faults: tuple[Fault, ...]
    remarks: tuple[Remark, ...]


def check_world(
    world: World,
    places: Places | None = None,
    unread: frozenset[type[Row]] = frozenset(),
    settings_place: str = "world.yaml",
    unreadable: Sequence[tuple[Row, str]] = (),
) -> Found:
    """Return everything that is wrong in a world.

    Parameters
    ----------
    world
        The world, with every row that was read, whenever it became known.
    places
        File and line of each row.
    unread
        Tables that are there and could not be read.
    settings_place
        File or sheet of the settings.
    unreadable
        Rows whose formula could not be read, with its text.

    Examples
    --------
    >>> from cutset.worlds import load_embedded
    >>> check_world(load_embedded("space-2022")).faults
    ()
    """
    inspection = Inspection(world, places or Places(), unread, settings_place, unreadable)
    for check in CHECKS:
        check(inspection)
    return Found(tuple(sorted(inspection.faults)), tuple(sorted(inspection.remarks)))
