"""Space weather and solar forecasts: what is read, what is refused, and that nothing looks ahead."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from orbit_factory import WEATHER_HEAD, calm_weather, weather_line

from cutset.errors import InputError, OutsideRangeError
from cutset.orbit import outlook_known_by, read_outlook, read_weather
from cutset.orbit.outlook import shipped_outlooks

FIRST = date(2021, 1, 1)


def written(tmp_path, lines):
    path = tmp_path / "SW.csv"
    path.write_text("\n".join([WEATHER_HEAD, *lines]) + "\n")
    return path


def lines(count):
    return [weather_line(FIRST + timedelta(days=at)) for at in range(count)]


def test_observed_and_predicted_rows_are_told_apart(tmp_path):
    rows = [*lines(3), weather_line(date(2021, 1, 4), kind="PRD")]
    monthly = weather_line(date(2021, 2, 1), kind="PRM", ap="")
    weather = read_weather(written(tmp_path, [*rows, monthly]))
    assert (weather.first, weather.last, weather.observed_until) == (
        FIRST,
        date(2021, 1, 4),
        date(2021, 1, 3),
    )
    assert {remark.code for remark in weather.remarks} == {"predicted-weather", "monthly-weather"}


def test_missing_cells_bad_dates_and_gaps_are_all_listed(tmp_path):
    rows = [
        *lines(2),
        weather_line(date(2021, 1, 3), flux=""),
        weather_line(date(2021, 1, 4)).replace("2021-01-04", "4 Jan"),
        weather_line(date(2021, 1, 5), ap="x"),
        weather_line(date(2021, 1, 9)),
    ]
    with pytest.raises(InputError) as error:
        read_weather(written(tmp_path, rows))
    found = {(fault.row, fault.column, fault.code) for fault in error.value.faults}
    assert {(4, "F10.7_OBS", "missing-number"), (5, "DATE", "bad-date"), (6, "AP_AVG", "bad-number")} <= found
    assert any(fault.code == "weather-gap" for fault in error.value.faults)


def test_another_table_is_refused_by_its_missing_columns(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("day,flux\n2021-01-01,80\n")
    with pytest.raises(InputError) as error:
        read_weather(path)
    assert {fault.code for fault in error.value.faults} == {"missing-column"}


def test_days_outside_the_file_are_refused_with_its_dates():
    weather = calm_weather(FIRST, 30)
    with pytest.raises(OutsideRangeError, match="2021-01-02 to 2021-01-30"):
        weather.drivers(date(2021, 1, 20), 30)
    with pytest.raises(OutsideRangeError):
        weather.drivers(FIRST, 2)


@given(st.integers(1, 1400))
def test_what_was_known_on_a_day_does_not_change_with_later_rows(days):
    weather = calm_weather(date(2020, 1, 1), 1500)
    day = date(2020, 1, 1) + timedelta(days=days)
    later = np.arange(len(weather.flux)) > days
    weather.flux[later], weather.mean_flux[later], weather.ap[later] = 300.0, 300.0, 200.0
    # A centred mean of the last 40 known days is made from rows that were not there yet.
    weather.mean_flux[max(0, days - 39) : days + 1] = 250.0
    known = weather.known_by(day)
    assert known.last == day
    assert known.flux.max() == known.mean_flux.max() == 80.0


def test_staleness_counts_from_the_last_observed_day():
    weather = calm_weather(FIRST, 30)
    assert weather.stale_on(date(2021, 1, 31)) is None
    assert weather.stale_on(date(2021, 3, 1)).code == "stale-weather"


def table(rows):
    return "  TABLE 3 ESTIMATES\n\n" + "\n".join(rows)


GOOD = [
    " 2026.0003   JAN   154.3     138.6     127.6      18.3      16.5      13.7",
    " 2026.0837   FEB   153.0     136.4     123.4      18.8      16.4      13.6",
]


def test_a_table_of_percentiles_is_read_with_its_issue(tmp_path):
    path = tmp_path / "mar2026f10-prd.txt"
    path.write_text(table(GOOD))
    outlook = read_outlook(path)
    assert (outlook.issued, outlook.known_from) == (date(2026, 3, 1), date(2026, 4, 1))
    assert outlook.flux.tolist()[1] == [153.0, 136.4, 123.4]
    assert outlook.ap.tolist()[0] == [18.3, 16.5, 13.7]


def test_rows_that_rise_stop_short_or_skip_a_month_are_listed(tmp_path):
    path = tmp_path / "mar2026f10-prd.txt"
    rising = " 2026.1670   MAR   120.0     134.7     150.9      19.1      16.4      14.0"
    short = " 2026.2503   APR   148.7     133.1"
    skipped = " 2026.5003   JUL   142.1     126.9     109.8      20.7      16.6      11.8"
    path.write_text(table([*GOOD, rising, short, skipped]))
    with pytest.raises(InputError) as error:
        read_outlook(path)
    assert [fault.code for fault in error.value.faults] == [
        "outlook-gap",
        "bad-percentiles",
        "bad-percentiles",
    ]


def test_the_shipped_issues_follow_each_other_month_by_month():
    issues = [outlook.issued for outlook in shipped_outlooks()]
    assert issues[0] == date(2018, 1, 1)
    assert all(20 < (after - before).days < 40 for before, after in itertools.pairwise(issues))


@given(st.dates(date(2018, 3, 1), date(2030, 1, 1)))
def test_a_forecast_is_never_used_before_the_month_after_its_issue(day):
    outlook = outlook_known_by(day)
    assert outlook.known_from <= day
    later = [each for each in shipped_outlooks() if outlook.issued < each.issued]
    assert all(each.known_from > day for each in later)


def test_days_before_the_first_shipped_issue_are_refused():
    with pytest.raises(OutsideRangeError, match="2018-02-01"):
        outlook_known_by(date(2017, 6, 1))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_forecast_or_faults(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "jan2026f10.txt"
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        read_outlook(path)
    assert error.value.faults


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_damaged_weather_file_is_read_or_refused_with_faults(tmp_path, data):
    text = "\n".join([WEATHER_HEAD, *lines(4)])
    at = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(at, min(len(text), at + 30)))
    path = tmp_path / "SW.csv"
    path.write_text(text[:at] + data.draw(st.text(alphabet='0123456789.,-\n"x', max_size=6)) + text[end:])
    assert outcome(path)


def outcome(path):
    """Return the days of a file or the faults for which it was refused; nothing else may happen."""
    try:
        return list(read_weather(path).flux)
    except InputError as refused:
        return refused.faults
