"""Which orbit joins two places in a given time, and what does leaving and arriving cost?

D. Izzo, "Revisiting Lambert's problem", Celestial Mechanics and Dynamical Astronomy 121, 2015: zero
revolutions, Householder iteration, here in numpy. It waits for no compiler and is the oracle of the kernel,
which serves large grids. Planets are points and a transfer is one conic: no deep-space manoeuvre and no
gravity assist is modelled.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cutset.errors import Fault, InputError

__all__ = ["lambert", "lambert_plain", "porkchop"]

Floats = NDArray[np.float64]

MOST_STEPS: Final = 35
TOLERANCE: Final = 1e-13
NEAR_PARABOLA: Final = 1e-7
"""Distance of x^2 from 1 below which the slope at the parabola itself is used [-]."""

SERIES_REACH: Final = 0.01
"""Distance of x from 1 below which Battin's series gives the time of flight [-]."""

SERIES_TERMS: Final = 12
"""Its terms fall by a factor of 100 or more."""

MOST_PLAIN: Final = 400_000
"""Problems up to which numpy is asked rather than the compiler, which takes some seconds once."""


def lambert(mu: float, r1: Floats, r2: Floats, tof: Floats) -> tuple[Floats, Floats]:
    """Return the velocities at both ends of the orbits that join pairs of places.

    Transfers run counter-clockwise seen from the north (+z), with less than one revolution.

    Parameters
    ----------
    mu
        Gravitational parameter of the central body [km3/s2].
    r1, r2
        Places, n x 3 [km].
    tof
        Times of flight, n [s].

    Returns
    -------
    v1, v2
        Velocities, n x 3 [km/s]. NaN for 0 and 180 degrees, where no plane is given.

    Raises
    ------
    InputError
        For a time of flight, a place or a parameter that is not positive and finite.

    Source
    ------
    Izzo 2015; worked case: Curtis, Orbital Mechanics for Engineering Students, example 5.2.

    Example
    -------
    >>> here, there = np.array([[5e3, 1e4, 2.1e3]]), np.array([[-14600.0, 2500.0, 7000.0]])
    >>> v1, _ = lambert(398600.0, here, there, np.array([3600.0]))
    >>> v1.round(4).tolist()
    [[-5.9925, 1.9254, 3.2456]]
    """
    r1, r2 = np.atleast_2d(np.asarray(r1, dtype=float)), np.atleast_2d(np.asarray(r2, dtype=float))
    tof = np.atleast_1d(np.asarray(tof, dtype=float))
    _refuse_bad(mu, r1, r2, tof)
    if len(tof) <= MOST_PLAIN:
        v1, v2, _ = lambert_plain(mu, r1, r2, tof)
        return v1, v2
    from cutset.orbit.lambert_kernel import lambert_compiled

    return lambert_compiled(mu, np.ascontiguousarray(r1), np.ascontiguousarray(r2), tof)


def _refuse_bad(mu: float, r1: Floats, r2: Floats, tof: Floats) -> None:
    faults = []
    if not mu > 0.0:
        faults.append(Fault(code="bad-mu", sentence="the gravitational parameter is positive", value=f"{mu:g}"))
    for name, places in (("r1", r1), ("r2", r2)):
        bad = np.flatnonzero(~(np.isfinite(places).all(axis=1) & (np.abs(places).sum(axis=1) > 0.0)))
        faults += [
            Fault(
                row=int(row) + 1,
                column=name,
                code="bad-place",
                sentence="a place is finite and not the centre",
            )
            for row in bad
        ]
    bad = np.flatnonzero(~(np.isfinite(tof) & (tof > 0.0)))
    faults += [
        Fault(
            row=int(row) + 1,
            column="tof",
            code="arrival-before-departure",
            sentence="a time of flight is positive",
            value=f"{tof[row]:g}",
            hint="is the arrival before the departure?",
        )
        for row in bad
    ]
    if faults:
        raise InputError(faults)


def porkchop(
    mu: float,
    leave: tuple[Floats, Floats, Floats],
    reach: tuple[Floats, Floats, Floats],
    *,
    compiled: bool | None = None,
) -> tuple[Floats, Floats, Floats]:
    """Return what every pair of departure and arrival costs.

    Parameters
    ----------
    mu
        Gravitational parameter of the Sun [km3/s2].
    leave, reach
        Times [s], places [km] and velocities [km/s] of the two planets: n, n x 3, n x 3.
    compiled
        Whether to use the kernel; by default from 400,000 pairs on.

    Returns
    -------
    c3
        Square of the speed beyond escape at departure, n x m [km2/s2]; NaN where arrival is not after
        departure.
    v_infinity
        Speed on arrival before the planet pulls, n x m [km/s].
    angle
        Angle swept, n x m [rad].

    Source
    ------
    Izzo 2015; patched conics: Bate, Mueller, White, Fundamentals of Astrodynamics, chapter 8.
    """
    if compiled is None:
        compiled = len(leave[0]) * len(reach[0]) > MOST_PLAIN
    if compiled:
        from cutset.orbit.lambert_kernel import porkchop_compiled

        return porkchop_compiled(mu, leave, reach)
    (t1, r1, u1), (t2, r2, u2) = leave, reach
    c3, v_infinity, angle = (np.full((len(t1), len(t2)), np.nan) for _ in range(3))
    i, j = np.nonzero(t2[None, :] > t1[:, None])
    v1, v2, turn = lambert_plain(mu, r1[i], r2[j], t2[j] - t1[i])
    c3[i, j] = np.square(v1 - u1[i]).sum(axis=1)
    v_infinity[i, j] = np.sqrt(np.square(v2 - u2[j]).sum(axis=1))
    angle[i, j] = turn
    return c3, v_infinity, angle


def lambert_plain(mu: float, r1: Floats, r2: Floats, tof: Floats) -> tuple[Floats, Floats, Floats]:
    """Return both velocities [km/s] and the angle swept [rad], in numpy."""
    away1, away2 = np.linalg.norm(r1, axis=1), np.linalg.norm(r2, axis=1)
    normal = np.cross(r1, r2)
    area = np.linalg.norm(normal, axis=1)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        area = np.where(area > 1e-12 * away1 * away2, area, np.nan)
        sign = np.where(normal[:, 2] >= 0.0, 1.0, -1.0)
        normal = (sign / area)[:, None] * normal
        turn = np.arctan2(area, np.einsum("ij,ij->i", r1, r2))
        chord = np.linalg.norm(r2 - r1, axis=1)
        half = 0.5 * (away1 + away2 + chord)
        lam = sign * np.sqrt(away1 * away2) * np.cos(0.5 * turn) / half
        x = _solve_x(lam, np.sqrt(2.0 * mu / half**3) * tof, chord / half)
        y = np.sqrt(1.0 - lam**2 * (1.0 - x**2))
        gamma = np.sqrt(0.5 * mu * half)
        rho = (away1 - away2) / chord
        around = gamma * 2.0 * np.sqrt(away1 * away2) * np.sin(0.5 * turn) / chord * (y + lam * x)
        out1 = gamma * ((lam * y - x) - rho * (lam * y + x)) / away1
        out2 = -gamma * ((lam * y - x) + rho * (lam * y + x)) / away2
    return (
        _along(out1, around, r1, away1, normal),
        _along(out2, around, r2, away2, normal),
        np.where(sign > 0.0, turn, 2.0 * np.pi - turn),
    )


def _along(out: Floats, around: Floats, place: Floats, away: Floats, normal: Floats) -> Floats:
    velocity: Floats = (out / away)[:, None] * place + (around / away**2)[:, None] * np.cross(normal, place)
    return velocity


def _solve_x(lam: Floats, time: Floats, c_over_s: Floats) -> Floats:
    x = _first_x(lam, time, c_over_s)
    live = np.flatnonzero(np.isfinite(x))
    for _ in range(MOST_STEPS):
        step = _step(x[live], lam[live], time[live], c_over_s[live])
        x[live] = np.maximum(x[live] - step, 0.5 * (x[live] - 1.0))
        live = live[np.abs(step) >= TOLERANCE * np.maximum(1.0, np.abs(x[live]))]
        if not len(live):
            break
    return x


def _first_x(lam: Floats, time: Floats, c_over_s: Floats) -> Floats:
    """Izzo 2015, equation 30."""
    at_zero = np.arccos(np.clip(lam, -1.0, 1.0)) + lam * np.sqrt(c_over_s)
    at_one = 2.0 / 3.0 * (1.0 - lam**3)
    long = (at_zero / time) ** (2.0 / 3.0) - 1.0
    short = 2.5 * at_one * (at_one - time) / (time * (1.0 - lam**5)) + 1.0
    between = np.exp(np.log(at_zero / time) * np.log(2.0) / np.log(at_zero / at_one)) - 1.0
    return np.where(time >= at_zero, long, np.where(time <= at_one, short, between))


def _step(x: Floats, lam: Floats, time: Floats, c_over_s: Floats) -> Floats:
    """Householder's step; Izzo 2015, equations 22 and 23, and at the parabola 24."""
    now, y = _time(x, lam, c_over_s)
    miss = now - time
    e = 1.0 - x**2
    d1 = (3.0 * now * x - 2.0 + 2.0 * lam**3 * x / y) / e
    d2 = (3.0 * now + 5.0 * x * d1 + 2.0 * c_over_s * lam**3 / y**3) / e
    d3 = (7.0 * x * d2 + 8.0 * d1 - 6.0 * c_over_s * lam**5 * x / y**5) / e
    step = miss * (d1**2 - 0.5 * miss * d2) / (d1 * (d1**2 - miss * d2) + d3 * miss**2 / 6.0)
    return np.where(np.abs(e) < NEAR_PARABOLA, miss / (0.4 * (lam**5 - 1.0)), step)


def _time(x: Floats, lam: Floats, c_over_s: Floats) -> tuple[Floats, Floats]:
    """Return the non-dimensional time of flight and y; Izzo 2015, equations 18 and 20."""
    e = 1.0 - x**2
    y = np.sqrt(1.0 - lam**2 * e)
    # Where both terms are alike their difference is taken through the difference of squares.
    eta = np.where(lam * x > 0.0, c_over_s / (y + lam * x), y - lam * x)
    root = np.sqrt(np.abs(e))
    psi = np.where(e > 0.0, np.arctan2(eta * root, x * y + lam * e), np.arcsinh(eta * root))
    time = (psi / root - x + lam * y) / e
    near = np.flatnonzero(np.abs(x - 1.0) < SERIES_REACH)
    time[near] = _series(x[near], lam[near], eta[near])
    return time, y


def _series(x: Floats, lam: Floats, eta: Floats) -> Floats:
    """Battin's series for the time of flight near the parabola."""
    s = 0.5 * (1.0 - lam - x * eta)
    total, term = np.ones_like(s), np.ones_like(s)
    for k in range(SERIES_TERMS):
        term = term * ((3.0 + k) * (1.0 + k) / (2.5 + k) / (k + 1.0)) * s
        total += term
    time: Floats = 0.5 * (eta**3 * 4.0 / 3.0 * total + 4.0 * lam * eta)
    return time
