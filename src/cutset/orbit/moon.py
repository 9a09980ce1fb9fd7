"""When does the Moon stand to the Sun again as it stood on a planned day?

A landing is planned for the light at its site, which comes back with the Moon's elongation from the Sun,
every 29.5 days (Astronomical Almanac, section D). That is the cadence of windows to the Moon; what a
transfer costs is not modelled.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cutset.errors import InputError
from cutset.orbit.ephemeris import julian_day, moon_from_earth, planet_from_sun

__all__ = ["moon_elongation_deg", "moon_returns"]

Floats = NDArray[np.float64]

OBLIQUITY_RAD: Final = float(np.radians(23.439291))
"""Obliquity of the ecliptic at J2000 (IAU 1976) [rad]."""


def moon_returns(day: date, count: int = 1) -> tuple[date, ...]:
    """Return the next days on which the Moon has the elongation that it had on a day.

    Parameters
    ----------
    day
        Planned day, such as a departure that was missed.
    count
        How many returns, to the nearest day each.

    Raises
    ------
    OutsideRangeError
        Outside the ephemeris (1900-2050).
    InputError
        For a count that is not between 1 and 500.

    Example
    -------
    >>> [(each - date(2022, 8, 29)).days for each in moon_returns(date(2022, 8, 29), 3)]
    [29, 59, 88]
    """
    if not 1 <= count <= 500:
        raise InputError.one("bad-count", "between 1 and 500 returns can be asked for", value=str(count))
    span = np.arange(0.0, 29.6 * count + 2.0)
    turned = np.unwrap(np.radians(moon_elongation_deg(julian_day(day) + span)))
    turns = (turned - turned[0]) / (2.0 * np.pi)
    days = np.interp(np.arange(1.0, count + 1.0), turns, span)
    return tuple(day + timedelta(days=round(float(each))) for each in days)


def moon_elongation_deg(days: Floats) -> Floats:
    """Return how far the Moon stands east of the Sun, along the ecliptic [deg], 0 to 360.

    Parameters
    ----------
    days
        Julian days [d].

    Raises
    ------
    OutsideRangeError
        Outside the ephemeris (1900-2050).

    Example
    -------
    >>> round(float(moon_elongation_deg(np.array([julian_day(date(2022, 1, 2)) + 0.77]))[0])) % 360
    0
    """
    earth, _ = planet_from_sun("earth", days)
    elongation: Floats = np.degrees(_longitude(moon_from_earth(days)) - _longitude(-earth)) % 360.0
    return elongation


def _longitude(place: Floats) -> Floats:
    north = np.sin(OBLIQUITY_RAD) * place[:, 2] + np.cos(OBLIQUITY_RAD) * place[:, 1]
    longitude: Floats = np.arctan2(north, place[:, 0])
    return longitude
