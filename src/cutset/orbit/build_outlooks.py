"""How are the shipped forecasts of solar activity made? ``python -m cutset.orbit.build_outlooks FOLDER``.

FOLDER holds MSAFE tables as NASA MSFC publishes them (``mar2026f10-prd.txt``, ...), works of the US
Government: https://www.nasa.gov/solar-cycle-progression-and-forecast/. Issues from 2018 on are packed.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np

from cutset.orbit.outlook import OUTLOOKS_FILE, read_outlook

__all__ = ["build"]

FIRST_ISSUE: Final = date(2018, 1, 1)
LONGEST_MONTHS: Final = 192
"""Months kept of one issue: the longest horizon of a decay run is 15 years."""


def build(folder: Path, file: Path = OUTLOOKS_FILE) -> int:
    """Pack the tables of a folder and return how many there are."""
    outlooks = sorted(
        (read_outlook(path) for path in sorted(folder.glob("*f10*.txt")) if _year(path) >= FIRST_ISSUE.year),
        key=lambda outlook: outlook.issued,
    )
    tables = [np.hstack([each.flux, each.ap])[:LONGEST_MONTHS] for each in outlooks]
    starts = [date.fromordinal(date(1970, 1, 1).toordinal() + int(each.days[0])) for each in outlooks]
    np.savez_compressed(
        file,
        issued=np.array([each.issued.year * 100 + each.issued.month for each in outlooks], dtype=np.int32),
        first=np.array([start.year * 100 + start.month for start in starts], dtype=np.int32),
        count=np.array([len(table) for table in tables], dtype=np.int32),
        values=np.rint(np.vstack(tables) * 10.0).astype(np.int16),
    )
    return len(outlooks)


def _year(path: Path) -> int:
    return int(path.name[3:7]) if path.name[3:7].isdigit() else 0


if __name__ == "__main__":
    print(build(Path(sys.argv[1])), "issues packed")
