"""Do the shares of a company add up to no more than the whole, on every day and as known on every day?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Final

from cutset.dates import ALWAYS, NEVER
from cutset.shares import WHOLE, percent
from cutset.world.checks.inspection import Inspection
from cutset.world.rows import Stake

__all__ = ["check_ownership"]

ONE_PERCENT: Final = WHOLE // 100
COUNTED: Final = frozenset({"equity", "votes"})
"""Kinds of stakes that are shares of a whole; findings of control are not."""


def check_ownership(inspection: Inspection) -> None:
    """Find companies whose least shares come to more than 100 percent on some day, and shares that are fractions."""
    _remark_fractions(inspection)
    totals: dict[tuple[str, str], int] = defaultdict(int)
    for row in inspection.world.of(Stake):
        if row.kind in COUNTED and row.owned:
            totals[row.owned, row.kind] += row.share.least
    suspects: dict[tuple[str, str], list[Stake]] = {key: [] for key, total in totals.items() if total > WHOLE}
    if not suspects:
        return
    for row in inspection.world.of(Stake):
        if (row.owned, row.kind) in suspects:
            suspects[row.owned, row.kind].append(row)
    for (owned, kind), rows in suspects.items():
        _check_company(inspection, owned, kind, rows)


def _remark_fractions(inspection: Inspection) -> None:
    """A spreadsheet keeps 51 % as 0.51, which reads as less than one percent; say so once."""
    tiny = [row for row in inspection.world.of(Stake) if row.share.is_exact and 0 < row.share.least < ONE_PERCENT]
    if tiny:
        sentence = f"shares between 0 and 1 percent: {len(tiny)}, this one first"
        hint = "shares are written in percent: 51, not 0.51"
        inspection.remark(tiny[0], "share", "share-below-one", sentence, percent(tiny[0].share.least), hint)


def _check_company(inspection: Inspection, owned: str, kind: str, rows: list[Stake]) -> None:
    """Tell a company once: at the row known last of those that are too much together."""
    for known in sorted({row.known for row in rows}):
        standing = {row.id: row for row in sorted(rows, key=lambda row: row.known) if row.known <= known}
        day, total = _fullest(standing.values())
        if total > WHOLE:
            held = [row for row in standing.values() if _holds(row, day)]
            last = max(held, key=lambda row: (row.known, inspection.places.of(row).line, row.id))
            owners = ", ".join(sorted(f"{row.owner} {percent(row.share.least)}" for row in held))
            since = "" if day == ALWAYS else f" on {day}"
            sentence = f"the {kind} of {owned} comes to at least {percent(total)}{since}: {owners}"
            hint = "end a stake that was sold with until, or correct a share"
            inspection.fault(last, "share", "shares-above-100", sentence, percent(last.share.least), hint)
            return


def _fullest(rows: Iterable[Stake]) -> tuple[date, int]:
    """Return the first day on which the least shares are highest, and how high [micro-percent]."""
    rows = list(rows)
    days = sorted({row.from_ or ALWAYS for row in rows})
    totals = [(sum(row.share.least for row in rows if _holds(row, day)), day) for day in days]
    highest = max(total for total, _ in totals)
    return next(day for total, day in totals if total == highest), highest


def _holds(row: Stake, day: date) -> bool:
    return (row.from_ or ALWAYS) <= day < (row.until or NEVER)
