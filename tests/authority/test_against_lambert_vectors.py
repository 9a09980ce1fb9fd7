"""Lambert velocities against two textbooks and 60 cases on which Izzo and Gooding agree."""

from __future__ import annotations

import json

import numpy as np
import pytest
from orbit_shared import shared

from cutset.orbit import lambert
from cutset.orbit.lambert_kernel import lambert_compiled


@pytest.mark.parametrize("solve", [lambert, lambert_compiled])
def test_all_stored_vectors_agree_to_one_part_in_a_hundred_million(solve):
    cases = json.loads(shared("lambert_vectors.json").read_text())
    assert len(cases) == 62
    for case in cases:
        r1, r2 = (np.array([case[key]], dtype=float) for key in ("r1", "r2"))
        found = solve(float(case["mu"]), r1, r2, np.array([float(case["tof"])]))
        for velocity, key in zip(found, ("v1", "v2"), strict=True):
            reference = np.array(case[key])
            assert np.linalg.norm(velocity[0] - reference) <= 1e-8 * np.linalg.norm(reference), case["name"]


@pytest.mark.parametrize("solve", [lambert, lambert_compiled])
def test_printed_textbook_cases(solve):
    """Curtis, Orbital Mechanics for Engineering Students, example 5.2; Vallado, 4th ed., example 7-5."""
    curtis = solve(
        398600.0,
        np.array([[5000.0, 10000.0, 2100.0]]),
        np.array([[-14600.0, 2500.0, 7000.0]]),
        np.array([3600.0]),
    )
    assert curtis[0][0] == pytest.approx([-5.9925, 1.9254, 3.2456], abs=6e-5)
    assert curtis[1][0] == pytest.approx([-3.3125, -4.1966, -0.38529], abs=6e-5)
    vallado = solve(
        398600.4418,
        np.array([[15945.34, 0.0, 0.0]]),
        np.array([[12214.83899, 10249.46731, 0.0]]),
        np.array([4560.0]),
    )
    assert vallado[0][0] == pytest.approx([2.058913, 2.915965, 0.0], abs=1e-6)
    assert vallado[1][0] == pytest.approx([-3.451565, 0.910315, 0.0], abs=1e-6)
