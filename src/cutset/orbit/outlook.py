"""What did NASA expect of the Sun when a forecast was made?

NASA Marshall Space Flight Center publishes every month a table of the 13-month smoothed F10.7 and Ap to come,
at the 95th, 50th and 5th percentile ("MSAFE"; K. Niehuss, H. Euler, W. Vaughan, NASA TM-4759, 1996), a work
of the US Government. Issues of several years are shipped, so that a run dated then sees what was known then.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cutset.errors import Fault, InputError, OutsideRangeError
from cutset.orbit.reading import text_of
from cutset.orbit.weather import day_number

__all__ = ["SolarOutlook", "outlook_known_by", "read_outlook", "shipped_outlooks"]

Floats = NDArray[np.float64]

OUTLOOKS_FILE: Final = Path(__file__).parent / "data" / "msafe.npz"
MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
MONTHS_BEFORE_ISSUE: Final = 6
"""A table starts six months before its issue: smoothing over 13 months needs half a year on."""

NORMAL_95: Final = 1.6448536269514722
"""The 95th percentile of the normal distribution."""

LOWEST_FLUX: Final = 64.0
"""Flux of a Sun without spots [sfu]; no draw goes below."""


class SolarOutlook(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """One issue of the table.

    Parameters
    ----------
    issued
        First day of the month of issue.
    days
        Middle of each month [d since 1970-01-01].
    flux, ap
        F10.7 [sfu] and Ap [-], month x (95th, 50th, 5th percentile).
    source
        Where it came from.
    """

    issued: date
    days: NDArray[np.int64]
    flux: Floats
    ap: Floats
    source: str

    @property
    def known_from(self) -> date:
        """First day on which it is taken as known: the start of the month after the issue."""
        return _add_months(self.issued, 1)

    @property
    def last(self) -> date:
        """Middle of the last month it covers."""
        return date.fromordinal(date(1970, 1, 1).toordinal() + int(self.days[-1]))

    def on(self, days: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """Return flux and Ap, day x (95th, 50th, 5th percentile), for days since 1970-01-01.

        Raises
        ------
        OutsideRangeError
            Before the first month. After the last one its values are held.
        """
        if days[0] < self.days[0] - 31:
            raise OutsideRangeError(
                [
                    Fault(
                        file=self.source,
                        code="outlook-range",
                        sentence=f"the solar forecast of {self.issued:%Y-%m} starts after the date",
                        hint="bring an earlier issue",
                    )
                ]
            )
        flux, ap = (
            np.stack([np.interp(days, self.days, part[:, column]) for column in range(3)], axis=1)
            for part in (self.flux, self.ap)
        )
        return flux, ap


def read_outlook(path: Path | str) -> SolarOutlook:
    """Read one MSAFE table as NASA publishes it.

    Parameters
    ----------
    path
        Text file; a name such as ``mar2026f10-prd.txt`` gives the month of issue.

    Raises
    ------
    InputError
        With every fault of the file at once.

    Example
    -------
    >>> read_outlook("mar2026f10-prd.txt").known_from  # doctest: +SKIP
    datetime.date(2026, 4, 1)
    """
    name = Path(path).name
    faults: list[Fault] = []
    rows = list(_rows(text_of(Path(path)), name, faults))
    if not rows and not faults:
        faults.append(
            Fault(
                file=name,
                code="no-outlook",
                sentence="no row of a month with six numbers",
                hint="is this an MSAFE table?",
            )
        )
    for (before, _), (after, _) in itertools.pairwise(rows):
        if after != _add_months(before, 1):
            faults.append(
                Fault(
                    file=name,
                    code="outlook-gap",
                    sentence=f"after {before:%Y-%m} the next month should stand",
                    value=f"{after:%Y-%m}",
                )
            )
    if faults:
        raise InputError(sorted(faults))
    return _outlook(_issue(name, rows[0][0]), rows[0][0], np.array([numbers for _, numbers in rows]), name)


ROW: Final = re.compile(r"\s*(\d{4})\.\d+\s+([A-Z]{3})\s+(.*)")
NAME: Final = re.compile(r"([a-z]{3})(\d{4})f10", re.IGNORECASE)


def _rows(text: str, name: str, faults: list[Fault]) -> Iterator[tuple[date, list[float]]]:
    for line, written in enumerate(text.splitlines(), start=1):
        match = ROW.match(written)
        if match is None:
            continue
        year, month, rest = match.groups()
        try:
            numbers = [float(each) for each in rest.split()]
            start = date(int(year), MONTHS.index(month) + 1, 1)
        except ValueError:
            faults.append(
                Fault(
                    file=name,
                    row=line,
                    code="bad-number",
                    sentence="this row cannot be read",
                    value=written.strip(),
                )
            )
            continue
        if len(numbers) != 6 or not _falling(numbers):
            faults.append(
                Fault(
                    file=name,
                    row=line,
                    code="bad-percentiles",
                    sentence="a row holds six numbers: flux and Ap at 95, 50 and 5 %, each falling",
                    value=written.strip(),
                )
            )
            continue
        yield start, numbers


def _falling(numbers: list[float]) -> bool:
    flux, ap = numbers[:3], numbers[3:]
    in_range = all(50.0 <= each <= 500.0 for each in flux) and all(0.0 <= each <= 100.0 for each in ap)
    return in_range and flux == sorted(flux, reverse=True) and ap == sorted(ap, reverse=True)


def _issue(name: str, first: date) -> date:
    match = NAME.search(name)
    if match and match[1].upper() in MONTHS:
        return date(int(match[2]), MONTHS.index(match[1].upper()) + 1, 1)
    return _add_months(first, MONTHS_BEFORE_ISSUE)


def _outlook(issued: date, first: date, table: Floats, source: str) -> SolarOutlook:
    months = [_add_months(first, count) for count in range(len(table))]
    return SolarOutlook(
        issued=issued,
        days=np.array([day_number(month) + 14 for month in months]),
        flux=table[:, :3],
        ap=table[:, 3:],
        source=source,
    )


def _add_months(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


@functools.cache
def shipped_outlooks() -> tuple[SolarOutlook, ...]:
    """Return the issues that cutset carries, oldest first.

    Example
    -------
    >>> shipped_outlooks()[0].issued < date(2020, 1, 1)
    True
    """
    with np.load(OUTLOOKS_FILE) as stored:
        issued, first, count, values = (stored[name] for name in ("issued", "first", "count", "values"))
    ends = np.cumsum(count)
    return tuple(
        _outlook(
            date(int(issue) // 100, int(issue) % 100, 1),
            date(int(start) // 100, int(start) % 100, 1),
            values[end - rows : end].astype(np.float64) / 10.0,
            "NASA MSFC MSAFE, shipped",
        )
        for issue, start, rows, end in zip(issued, first, count, ends, strict=True)
    )


def outlook_known_by(day: date) -> SolarOutlook:
    """Return the latest shipped issue that was known on a day.

    Parameters
    ----------
    day
        Day of the run.

    Raises
    ------
    OutsideRangeError
        Before the first shipped issue was known.

    Example
    -------
    >>> outlook_known_by(date(2022, 3, 2)).issued
    datetime.date(2022, 2, 1)
    """
    known = [outlook for outlook in shipped_outlooks() if outlook.known_from <= day]
    if not known:
        raise OutsideRangeError(
            [
                Fault(
                    code="outlook-range",
                    sentence=f"solar forecasts are shipped from {shipped_outlooks()[0].known_from} on",
                    value=str(day),
                    hint="bring an MSAFE table of that time",
                )
            ]
        )
    return known[-1]
