"""Does a supply end because a contract ended, or was an effect written down as if it were one?

``until`` of a supply is the end of its contract, never an effect (model.md, section 1, rule 3). So a supply that ends
on a day must show a contract: a day in ``contracted``, the standing contracted, or a note that names it. And it may
not end on the very day on which a withdrawal, an accident or a measure that names it bites: that day stands
in their rows, and written into the supply it would stay when the cause is taken away.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import Final

from cutset.dates import NEVER
from cutset.world.checks.inspection import Inspection
from cutset.world.rows import Accident, Item, Measure, Supply, Target, Withdrawal

__all__ = ["check_causes"]

CONTRACT: Final = re.compile(r"contract|agreement|lease|charter|licen[cs]e|order|lapse|expire", re.IGNORECASE)


def check_causes(inspection: Inspection) -> None:
    """Find supplies whose end has no contract to it, or is the day of another cause."""
    ending = [row for row in inspection.world.of(Supply) if row.until is not None and row.until != NEVER]
    if not ending:
        return
    named, aimed = _days_named(inspection), _days_aimed(inspection)
    for row in ending:
        cause = named.get((row.id, row.until)) or _aimed_at(inspection, row, aimed)
        if cause:
            sentence = f"the supply ends on the day on which {cause} bites"
            hint = "leave until open: the cause's own row ends the supply, and until is the end of the contract alone"
            inspection.fault(row, "until", "end-without-cause", sentence, row.until, hint)
        elif row.contracted is None and row.standing != "contracted" and not CONTRACT.search(row.note):
            sentence = "the supply ends, and nothing says that a contract ended"
            hint = (
                "give the day in contracted or name the contract in note; an effect belongs to a measure or withdrawal"
            )
            inspection.fault(row, "until", "end-without-cause", sentence, row.until, hint)


def _days_named(inspection: Inspection) -> dict[tuple[str, date | None], str]:
    """Return the withdrawals and accidents that name a supply, by supply and day."""
    found: dict[tuple[str, date | None], str] = {}
    for withdrawal in inspection.world.of(Withdrawal):
        found.update(dict.fromkeys(((one, withdrawal.date) for one in withdrawal.supplies), withdrawal.id))
    for accident in inspection.world.of(Accident):
        found.update(dict.fromkeys(((one, accident.from_) for one in accident.supplies), accident.id))
    return found


def _days_aimed(inspection: Inspection) -> dict[tuple[str, date | None], str]:
    """Return the measures that aim at a party, item or good, by target and day."""
    found: dict[tuple[str, date | None], str] = {}
    targets: dict[str, list[str]] = defaultdict(list)
    for target in inspection.world.of(Target):
        targets[target.measure].append(target.target)
    for measure in inspection.world.of(Measure):
        for day in (measure.applies_from, measure.published, measure.adopted):
            if day is not None:
                found.update(dict.fromkeys(((one, day) for one in targets.get(measure.id, ())), measure.id))
    return found


def _aimed_at(inspection: Inspection, row: Supply, aimed: dict[tuple[str, date | None], str]) -> str:
    item = inspection.ids(Item).get(row.item)
    goods = (row.good, item.good if isinstance(item, Item) else None)
    for name in (row.seller, row.buyer, row.end_user, row.item, *goods):
        if cause := aimed.get((name or "", row.until)):
            return cause
    return ""
