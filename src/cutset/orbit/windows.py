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
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from cutset.errors import Fault, InputError, NotFoundError, OutsideRangeError
from cutset.orbit.constants import DAYS_PER_YEAR, SECONDS_PER_DAY, SUN_MU_KM3_S2
from cutset.orbit.ephemeris import FIRST_DAY, LAST_DAY, ORBIT_DAYS, julian_day, planet_from_sun
from cutset.orbit.lambert import porkchop
from cutset.orbit.moon import moon_returns

__all__ = [
    "Porkchop",
    "Transfer",
    "Window",
    "months_lost",
    "next_windows",
    "porkchop_of",
    "transfer_on",
]

Floats = NDArray[np.float64]

OPEN_C3_KM2_S2: Final = 5.0
"""A day belongs to a window while its best C3 lies within this of the least."""

COARSE_DAYS: Final = 8
MANOEUVRE_NOTE: Final = "one conic on DE421; no deep-space manoeuvre is modelled"
RIDGE_DEG: Final = 8.0
"""Nearness to 180 degrees from which a minimum is said to sit by the ridge [deg]."""

TransferType = Literal["I", "II"]


class Transfer(msgspec.Struct, frozen=True, kw_only=True):
    """One way to a planet.

    Parameters
    ----------
    type
        I (less than 180 degrees about the Sun) or II (more).
    depart, arrive
        Days, at 0 h TDB.
    c3_km2_s2
        Square of the speed beyond escape at departure [km2/s2].
    v_infinity_km_s
        Speed on arrival before the planet pulls [km/s].
    angle_deg
        Angle swept about the Sun [deg].
    open_from, open_until
        First and last day on which this type stays within 5 km2/s2 of its least C3; the same day twice where
        not looked for.
    """

    type: TransferType
    depart: date
    arrive: date
    c3_km2_s2: float
    v_infinity_km_s: float
    angle_deg: float
    open_from: date
    open_until: date

    @property
    def days_of_flight(self) -> int:
        """Time of flight [d]."""
        return (self.arrive - self.depart).days

    @property
    def days_open(self) -> int:
        """Days from the first to the last open one [d]."""
        return (self.open_until - self.open_from).days + 1

    @property
    def by_the_ridge(self) -> bool:
        """Whether it sits by the 180-degree ridge, where the minimum moves with the grid."""
        return abs(self.angle_deg - 180.0) < RIDGE_DEG


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


class Porkchop(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """Costs of every pair of departure and arrival.

    Parameters
    ----------
    target
        Planet.
    depart, arrive
        Days.
    c3_km2_s2, v_infinity_km_s, angle_deg
        Departures x arrivals; NaN where arrival is not after departure.
    """

    target: str
    depart: tuple[date, ...]
    arrive: tuple[date, ...]
    c3_km2_s2: Floats
    v_infinity_km_s: Floats
    angle_deg: Floats


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
    _refuse_pair(target, origin)
    _refuse_outside(start)
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


def transfer_on(depart: date, arrive: date, target: str = "mars", *, origin: str = "earth") -> Transfer:
    """Return what one pair of days costs.

    Parameters
    ----------
    depart, arrive
        Days, at 0 h TDB.
    target, origin
        Planets.

    Raises
    ------
    InputError
        When arrival is not after departure, or the transfer sweeps 0 or 180 degrees to the digit.
    OutsideRangeError
        For days outside the ephemeris.

    Example
    -------
    >>> round(transfer_on(date(2022, 9, 17), date(2023, 10, 9)).c3_km2_s2, 1)
    13.8
    """
    _refuse_pair(target, origin)
    for day in (depart, arrive):
        _refuse_outside(day)
    if arrive <= depart:
        raise InputError.one(
            "arrival-before-departure",
            f"arrival must be after departure on {depart}",
            value=str(arrive),
            hint="swap the two days?",
        )
    grid = _grid(target, origin, [depart], [arrive])
    c3, angle = float(grid.c3_km2_s2[0, 0]), float(grid.angle_deg[0, 0])
    if math.isnan(c3):
        raise InputError.one(
            "no-plane", "a transfer of exactly 180 degrees has no plane", hint="move one of the days by a day"
        )
    return _transfer(grid, 0, 0, "I" if angle < 180.0 else "II", depart, depart)


def porkchop_of(
    depart: tuple[date, date],
    arrive: tuple[date, date],
    target: str = "mars",
    *,
    origin: str = "earth",
    step_days: int = 1,
) -> Porkchop:
    """Return the costs over a range of departures and arrivals.

    Parameters
    ----------
    depart, arrive
        First and last day of each.
    target, origin
        Planets.
    step_days
        Spacing of both axes [d].

    Raises
    ------
    InputError
        For a range that ends before it starts, or no pair with arrival after departure.
    OutsideRangeError
        For days outside the ephemeris.
    """
    _refuse_pair(target, origin)
    for first, last in (depart, arrive):
        _refuse_outside(first)
        _refuse_outside(last)
        if last < first:
            raise InputError.one("empty-range", f"a range starting on {first} ends before", value=str(last))
    if arrive[1] <= depart[0]:
        raise InputError.one(
            "arrival-before-departure", f"every arrival lies before {depart[0]}", value=str(arrive[1])
        )
    return _grid(target, origin, _days(*depart, step_days), _days(*arrive, step_days))


def _refuse_pair(target: str, origin: str) -> None:
    for name in (target, origin):
        if name not in ORBIT_DAYS:
            raise NotFoundError("planet", name, ORBIT_DAYS)
    if target == origin:
        raise InputError.one("same-planet", "origin and target are the same planet", value=target)


def _refuse_outside(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutsideRangeError(
            [
                Fault(
                    file="DE421",
                    code="ephemeris-range",
                    sentence=f"planets are known from {FIRST_DAY} to {LAST_DAY}",
                    value=str(day),
                    hint="choose a date between them",
                )
            ]
        )


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
    coarse = _by_flight(target, origin, _days(start - reach, start + 3 * reach, COARSE_DAYS), COARSE_DAYS)
    for at in _minima(np.nanmin(coarse.c3_km2_s2, axis=1), synodic // 3 // COARSE_DAYS):
        window = _refined(target, origin, coarse.depart[at])
        if window.best.depart >= start:
            return window
    raise AssertionError("a synodic period and a half holds an opportunity")


def _minima(values: Floats, reach: int) -> list[int]:
    """Return the places that are least among ``reach`` neighbours on both sides."""
    return [
        at
        for at in range(1, len(values) - 1)
        if values[at] == values[max(0, at - reach) : at + reach + 1].min()
    ]


def _refined(target: str, origin: str, near: date) -> Window:
    reach = timedelta(days=int(min(0.23 * _synodic_days(target, origin), 200)))
    longest = _flight_days(target, origin)[1]
    grid = _by_flight(target, origin, _days(near - reach, near + reach, 1), max(1, longest // 600))
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
    return _transfer(grid, i, j, kind, grid.depart[first], grid.depart[last])


def _transfer(grid: Porkchop, i: int, j: int, kind: TransferType, first: date, last: date) -> Transfer:
    return Transfer(
        type=kind,
        depart=grid.depart[i],
        arrive=grid.arrive[j],
        c3_km2_s2=float(grid.c3_km2_s2[i, j]),
        v_infinity_km_s=float(grid.v_infinity_km_s[i, j]),
        angle_deg=float(grid.angle_deg[i, j]),
        open_from=first,
        open_until=last,
    )


def _by_flight(target: str, origin: str, depart: list[date], step: int) -> Porkchop:
    """Return a grid over departures with every arrival that their times of flight can bring."""
    shortest, longest = _flight_days(target, origin)
    arrive = _days(depart[0] + timedelta(days=shortest), depart[-1] + timedelta(days=longest), step)
    grid = _grid(target, origin, depart, arrive)
    flight = np.array([[(b - a).days for b in arrive] for a in depart])
    beyond = (flight < shortest) | (flight > longest)
    grid.c3_km2_s2[beyond] = np.inf
    return grid


def _grid(target: str, origin: str, depart: Sequence[date], arrive: Sequence[date]) -> Porkchop:
    leave, reach = (_axis(name, days) for name, days in ((origin, depart), (target, arrive)))
    c3, v_infinity, angle = porkchop(SUN_MU_KM3_S2, leave, reach)
    return Porkchop(
        target=target,
        depart=tuple(depart),
        arrive=tuple(arrive),
        c3_km2_s2=c3,
        v_infinity_km_s=v_infinity,
        angle_deg=np.degrees(angle),
    )


def _axis(name: str, days: Sequence[date]) -> tuple[Floats, Floats, Floats]:
    """Return times [s], places and velocities: the ephemeris is asked once an axis, not once a cell."""
    julian = np.array([julian_day(day) for day in days])
    place, velocity = planet_from_sun(name, julian)
    return julian * SECONDS_PER_DAY, np.ascontiguousarray(place), np.ascontiguousarray(velocity)


def _days(first: date, last: date, step: int) -> list[date]:
    return [first + timedelta(days=each) for each in range(0, (last - first).days + 1, step)]
