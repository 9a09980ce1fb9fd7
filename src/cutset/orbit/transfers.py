"""What does a transfer on given days cost?

Planets are points on DE421 and a transfer is one conic with less than one revolution. No deep-space manoeuvre
is modelled: near 180 degrees a transfer out of plane looks dear that a small manoeuvre would make cheap.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from cutset.errors import Fault, InputError, NotFoundError, OutsideRangeError
from cutset.orbit.constants import SECONDS_PER_DAY, SUN_MU_KM3_S2
from cutset.orbit.ephemeris import FIRST_DAY, LAST_DAY, ORBIT_DAYS, julian_day, planet_from_sun
from cutset.orbit.lambert import porkchop

__all__ = ["Porkchop", "Transfer", "porkchop_of", "transfer_on"]

Floats = NDArray[np.float64]

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
        When arrival is not after departure, the transfer sweeps 0 or 180 degrees to the digit, or the time of
        flight is below the parabola's.
    OutsideRangeError
        For days outside the ephemeris.

    Example
    -------
    >>> round(transfer_on(date(2022, 9, 17), date(2023, 10, 9)).c3_km2_s2, 1)
    13.8
    """
    refuse_pair(target, origin)
    for day in (depart, arrive):
        refuse_outside_ephemeris(day)
    if arrive <= depart:
        raise InputError.one(
            "arrival-before-departure",
            f"arrival must be after departure on {depart}",
            value=str(arrive),
            hint="swap the two days?",
        )
    grid = grid_of(target, origin, [depart], [arrive])
    angle = float(grid.angle_deg[0, 0])
    if math.isnan(angle):
        raise InputError.one(
            "no-plane", "a transfer of exactly 180 degrees has no plane", hint="move one of the days by a day"
        )
    least = _parabola_days(target, origin, depart, arrive, angle)
    if (arrive - depart).days < least:
        raise InputError.one(
            "below-parabola",
            f"in less than {least:.0f} days only a hyperbola about the Sun gets there",
            value=f"{(arrive - depart).days} days",
            hint="choose a later arrival",
        )
    return transfer_in(grid, 0, 0, "I" if angle < 180.0 else "II", depart, depart)


def _parabola_days(target: str, origin: str, depart: date, arrive: date, angle_deg: float) -> float:
    """Return the time of flight of the parabola that joins two places [d].

    Source
    ------
    Euler's theorem: R. Battin, The Mathematics and Methods of Astrodynamics (1999), section 6.5.
    """
    (_, r1, _), (_, r2, _) = _axis(origin, [depart]), _axis(target, [arrive])
    chord = float(np.linalg.norm(r2 - r1))
    half = 0.5 * (float(np.linalg.norm(r1)) + float(np.linalg.norm(r2)) + chord)
    beyond = math.copysign((half - chord) ** 1.5, 180.0 - angle_deg)
    return float(math.sqrt(2.0 / SUN_MU_KM3_S2) / 3.0 * (half**1.5 - beyond) / SECONDS_PER_DAY)


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
    refuse_pair(target, origin)
    for first, last in (depart, arrive):
        refuse_outside_ephemeris(first)
        refuse_outside_ephemeris(last)
        if last < first:
            raise InputError.one("empty-range", f"a range starting on {first} ends before", value=str(last))
    if arrive[1] <= depart[0]:
        raise InputError.one("arrival-before-departure", f"every arrival lies before {depart[0]}", value=str(arrive[1]))
    return grid_of(target, origin, days_between(*depart, step_days), days_between(*arrive, step_days))


def refuse_pair(target: str, origin: str) -> None:
    for name in (target, origin):
        if name not in ORBIT_DAYS:
            raise NotFoundError("planet", name, ORBIT_DAYS)
    if target == origin:
        raise InputError.one("same-planet", "origin and target are the same planet", value=target)


def refuse_outside_ephemeris(day: date) -> None:
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


def transfer_in(grid: Porkchop, i: int, j: int, kind: TransferType, first: date, last: date) -> Transfer:
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


def grid_of(target: str, origin: str, depart: Sequence[date], arrive: Sequence[date]) -> Porkchop:
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


def days_between(first: date, last: date, step: int) -> list[date]:
    return [first + timedelta(days=each) for each in range(0, (last - first).days + 1, step)]
