"""The Brouwer semi-major axis against the one that SGP4 itself works with (package sgp4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sgp4.api import WGS72
from sgp4.model import Satrec

from cutset.orbit import brouwer_semi_major_axis_km


@given(st.floats(11.5, 16.5), st.floats(0.0, 180.0), st.floats(0.0, 0.02))
def test_the_semi_major_axis_is_that_of_sgp4(motion, inclination, eccentricity):
    satellite = Satrec()
    minute = 2.0 * 3.141592653589793 / 1440.0
    radians = 3.141592653589793 / 180.0
    satellite.sgp4init(
        WGS72,
        "i",
        25544,
        26000.0,
        3e-5,
        0.0,
        0.0,
        eccentricity,
        0.0,
        inclination * radians,
        0.0,
        motion * minute,
        0.0,
    )
    assert brouwer_semi_major_axis_km(motion, inclination, eccentricity) == pytest.approx(
        satellite.a * 6378.135, rel=1e-9
    )
