"""When does the next window to a planet open, what does it cost, and what does a missed one cost in months?

Planets are points on DE421, a transfer is one conic with less than one revolution (type I below 180 degrees,
type II above), found on a grid of whole days. No deep-space manoeuvre is modelled: near 180 degrees a
transfer out of plane looks dear that a small manoeuvre on the way would make cheap, and minima beside that
ridge move with the grid. Terms and layout after L. Burke, R. Falck, M. McGuire, "Interplanetary Mission
Design Handbook: Earth-to-Mars Mission Opportunities 2026 to 2045", NASA/TM-2010-216764.
"""

from __future__ import annotations

import functools
import math
from datetime import date, timedelta
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cutset.errors import InputError
from cutset.orbit.constants import DAYS_PER_YEAR
from cutset.orbit.ephemeris import ORBIT_DAYS
from cutset.orbit.moon import moon_returns
from cutset.orbit.transfers import (
    Porkchop,
    Transfer,
    TransferType,
    days_between,
    grid_of,
    refuse_outside_ephemeris,
    refuse_pair,
    transfer_in,
)

__all__ = ["Window", "months_lost", "next_windows"]

Floats = NDArray[np.float64]

OPEN_C3_KM2_S2: Final = 5.0
"""A day belongs to a window while its best C3 lies within this of the least."""

COARSE_DAYS: Final = 8
MANOEUVRE_NOTE: Final = "one conic on DE421; no deep-space manoeuvre is modelled"


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """One opportunity: the least C3 of each type, the better one named.

    Parameters
    ----------
    target
        Planet.
    transfers
        Type I, then type II, where each has a minimum.
    note
        What the method leaves out.
    """

    target: str
    transfers: tuple[Transfer, ...]
    note: str = MANOEUVRE_NOTE

    @property
    def best(self) -> Transfer:
        """The transfer with the least C3."""
        return min(self.transfers, key=lambda each: each.c3_km2_s2)


def next_windows(
    target: str = "mars", after: date | None = None, count: int = 2, *, origin: str = "earth"
) -> tuple[Window, ...]:
    """Return the next opportunities to reach a planet.

    Parameters
    ----------
    target
        Planet to reach.
    after
        Day from which the best departure may lie; today by default.
    count
        How many opportunities.
    origin
        Planet to leave.

    Raises
    ------
    OutsideRangeError
        When an opportunity would lie outside the ephemeris (1900-2050).
    NotFoundError
        For a planet that is not known.

    Source
    ------
    Head of the module.

    Example
    -------
    >>> [window.best.depart.year for window in next_windows("mars", date(2022, 3, 2), 2)]
    [2022, 2024]
    """
    start = after or date.today()  # noqa: DTZ011
    refuse_pair(target, origin)
    refuse_outside_ephemeris(start)
    if not 1 <= count <= 40:
        raise InputError.one("bad-count", "between 1 and 40 windows can be asked for", value=str(count))
    found: list[Window] = []
    look = start
    while len(found) < count:
        window = _next_window(target, origin, look)
        found.append(window)
        look = window.best.depart + timedelta(days=int(0.5 * _synodic_days(target, origin)))
    return tuple(found)


def months_lost(missed: date, target: str = "mars", *, origin: str = "earth") -> float:
    """Return the months from a missed departure to the best departure of the next opportunity [month].

    Parameters
    ----------
    missed
        Departure that was missed. The opportunity it belonged to is over: the next one is at least half a
        synodic period away.
    target, origin
        Planets; ``moon`` as a target means the next return of the Moon to the same light.

    Source
    ------
    :func:`next_windows`, :func:`cutset.orbit.moon.moon_returns`; synodic period after NASA/TM-2010-216764
    (779.94 d for Mars).

    Example
    -------
    >>> 23 < months_lost(date(2022, 9, 20)) < 26
    True
    """
    if target == "moon":
        return (moon_returns(missed)[0] - missed).days / DAYS_PER_YEAR * 12.0
    after = missed + timedelta(days=int(0.5 * _synodic_days(target, origin)))
    (window,) = next_windows(target, after, 1, origin=origin)
    return (window.best.depart - missed).days / DAYS_PER_YEAR * 12.0


def _synodic_days(target: str, origin: str) -> float:
    return 1.0 / abs(1.0 / ORBIT_DAYS[origin] - 1.0 / ORBIT_DAYS[target])


def _flight_days(target: str, origin: str) -> tuple[int, int]:
    """Return the shortest and longest time of flight that is looked at: 0.35 and 1.74 of Hohmann's [d].

    For Mars that is 90 to 450 days.
    """
    axes = [(ORBIT_DAYS[name] / 365.256) ** (2.0 / 3.0) for name in (origin, target)]
    hohmann = 0.5 * 365.256 * (0.5 * sum(axes)) ** 1.5
    return int(0.35 * hohmann), int(1.74 * hohmann)


@functools.lru_cache(maxsize=64)
def _next_window(target: str, origin: str, start: date) -> Window:
    """Find the first opportunity whose best departure does not lie before a day."""
    synodic = int(_synodic_days(target, origin))
    reach = timedelta(days=synodic // 2)
    coarse = _by_flight(target, origin, days_between(start - reach, start + 3 * reach, COARSE_DAYS), COARSE_DAYS)
    for at in _minima(np.nanmin(coarse.c3_km2_s2, axis=1), synodic // 3 // COARSE_DAYS):
        window = _refined(target, origin, coarse.depart[at])
        if window.best.depart >= start:
            return window
    raise AssertionError("a synodic period and a half holds an opportunity")


def _minima(values: Floats, reach: int) -> list[int]:
    """Return the places that are least among ``reach`` neighbours on both sides."""
    return [at for at in range(1, len(values) - 1) if values[at] == values[max(0, at - reach) : at + reach + 1].min()]


def _refined(target: str, origin: str, near: date) -> Window:
    reach = timedelta(days=int(min(0.23 * _synodic_days(target, origin), 200)))
    longest = _flight_days(target, origin)[1]
    grid = _by_flight(target, origin, days_between(near - reach, near + reach, 1), max(1, longest // 600))
    transfers = (
        _least(grid, "I", grid.angle_deg < 180.0),
        _least(grid, "II", grid.angle_deg >= 180.0),
    )
    return Window(target=target, transfers=tuple(each for each in transfers if each is not None))


def _least(grid: Porkchop, kind: TransferType, mask: NDArray[np.bool_]) -> Transfer | None:
    c3 = np.where(mask & np.isfinite(grid.c3_km2_s2), grid.c3_km2_s2, np.inf)
    i, j = (int(place) for place in np.unravel_index(np.argmin(c3), c3.shape))
    if math.isinf(c3[i, j]):
        return None
    shut = np.flatnonzero(c3.min(axis=1) > c3[i, j] + OPEN_C3_KM2_S2)
    first = int(shut[shut < i].max()) + 1 if (shut < i).any() else 0
    last = int(shut[shut > i].min()) - 1 if (shut > i).any() else len(c3) - 1
    return transfer_in(grid, i, j, kind, grid.depart[first], grid.depart[last])


def _by_flight(target: str, origin: str, depart: list[date], step: int) -> Porkchop:
    """Return a grid over departures with every arrival that their times of flight can bring."""
    shortest, longest = _flight_days(target, origin)
    arrive = days_between(depart[0] + timedelta(days=shortest), depart[-1] + timedelta(days=longest), step)
    grid = grid_of(target, origin, depart, arrive)
    flight = np.array([[(b - a).days for b in arrive] for a in depart])
    beyond = (flight < shortest) | (flight > longest)
    grid.c3_km2_s2[beyond] = np.inf
    return grid
