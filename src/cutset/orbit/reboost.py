"""What does it take to hold a height, and what does a visit give?

All from the circular orbit: a change of height needs dv = v da / 2a, propellant follows from the rocket
equation (K. Tsiolkovsky 1903; Vallado, Fundamentals of Astrodynamics and Applications, 4th ed., section
6.3). Attitude control and debris avoidance are not in the figures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cutset.errors import Fault, OutsideRangeError
from cutset.orbit.boosts import Boost
from cutset.orbit.constants import (
    DAYS_PER_YEAR,
    EARTH_MU_KM3_S2,
    EARTH_RADIUS_KM,
    STANDARD_GRAVITY_M_S2,
)
from cutset.orbit.decay import loss_at_height_km
from cutset.orbit.outlook import SolarOutlook
from cutset.orbit.weather import SpaceWeather

__all__ = [
    "CostOfHeight",
    "HoldPlan",
    "PropellantLeft",
    "cost_of_height",
    "plan_to_hold",
    "propellant_kg",
    "propellant_lasts",
]

Floats = NDArray[np.float64]
Range = tuple[float, float]

TYPICAL_ISP_S: Final = 300.0
"""Specific impulse assumed where none is given [s]; storable propellants of station thrusters reach about
300."""


YEAR_DAYS: Final = 365


class CostOfHeight(msgspec.Struct, frozen=True, kw_only=True):
    """What one kilometre of height takes.

    Parameters
    ----------
    delta_v_m_s
        Change of speed [m/s].
    propellant_kg
        Propellant [kg].
    """

    delta_v_m_s: float
    propellant_kg: float


class HoldPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What holding a height takes over one year.

    Parameters
    ----------
    altitude_km
        Height held [km].
    start
        First day of the year.
    delta_v_m_s
        Change of speed, P10, P50, P90 [m/s a year].
    propellant_kg
        Propellant, P10, P50, P90 [kg a year]; None where the mass is not known.
    given_m_s
        What the boosts can give, low and high [m/s a year].
    shortfall_m_s
        What is missing between the median need and what can be given: least and most [m/s a year]; nought
        where nothing is.
    boosts
        Share of each boost: name, least and most [m/s a year].
    """

    altitude_km: float
    start: date
    delta_v_m_s: tuple[float, float, float]
    propellant_kg: tuple[float, float, float] | None
    given_m_s: Range
    shortfall_m_s: Range
    boosts: tuple[tuple[str, float, float], ...]


class PropellantLeft(msgspec.Struct, frozen=True, kw_only=True):
    """How long propellant on board holds the height; unknown stock gives no answer.

    Parameters
    ----------
    years
        Least and most [y]; None where the stock is not known.
    sentence
        The answer in words.
    """

    years: Range | None
    sentence: str


def cost_of_height(altitude_km: float, mass_kg: float, *, isp_s: float = TYPICAL_ISP_S) -> CostOfHeight:
    """Return what one kilometre more takes.

    Parameters
    ----------
    altitude_km
        Height [km].
    mass_kg
        Mass of the station [kg].
    isp_s
        Specific impulse [s].

    Raises
    ------
    OutsideRangeError
        For a mass or an impulse that is not positive.

    Source
    ------
    Head of the module.

    Example
    -------
    >>> cost = cost_of_height(418.0, 461_000.0)
    >>> round(cost.delta_v_m_s, 3), round(cost.propellant_kg)
    (0.563, 88)
    """
    radius = EARTH_RADIUS_KM + altitude_km
    delta_v = math.sqrt(EARTH_MU_KM3_S2 / radius) * 1e3 / (2.0 * radius)
    return CostOfHeight(delta_v_m_s=delta_v, propellant_kg=propellant_kg(delta_v, mass_kg, isp_s=isp_s))


def propellant_kg(delta_v_m_s: float, mass_kg: float, *, isp_s: float = TYPICAL_ISP_S) -> float:
    """Return the propellant of a change of speed [kg], by the rocket equation.

    Parameters
    ----------
    delta_v_m_s
        Change of speed [m/s].
    mass_kg
        Mass before the burn [kg].
    isp_s
        Specific impulse [s].

    Raises
    ------
    OutsideRangeError
        For a mass or an impulse that is not positive.

    Example
    -------
    >>> round(propellant_kg(1.0, 461_000.0))
    157
    """
    bad = [
        Fault(code="not-positive", sentence=f"{what} is positive", value=f"{value:g}")
        for what, value in (("a mass", mass_kg), ("a specific impulse", isp_s))
        if not value > 0.0
    ]
    if bad:
        raise OutsideRangeError(bad)
    return mass_kg * -math.expm1(-delta_v_m_s / (isp_s * STANDARD_GRAVITY_M_S2))


def plan_to_hold(
    altitude_km: float,
    start: date,
    ballistic_m2_kg: tuple[float, float] | Floats,
    *,
    boosts: Sequence[Boost] = (),
    mass_kg: float | None = None,
    isp_s: float = TYPICAL_ISP_S,
    inclination_deg: float = 51.64,
    outlook: SolarOutlook | None = None,
    weather: SpaceWeather | None = None,
    members: int = 200,
    seed: int = 0,
) -> HoldPlan:
    """Return what holding a height for a year takes, and who can give it.

    Drag is summed day by day at the height held.

    Parameters
    ----------
    altitude_km, start, ballistic_m2_kg, inclination_deg, outlook, weather, members, seed
        As in :func:`cutset.orbit.decay.days_to_heights`.
    boosts
        What lifts the station; counted while they last within the year.
    mass_kg, isp_s
        Mass of the station [kg] and specific impulse [s].

    Raises
    ------
    OutsideRangeError
        As in :func:`cutset.orbit.decay.days_to_heights`.

    Example
    -------
    >>> plan = plan_to_hold(418.0, date(2022, 3, 2), (0.005, 0.008), mass_kg=461_000.0, members=20)
    >>> plan.delta_v_m_s[0] < plan.delta_v_m_s[2]
    True
    """
    need = _need_m_s(altitude_km, start, ballistic_m2_kg, inclination_deg, outlook, weather, members, seed)
    low, middle, high = (float(each) for each in np.quantile(need, [0.1, 0.5, 0.9]))
    shares = tuple((boost.name, *_given(boost, start)) for boost in boosts)
    given = sum(share[1] for share in shares), sum(share[2] for share in shares)
    propellant = (
        None
        if mass_kg is None
        else (
            propellant_kg(low, mass_kg, isp_s=isp_s),
            propellant_kg(middle, mass_kg, isp_s=isp_s),
            propellant_kg(high, mass_kg, isp_s=isp_s),
        )
    )
    return HoldPlan(
        altitude_km=altitude_km,
        start=start,
        delta_v_m_s=(low, middle, high),
        propellant_kg=propellant,
        given_m_s=given,
        shortfall_m_s=(max(0.0, middle - given[1]), max(0.0, middle - given[0])),
        boosts=shares,
    )


def _need_m_s(
    altitude_km: float,
    start: date,
    ballistic: tuple[float, float] | Floats,
    inclination_deg: float,
    outlook: SolarOutlook | None,
    weather: SpaceWeather | None,
    members: int,
    seed: int,
) -> Floats:
    """Return the change of speed that a year's drag at one height takes away from each member [m/s]."""
    lost_km = loss_at_height_km(
        altitude_km,
        start,
        YEAR_DAYS,
        ballistic,
        inclination_deg=inclination_deg,
        outlook=outlook,
        weather=weather,
        members=members,
        seed=seed,
    )
    need: Floats = lost_km * cost_of_height(altitude_km, 1.0).delta_v_m_s
    return need


def _given(boost: Boost, start: date) -> Range:
    """Return what a boost can give within the year [m/s], by the part of the year it lasts."""
    end = start + timedelta(days=YEAR_DAYS)
    first, last = max(start, boost.since or start), min(end, boost.until or end)
    visits = boost.visits_per_year * max(0, (last - first).days) / DAYS_PER_YEAR
    low, high = sorted(boost.delta_v_m_s)
    return low * visits, high * visits


def propellant_lasts(stock_kg: Range | None, plan: HoldPlan) -> PropellantLeft:
    """Return how long propellant on board would hold the height alone.

    Parameters
    ----------
    stock_kg
        Least and most on board [kg], or None where nobody knows.
    plan
        What holding takes; with propellant.

    Example
    -------
    >>> plan = plan_to_hold(418.0, date(2022, 3, 2), (0.005, 0.008), mass_kg=461_000.0, members=20)
    >>> propellant_lasts(None, plan).sentence
    'cannot tell: the propellant on board is not known'
    """
    if stock_kg is None:
        return PropellantLeft(years=None, sentence="cannot tell: the propellant on board is not known")
    if plan.propellant_kg is None:
        return PropellantLeft(years=None, sentence="cannot tell: the mass of the station is not known")
    low, high = sorted(stock_kg)
    years = low / plan.propellant_kg[2], high / plan.propellant_kg[0]
    return PropellantLeft(
        years=years, sentence=f"{years[0]:.1f} to {years[1]:.1f} years of drag, and nothing else, is on board"
    )
