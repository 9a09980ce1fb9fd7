"""What is known of a station's orbit on a day, and how long is it held under each set of boosts?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

import msgspec
import numpy as np

from cutset.errors import Fault, InputError
from cutset.orbit.ballistic import BallisticFit, fit_ballistic
from cutset.orbit.boosts import Boost, boosts_without
from cutset.orbit.constants import DAYS_PER_YEAR
from cutset.orbit.decay import DecayForecast, HeightReached, days_to_heights
from cutset.orbit.elements import ElementSeries
from cutset.orbit.history import Burn, daily_altitudes, find_burns
from cutset.orbit.outlook import SolarOutlook
from cutset.orbit.reboost import HoldPlan, plan_to_hold
from cutset.orbit.weather import SpaceWeather, day_number

__all__ = ["Case", "OrbitState", "StationStudy", "state_of", "study_station"]

LAST_DAYS: Final = 3
"""Days over which the height on the day of the study is read [d]."""


class OrbitState(msgspec.Struct, frozen=True, kw_only=True):
    """The orbit on the day of the study.

    Parameters
    ----------
    day
        Day of the study.
    altitude_km, inclination_deg, node_deg
        Height [km], inclination [deg], right ascension of the node [deg]; the node is None where not known.
    ballistic_m2_kg
        Range of the ballistic coefficient for years to come, P10 to P90 [m2/kg].
    satellite, name
        Catalogue number and name; 0 and empty where typed in.
    elements_until
        Epoch of the last element set; None where typed in.
    fit
        The fit behind the range.
    burns
        Burns found.
    loss_m_per_day
        Height lost a day over the last burn-free days [m/d].
    remarks
        What was noticed.
    """

    day: date
    altitude_km: float
    inclination_deg: float
    node_deg: float | None
    ballistic_m2_kg: tuple[float, float]
    satellite: int = 0
    name: str = ""
    elements_until: datetime | None = None
    fit: BallisticFit | None = None
    burns: tuple[Burn, ...] = ()
    loss_m_per_day: float | None = None
    remarks: tuple[Fault, ...] = ()


class Case(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """One set of boosts and what follows from it.

    Parameters
    ----------
    name
        In words, such as ``without RU from 2022-03-02``.
    boosts
        The boosts of this case.
    forecast
        When each height is reached.
    """

    name: str
    boosts: tuple[Boost, ...]
    forecast: DecayForecast

    def months_to(self, reached: HeightReached) -> tuple[float | None, float | None, float | None]:
        """Return P10, P50 and P90 in months after the start [month]."""
        low, middle, high = (
            None if day is None else (day - self.forecast.start).days / DAYS_PER_YEAR * 12.0
            for day in (reached.p10, reached.p50, reached.p90)
        )
        return low, middle, high


class StationStudy(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """A station's orbit, its cases and the plan to hold it.

    Parameters
    ----------
    state
        The orbit on the day.
    cases
        No boosts at all; all boosts; without those taken away.
    plan
        What holding the height takes, with the boosts of the last case.
    sources
        What was used, with the dates to which it holds.
    """

    state: OrbitState
    cases: tuple[Case, ...]
    plan: HoldPlan
    sources: tuple[str, ...]


def state_of(
    series: ElementSeries,
    weather: SpaceWeather | None,
    day: date | None = None,
    ballistic_m2_kg: tuple[float, float] | None = None,
) -> OrbitState:
    """Return what element sets known on a day say of an orbit.

    Parameters
    ----------
    series
        Element sets.
    weather
        Observed space weather, for the fit; needed where no ballistic coefficient is given.
    day
        Day of the study; the one after the last set by default.
    ballistic_m2_kg
        Range to be used instead of a fit [m2/kg].

    Raises
    ------
    InputError
        When neither weather nor a range is given, or the fit cannot be made.

    Example
    -------
    >>> state_of(read_elements("iss.tle"), read_weather("SW-All.csv")).altitude_km  # doctest: +SKIP
    420.6
    """
    end = day or (series.last.epoch + timedelta(days=1)).date()
    midnight = datetime(end.year, end.month, end.day, tzinfo=UTC)
    known = series.until(midnight)
    if ballistic_m2_kg is None and weather is None:
        raise InputError.one(
            "no-ballistic",
            "a ballistic coefficient can only be fitted with space weather",
            hint="give --weather SW-All.csv, or --ballistic 0.005:0.008",
        )
    fit = None if weather is None or ballistic_m2_kg is not None else fit_ballistic(known, weather, end)
    heights = daily_altitudes(known)
    noticed = [*known.remarks, known.stale_on(midnight)]
    if weather is not None:
        # Predicted rows matter only to a study that reads them.
        noticed += [*(weather.remarks if end > weather.observed_until else ()), weather.stale_on(end)]
    return OrbitState(
        day=end,
        altitude_km=float(np.median(heights.altitudes_km[-LAST_DAYS:][heights.arc[-LAST_DAYS:] == heights.arc[-1]])),
        inclination_deg=known.last.inclination_deg,
        node_deg=known.last.node_deg,
        ballistic_m2_kg=ballistic_m2_kg or (fit.long_range_m2_kg if fit else (0.0, 0.0)),
        satellite=known.satellite,
        name=known.name,
        elements_until=known.last.epoch,
        fit=fit,
        burns=find_burns(known),
        loss_m_per_day=_loss_m_per_day(known, end),
        remarks=tuple(each for each in noticed if each is not None),
    )


def _loss_m_per_day(series: ElementSeries, end: date) -> float | None:
    """Return the height lost a day over the burn-free days of the last 30 [m/d]."""
    heights = daily_altitudes(series).between(day_number(end) - 30, day_number(end))
    lost, days = 0.0, 0.0
    for arc in np.unique(heights.arc[heights.arc >= 0]):
        rows = np.flatnonzero(heights.arc == arc)
        lost += float(heights.altitudes_km[rows[0]] - heights.altitudes_km[rows[-1]])
        days += float(heights.days[rows[-1]] - heights.days[rows[0]])
    return lost * 1e3 / days if days >= 5.0 else None


def study_station(
    state: OrbitState,
    floors_km: Sequence[float],
    *,
    weather: SpaceWeather | None = None,
    outlook: SolarOutlook | None = None,
    boosts: Sequence[Boost] = (),
    without: Sequence[tuple[str, date]] = (),
    mass_kg: float | None = None,
    isp_s: float = 300.0,
    horizon_days: int = 3653,
    members: int = 1000,
    seed: int = 0,
) -> StationStudy:
    """Forecast a station under each set of boosts, and plan to hold its height.

    Parameters
    ----------
    state
        The orbit on the day of the study.
    floors_km
        Heights of which the day is wanted [km].
    weather, outlook, horizon_days, members, seed
        As in :func:`cutset.orbit.decay.days_to_heights`.
    boosts
        Every boost.
    without
        Vehicles or partners taken away, each from a day on.
    mass_kg, isp_s
        Mass [kg] and specific impulse [s], for propellant.

    Raises
    ------
    OutsideRangeError, NotFoundError
        For what lies outside the data or the method, and for a vehicle or partner that is not in the table.

    Example
    -------
    >>> state = OrbitState(
    ...     day=date(2022, 3, 2),
    ...     altitude_km=418.0,
    ...     inclination_deg=51.64,
    ...     node_deg=None,
    ...     ballistic_m2_kg=(0.005, 0.010),
    ... )
    >>> study = study_station(state, [330.0], members=20, horizon_days=900)
    >>> [case.name for case in study.cases]
    ['no boosts']
    """
    sets: list[tuple[str, tuple[Boost, ...]]] = [("no boosts", ())]
    left = tuple(boosts)
    if boosts:
        sets.append(("all boosts", left))
    for whom, day in without:
        left = boosts_without(left, whom, day)
    if without:
        said = ", ".join(f"{whom} from {day}" for whom, day in without)
        sets.append((f"without {said}", left))
    cases = tuple(
        Case(
            name=name,
            boosts=these,
            forecast=days_to_heights(
                state.altitude_km,
                state.day,
                floors_km,
                state.ballistic_m2_kg,
                inclination_deg=state.inclination_deg,
                node_deg=state.node_deg,
                outlook=outlook,
                weather=weather,
                boosts=these,
                horizon_days=horizon_days,
                members=members,
                seed=seed,
            ),
        )
        for name, these in sets
    )
    plan = plan_to_hold(
        state.altitude_km,
        state.day,
        state.ballistic_m2_kg,
        boosts=left,
        mass_kg=mass_kg,
        isp_s=isp_s,
        inclination_deg=state.inclination_deg,
        outlook=outlook,
        weather=weather,
        seed=seed,
    )
    return StationStudy(state=state, cases=cases, plan=plan, sources=_sources(state, cases[0].forecast))


def _sources(state: OrbitState, forecast: DecayForecast) -> tuple[str, ...]:
    elements = (
        f"element sets: until {state.elements_until:%Y-%m-%d %H:%M} UTC"
        if state.elements_until
        else "element sets: none; height and ballistic coefficient as typed"
    )
    return elements, *forecast.sources
