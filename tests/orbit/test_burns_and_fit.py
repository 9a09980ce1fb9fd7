"""Burns found in a history that was made with known ones, and the coefficient it was flown with."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from orbit_factory import calm_weather, flown_series

from cutset.errors import InputError, OutsideRangeError
from cutset.orbit import daily_altitudes, find_burns, fit_ballistic


@settings(max_examples=15, deadline=None)
@given(
    first=st.floats(0.2, 3.0),
    second=st.floats(0.2, 3.0),
    gap=st.integers(12, 40),
    scatter=st.floats(0.0, 0.006),
)
def test_burns_are_found_with_their_size_and_none_are_invented(first, second, gap, scatter):
    burns = {20: first, 20 + gap: second}
    found = find_burns(flown_series(burns=burns, scatter_km=scatter))
    assert [(burn.end.date() - date(2021, 1, 1)).days for burn in found] == list(burns)
    assert [burn.rise_km for burn in found] == pytest.approx(list(burns.values()), rel=0.1, abs=0.02)


def test_a_lowering_is_a_burn_of_negative_size():
    (burn,) = find_burns(flown_series(burns={30: -1.2}))
    assert burn.rise_km == pytest.approx(-1.2, rel=0.05)
    assert burn.delta_v_m_s == pytest.approx(-0.676, rel=0.05)


def test_a_quiet_history_has_no_burns():
    assert find_burns(flown_series(scatter_km=0.006)) == ()


def test_days_of_burns_belong_to_no_arc_and_start_another():
    heights = daily_altitudes(flown_series(burns={30: 1.0}))
    assert heights.arc[10] == 0
    assert heights.arc[30] == -1
    assert heights.arc[40] == 1


@pytest.mark.parametrize("ballistic", [0.003, 0.006, 0.012])
def test_the_fit_finds_the_coefficient_it_was_flown_with(ballistic):
    series = flown_series(ballistic=ballistic, burns={40: 0.8, 62: 0.4}, scatter_km=0.004)
    fit = fit_ballistic(series, calm_weather())
    assert fit.ballistic_m2_kg == pytest.approx(ballistic, rel=0.04)
    low, high = fit.range_m2_kg
    assert low < ballistic < high


def test_the_fit_reads_nothing_after_its_day():
    series, weather = flown_series(days=90), calm_weather()
    day = date(2021, 2, 20)
    cut = series.until(datetime(2021, 2, 20, tzinfo=UTC))
    assert fit_ballistic(series, weather, day) == fit_ballistic(cut, weather.known_by(day), day)


def test_too_few_burn_free_days_are_refused():
    with pytest.raises(InputError, match="burn-free days"):
        fit_ballistic(flown_series(days=6), calm_weather())


def test_a_height_that_does_not_fall_gives_no_coefficient():
    with pytest.raises(OutsideRangeError, match="ballistic coefficient"):
        fit_ballistic(flown_series(ballistic=0.001), calm_weather(flux=200.0))


def test_weather_that_ends_too_early_is_refused():
    with pytest.raises(OutsideRangeError, match="space weather runs"):
        fit_ballistic(flown_series(), calm_weather(days=380))
