"""Burns and decay of the ISS in 2021, against its own element sets."""

from __future__ import annotations

from datetime import date

import pytest
from orbit_shared import shared

from cutset.orbit import find_burns, fit_ballistic, read_elements, read_weather

SEEN = {
    # steps of 0.2 km and more between consecutive sets, as they stand in the file [km]
    date(2021, 1, 21): 1.254,
    date(2021, 3, 13): 0.386,
    date(2021, 4, 2): 0.423,
    date(2021, 5, 21): 0.477,
    date(2021, 6, 24): 1.027,
    date(2021, 8, 21): 1.267,
    date(2021, 9, 12): 0.931,
    date(2021, 10, 12): 1.028,
}


def test_every_burn_of_ten_months_is_found_and_none_is_invented():
    burns = find_burns(read_elements(shared("iss_tle_2021-01_2021-10.tle")))
    raised = {burn.end.date(): burn for burn in burns if burn.rise_km > 0.2}
    assert list(raised) == list(SEEN)
    assert [burn.step_km for burn in raised.values()] == pytest.approx(list(SEEN.values()), rel=0.1)
    # The settled height is what counts for decay; the first sets after a burn overshoot it.
    assert [burn.rise_km for burn in raised.values()] == pytest.approx(list(SEEN.values()), rel=0.25)


def test_one_lowering_is_found():
    burns = find_burns(read_elements(shared("iss_tle_2021-01_2021-10.tle")))
    (lowering,) = [burn for burn in burns if burn.rise_km < -0.2]
    assert lowering.end.date() == date(2021, 9, 24)


def test_the_ballistic_coefficient_lies_where_it_was_measured():
    series, weather = (
        read_elements(shared("iss_tle_2021-01_2021-10.tle")),
        read_weather(shared("SW-All.csv")),
    )
    early = fit_ballistic(series, weather, date(2021, 6, 1))
    late = fit_ballistic(series, weather, date(2021, 9, 1))
    assert 0.0038 < early.ballistic_m2_kg < 0.0055
    assert 0.0050 < late.ballistic_m2_kg < 0.0080
