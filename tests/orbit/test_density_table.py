"""The shipped table against the model it was made from, and what every atmosphere obeys."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutset.orbit.density import air_rotation_factor, density_table, month_weights

AIR = density_table().at_inclination(51.64)

heights = st.floats(160.0, 590.0)
year_days = st.floats(0.0, 365.0)
fluxes = st.floats(65.0, 250.0)
indices = st.floats(0.0, 60.0)


def test_the_table_says_what_made_it():
    assert "NRLMSISE-00" in density_table().made_with
    assert "version=0" in density_table().made_with


@given(heights, year_days, fluxes, indices, st.floats(1.0, 60.0))
def test_air_thins_with_height(height, day, flux, ap, higher):
    assert AIR.log_density(height + higher, day, flux, ap) < AIR.log_density(height, day, flux, ap)


@given(st.floats(250.0, 590.0), year_days, fluxes, indices, st.floats(1.0, 40.0))
def test_an_active_sun_and_field_make_it_denser(height, day, flux, ap, more):
    here = AIR.log_density(height, day, flux, ap)
    assert AIR.log_density(height, day, flux + more, ap) > here
    assert AIR.log_density(height, day, flux, ap + more) > here
    assert AIR.log_density(height, day, flux, ap, flux_above_mean=0.2 * flux) > here


@given(st.floats(0.0, 366.0))
def test_months_join_without_a_step(day):
    months, weights = month_weights(day)
    assert weights.sum() == pytest.approx(1.0)
    assert len(set(months)) == 4
    assert AIR.log_density(400.0, day, 120.0, 10.0) == pytest.approx(
        AIR.log_density(400.0, day + 1e-6, 120.0, 10.0), abs=1e-4
    )


def test_a_retrograde_orbit_meets_the_air_head_on():
    assert air_rotation_factor(400.0, 98.0) > 1.0 > air_rotation_factor(400.0, 51.6) > 0.9


def test_the_table_follows_the_model_between_its_nodes():
    pytest.importorskip("pymsis", reason="pymsis (extra build) is not installed")
    from cutset.orbit.build_density import orbit_mean

    chance = np.random.default_rng(5)
    misses = []
    for _ in range(40):
        height, day, flux = chance.uniform(180, 560), chance.uniform(0, 365), chance.uniform(66, 230)
        ap, step, hours = chance.exponential(12.0), 0.15 * flux, chance.uniform(0, 24)
        model = orbit_mean(
            *(np.array(each) for each in (height,)),
            51.64,
            hours,
            *(np.array(each) for each in (day / 365.25 * 12.0, flux, flux + step, ap)),
        )
        table = AIR.log_density(height, day, flux, ap, flux_above_mean=step, node_hours=hours)
        misses.append(table - float(model))
    assert abs(np.mean(misses)) < 0.01
    assert np.max(np.abs(misses)) < 0.06


def test_nodes_made_again_are_the_shipped_ones():
    pytest.importorskip("pymsis", reason="pymsis (extra build) is not installed")
    from cutset.orbit.build_density import ALTITUDES_KM, APS, FLUXES, orbit_mean

    table = density_table()
    for tilt, month, height, flux, ap in ((0, 0, 0, 0, 0), (3, 5, 20, 4, 2), (5, 11, 30, 9, 7)):
        made = orbit_mean(
            np.array(ALTITUDES_KM[height]),
            float(table.inclinations_deg[tilt]),
            None,
            np.array(month + 0.5),
            np.array(FLUXES[flux]),
            np.array(FLUXES[flux]),
            np.array(APS[ap]),
        )
        assert table.base[tilt, month, height, flux, ap] == pytest.approx(float(made), abs=3e-4)
