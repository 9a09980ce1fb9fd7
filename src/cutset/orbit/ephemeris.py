"""Where are the planets and the Moon on a day?

JPL's DE421 (W. Folkner, J. Williams, D. Boggs, "The Planetary and Lunar Ephemeris DE 421", IPN Progress
Report 42-178, 2009), as the package skyfield-data carries it, read by jplephem. Times are taken as TDB; the
minute by which they differ from UTC moves no window.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cutset.errors import Fault, InputError, NotFoundError, OutsideRangeError
from cutset.orbit.constants import SECONDS_PER_DAY

__all__ = ["FIRST_DAY", "LAST_DAY", "ORBIT_DAYS", "julian_day", "moon_from_earth", "planet_from_sun"]

Floats = NDArray[np.float64]

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2050, 12, 31)
"""Days between which results are given; the file itself reaches a little further."""

BODIES: Final[Mapping[str, int]] = {
    "mercury": 1,
    "venus": 2,
    "earth": 3,
    "mars": 4,
    "jupiter": 5,
    "saturn": 6,
    "uranus": 7,
    "neptune": 8,
}
"""Numbers of the planets, or of their systems' centres, in the file."""

ORBIT_DAYS: Final[Mapping[str, float]] = {
    "mercury": 87.969,
    "venus": 224.701,
    "earth": 365.256,
    "mars": 686.980,
    "jupiter": 4332.589,
    "saturn": 10759.22,
    "uranus": 30685.4,
    "neptune": 60189.0,
}
"""Sidereal periods (D. Williams, NASA Planetary Fact Sheet) [d]."""


def planet_from_sun(name: str, days: Floats) -> tuple[Floats, Floats]:
    """Return places [km] and velocities [km/s] of a planet from the Sun.

    Parameters
    ----------
    name
        One of mercury, venus, earth, mars, jupiter, saturn, uranus, neptune.
    days
        Julian days [d].

    Raises
    ------
    NotFoundError
        For another name.
    OutsideRangeError
        For days outside 1900-2050.

    Example
    -------
    >>> place, _ = planet_from_sun("earth", np.array([2451545.0]))
    >>> round(float(np.linalg.norm(place)) / 1.495978707e8, 3)
    0.983
    """
    if name not in BODIES:
        raise NotFoundError("planet", name, BODIES)
    _refuse_outside(days)
    place, velocity = _segment(0, BODIES[name], days)
    if name == "earth":
        place, velocity = _sum((place, velocity), _segment(3, 399, days), 1.0)
    place, velocity = _sum((place, velocity), _segment(0, 10, days), -1.0)
    return place.T.copy(), velocity.T / SECONDS_PER_DAY


def moon_from_earth(days: Floats) -> Floats:
    """Return places of the Moon from the Earth's centre [km]."""
    _refuse_outside(days)
    moon, _ = _sum(_segment(3, 301, days), _segment(3, 399, days), -1.0)
    return moon.T.copy()


def julian_day(day: date) -> float:
    """Return the Julian day at 0 h [d]."""
    return day.toordinal() + 1721424.5


def _refuse_outside(days: Floats) -> None:
    first, last = float(np.min(days)), float(np.max(days))
    # Searches look past the last day wanted, so that the file's own end is the limit here.
    low, high = julian_day(FIRST_DAY), _last_in_file()
    if first < low or last > high:
        worst = first if first < low else last
        raise OutsideRangeError(
            [
                Fault(
                    file="DE421",
                    code="ephemeris-range",
                    sentence=f"planets are known from {FIRST_DAY} to {_day(high)}",
                    value=str(_day(worst)),
                    hint="choose an earlier date" if worst > high else "choose a later date",
                )
            ]
        )


def _day(julian: float) -> date:
    return date(1900, 1, 1) + timedelta(days=int(julian - julian_day(date(1900, 1, 1))))


@functools.cache
def _kernel() -> Any:
    from jplephem.spk import SPK

    found = importlib.util.find_spec("skyfield_data")
    path = Path(found.origin or "").parent / "data" / "de421.bsp" if found else None
    if path is None or not path.exists():
        raise InputError.one("no-ephemeris", "de421.bsp is missing", hint="install the package skyfield-data")
    return SPK.open(str(path))


def _last_in_file() -> float:
    return float(min(_kernel()[0, number].end_jd for number in BODIES.values())) - 1.0


def _segment(center: int, target: int, days: Floats) -> tuple[Floats, Floats]:
    place, velocity = _kernel()[center, target].compute_and_differentiate(np.asarray(days, dtype=float))
    return place, velocity


def _sum(a: tuple[Floats, Floats], b: tuple[Floats, Floats], sign: float) -> tuple[Floats, Floats]:
    return a[0] + sign * b[0], a[1] + sign * b[1]
