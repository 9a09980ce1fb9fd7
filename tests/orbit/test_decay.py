"""Laws that every forecast of decay obeys, and that both engines give the same."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from orbit_factory import calm_weather

from cutset.errors import InputError, NotFoundError, OutsideRangeError
from cutset.orbit import Boost, DecayForecast, days_to_heights, decay_observed, outlook_known_by
from cutset.orbit.boosts import boosts_without, read_boosts

START = date(2022, 3, 2)
PROGRESS = Boost(name="Progress", partner="RU", delta_v_m_s=(1.0, 3.0), visits_per_year=3.0)
CYGNUS = Boost(name="Cygnus", partner="US", delta_v_m_s=(0.5, 1.0), visits_per_year=1.0)

few = settings(max_examples=6, deadline=None)


def forecast(altitude: float = 360.0, ballistic: float = 0.015, **changes) -> DecayForecast:
    known = {"members": 8, "horizon_days": 500, "engine": "plain"}
    spread = (0.9 * ballistic, 1.1 * ballistic)
    return days_to_heights(altitude, START, [350.0, 280.0, 200.0], spread, **{**known, **changes})


@few
@given(st.floats(0.004, 0.02), st.floats(1.01, 2.0))
def test_more_drag_is_never_later(ballistic, factor):
    draws = np.full(8, ballistic)
    slow, fast = (
        days_to_heights(380.0, START, [350.0, 200.0], each, members=8, horizon_days=600, engine="plain")
        for each in (draws, draws * factor)
    )
    assert (fast.days_reached <= slow.days_reached).all()


@few
@given(st.floats(300.0, 420.0), st.floats(0.5, 80.0))
def test_a_higher_start_is_never_earlier(altitude, more):
    low, high = (forecast(each, ceiling_km=500.0) for each in (altitude, altitude + more))
    assert (high.days_reached >= low.days_reached).all()


@few
@given(st.floats(0.0, 4.0), st.floats(0.2, 6.0))
def test_boosts_only_delay(size, visits):
    boost = Boost(name="tug", delta_v_m_s=(size, size), visits_per_year=visits)
    assert (forecast(boosts=[boost]).days_reached >= forecast().days_reached - 1e-9).all()


@few
@given(st.integers(0, 400), st.integers(0, 400))
def test_losing_a_boost_earlier_is_never_better(first, second):
    early, late = sorted((first, second))
    lost = [
        forecast(boosts=boosts_without([PROGRESS, CYGNUS], "RU", START + timedelta(days=day))) for day in (early, late)
    ]
    assert (lost[0].days_reached <= lost[1].days_reached + 1e-9).all()


def test_taking_one_boost_away_leaves_the_draws_of_the_others():
    without = boosts_without([PROGRESS, CYGNUS], "Progress", START)
    assert np.array_equal(forecast(boosts=without).days_reached, forecast(boosts=[CYGNUS]).days_reached)


def test_lower_heights_come_later_and_percentiles_are_in_order():
    result = forecast(members=60)
    assert np.isfinite(result.days_reached).all()
    assert (np.diff(result.days_reached, axis=1) > 0.0).all()
    for reached in result.heights:
        assert reached.p10 <= reached.p50 <= reached.p90


def test_a_height_not_reached_within_the_horizon_has_no_day():
    result = forecast(420.0, 0.004, horizon_days=30)
    assert result.height(200.0).p10 is None
    assert result.height(200.0).share == 0.0


def test_a_start_below_a_height_has_reached_it_at_once():
    assert forecast(340.0).height(350.0).p90 == START


def test_the_same_seed_gives_the_same_and_another_gives_another():
    assert np.array_equal(forecast(seed=3).days_reached, forecast(seed=3).days_reached)
    assert not np.array_equal(forecast(seed=3).days_reached, forecast(seed=4).days_reached)


def test_both_engines_give_the_same_days():
    known = {"boosts": [PROGRESS, CYGNUS], "members": 40, "node_deg": 30.0, "weather": calm_weather()}
    plain, compiled = (forecast(engine=engine, **known) for engine in ("plain", "compiled"))
    assert compiled.heights == plain.heights
    np.testing.assert_allclose(compiled.days_reached, plain.days_reached, rtol=0.0, atol=1e-8)
    np.testing.assert_allclose(compiled.track_km, plain.track_km, rtol=0.0, atol=1e-8)


def test_weather_of_the_day_itself_and_later_changes_nothing():
    weather = calm_weather(date(2021, 1, 1), 800)
    before = forecast(weather=weather)
    weather.flux[(START - weather.first).days :] = 250.0
    weather.ap[(START - weather.first).days :] = 100.0
    assert np.array_equal(forecast(weather=weather).days_reached, before.days_reached)


def test_a_solar_forecast_from_later_is_refused():
    with pytest.raises(OutsideRangeError, match="known from"):
        forecast(outlook=outlook_known_by(date(2024, 1, 1)))


def test_an_active_sun_before_the_start_brings_it_down_sooner():
    quiet, active = (forecast(weather=calm_weather(flux=flux)) for flux in (80.0, 200.0))
    assert active.height(280.0).p50 < quiet.height(280.0).p50


def test_sources_name_the_density_the_forecast_and_the_weather_with_their_dates():
    said = " ".join(forecast(weather=calm_weather()).sources)
    assert "NRLMSISE-00" in said
    assert "issued 2022-02" in said
    assert "observed until 2022-03-01" in said
    assert "none given" in " ".join(forecast().sources)


def test_every_fault_of_a_request_is_listed_at_once():
    with pytest.raises(OutsideRangeError) as error:
        days_to_heights(900.0, START, [100.0], (0.9, 0.0001), horizon_days=9999)
    assert [fault.code for fault in error.value.faults] == [
        "altitude-range",
        "altitude-range",
        "altitude-range",
        "horizon-range",
        "ballistic-range",
        "ballistic-range",
        "empty-range",
    ]


def test_steps_are_short_enough_low_down():
    """Halving the step by running the same fall in two halves changes a day of 200 km by minutes only."""
    whole = decay_observed(260.0, date(2021, 1, 1), 40, 0.008, calm_weather())
    first = decay_observed(260.0, date(2021, 1, 1), 11, 0.008, calm_weather())
    second = decay_observed(float(first[-1]), date(2021, 1, 12), 29, 0.008, calm_weather())
    np.testing.assert_allclose(np.r_[first, second][whole > 165.0], whole[whole > 165.0], atol=0.02)


def test_a_decaying_orbit_only_falls():
    heights = decay_observed(420.0, date(2021, 1, 1), 200, 0.006, calm_weather())
    assert (np.diff(heights) < 0.0).all()


def boosts_file(tmp_path, text):
    path = tmp_path / "boosts.csv"
    path.write_text(text)
    return path


def test_a_table_of_boosts_is_read(tmp_path):
    path = boosts_file(
        tmp_path,
        "name,partner,delta_v_m_s,visits_per_year,since,until\nProgress,RU,1-3,3,,open\nDragon,US,2,1,2025-09-03,\n",
    )
    progress, dragon = read_boosts(path)
    assert progress == PROGRESS
    assert (dragon.delta_v_m_s, dragon.since) == ((2.0, 2.0), date(2025, 9, 3))


def test_every_fault_of_a_table_of_boosts_is_listed(tmp_path):
    path = boosts_file(
        tmp_path,
        "name,delta_v_m_s,visits_per_year,since,until\n,much,3,,\nTug,1,often,2022-01-01,2021-01-01\nTug,1,1,soon,\n",
    )
    with pytest.raises(InputError) as error:
        read_boosts(path)
    assert [(fault.row, fault.column) for fault in error.value.faults] == [
        (2, "delta_v_m_s"),
        (2, "name"),
        (3, "until"),
        (3, "visits_per_year"),
        (4, "since"),
    ]


def test_a_partner_that_gives_no_boost_cannot_be_lost():
    with pytest.raises(NotFoundError, match="Progress"):
        boosts_without([PROGRESS], "Progres", START)
