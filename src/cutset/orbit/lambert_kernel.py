"""Which orbit joins two places in a given time? The numba kernel, for grids of millions.

D. Izzo, "Revisiting Lambert's problem", Celestial Mechanics and Dynamical Astronomy 121, 2015 (zero
revolutions, counter-clockwise seen from the north). :mod:`cutset.orbit.lambert` does the same in numpy and
is its oracle. Vectors are rows of three; a transfer along a line (0 or 180 degrees) has no plane and gives
NaN.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from cutset.orbit.lambert import MOST_STEPS, NEAR_PARABOLA, SERIES_REACH, SERIES_TERMS, TOLERANCE

__all__ = ["lambert_compiled", "porkchop_compiled"]

Floats = NDArray[np.float64]


def lambert_compiled(mu: float, r1: Floats, r2: Floats, tof: Floats) -> tuple[Floats, Floats]:
    """Solve rows of problems; see :func:`cutset.orbit.lambert.lambert`."""
    v1, v2 = np.empty_like(r1), np.empty_like(r1)
    _rows(mu, r1, r2, tof, v1, v2)
    return v1, v2


def porkchop_compiled(
    mu: float, leave: tuple[Floats, Floats, Floats], reach: tuple[Floats, Floats, Floats]
) -> tuple[Floats, Floats, Floats]:
    """Solve every pair of days; see :func:`cutset.orbit.lambert.porkchop`."""
    shape = len(leave[0]), len(reach[0])
    c3, v_infinity, angle = np.full(shape, np.nan), np.full(shape, np.nan), np.full(shape, np.nan)
    _grid(mu, *leave, *reach, c3, v_infinity, angle)
    return c3, v_infinity, angle


@njit(cache=True, inline="always")
def _time(x, lam, c_over_s):  # type: ignore[no-untyped-def]
    """Return the non-dimensional time of flight, y and eta = y - lambda x."""
    e = 1.0 - x * x
    y = math.sqrt(1.0 - lam * lam * e)
    # Where both terms are alike their difference is taken through the difference of squares.
    eta = c_over_s / (y + lam * x) if lam * x > 0.0 else y - lam * x
    if abs(x - 1.0) < SERIES_REACH:
        s = 0.5 * (1.0 - lam - x * eta)
        total, term = 1.0, 1.0
        for k in range(SERIES_TERMS):
            term *= (3.0 + k) * (1.0 + k) / (2.5 + k) * s / (k + 1.0)
            total += term
        return 0.5 * (eta**3 * 4.0 / 3.0 * total + 4.0 * lam * eta), y, eta
    root = math.sqrt(abs(e))
    if e > 0.0:
        psi = math.atan2(eta * root, x * y + lam * e)
    else:
        psi = math.asinh(eta * root)
    return (psi / root - x + lam * y) / e, y, eta


@njit(cache=True)
def _solve_x(lam, time, c_over_s):  # type: ignore[no-untyped-def]
    """Return Izzo's x by Householder's third-order iteration."""
    lam3 = lam * lam * lam
    at_zero = math.acos(max(-1.0, min(1.0, lam))) + lam * math.sqrt(c_over_s)
    at_one = 2.0 / 3.0 * (1.0 - lam3)
    if time >= at_zero:
        x = (at_zero / time) ** (2.0 / 3.0) - 1.0
    elif time <= at_one:
        x = 2.5 * at_one * (at_one - time) / (time * (1.0 - lam3 * lam * lam)) + 1.0
    else:
        x = math.exp(math.log(at_zero / time) * math.log(2.0) / math.log(at_zero / at_one)) - 1.0
    for _ in range(MOST_STEPS):
        now, y, _eta = _time(x, lam, c_over_s)
        miss = now - time
        e = 1.0 - x * x
        if abs(e) < NEAR_PARABOLA:
            step = miss / (0.4 * (lam3 * lam * lam - 1.0))
        else:
            d1 = (3.0 * now * x - 2.0 + 2.0 * lam3 * x / y) / e
            d2 = (3.0 * now + 5.0 * x * d1 + 2.0 * c_over_s * lam3 / y**3) / e
            d3 = (7.0 * x * d2 + 8.0 * d1 - 6.0 * c_over_s * lam3 * lam * lam * x / y**5) / e
            step = miss * (d1 * d1 - 0.5 * miss * d2) / (d1 * (d1 * d1 - miss * d2) + d3 * miss * miss / 6.0)
        x = max(x - step, 0.5 * (x - 1.0))
        if abs(step) < TOLERANCE * max(1.0, abs(x)):
            break
    return x


@njit(cache=True)
def _one(mu, ax, ay, az, bx, by, bz, tof):  # type: ignore[no-untyped-def]
    """Return both velocities and the transfer angle [rad]; NaN where there is no plane."""
    r1 = math.sqrt(ax * ax + ay * ay + az * az)
    r2 = math.sqrt(bx * bx + by * by + bz * bz)
    hx, hy, hz = ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx
    area = math.sqrt(hx * hx + hy * hy + hz * hz)
    if not (area > 1e-12 * r1 * r2 and tof > 0.0):
        return math.nan, math.nan, math.nan, math.nan, math.nan, math.nan, math.nan
    chord = math.sqrt((bx - ax) ** 2 + (by - ay) ** 2 + (bz - az) ** 2)
    half = 0.5 * (r1 + r2 + chord)
    c_over_s = chord / half
    sign = 1.0 if hz >= 0.0 else -1.0
    angle = math.atan2(area, ax * bx + ay * by + az * bz)
    # (s - c) / s loses digits near 180 degrees; through the cosine of half the angle it does not.
    lam = sign * math.sqrt(r1 * r2) * math.cos(0.5 * angle) / half
    hx, hy, hz = sign * hx / area, sign * hy / area, sign * hz / area
    x = _solve_x(lam, math.sqrt(2.0 * mu / half**3) * tof, c_over_s)
    y = math.sqrt(1.0 - lam * lam * (1.0 - x * x))
    gamma = math.sqrt(0.5 * mu * half)
    rho = (r1 - r2) / chord
    # sigma^2 = 1 - rho^2 = 4 r1 r2 sin^2(angle / 2) / chord^2
    around = gamma * 2.0 * math.sqrt(r1 * r2) * math.sin(0.5 * angle) / chord * (y + lam * x)
    out1 = gamma * ((lam * y - x) - rho * (lam * y + x)) / r1
    out2 = -gamma * ((lam * y - x) + rho * (lam * y + x)) / r2
    t1, t2 = around / (r1 * r1), around / (r2 * r2)
    out1, out2 = out1 / r1, out2 / r2
    return (
        out1 * ax + t1 * (hy * az - hz * ay), out1 * ay + t1 * (hz * ax - hx * az),
        out1 * az + t1 * (hx * ay - hy * ax),
        out2 * bx + t2 * (hy * bz - hz * by), out2 * by + t2 * (hz * bx - hx * bz),
        out2 * bz + t2 * (hx * by - hy * bx),
        angle if sign > 0.0 else 2.0 * math.pi - angle,
    )  # fmt: skip


@njit(cache=True, parallel=True)
def _rows(mu, r1, r2, tof, v1, v2):  # type: ignore[no-untyped-def]
    for i in prange(len(tof)):
        a, b, c, d, e, f, _ = _one(mu, r1[i, 0], r1[i, 1], r1[i, 2], r2[i, 0], r2[i, 1], r2[i, 2], tof[i])
        v1[i, 0], v1[i, 1], v1[i, 2] = a, b, c
        v2[i, 0], v2[i, 1], v2[i, 2] = d, e, f


@njit(cache=True, parallel=True)
def _grid(mu, t1, r1, u1, t2, r2, u2, c3, v_infinity, angle):  # type: ignore[no-untyped-def]
    for i in prange(len(t1)):
        for j in range(len(t2)):
            if t2[j] <= t1[i]:
                continue
            a, b, c, d, e, f, turn = _one(mu, r1[i, 0], r1[i, 1], r1[i, 2], r2[j, 0], r2[j, 1], r2[j, 2], t2[j] - t1[i])
            c3[i, j] = (a - u1[i, 0]) ** 2 + (b - u1[i, 1]) ** 2 + (c - u1[i, 2]) ** 2
            v_infinity[i, j] = math.sqrt((d - u2[j, 0]) ** 2 + (e - u2[j, 1]) ** 2 + (f - u2[j, 2]) ** 2)
            angle[i, j] = turn
