"""Which boosts lift a station, when do they come, and which are left once somebody's are taken away?

A table (CSV) with a row for every vehicle: name, partner, delta_v_m_s (one number or a range such as 1.5-3),
visits_per_year, since, until (days, empty where open).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cutset.errors import Fault, InputError, NotFoundError, did_you_mean
from cutset.orbit.constants import DAYS_PER_YEAR
from cutset.orbit.reading import text_of

__all__ = ["Boost", "boosts_without", "draw_visits", "read_boosts"]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

NEEDED: Final = ("name", "delta_v_m_s", "visits_per_year")
KNOWN: Final = ("name", "partner", "delta_v_m_s", "visits_per_year", "since", "until")
RANGE: Final = re.compile(r"(\d+(?:\.\d+)?)(?:\s*(?:-|to|:)\s*(\d+(?:\.\d+)?))?")


class Boost(msgspec.Struct, frozen=True, kw_only=True):
    """Boosts that one supply gives.

    Parameters
    ----------
    name
        Vehicle or supply.
    partner
        Who gives it; empty where it is not said.
    delta_v_m_s
        Range of the change of speed of one visit [m/s].
    visits_per_year
        Visits a year [1/y].
    since, until
        First day, and first day no more; None where open.
    """

    name: str
    partner: str = ""
    delta_v_m_s: tuple[float, float]
    visits_per_year: float
    since: date | None = None
    until: date | None = None

    def ending(self, day: date) -> Boost:
        """Return the boost as it is when it is lost on a day."""
        return msgspec.structs.replace(self, until=day if self.until is None else min(day, self.until))


def read_boosts(path: Path | str) -> tuple[Boost, ...]:
    """Read a table of boosts.

    Parameters
    ----------
    path
        CSV file; see the head of the module.

    Raises
    ------
    InputError
        With every fault of the file at once.

    Example
    -------
    >>> [boost.name for boost in read_boosts("boosts.csv")]  # doctest: +SKIP
    ['Progress', 'Cygnus']
    """
    name = Path(path).name
    faults: list[Fault] = []
    rows = list(_rows(text_of(Path(path)), name, faults))
    boosts = [boost for row, cells in rows for boost in _boost(row, cells, name, faults)]
    if not rows and not faults:
        faults.append(Fault(file=name, code="no-boosts", sentence="the table holds no row"))
    if faults:
        raise InputError(sorted(faults))
    return tuple(boosts)


def boosts_without(boosts: Sequence[Boost], whom: str, day: date) -> tuple[Boost, ...]:
    """Return the boosts that are left when a vehicle or a partner is lost on a day.

    Parameters
    ----------
    boosts
        All boosts.
    whom
        Name of a vehicle or of a partner.
    day
        First day without.

    Raises
    ------
    NotFoundError
        When no boost is of that name or partner.

    Example
    -------
    >>> progress = Boost(name="Progress", partner="RU", delta_v_m_s=(1.0, 3.0), visits_per_year=3.0)
    >>> boosts_without([progress], "RU", date(2022, 3, 2))[0].until
    datetime.date(2022, 3, 2)
    """
    names = {boost.name for boost in boosts} | {boost.partner for boost in boosts if boost.partner}
    if whom not in names:
        raise NotFoundError("boost of vehicle or partner", whom, names)
    return tuple(boost.ending(day) if whom in (boost.name, boost.partner) else boost for boost in boosts)


def draw_visits(boosts: Sequence[Boost], count: int, start: date, days: int, seed: int) -> tuple[Integers, Floats]:
    """Draw the days and sizes of all visits: evenly spaced, the first at random within one spacing.

    Every boost has a stream of its own, so that taking one away leaves the others as they were.
    """
    all_days: list[Integers] = [np.full((count, 1), days + 1)]
    all_sizes: list[Floats] = [np.zeros((count, 1))]
    for boost in boosts:
        if boost.visits_per_year <= 0.0:
            continue
        spacing = DAYS_PER_YEAR / boost.visits_per_year
        chance = np.random.default_rng([seed, 4, *boost.name.encode()])
        number = np.arange(int(days / spacing) + 1)
        when = ((chance.random((count, 1)) + number) * spacing).astype(np.int64)
        low, high = sorted(boost.delta_v_m_s)
        size = low + (high - low) * np.repeat(chance.random((count, 1)), len(number), axis=1)
        first = 0 if boost.since is None else (boost.since - start).days
        last = days + 1 if boost.until is None else (boost.until - start).days
        flown = (when >= first) & (when < last)
        all_days.append(np.where(flown, when, days + 1))
        all_sizes.append(size)
    when, size = np.hstack(all_days), np.hstack(all_sizes)
    order = np.argsort(when, axis=1, kind="stable")
    return np.take_along_axis(when, order, axis=1), np.take_along_axis(size, order, axis=1)


def _rows(text: str, file: str, faults: list[Fault]) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.reader(io.StringIO(text))
    try:
        head = [cell.strip() for cell in next(reader, [])]
        missing = [column for column in NEEDED if column not in head]
        faults += [
            Fault(
                file=file,
                row=1,
                column=column,
                code="missing-column",
                sentence="a column is missing",
                hint=did_you_mean(column, set(head) - set(KNOWN)),
            )
            for column in missing
        ]
        if not missing:
            for line in reader:
                if any(cell.strip() for cell in line):
                    cells = dict(zip(head, (cell.strip() for cell in line), strict=False))
                    yield reader.line_num, cells
    except csv.Error as error:
        faults.append(
            Fault(file=file, row=reader.line_num, code="bad-csv", sentence="this is no CSV", value=str(error))
        )


def _boost(row: int, cells: Mapping[str, str], file: str, faults: list[Fault]) -> Iterator[Boost]:
    before = len(faults)

    def fault(column: str, code: str, sentence: str) -> None:
        faults.append(
            Fault(
                file=file,
                row=row,
                column=column,
                code=code,
                sentence=sentence,
                value=cells.get(column, ""),
            )
        )

    def day(column: str) -> date | None:
        written = cells.get(column, "")
        if written in ("", "open"):
            return None
        try:
            return date.fromisoformat(written)
        except ValueError:
            fault(column, "bad-date", "this is no date such as 2022-03-02")
            return None

    size = RANGE.fullmatch(cells.get("delta_v_m_s", ""))
    if size is None:
        fault("delta_v_m_s", "bad-range", "this is neither a number nor a range such as 1.5-3")
    visits = RANGE.fullmatch(cells.get("visits_per_year", ""))
    if visits is None or visits[2]:
        fault("visits_per_year", "bad-number", "this is no number")
    if not cells.get("name"):
        fault("name", "missing-name", "a boost has a name")
    since, until = day("since"), day("until")
    if since and until and until <= since:
        fault("until", "empty-interval", f"the end must lie after the start on {since}")
    if len(faults) == before and size is not None and visits is not None:
        yield Boost(
            name=cells["name"],
            partner=cells.get("partner", ""),
            delta_v_m_s=(float(size[1]), float(size[2] or size[1])),
            visits_per_year=float(visits[1]),
            since=since,
            until=until,
        )
