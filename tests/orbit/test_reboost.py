"""What height costs, what holding it takes, and what nobody can tell."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutset.errors import OutsideRangeError
from cutset.orbit import Boost, cost_of_height, plan_to_hold, propellant_kg, propellant_lasts

START = date(2022, 3, 2)
RANGE = (0.005, 0.008)


@given(st.floats(200.0, 590.0), st.floats(0.01, 2.0))
def test_a_kilometre_costs_what_it_gives_back(altitude, height):
    from cutset.orbit.decay_plain import lift_km

    cost = cost_of_height(altitude, 4e5)
    assert lift_km(altitude, cost.delta_v_m_s * height) == pytest.approx(height, rel=1e-3)


@given(st.floats(0.0, 100.0), st.floats(1e3, 1e6), st.floats(200.0, 4000.0))
def test_propellant_is_less_than_the_station_and_grows_with_speed(speed, mass, isp):
    burnt = propellant_kg(speed, mass, isp_s=isp)
    assert 0.0 <= burnt < mass
    assert propellant_kg(speed + 1.0, mass, isp_s=isp) > burnt


def test_mass_and_impulse_must_be_positive():
    with pytest.raises(OutsideRangeError) as error:
        propellant_kg(1.0, 0.0, isp_s=-3.0)
    assert len(error.value.faults) == 2


def test_holding_lower_takes_more():
    high, low = (plan_to_hold(altitude, START, RANGE, members=20) for altitude in (420.0, 350.0))
    assert low.delta_v_m_s[1] > 2.0 * high.delta_v_m_s[1]
    assert high.propellant_kg is None


def test_the_plan_says_who_can_give_what_and_what_is_missing():
    boosts = [
        Boost(name="Progress", delta_v_m_s=(1.0, 3.0), visits_per_year=3.0, until=date(2022, 9, 1)),
        Boost(name="Cygnus", delta_v_m_s=(0.5, 1.0), visits_per_year=1.0),
    ]
    plan = plan_to_hold(418.0, START, RANGE, boosts=boosts, mass_kg=461e3, members=20)
    assert {name: round(high, 1) for name, _, high in plan.boosts} == {"Progress": 4.5, "Cygnus": 1.0}
    assert plan.given_m_s == pytest.approx((2.0, 5.5), abs=0.1)
    assert plan.shortfall_m_s == pytest.approx(
        (max(0.0, plan.delta_v_m_s[1] - plan.given_m_s[1]), plan.delta_v_m_s[1] - plan.given_m_s[0])
    )
    assert plan.propellant_kg[0] < plan.propellant_kg[1] < plan.propellant_kg[2]


def test_an_unknown_stock_or_mass_gives_no_answer():
    plan = plan_to_hold(418.0, START, RANGE, members=20)
    assert propellant_lasts(None, plan).years is None
    assert "cannot tell" in propellant_lasts((3500.0, 4100.0), plan).sentence


def test_a_known_stock_lasts_a_range_of_years():
    plan = plan_to_hold(418.0, START, RANGE, mass_kg=461e3, members=20)
    left = propellant_lasts((3500.0, 4100.0), plan)
    assert left.years[0] == pytest.approx(3500.0 / plan.propellant_kg[2])
    assert left.years[1] == pytest.approx(4100.0 / plan.propellant_kg[0])
