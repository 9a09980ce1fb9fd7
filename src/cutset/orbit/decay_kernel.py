"""How does each member of an ensemble come down? The numba kernel.

The arrays are described in :mod:`cutset.orbit.decay_arrays`; :mod:`cutset.orbit.decay_plain` does the same
in numpy and is its oracle. Members are dealt to threads in blocks: each block brings the table to the day
once, then takes every member through the day. A member never reads another, so the number of threads changes
nothing.
"""

from __future__ import annotations

import math

import numpy as np
from numba import get_num_threads, njit, prange
from numpy.typing import NDArray

from cutset.orbit.constants import EARTH_MU_KM3_S2, EARTH_RADIUS_KM
from cutset.orbit.decay_arrays import LONGEST_DROP_KM, AirArrays, DayArrays, MemberArrays
from cutset.orbit.density import AP_OFFSET
from cutset.orbit.outlook import LOWEST_FLUX, NORMAL_95

__all__ = ["decay_compiled"]

Floats = NDArray[np.float64]


def decay_compiled(
    air: AirArrays, days: DayArrays, members: MemberArrays, levels_km: Floats, every: int
) -> tuple[Floats, Floats]:
    """Take every member through the days; see :func:`cutset.orbit.decay_plain.decay_plain`."""
    crossed = np.full((len(members.altitude_km), len(levels_km)), np.inf)
    track = np.full((len(members.altitude_km), (len(days.flux_above_mean)) // every + 1), np.nan)
    _blocks(*air, *days, *members, levels_km, every, crossed, track, get_num_threads())
    return crossed, track


@njit(cache=True)
def _slab(  # type: ignore[no-untyped-def]
    base, node, flux_shift, months, weights, node_low, node_share, step, share, out
):  # fmt: skip
    """Bring the table to one day: out is H x F x A."""
    heights, fluxes, aps = out.shape
    after = (node_low + 1) % node.shape[1]
    for h in range(heights):
        for f in range(fluxes):
            shift = (1.0 - share) * flux_shift[h, f, step] + share * flux_shift[h, f, step + 1]
            if node_low >= 0:
                for k in range(4):
                    ring = (1.0 - node_share) * node[months[k], node_low, h, f]
                    shift += weights[k] * (ring + node_share * node[months[k], after, h, f])
            for a in range(aps):
                value = shift
                for k in range(4):
                    value += weights[k] * base[months[k], h, f, a]
                out[h, f, a] = value


@njit(cache=True, inline="always")
def _place(nodes, value, guess):  # type: ignore[no-untyped-def]
    """Return the node below and the share of the next; held at both ends."""
    low = guess
    while low < len(nodes) - 2 and value >= nodes[low + 1]:
        low += 1
    while low > 0 and value < nodes[low]:
        low -= 1
    share = (value - nodes[low]) / (nodes[low + 1] - nodes[low])
    return low, min(1.0, max(0.0, share))


@njit(cache=True, inline="always")
def _percentile(path, normal):  # type: ignore[no-untyped-def]
    """Return the value at a standard normal number, from the 95th, 50th and 5th percentile."""
    spread = path[0] - path[1] if normal > 0.0 else path[1] - path[2]
    return path[1] + spread * normal / NORMAL_95


@njit(cache=True, inline="always")
def _rate(h, x, slab, f, y, a, z):  # type: ignore[no-untyped-def]
    """Return the rate of decay for 1 m2/kg [km/d] at a place in the table."""
    low = (1.0 - y) * ((1.0 - z) * slab[h, f, a] + z * slab[h, f, a + 1])
    low += y * ((1.0 - z) * slab[h, f + 1, a] + z * slab[h, f + 1, a + 1])
    high = (1.0 - y) * ((1.0 - z) * slab[h + 1, f, a] + z * slab[h + 1, f, a + 1])
    high += y * ((1.0 - z) * slab[h + 1, f + 1, a] + z * slab[h + 1, f + 1, a + 1])
    return math.exp((1.0 - x) * low + x * high)


@njit(cache=True, inline="always")
def _lifted(altitude, boost_m_s, ceiling_km):  # type: ignore[no-untyped-def]
    """Return the altitude after a boost [km]: da = 2 a dv / v, held at the ceiling."""
    if altitude >= ceiling_km:
        return altitude
    radius = EARTH_RADIUS_KM + altitude
    lift = 2.0 * radius * boost_m_s * 1e-3 / math.sqrt(EARTH_MU_KM3_S2 / radius)
    return min(ceiling_km, altitude + lift)


@njit(cache=True, parallel=True)
def _blocks(  # type: ignore[no-untyped-def]
    altitudes, log_fluxes, log_aps, base, node, flux_steps, flux_shift,
    months, month_weights, node_low, node_share, flux, ap, flux_above_mean, flux_noise, ap_noise,
    start_km, ballistic, flux_normal, ap_normal, noise_track, boost_day, boost_m_s, ceiling_km,
    levels, every, crossed, track, blocks,
):  # fmt: skip
    count = len(start_km)
    for block in prange(blocks):
        first, last = count * block // blocks, count * (block + 1) // blocks
        slab = np.empty((len(altitudes), len(log_fluxes), len(log_aps)))
        height = start_km[first:last].copy()
        level = np.zeros(last - first, dtype=np.int64)
        boost = np.zeros(last - first, dtype=np.int64)
        for m in range(first, last):
            track[m, 0] = height[m - first]
            while level[m - first] < len(levels) and height[m - first] <= levels[level[m - first]]:
                crossed[m, level[m - first]] = 0.0
                level[m - first] += 1
        for day in range(len(months)):
            step, share = _place(flux_steps, flux_above_mean[day], 0)
            _slab(
                base, node, flux_shift, months[day], month_weights[day], node_low[day], node_share[day],
                step, share, slab,
            )  # fmt: skip
            h, f, a = 0, 0, 0
            for m in range(first, last):
                at = m - first
                if level[at] == len(levels):
                    continue
                altitude = height[at]
                while boost[at] < boost_day.shape[1] and boost_day[m, boost[at]] <= day:
                    if boost_day[m, boost[at]] == day:
                        altitude = _lifted(altitude, boost_m_s[m, boost[at]], ceiling_km)
                    boost[at] += 1
                sun = _percentile(flux[day], flux_normal[m]) * math.exp(flux_noise[noise_track[m], day])
                field = _percentile(ap[day], ap_normal[m]) * math.exp(ap_noise[noise_track[m], day])
                f, y = _place(log_fluxes, math.log(max(LOWEST_FLUX, sun)), f)
                a, z = _place(log_aps, math.log(AP_OFFSET + max(0.0, field)), a)
                left = 1.0
                while left > 0.0:
                    h, x = _place(altitudes, altitude, h)
                    slope = ballistic[m] * _rate(h, x, slab, f, y, a, z)
                    step_days = min(left, LONGEST_DROP_KM / slope)
                    h, x = _place(altitudes, altitude - 0.5 * step_days * slope, h)
                    drop = step_days * ballistic[m] * _rate(h, x, slab, f, y, a, z)
                    while level[at] < len(levels) and altitude - drop <= levels[level[at]]:
                        reached = step_days * (altitude - levels[level[at]]) / drop
                        crossed[m, level[at]] = day + 1.0 - left + reached
                        level[at] += 1
                    altitude -= drop
                    left -= step_days
                    if level[at] == len(levels):
                        break
                height[at] = altitude
                if (day + 1) % every == 0:
                    track[m, (day + 1) // every] = altitude
