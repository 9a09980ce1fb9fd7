"""Which arrays does a decay run read? The same for the numba kernel and for the plain one.

Sizes: H altitudes, F fluxes, A values of Ap, S flux steps, T local times of the node, D days, M members,
P tracks of weather noise, B boosts of one member, L levels.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cutset.orbit.constants import (
    EARTH_J2,
    EARTH_MU_KM3_S2,
    EARTH_RADIUS_KM,
    SECONDS_PER_DAY,
)
from cutset.orbit.density import AP_OFFSET, OrbitAir, air_rotation_factor, hour_weights, month_weights
from cutset.orbit.weather import day_number

__all__ = ["AirArrays", "DayArrays", "MemberArrays", "air_arrays", "day_arrays"]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

LONGEST_DROP_KM: Final = 0.4
"""Height lost in one step of the integration at most [km]: 1 % of a scale height low down."""

J2000_DAY: Final = 10957.5
"""2000-01-01 12:00 in days since 1970-01-01 [d]."""


class AirArrays(NamedTuple):
    """Log of the rate of decay for a ballistic coefficient of 1 m2/kg [ln km/d], by table."""

    altitudes_km: Floats
    """Nodes, rising [km], H."""
    log_fluxes: Floats
    """Nodes, log of F10.7 [ln sfu], F."""
    log_aps: Floats
    """Nodes, log of Ap + 7 [-], A."""
    base: Floats
    """Months x H x F x A."""
    node: Floats
    """Months x T x H x F."""
    flux_steps: Floats
    """Nodes of F10.7 less its mean [sfu], S."""
    flux: Floats
    """H x F x S."""


class DayArrays(NamedTuple):
    """What each day brings."""

    months: Integers
    """The four months round the day, D x 4."""
    month_weights: Floats
    """D x 4."""
    node_low: Integers
    """Node of the local time below that of the day; -1 where it is not known, D."""
    node_share: Floats
    """Share of the next one, D."""
    flux: Floats
    """F10.7 at the 95th, 50th, 5th percentile [sfu], D x 3."""
    ap: Floats
    """Ap at the same [-], D x 3."""
    flux_above_mean: Floats
    """F10.7 of the day before less the 81-day mean [sfu], D."""
    flux_noise: Floats
    """Log of a factor on F10.7, P x D."""
    ap_noise: Floats
    """Log of a factor on Ap, P x D."""


class MemberArrays(NamedTuple):
    """What each member of the ensemble draws."""

    altitude_km: Floats
    """Start [km], M."""
    ballistic: Floats
    """Ballistic coefficient [m2/kg], M."""
    flux_normal: Floats
    """Place in the percentiles of F10.7, as a standard normal number, M."""
    ap_normal: Floats
    """The same for Ap, M."""
    track: Integers
    """Track of weather noise, M."""
    boost_day: Integers
    """Days of boosts, rising, padded with a day beyond the run, M x B."""
    boost_m_s: Floats
    """Their size [m/s], M x B."""
    ceiling_km: float
    """Height above which no boost lifts [km]."""


def air_arrays(air: OrbitAir, inclination_deg: float) -> AirArrays:
    """Turn log density into the log of the rate of decay of a circular orbit.

    Source
    ------
    D. King-Hele, Satellite Orbits in an Atmosphere (1987), section 4: da/dt = -B F rho sqrt(mu a).
    """
    radius_m = (EARTH_RADIUS_KM + air.altitudes_km) * 1e3
    turning = np.array([air_rotation_factor(float(each), inclination_deg) for each in air.altitudes_km])
    rate = np.log(turning * np.sqrt(EARTH_MU_KM3_S2 * 1e9 * radius_m) * SECONDS_PER_DAY / 1e3)
    return AirArrays(
        altitudes_km=air.altitudes_km,
        log_fluxes=np.log(air.fluxes),
        log_aps=np.log(AP_OFFSET + air.aps),
        base=np.ascontiguousarray(air.base + rate[None, :, None, None]),
        node=np.ascontiguousarray(air.node),
        flux_steps=air.flux_steps,
        flux=np.ascontiguousarray(air.flux),
    )


def day_arrays(
    start: date,
    days: int,
    flux: Floats,
    ap: Floats,
    *,
    node_times: int,
    orbit: tuple[float, float, float] | None = None,
    flux_above_mean: Floats | None = None,
    noise: tuple[Floats, Floats] | None = None,
) -> DayArrays:
    """Lay out what each day brings.

    Parameters
    ----------
    start, days
        First day and number of days.
    flux, ap
        D x 3, or D where there is no spread.
    node_times
        Number of local times of the node in the table.
    orbit
        Altitude [km], inclination [deg] and right ascension of the node [deg] on the first day, from which
        the local time of the node follows; without it the mean over all is taken.
    flux_above_mean, noise
        See :class:`DayArrays`; nought where not given.
    """
    noons = [(start + timedelta(days=each)).timetuple().tm_yday - 0.5 for each in range(days)]
    months, weights = month_weights(np.array(noons))
    low, share = np.full(days, -1, dtype=np.int64), np.zeros(days)
    if orbit is not None:
        low, share = hour_weights(_node_hours(start, days, *orbit), node_times)
    nothing = np.zeros((1, days))
    return DayArrays(
        months=months,
        month_weights=weights,
        node_low=low,
        node_share=share,
        flux=_spread(flux),
        ap=_spread(ap),
        flux_above_mean=np.zeros(days) if flux_above_mean is None else flux_above_mean,
        flux_noise=nothing if noise is None else noise[0],
        ap_noise=nothing if noise is None else noise[1],
    )


def _spread(path: Floats) -> Floats:
    wide = np.repeat(path[:, None], 3, axis=1) if path.ndim == 1 else path
    return np.ascontiguousarray(wide, dtype=np.float64)


def _node_hours(start: date, days: int, altitude_km: float, inclination_deg: float, node_deg: float) -> Floats:
    """Return local mean solar time of the ascending node at noon of each day [h].

    The drift of the node is that of J2 at the first altitude; over a year of decay its error averages out.

    Source
    ------
    Vallado, Fundamentals of Astrodynamics and Applications, 4th ed., section 9.4; mean Sun of the
    Astronomical Almanac, section C.
    """
    radius = EARTH_RADIUS_KM + altitude_km
    motion = float(np.sqrt(EARTH_MU_KM3_S2 / radius**3)) * SECONDS_PER_DAY
    lean = float(np.cos(np.radians(inclination_deg)))
    drift = -1.5 * EARTH_J2 * (EARTH_RADIUS_KM / radius) ** 2 * float(np.degrees(motion)) * lean
    elapsed = np.arange(days) + 0.5
    sun = 280.460 + 0.9856474 * (day_number(start) + elapsed - J2000_DAY)
    hours: Floats = ((node_deg + drift * elapsed - sun) / 15.0 + 12.0) % 24.0
    return hours
