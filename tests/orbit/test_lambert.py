"""Lambert's problem: what leaves arrives, the two engines agree, and what has no plane says so."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cutset.errors import InputError
from cutset.orbit import lambert
from cutset.orbit.constants import SUN_MU_KM3_S2
from cutset.orbit.lambert import lambert_plain, porkchop

AU = 1.495978707e8


def propagate(mu, place, velocity, time):
    """Return the place after a time by universal variables and bisection (Vallado, algorithm 8)."""
    away, speed = np.linalg.norm(place), np.linalg.norm(velocity)
    alpha = 2.0 / away - speed**2 / mu
    radial = place @ velocity / math.sqrt(mu)

    def stumpff(psi):
        if psi > 1e-6:
            root = math.sqrt(psi)
            return (1 - math.cos(root)) / psi, (root - math.sin(root)) / root**3
        if psi < -1e-6:
            root = math.sqrt(-psi)
            return (1 - math.cosh(root)) / psi, (math.sinh(root) - root) / root**3
        return 0.5 - psi / 24, 1 / 6 - psi / 120

    def flown(chi):
        c2, c3 = stumpff(alpha * chi**2)
        return radial * chi**2 * c2 + (1 - away * alpha) * chi**3 * c3 + away * chi

    low, high = 0.0, 1.0
    while flown(high) < math.sqrt(mu) * time:
        high *= 2.0
    for _ in range(200):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if flown(middle) < math.sqrt(mu) * time else (low, middle)
    chi = 0.5 * (low + high)
    c2, c3 = stumpff(alpha * chi**2)
    f = 1 - chi**2 / away * c2
    g = time - chi**3 / math.sqrt(mu) * c3
    return f * place + g * velocity


angles = st.floats(0.05, 2.0 * math.pi - 0.05).filter(lambda angle: abs(angle - math.pi) > 0.03)


@settings(max_examples=150, deadline=None)
@given(angles, st.floats(0.3, 5.0), st.floats(0.3, 5.0), st.floats(-0.4, 0.4), st.floats(0.2, 1.5))
def test_an_orbit_sent_off_arrives(angle, near, far, tilt, share):
    r1 = np.array([near, 0.0, 0.0]) * AU
    r2 = np.array([math.cos(angle), math.sin(angle) * math.cos(tilt), math.sin(angle) * math.sin(tilt)]) * far * AU
    time = share * math.pi * math.sqrt((0.5 * (near + far) * AU) ** 3 / SUN_MU_KM3_S2)
    v1, v2 = lambert(SUN_MU_KM3_S2, r1[None], r2[None], np.array([time]))
    there = propagate(SUN_MU_KM3_S2, r1, v1[0], time)
    assert np.linalg.norm(there - r2) < 1e-7 * np.linalg.norm(r2)
    back = propagate(SUN_MU_KM3_S2, r2, -v2[0], time)
    assert np.linalg.norm(back - r1) < 1e-7 * np.linalg.norm(r1)
    assert np.cross(r1, v1[0])[2] > 0.0


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**31))
def test_both_engines_agree(seed):
    from cutset.orbit.lambert_kernel import lambert_compiled

    chance = np.random.default_rng(seed)
    r1, r2 = chance.normal(size=(2, 50, 3)) * AU
    time = 10 ** chance.uniform(5.0, 9.0, 50)
    plain, compiled = (
        lambert_plain(SUN_MU_KM3_S2, r1, r2, time),
        lambert_compiled(SUN_MU_KM3_S2, r1, r2, time),
    )
    for a, b in zip(plain, compiled, strict=False):
        assert (np.linalg.norm(a - b, axis=1) <= 1e-10 * np.linalg.norm(a, axis=1)).all()


def test_no_case_of_two_hundred_thousand_is_left_without_an_answer():
    chance = np.random.default_rng(1)
    count = 200_000
    r1 = chance.normal(size=(count, 3)) * AU
    r2 = chance.normal(size=(count, 3)) * 10 ** chance.uniform(-2.0, 2.0, (count, 1)) * AU
    v1, v2, angle = lambert_plain(SUN_MU_KM3_S2, r1, r2, 10 ** chance.uniform(3.0, 9.5, count))
    assert np.isfinite(v1).all()
    assert np.isfinite(v2).all()
    assert ((angle > 0.0) & (angle < 2.0 * math.pi)).all()


@pytest.mark.parametrize("x", [-1.0, 1.0])
def test_places_on_one_line_have_no_plane(x):
    v1, _ = lambert(SUN_MU_KM3_S2, np.array([[AU, 0, 0]]), np.array([[2 * x * AU, 0, 0]]), np.array([1e7]))
    assert np.isnan(v1).all()


def test_a_parabola_is_solved():
    """The time of flight of the parabola (Barker) is where elliptic and hyperbolic forms break down."""
    r1, r2 = np.array([AU, 0.0, 0.0]), np.array([0.0, AU, 0.0])
    chord = np.linalg.norm(r2 - r1)
    s = 0.5 * (2 * AU + chord)
    time = math.sqrt(2.0 / SUN_MU_KM3_S2) / 3.0 * (s**1.5 - (s - chord) ** 1.5)
    for factor in (1 - 1e-9, 1 - 1e-12, 1.0, 1 + 1e-12, 1 + 1e-9):
        v1, _ = lambert(SUN_MU_KM3_S2, r1[None], r2[None], np.array([time * factor]))
        assert 0.5 * v1[0] @ v1[0] == pytest.approx(SUN_MU_KM3_S2 / AU, rel=1e-7)


def test_impossible_requests_are_refused_row_by_row():
    good = np.array([[AU, 0.0, 0.0]] * 3)
    bad = np.array([[0.0, AU, 0.0], [0.0, 0.0, 0.0], [np.nan, 0.0, 0.0]])
    with pytest.raises(InputError) as error:
        lambert(-1.0, good, bad, np.array([0.0, 1e7, -5.0]))
    assert [(fault.row, fault.column) for fault in error.value.faults] == [
        (0, ""),
        (2, "r2"),
        (3, "r2"),
        (1, "tof"),
        (3, "tof"),
    ]


@settings(max_examples=10, deadline=None)
@given(st.floats(0.0, 6.0), st.floats(0.0, 6.0))
def test_a_porkchop_is_the_same_in_both_engines(first, second):
    assume(abs(math.sin(first - second)) > 0.05)

    def axis(start, radius, begin):
        times = np.arange(12) * 86400.0 * 20 + begin
        turn = start + times / 86400.0 / 365.25 * 2 * math.pi / radius**1.5
        places = np.stack([np.cos(turn), np.sin(turn), 0.02 * np.sin(turn)], axis=1) * radius * AU
        speed = 29.78 / math.sqrt(radius)
        return times, places, np.stack([-np.sin(turn), np.cos(turn), 0 * turn], axis=1) * speed

    leave, reach = axis(first, 1.0, 0.0), axis(second, 1.52, 86400.0 * 60)
    plain, compiled = (porkchop(SUN_MU_KM3_S2, leave, reach, compiled=each) for each in (False, True))
    for a, b in zip(plain, compiled, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-9)
    assert np.isnan(plain[0][reach[0][None, :] <= leave[0][:, None]]).all()
