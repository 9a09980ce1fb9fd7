"""Windows to Mars against NASA/TM-2010-216764 and against minima computed on DE421 by others."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from orbit_shared import shared

from cutset.orbit import Transfer, next_windows

PRINTED = [
    # opportunity, type, departure, C3 [km2/s2], arrival v-infinity [km/s]; NASA/TM-2010-216764
    (2026, "II", date(2026, 10, 31), 9.144, 2.729),
    (2028, "I", date(2028, 12, 10), 9.048, 4.892),
    (2028, "II", date(2028, 12, 2), 8.928, 3.261),
    (2031, "II", date(2031, 2, 23), 8.237, 5.530),
]


def least(year: int, kind: str) -> Transfer:
    windows = next_windows("mars", date(year - 1, 6, 1), 2)
    found = next(window for window in windows if any(each.depart.year == year for each in window.transfers))
    return next(each for each in found.transfers if each.type == kind)


@pytest.mark.parametrize(("year", "kind", "depart", "c3", "v_infinity"), PRINTED)
def test_printed_minima(year, kind, depart, c3, v_infinity):
    found = least(year, kind)
    assert abs((found.depart - depart).days) <= 3
    assert found.c3_km2_s2 == pytest.approx(c3, rel=0.015)
    assert found.v_infinity_km_s == pytest.approx(v_infinity, abs=0.15)


def handbook_rows():
    lines = [line for line in shared("mars_handbook_dev.csv").read_text().splitlines() if line[0] != "#"]
    return [row for row in csv.DictReader(lines) if row["objective"] == "min_c3"]


def test_every_minimum_of_the_handbook():
    for row in handbook_rows():
        ridge = (row["opportunity"], row["type"]) == ("2026", "I")
        found = least(int(row["opportunity"]), row["type"])
        where = f"{row['opportunity']} {row['type']}"
        assert found.c3_km2_s2 == pytest.approx(float(row["c3_km2s2"]), rel=0.05 if ridge else 0.015), where
        if row["depart"]:
            off = abs((found.depart - date.fromisoformat(row["depart"])).days)
            assert off <= (7 if ridge else 3), where
        if row["vinf_arr_kms"]:
            assert found.v_infinity_km_s == pytest.approx(float(row["vinf_arr_kms"]), abs=0.15), where


def test_past_minima_with_the_days_they_were_open():
    lines = [line for line in shared("mars_recomputed_past.csv").read_text().splitlines() if line[0] != "#"]
    for row in csv.DictReader(lines):
        found = least(int(row["opportunity"]), row["type"])
        assert str(found.depart) == row["depart"]
        assert str(found.arrive) == row["arrive"]
        assert found.c3_km2_s2 == pytest.approx(float(row["c3"]), abs=2e-3)
        assert abs((found.open_from - date.fromisoformat(row["first_day_c3_within_5"])).days) <= 1
        assert abs((found.open_until - date.fromisoformat(row["last_day_c3_within_5"])).days) <= 1
