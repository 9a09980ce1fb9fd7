"""Windows to the planets: when they open, what they cost, what is refused."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutset.errors import InputError, NotFoundError, OutsideRangeError
from cutset.orbit import months_lost, moon_returns, next_windows, porkchop_of, transfer_on
from cutset.orbit.ephemeris import julian_day, moon_from_earth, planet_from_sun
from cutset.orbit.moon import moon_elongation_deg


def test_windows_to_mars_come_every_26_months():
    departures = [window.best.depart for window in next_windows("mars", date(2018, 1, 1), 4)]
    gaps = [(after - before).days for before, after in itertools.pairwise(departures)]
    assert [day.year for day in departures] == [2018, 2020, 2022, 2024]
    assert all(abs(gap - 779.94) < 60 for gap in gaps)


@settings(max_examples=4, deadline=None)
@given(st.dates(date(2019, 1, 1), date(2024, 1, 1)))
def test_no_window_before_the_day_and_none_is_skipped(day):
    (window,) = next_windows("mars", day, 1)
    assert day <= window.best.depart <= day + timedelta(days=860)


def test_a_window_names_both_types_and_the_better_one():
    (window,) = next_windows("mars", date(2022, 3, 2), 1)
    assert [each.type for each in window.transfers] == ["I", "II"]
    assert window.best.type == "II"
    for each in window.transfers:
        assert each.open_from <= each.depart <= each.open_until
        assert (each.angle_deg < 180.0) == (each.type == "I")
    assert "no deep-space manoeuvre" in window.note


def test_a_minimum_beside_the_ridge_says_so():
    (window,) = next_windows("mars", date(2026, 6, 1), 1)
    assert [each.by_the_ridge for each in window.transfers] == [True, False]


def test_a_missed_window_costs_until_the_next_one():
    assert months_lost(date(2022, 9, 20)) == pytest.approx(24.5, abs=0.1)


def test_every_day_of_a_window_costs_at_most_five_more():
    (window,) = next_windows("mars", date(2022, 3, 2), 1)
    best = window.best
    grid = porkchop_of(
        (best.open_from, best.open_until),
        (best.depart + timedelta(90), best.depart + timedelta(540)),
        step_days=1,
    )
    flight = np.array([[(there - here).days for there in grid.arrive] for here in grid.depart])
    usable = np.where((grid.angle_deg >= 180.0) & (flight <= 450), grid.c3_km2_s2, np.inf)
    assert usable.min(axis=1).max() <= best.c3_km2_s2 + 5.0
    assert usable.min() == pytest.approx(best.c3_km2_s2)


def test_one_pair_of_days_is_one_cell_of_the_porkchop():
    pair = transfer_on(date(2022, 9, 20), date(2023, 6, 10))
    grid = porkchop_of((date(2022, 9, 19), date(2022, 9, 21)), (date(2023, 6, 9), date(2023, 6, 11)))
    assert grid.c3_km2_s2[1, 1] == pytest.approx(pair.c3_km2_s2)
    assert grid.v_infinity_km_s[1, 1] == pytest.approx(pair.v_infinity_km_s)


def test_venus_is_reached_by_the_same_code():
    (window,) = next_windows("venus", date(2023, 1, 1), 1)
    assert window.best.depart.year in (2023, 2024)
    assert 5.0 < window.best.c3_km2_s2 < 12.0


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: transfer_on(date(2022, 9, 20), date(2022, 9, 20)), "arrival-before-departure"),
        (lambda: transfer_on(date(2022, 9, 20), date(2022, 10, 30)), "below-parabola"),
        (lambda: next_windows("earth", date(2022, 1, 1)), "same-planet"),
        (lambda: next_windows("mars", date(2022, 1, 1), 0), "bad-count"),
        (
            lambda: porkchop_of((date(2022, 2, 1), date(2022, 1, 1)), (date(2023, 1, 1), date(2023, 2, 1))),
            "empty-range",
        ),
        (
            lambda: porkchop_of((date(2022, 2, 1), date(2022, 3, 1)), (date(2021, 1, 1), date(2021, 2, 1))),
            "arrival-before-departure",
        ),
    ],
)
def test_requests_without_an_answer_are_refused(call, code):
    with pytest.raises(InputError) as error:
        call()
    assert [fault.code for fault in error.value.faults] == [code]


@pytest.mark.parametrize("day", [date(1890, 1, 1), date(2051, 1, 1)])
def test_days_outside_the_ephemeris_are_refused_with_its_dates(day):
    with pytest.raises(OutsideRangeError, match="1900-01-01"):
        next_windows("mars", day)
    with pytest.raises(OutsideRangeError, match="1900-01-01"):
        transfer_on(date(2022, 1, 1), day)


def test_a_window_that_would_open_after_the_ephemeris_is_refused():
    with pytest.raises(OutsideRangeError, match="2053"):
        next_windows("mars", date(2048, 1, 1), 3)


def test_an_unknown_planet_suggests_a_near_name():
    with pytest.raises(NotFoundError, match="mars"):
        next_windows("Mars ", date(2022, 1, 1))


def test_the_earth_moves_as_the_almanac_says():
    """Perihelion of 2023-01-04 16:17 UT at 0.9832956 au (Astronomical Almanac 2023, A1)."""
    days = julian_day(date(2023, 1, 4)) + np.arange(0.0, 2.0, 0.01)
    place, velocity = planet_from_sun("earth", days)
    away = np.linalg.norm(place, axis=1) / 1.495978707e8
    assert away.min() == pytest.approx(0.9832956, abs=2e-7)
    assert abs(days[np.argmin(away)] - julian_day(date(2023, 1, 4)) - 0.68) < 0.1
    np.testing.assert_allclose(np.gradient(place[:, 0], 864.0)[1:-1], velocity[1:-1, 0], rtol=1e-5)


def test_the_moon_comes_back_to_the_same_light_every_29_and_a_half_days():
    returns = moon_returns(date(2022, 8, 29), 12)
    gaps = [(after - before).days for before, after in itertools.pairwise((date(2022, 8, 29), *returns))]
    assert set(gaps) <= {29, 30}
    assert (returns[-1] - date(2022, 8, 29)).days == pytest.approx(12 * 29.53, abs=1)
    assert months_lost(date(2022, 8, 29), "moon") == pytest.approx(0.97, abs=0.03)


def test_new_moon_is_where_the_almanac_has_it():
    """New moon of 2022-01-02 18:33 UT (Astronomical Almanac 2022, A1)."""
    days = julian_day(date(2022, 1, 2)) + np.arange(0.0, 1.5, 0.001)
    elongation = (moon_elongation_deg(days) + 180.0) % 360.0 - 180.0
    assert days[np.argmin(np.abs(elongation))] - days[0] == pytest.approx(0.773, abs=0.01)


def test_the_moon_stays_between_perigee_and_apogee():
    away = np.linalg.norm(moon_from_earth(julian_day(date(2022, 1, 1)) + np.arange(0.0, 365.0)), axis=1)
    assert 356_300 < away.min() < 370_500
    assert 404_000 < away.max() < 406_800
