"""How does each member of an ensemble come down? The same as the kernel, in numpy: its oracle, and the path
for small ensembles, which wait for no compiler.

Averaged drag on a circular orbit: da/dt = -B F rho sqrt(mu a), by the midpoint rule, in steps of a day at
most and of 0.4 km at most (D. King-Hele, Satellite Orbits in an Atmosphere, 1987, section 4).
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cutset.orbit.constants import EARTH_MU_KM3_S2, EARTH_RADIUS_KM
from cutset.orbit.decay_arrays import LONGEST_DROP_KM, AirArrays, DayArrays, MemberArrays
from cutset.orbit.density import AP_OFFSET
from cutset.orbit.outlook import LOWEST_FLUX, NORMAL_95

__all__ = ["decay_plain", "lift_km", "loss_at_height"]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

NEVER: Final = np.inf


def decay_plain(
    air: AirArrays, days: DayArrays, members: MemberArrays, levels_km: Floats, every: int
) -> tuple[Floats, Floats]:
    """Take every member through the days.

    Parameters
    ----------
    air, days, members
        See :mod:`cutset.orbit.decay_arrays`.
    levels_km
        Heights of which the day of reaching is wanted, falling [km]. A member stops at the last.
    every
        Days between points of the track [d].

    Returns
    -------
    crossed
        Day on which each level is first reached [d], infinite where it is not; M x L.
    track
        Altitude at the start and after every so many days [km], NaN after the last level; M x points.
    """
    altitude = members.altitude_km.copy()
    crossed = np.where(altitude[:, None] <= levels_km, 0.0, NEVER)
    points = np.full((len(altitude), len(days.months) // every + 1), np.nan)
    points[:, 0] = altitude
    for day in range(len(days.months)):
        live = np.flatnonzero(np.isinf(crossed[:, -1]))
        _boost(altitude, members, live, day)
        _through_day(day, _columns(air, days, members, live, day), air, members, live, altitude, levels_km, crossed)
        if (day + 1) % every == 0:
            points[live, (day + 1) // every] = altitude[live]
    return crossed, points


def loss_at_height(air: AirArrays, days: DayArrays, members: MemberArrays) -> Floats:
    """Return what drag would take from each member over the days if its height were held [km]."""
    everyone = np.arange(len(members.altitude_km))
    lost = np.zeros(len(everyone))
    for day in range(len(days.months)):
        columns = _columns(air, days, members, everyone, day)
        lost += members.ballistic * _rate(air.altitudes_km, columns, members.altitude_km)
    return lost


def lift_km(altitude_km: float, boost_m_s: float) -> float:
    """Return the height gained by a boost along the orbit [km]: da = 2 a dv / v.

    Source
    ------
    Vallado, Fundamentals of Astrodynamics and Applications, 4th ed., section 6.3 (Gauss's form, circular).
    """
    radius = EARTH_RADIUS_KM + altitude_km
    return 2.0 * radius * boost_m_s * 1e-3 / math.sqrt(EARTH_MU_KM3_S2 / radius)


def _boost(altitude: Floats, members: MemberArrays, live: Integers, day: int) -> None:
    rows, columns = np.nonzero(members.boost_day[live] == day)
    for row, column in zip(live[rows], columns, strict=True):
        if altitude[row] < members.ceiling_km:
            lifted = altitude[row] + lift_km(float(altitude[row]), float(members.boost_m_s[row, column]))
            altitude[row] = min(members.ceiling_km, lifted)


def _columns(air: AirArrays, days: DayArrays, members: MemberArrays, live: Integers, day: int) -> Floats:
    """Return the log rate of decay over altitude, live members x H, for one day."""
    tracks = members.track[live]
    sun = _percentile(days.flux[day], members.flux_normal[live]) * np.exp(days.flux_noise[tracks, day])
    field = _percentile(days.ap[day], members.ap_normal[live]) * np.exp(days.ap_noise[tracks, day])
    f, y = _places(air.log_fluxes, np.log(np.maximum(LOWEST_FLUX, sun)))
    a, z = _places(air.log_aps, np.log(AP_OFFSET + np.maximum(0.0, field)))
    slab = _slab(air, days, day)
    column: Floats = (
        (1 - y) * ((1 - z) * slab[:, f, a] + z * slab[:, f, a + 1])
        + y * ((1 - z) * slab[:, f + 1, a] + z * slab[:, f + 1, a + 1])
    ).T
    return column


def _slab(air: AirArrays, days: DayArrays, day: int) -> Floats:
    months, weights = days.months[day], days.month_weights[day]
    slab: Floats = np.einsum("k,khfa->hfa", weights, air.base[months])
    if days.node_low[day] >= 0:
        ring: Floats = np.einsum("k,kthf->thf", weights, air.node[months])
        low, share = int(days.node_low[day]), days.node_share[day]
        slab += ((1 - share) * ring[low] + share * ring[(low + 1) % len(ring)])[:, :, None]
    (step,), (part,) = _places(air.flux_steps, days.flux_above_mean[day : day + 1])
    shifted: Floats = slab + ((1 - part) * air.flux[:, :, step] + part * air.flux[:, :, step + 1])[:, :, None]
    return shifted


def _through_day(
    day: int,
    columns: Floats,
    air: AirArrays,
    members: MemberArrays,
    live: Integers,
    altitude: Floats,
    levels_km: Floats,
    crossed: Floats,
) -> None:
    left = np.ones(len(live))
    rows = np.arange(len(live))
    while len(rows):
        who = live[rows]
        slope = members.ballistic[who] * _rate(air.altitudes_km, columns[rows], altitude[who])
        step = np.minimum(left[rows], LONGEST_DROP_KM / slope)
        middle = altitude[who] - 0.5 * step * slope
        drop = step * members.ballistic[who] * _rate(air.altitudes_km, columns[rows], middle)
        reached = (day + 1.0 - left[rows])[:, None] + step[:, None] * (altitude[who][:, None] - levels_km) / drop[
            :, None
        ]
        new = (altitude[who] - drop)[:, None] <= levels_km
        crossed[who] = np.where(new & np.isinf(crossed[who]), reached, crossed[who])
        altitude[who] -= drop
        left[rows] -= step
        rows = rows[(left[rows] > 0.0) & np.isinf(crossed[who, -1])]


def _rate(altitudes: Floats, columns: Floats, altitude: Floats) -> Floats:
    h, x = _places(altitudes, altitude)
    rows = np.arange(len(h))
    rate: Floats = np.exp((1 - x) * columns[rows, h] + x * columns[rows, h + 1])
    return rate


def _percentile(path: Floats, normal: Floats) -> Floats:
    spread = np.where(normal > 0.0, path[0] - path[1], path[1] - path[2])
    value: Floats = path[1] + spread * normal / NORMAL_95
    return value


def _places(nodes: Floats, values: Floats) -> tuple[Integers, Floats]:
    # np.clip costs several times as much as its two halves, and this is the innermost call.
    low = np.minimum(np.maximum(nodes.searchsorted(values, side="right") - 1, 0), len(nodes) - 2)
    below = nodes[low]
    share: Floats = np.minimum(np.maximum((values - below) / (nodes[low + 1] - below), 0.0), 1.0)
    return low, share
