"""Made-up element sets, weather and files for the tests of the orbit code."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta

import numpy as np

from cutset.orbit import ElementSet, SpaceWeather, brouwer_semi_major_axis_km, decay_observed
from cutset.orbit.constants import EARTH_MU_KM3_S2, EARTH_RADIUS_KM
from cutset.orbit.elements import ElementSeries, series_of


def kozai_motion(altitude_km: float, inclination_deg: float = 51.64, eccentricity: float = 0.0002) -> float:
    """Return the mean motion that an element set of this height prints [rev/d]."""
    radius = EARTH_RADIUS_KM + altitude_km
    motion = math.sqrt(EARTH_MU_KM3_S2 / radius**3) * 86400.0 / (2.0 * math.pi)
    for _ in range(20):
        wrong = brouwer_semi_major_axis_km(motion, inclination_deg, eccentricity) - radius
        motion *= 1.0 + 1.5 * wrong / radius
    return motion


def element_set(epoch: datetime, altitude_km: float = 420.0, **changes: object) -> ElementSet:
    known = {
        "satellite": 25544,
        "epoch": epoch,
        "inclination_deg": 51.64,
        "node_deg": 120.0,
        "eccentricity": 0.0002,
        "mean_motion_rev_day": kozai_motion(altitude_km),
        "bstar": 3e-5,
    }
    return ElementSet(**{**known, **changes})


def checksum(line: str) -> str:
    return str((sum(int(each) for each in line if each in "0123456789") + line.count("-")) % 10)


def tle(each: ElementSet, number: str = "") -> list[str]:
    """Write an element set as two lines."""
    label = number or f"{each.satellite:05d}"
    start = datetime(each.epoch.year, 1, 1, tzinfo=UTC)
    day = (each.epoch - start).total_seconds() / 86400.0 + 1.0
    drag = f"{abs(each.bstar):.4e}"
    digits, power = drag.split("e")
    mantissa = digits.replace(".", "")
    sign = "-" if each.bstar < 0 else " "
    bstar = f"{sign}{mantissa}{int(power) + 1:+d}" if each.bstar else " 00000+0"
    first = f"1 {label}U 98067A   {each.epoch.year % 100:02d}{day:012.8f}  .00001000  00000-0 {bstar} 0  999"
    second = (
        f"2 {label} {each.inclination_deg:8.4f} {each.node_deg:8.4f} {round(each.eccentricity * 1e7):07d} "
        f"173.6665  39.5832 {each.mean_motion_rev_day:11.8f}26271"
    )
    assert len(first) == len(second) == 68, (first, second)
    return [first + checksum(first), second + checksum(second)]


def calm_weather(first: date = date(2020, 1, 1), days: int = 1500, flux: float = 80.0, ap: float = 6.0) -> SpaceWeather:
    level = np.full(days, flux)
    return SpaceWeather(
        first=first,
        flux=level,
        mean_flux=level.copy(),
        trailing_flux=level.copy(),
        ap=np.full(days, ap),
        observed_until=first + timedelta(days=days - 1),
        source="calm.csv",
    )


def flown_series(
    *,
    ballistic: float = 0.006,
    days: int = 90,
    burns: dict[int, float] | None = None,
    scatter_km: float = 0.0,
) -> ElementSeries:
    """Return a series that decays under calm weather, with burns on given days [km] and scatter."""
    start = date(2021, 1, 1)
    chance = np.random.default_rng(7)
    heights = decay_observed(420.0, start, days, ballistic, calm_weather(), node_deg=120.0)
    lifted = np.zeros(days)
    for day, size in (burns or {}).items():
        lifted[day:] += size
    sets = [
        element_set(
            datetime(2021, 1, 1, tzinfo=UTC) + timedelta(days=at + 0.25 * quarter + 0.1),
            float(
                np.interp(at + 0.25 * quarter + 0.1, np.arange(1, days + 1), heights)
                + lifted[at]
                + chance.normal(0.0, scatter_km)
            ),
            node_deg=(120.0 - 4.99 * (at + 0.25 * quarter)) % 360.0,
        )
        for at in range(days)
        for quarter in range(4)
    ]
    return series_of(sets)


WEATHER_HEAD = (
    "DATE,BSRN,ND,KP1,KP2,KP3,KP4,KP5,KP6,KP7,KP8,KP_SUM,AP1,AP2,AP3,AP4,AP5,AP6,AP7,AP8,AP_AVG,CP,C9,ISN,"
    "F10.7_OBS,F10.7_ADJ,F10.7_DATA_TYPE,F10.7_OBS_CENTER81,F10.7_OBS_LAST81,F10.7_ADJ_CENTER81,F10.7_ADJ_LAST81"
)


def weather_line(day: date, *, flux: str = "80.0", ap: str = "6", kind: str = "OBS", mean: str = "81.0") -> str:
    return f"{day},2500,1,{'10,' * 8}80,{'4,' * 8}{ap},0.1,0,20,{flux},80.1,{kind},{mean},79.0,80.0,80.0"
