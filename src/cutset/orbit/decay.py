"""When does a station reach each height if it is left alone, or keeps only some of its boosts?

Averaged drag on a circular orbit through NRLMSISE-00, for an ensemble over what is not known: the ballistic
coefficient, NASA's percentile path of the Sun, the months' scatter about it, and the size and days of
boosts. Results are always given as P10, P50 and P90. Method and measured errors: the orbit page and its
validation page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from cutset.errors import Fault, OutsideRangeError
from cutset.orbit.ballistic import NORMAL_90
from cutset.orbit.boosts import Boost, draw_visits
from cutset.orbit.decay_arrays import MemberArrays, air_arrays, day_arrays
from cutset.orbit.decay_plain import decay_plain, loss_at_height
from cutset.orbit.density import density_table
from cutset.orbit.limits import LOWEST_KM, refuse_outside
from cutset.orbit.outlook import SolarOutlook, outlook_known_by
from cutset.orbit.sun import TRACKS, expected_days
from cutset.orbit.weather import SpaceWeather

__all__ = [
    "DecayForecast",
    "HeightReached",
    "days_to_heights",
    "decay_observed",
    "loss_at_height_km",
]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Engine = Literal["auto", "compiled", "plain"]

PLAIN_MEMBER_DAYS: Final = 1_500_000
"""Size up to which numpy is asked rather than the compiler."""

TRACK_DAYS: Final = 10


class HeightReached(msgspec.Struct, frozen=True, kw_only=True):
    """When a height is first reached.

    Parameters
    ----------
    height_km
        Semi-major axis less the equatorial radius [km].
    p10, p50, p90
        Days by which one, five and nine tenths of the members are there; None beyond the horizon.
    share
        Members that are there within the horizon [0-1].
    """

    height_km: float
    p10: date | None
    p50: date | None
    p90: date | None
    share: float


class DecayForecast(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """The result of an ensemble.

    Parameters
    ----------
    start, horizon
        First day and last day looked at.
    altitude_km
        Height at the start [km].
    heights
        When each height is reached, highest first.
    days_reached
        Day of each member and height [d after the start], infinite where beyond the horizon; members x
        heights.
    track_days, track_km
        Days after the start, and P10, P50, P90 of height over them [km], 3 x points; members past the lowest
        height count as being there.
    ballistic_m2_kg
        P10, P50, P90 of what was drawn [m2/kg].
    members, seed
        Size of the ensemble and seed.
    sources
        Where density, Sun and weather came from, with the dates up to which they hold.
    """

    start: date
    horizon: date
    altitude_km: float
    heights: tuple[HeightReached, ...]
    days_reached: Floats
    track_days: Floats
    track_km: Floats
    ballistic_m2_kg: tuple[float, float, float]
    members: int
    seed: int
    sources: tuple[str, ...]

    def height(self, height_km: float) -> HeightReached:
        """Return when one of the heights is reached."""
        return next(each for each in self.heights if each.height_km == height_km)


def days_to_heights(
    altitude_km: float,
    start: date,
    heights_km: Sequence[float],
    ballistic_m2_kg: tuple[float, float] | Floats,
    *,
    inclination_deg: float = 51.64,
    node_deg: float | None = None,
    outlook: SolarOutlook | None = None,
    weather: SpaceWeather | None = None,
    boosts: Sequence[Boost] = (),
    ceiling_km: float | None = None,
    horizon_days: int = 3653,
    members: int = 1000,
    seed: int = 0,
    engine: Engine = "auto",
) -> DecayForecast:
    """Forecast when each height is reached, with no look-ahead.

    Parameters
    ----------
    altitude_km
        Height at the start: semi-major axis less the equatorial radius [km].
    start
        Day of the forecast. Weather after it is not read, and of the shipped solar forecasts only what was
        known.
    heights_km
        Heights of which the day is wanted [km], 160 or more.
    ballistic_m2_kg
        Range, read as P10 to P90 of a log-normal draw, or draws of which members are taken in turn [m2/kg].
    inclination_deg
        Inclination [deg].
    node_deg
        Right ascension of the ascending node at the start [deg]; without it the mean over all local times is
        taken.
    outlook
        Percentile paths of the Sun; by default the shipped issue known on the start.
    weather
        Observed space weather, from which the last level is carried on.
    boosts
        What lifts the station.
    ceiling_km
        Height above which no boost lifts [km]; the start by default.
    horizon_days
        Days looked at [d], 15 years at most.
    members, seed
        Size of the ensemble and seed; the same seed gives the same result whatever the engine or number of
        threads.
    engine
        ``plain`` (numpy), ``compiled`` (numba) or by size.

    Raises
    ------
    OutsideRangeError
        For heights, coefficients or dates outside what the method or the data cover; every fault at once.

    Source
    ------
    D. King-Hele, Satellite Orbits in an Atmosphere (1987), section 4; density: :mod:`cutset.orbit.density`.

    Example
    -------
    >>> forecast = days_to_heights(415.0, date(2022, 3, 2), [330.0], (0.006, 0.010), members=50)
    >>> 2022 < forecast.height(330.0).p50.year < 2026
    True
    """
    levels = np.array(sorted(set(heights_km), reverse=True), dtype=float)
    ceiling = altitude_km if ceiling_km is None else ceiling_km
    refuse_outside(altitude_km, levels, ceiling, horizon_days, members, boosts, ballistic_m2_kg)
    draws = _ballistic_draws(ballistic_m2_kg, members, seed)
    sun, seen = _known_sun(start, outlook, weather)
    orbit = None if node_deg is None else (altitude_km, inclination_deg, node_deg)
    air = density_table().at_inclination(inclination_deg)
    days = expected_days(start, horizon_days, sun, seen, orbit=orbit, node_times=air.node.shape[1], seed=seed)
    crew = _members(altitude_km, draws, boosts, ceiling, start, horizon_days, seed)
    run = _engine(engine, members * horizon_days)
    crossed, track = run(air_arrays(air, inclination_deg), days, crew, levels, TRACK_DAYS)
    return DecayForecast(
        start=start,
        horizon=start + timedelta(days=horizon_days),
        altitude_km=altitude_km,
        heights=tuple(_reached(start, float(level), crossed[:, at]) for at, level in enumerate(levels)),
        days_reached=crossed,
        track_days=np.arange(track.shape[1], dtype=np.float64) * TRACK_DAYS,
        track_km=_bands(track, float(levels[-1])),
        ballistic_m2_kg=_three(draws),
        members=members,
        seed=seed,
        sources=_sources(density_table().made_with, sun, seen),
    )


def decay_observed(
    altitude_km: float,
    start: date,
    days: int,
    ballistic_m2_kg: float,
    weather: SpaceWeather,
    *,
    inclination_deg: float = 51.64,
    node_deg: float | None = None,
) -> Floats:
    """Return the height after each day under the weather that was observed [km].

    Parameters
    ----------
    altitude_km, start, days
        Height at the start [km], first day, number of days.
    ballistic_m2_kg
        Ballistic coefficient [m2/kg].
    weather
        Space weather that covers the days and the one before.
    inclination_deg, node_deg
        As in :func:`days_to_heights`.

    Raises
    ------
    OutsideRangeError
        When the weather does not cover the days, or height or coefficient lie outside what the method covers.
    """
    only = np.array([ballistic_m2_kg])
    refuse_outside(altitude_km, np.array([LOWEST_KM]), altitude_km, days, 1, (), only)
    before, mean, ap = weather.drivers(start, days)
    air = density_table().at_inclination(inclination_deg)
    sky = day_arrays(
        start,
        days,
        mean,
        ap,
        node_times=air.node.shape[1],
        orbit=None if node_deg is None else (altitude_km, inclination_deg, node_deg),
        flux_above_mean=before - mean,
    )
    crew = MemberArrays(
        altitude_km=np.array([altitude_km]),
        ballistic=only,
        flux_normal=np.zeros(1),
        ap_normal=np.zeros(1),
        track=np.zeros(1, dtype=np.int64),
        boost_day=np.zeros((1, 0), dtype=np.int64),
        boost_m_s=np.zeros((1, 0)),
        ceiling_km=altitude_km,
    )
    _, track = decay_plain(air_arrays(air, inclination_deg), sky, crew, np.array([LOWEST_KM]), 1)
    heights: Floats = track[0, 1:]
    return heights


def loss_at_height_km(
    altitude_km: float,
    start: date,
    days: int,
    ballistic_m2_kg: tuple[float, float] | Floats,
    *,
    inclination_deg: float = 51.64,
    outlook: SolarOutlook | None = None,
    weather: SpaceWeather | None = None,
    members: int = 200,
    seed: int = 0,
) -> Floats:
    """Return what drag takes from each member over some days if its height is held [km].

    Parameters
    ----------
    altitude_km
        Height held [km].
    days
        Number of days.
    start, ballistic_m2_kg, inclination_deg, outlook, weather, members, seed
        As in :func:`days_to_heights`.

    Raises
    ------
    OutsideRangeError
        As in :func:`days_to_heights`.
    """
    refuse_outside(altitude_km, np.array([LOWEST_KM]), altitude_km, days, members, (), ballistic_m2_kg)
    draws = _ballistic_draws(ballistic_m2_kg, members, seed)
    sun, seen = _known_sun(start, outlook, weather)
    air = density_table().at_inclination(inclination_deg)
    sky = expected_days(start, days, sun, seen, orbit=None, node_times=air.node.shape[1], seed=seed)
    crew = _members(altitude_km, draws, (), altitude_km, start, days, seed)
    return loss_at_height(air_arrays(air, inclination_deg), sky, crew)


def _known_sun(
    start: date, outlook: SolarOutlook | None, weather: SpaceWeather | None
) -> tuple[SolarOutlook, SpaceWeather | None]:
    """Return the solar forecast and the weather that were known before a day began."""
    seen = weather.known_by(start - timedelta(days=1)) if weather is not None else None
    if outlook is not None and outlook.known_from > start:
        raise OutsideRangeError(
            [
                Fault(
                    file=outlook.source,
                    code="outlook-not-known",
                    sentence=f"the solar forecast counts as known from {outlook.known_from} on",
                    value=str(start),
                    hint="bring an earlier issue, or none to use the shipped one of that day",
                )
            ]
        )
    return outlook or outlook_known_by(start), seen


def _ballistic_draws(given: tuple[float, float] | Floats, members: int, seed: int) -> Floats:
    if isinstance(given, np.ndarray):
        return np.resize(np.asarray(given, dtype=float), members)
    low, high = given
    middle, spread = 0.5 * np.log(low * high), 0.5 * np.log(high / low) / NORMAL_90
    draws = np.exp(middle + spread * np.random.default_rng([seed, 2]).standard_normal(members))
    clipped: Floats = np.clip(draws, 0.5 * low, 2.0 * high)
    return clipped


def _members(
    altitude_km: float,
    draws: Floats,
    boosts: Sequence[Boost],
    ceiling_km: float,
    start: date,
    days: int,
    seed: int,
) -> MemberArrays:
    count = len(draws)
    chance = np.random.default_rng([seed, 3])
    boost_day, boost_m_s = draw_visits(boosts, count, start, days, seed)
    return MemberArrays(
        altitude_km=np.full(count, altitude_km),
        ballistic=draws,
        flux_normal=np.clip(chance.standard_normal(count), -2.5, 2.5),
        ap_normal=np.clip(chance.standard_normal(count), -2.5, 2.5),
        track=chance.integers(0, TRACKS, count),
        boost_day=boost_day,
        boost_m_s=boost_m_s,
        ceiling_km=ceiling_km,
    )


def _engine(engine: Engine, member_days: int) -> Callable[..., tuple[Floats, Floats]]:
    if engine == "plain" or (engine == "auto" and member_days <= PLAIN_MEMBER_DAYS):
        return decay_plain
    from cutset.orbit.decay_kernel import decay_compiled

    return decay_compiled


def _reached(start: date, height_km: float, crossed: Floats) -> HeightReached:
    ordered = np.sort(crossed)

    def by(share: float) -> date | None:
        day = ordered[max(0, int(np.ceil(share * len(ordered))) - 1)]
        return None if np.isinf(day) else start + timedelta(days=float(day))

    return HeightReached(
        height_km=height_km,
        p10=by(0.1),
        p50=by(0.5),
        p90=by(0.9),
        share=float(np.isfinite(crossed).mean()),
    )


def _bands(track: Floats, lowest_km: float) -> Floats:
    bands: Floats = np.quantile(np.nan_to_num(track, nan=lowest_km), [0.1, 0.5, 0.9], axis=0)
    return bands


def _three(draws: Floats) -> tuple[float, float, float]:
    low, middle, high = (float(each) for each in np.quantile(draws, [0.1, 0.5, 0.9]))
    return low, middle, high


def _sources(made_with: str, sun: SolarOutlook, seen: SpaceWeather | None) -> tuple[str, ...]:
    weather = (
        f"space weather: {seen.source}, CelesTrak, observed until {seen.observed_until}"
        if seen is not None
        else "space weather: none given; the level of the solar forecast is used as it stands"
    )
    return (
        f"density: {made_with}",
        f"Sun: {sun.source}, issued {sun.issued:%Y-%m}, known from {sun.known_from}, to {sun.last:%Y-%m}",
        weather,
    )
