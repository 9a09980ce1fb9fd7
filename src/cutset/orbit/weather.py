"""What were the Sun's radio flux and the geomagnetic index on each day?

Format: CelesTrak, "Space Data" (SW-All.csv), https://celestrak.org/SpaceData/SpaceWx-format.php. NRLMSISE-00
takes the observed flux of the day before, its 81-day mean and the daily Ap (Picone et al. 2002).
"""

from __future__ import annotations

import csv
import io
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cutset.errors import Fault, InputError, OutsideRangeError, did_you_mean
from cutset.orbit.reading import text_of

__all__ = ["SpaceWeather", "day_number", "read_weather"]

Floats = NDArray[np.float64]

COLUMNS: Final = (
    "DATE",
    "AP_AVG",
    "F10.7_OBS",
    "F10.7_DATA_TYPE",
    "F10.7_OBS_CENTER81",
    "F10.7_OBS_LAST81",
)
OBSERVED: Final = ("OBS", "INT")
HALF_MEAN_DAYS: Final = 40
"""Days at the end of what is known that have no centred 81-day mean yet."""

EPOCH: Final = date(1970, 1, 1)


class SpaceWeather(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """Daily flux and geomagnetic index without a gap.

    Parameters
    ----------
    first
        First day.
    flux, mean_flux, trailing_flux
        F10.7 observed, its centred 81-day mean and the mean of the last 81 days [sfu].
    ap
        Daily mean of Ap [-].
    observed_until
        Last day that was observed; later rows are predictions.
    source
        File they came from.
    remarks
        What was noticed on reading.
    """

    first: date
    flux: Floats
    mean_flux: Floats
    trailing_flux: Floats
    ap: Floats
    observed_until: date
    source: str
    remarks: tuple[Fault, ...] = ()

    @property
    def last(self) -> date:
        """Last day with a row."""
        return self.first + timedelta(days=len(self.flux) - 1)

    def known_by(self, day: date) -> SpaceWeather:
        """Return what was known at the end of a day: nothing later, and no mean that looks ahead.

        The last 40 days take the mean of the 81 days before instead of the centred one.

        Raises
        ------
        OutsideRangeError
            When the file starts later.
        """
        kept = (min(day, self.last) - self.first).days + 1
        if kept < 1:
            raise self._outside(day)
        mean = self.mean_flux[:kept].copy()
        late = max(0, (min(day, self.last) - self.first).days + 1 - HALF_MEAN_DAYS)
        mean[late:] = self.trailing_flux[late:kept]
        return msgspec.structs.replace(
            self,
            flux=self.flux[:kept],
            mean_flux=mean,
            trailing_flux=self.trailing_flux[:kept],
            ap=self.ap[:kept],
            observed_until=min(day, self.observed_until),
        )

    def drivers(self, start: date, days: int) -> tuple[Floats, Floats, Floats]:
        """Return flux of the day before [sfu], mean flux [sfu] and Ap [-] for consecutive days.

        Raises
        ------
        OutsideRangeError
            When a day lies outside the file.
        """
        at = (start - self.first).days
        if at < 1:
            raise self._outside(start)
        if at + days > len(self.flux):
            raise self._outside(start + timedelta(days=days - 1))
        window = slice(at, at + days)
        return self.flux[at - 1 : at + days - 1], self.mean_flux[window], self.ap[window]

    def stale_on(self, day: date) -> Fault | None:
        """Say that a day lies after the last observed one, if it does."""
        age = (day - self.observed_until).days
        if age <= 1:
            return None
        return Fault(
            file=self.source,
            code="stale-weather",
            sentence=f"space weather was observed until {self.observed_until}, {age} days before {day}",
            hint="fetch a newer file",
        )

    def _outside(self, day: date) -> OutsideRangeError:
        return OutsideRangeError(
            [
                Fault(
                    file=self.source,
                    code="weather-range",
                    sentence=f"space weather runs from {self.first + timedelta(days=1)} to {self.last}",
                    value=str(day),
                    hint="choose another date or fetch a newer file",
                )
            ]
        )


class _Row(msgspec.Struct, frozen=True):
    day: date
    observed: bool
    flux: float
    mean: float
    trailing: float
    ap: float


def read_weather(path: Path | str) -> SpaceWeather:
    """Read CelesTrak's space weather table (CSV).

    Daily rows are taken; monthly predictions hold no Ap and are left out with a remark.

    Parameters
    ----------
    path
        File such as ``SW-All.csv`` or ``SW-Last5Years.csv``.

    Raises
    ------
    InputError
        With every fault of the file at once.

    Example
    -------
    >>> read_weather("SW-All.csv").observed_until  # doctest: +SKIP
    datetime.date(2026, 8, 6)
    """
    name = Path(path).name
    faults: list[Fault] = []
    rows: list[_Row] = []
    monthly = 0
    for line, cells in _lines(text_of(Path(path)), name, faults):
        if cells["F10.7_DATA_TYPE"] == "PRM":
            monthly += 1
        else:
            rows += _row(line, cells, name, faults)
    faults += _gaps(rows, name)
    if not rows and not faults:
        faults.append(Fault(file=name, code="no-weather", sentence="the file holds no daily row"))
    if faults:
        raise InputError(sorted(faults))
    return _weather(rows, name, monthly)


def _lines(text: str, name: str, faults: list[Fault]) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.reader(io.StringIO(text))
    try:
        head = [cell.strip() for cell in next(reader, [])]
        missing = [column for column in COLUMNS if column not in head]
        for column in missing:
            hint = did_you_mean(column, head) or "is this CelesTrak's CSV?"
            faults.append(
                Fault(
                    file=name,
                    row=1,
                    column=column,
                    code="missing-column",
                    sentence="a column is missing",
                    hint=hint,
                )
            )
        if missing:
            return
        places = {column: head.index(column) for column in COLUMNS}
        for line in reader:
            if line:
                padded = line + [""] * (len(head) - len(line))
                yield reader.line_num, {column: padded[at].strip() for column, at in places.items()}
    except csv.Error as error:
        faults.append(
            Fault(file=name, row=reader.line_num, code="bad-csv", sentence="this is no CSV", value=str(error))
        )


def _row(line: int, cells: Mapping[str, str], name: str, faults: list[Fault]) -> Iterator[_Row]:
    before = len(faults)
    try:
        day = date.fromisoformat(cells["DATE"])
    except ValueError:
        faults.append(
            Fault(
                file=name,
                row=line,
                column="DATE",
                code="bad-date",
                sentence="this is no date",
                value=cells["DATE"],
            )
        )
        day = EPOCH
    numbers: list[float] = []
    for column, low, high in (
        ("F10.7_OBS", 40.0, 1000.0),
        ("F10.7_OBS_CENTER81", 40.0, 500.0),
        ("F10.7_OBS_LAST81", 40.0, 500.0),
        ("AP_AVG", 0.0, 400.0),
    ):
        number = _number(cells[column])
        numbers.append(number)
        if not low <= number <= high:
            code = "bad-number" if cells[column] else "missing-number"
            faults.append(
                Fault(
                    file=name,
                    row=line,
                    column=column,
                    code=code,
                    sentence=f"a daily row needs a number from {low:g} to {high:g}",
                    value=cells[column],
                )
            )
    if len(faults) == before:
        yield _Row(day, cells["F10.7_DATA_TYPE"] in OBSERVED, *numbers)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _gaps(rows: Sequence[_Row], name: str) -> Iterator[Fault]:
    for before, after in itertools.pairwise(rows):
        if after.day - before.day != timedelta(days=1):
            yield Fault(
                file=name,
                column="DATE",
                code="weather-gap",
                sentence=f"after {before.day} the next day should stand",
                value=str(after.day),
                hint="rows are missing, repeated or out of order",
            )


def _weather(rows: Sequence[_Row], name: str, monthly: int) -> SpaceWeather:
    observed = [row.day for row in rows if row.observed]
    predicted = len(rows) - len(observed)
    remarks = []
    if predicted:
        remarks.append(
            Fault(
                file=name,
                code="predicted-weather",
                sentence=f"{predicted} daily rows are predictions, not observations",
            )
        )
    if monthly:
        remarks.append(
            Fault(
                file=name,
                code="monthly-weather",
                sentence=f"{monthly} monthly rows hold no Ap and are not used",
            )
        )
    return SpaceWeather(
        first=rows[0].day,
        flux=np.array([row.flux for row in rows]),
        mean_flux=np.array([row.mean for row in rows]),
        trailing_flux=np.array([row.trailing for row in rows]),
        ap=np.array([row.ap for row in rows]),
        observed_until=observed[-1] if observed else rows[0].day,
        source=name,
        remarks=tuple(remarks),
    )


def day_number(day: date) -> int:
    """Return days since 1970-01-01 [d]."""
    return (day - EPOCH).days
