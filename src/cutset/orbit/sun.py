"""What may the Sun do from a day on? Percentile paths, the level seen last, and the scatter of months.

The percentiles are NASA's (:mod:`cutset.orbit.outlook`). What they leave out was measured on 254 of its
issues from 1999 to 2020. How far the last months lay from the table carries on: flux keeps 0.7 of its
distance for a month and 0.5 for years, Ap 0.95, since the table's Ap ran 15-40 % high. Knowing that, the
table's spread is too wide at first, by two fifths. And single months scatter about the 13-month mean: over
1957-2020 by 0.175 of what the flux stands above 50 sfu, and by 28 % in Ap.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cutset.orbit.decay_arrays import DayArrays, day_arrays
from cutset.orbit.outlook import SolarOutlook
from cutset.orbit.weather import SpaceWeather, day_number

__all__ = ["expected_days"]

Floats = NDArray[np.float64]

FLUX_LEVEL_DAYS, AP_LEVEL_DAYS = 54, 162
"""Days before the start over which the last level is taken [d]."""

FLUX_KEPT, FLUX_KEPT_FIRST, FIRST_DAYS = 0.5, 0.2, 30.0
AP_KEPT: Final = 0.95
MONTH_DAYS: Final = 30
FLUX_SCATTER, SCATTERLESS_FLUX = 0.175, 50.0
"""Standard deviation of 30-day means of flux about 13-month means, as a share of what is above 50 sfu."""

SPREAD_SETTLED, SETTLED_DAYS = 0.4, 180.0
"""Share of NASA's spread that the last level takes away at first, and how long that lasts [-, d]."""

AP_SCATTER: Final = 0.278
"""Standard deviation of the log of 30-day means of Ap about 13-month means [-]."""

TRACKS: Final = 64


def expected_days(
    start: date,
    days: int,
    outlook: SolarOutlook,
    weather: SpaceWeather | None,
    *,
    orbit: tuple[float, float, float] | None,
    node_times: int,
    seed: int,
) -> DayArrays:
    """Lay out what each day of a forecast may bring.

    Parameters
    ----------
    start, days
        First day and number of days.
    outlook
        Percentile paths.
    weather
        What was observed before the start; without it no level is carried on.
    orbit
        See :func:`cutset.orbit.decay_arrays.day_arrays`.
    node_times
        Number of local times of the node in the table.
    seed
        Of the monthly scatter.
    """
    numbers = day_number(start) + np.arange(days)
    flux, ap = outlook.on(numbers)
    restless = FLUX_SCATTER * np.maximum(0.0, 1.0 - SCATTERLESS_FLUX / flux[:, 1])
    if weather is not None:
        flux_off, ap_off = _distance(start, flux[0, 1], ap[0, 1], weather)
        kept = FLUX_KEPT + FLUX_KEPT_FIRST * np.exp(-np.arange(days) / FIRST_DAYS)
        settled = 1.0 - SPREAD_SETTLED * np.exp(-np.arange(days) / SETTLED_DAYS)
        flux = _narrowed(flux * np.exp(kept * flux_off)[:, None], settled)
        ap = ap * np.exp(AP_KEPT * ap_off)
    noise = np.random.default_rng([seed, 1])
    return day_arrays(
        start,
        days,
        flux,
        ap,
        node_times=node_times,
        orbit=orbit,
        noise=(_scatter(noise, days) * restless, _scatter(noise, days) * AP_SCATTER),
    )


def _narrowed(paths: Floats, share: Floats) -> Floats:
    """Return percentile paths drawn in towards the median."""
    median = paths[:, 1:2]
    narrowed: Floats = median + (paths - median) * share[:, None]
    return narrowed


def _distance(start: date, flux: float, ap: float, weather: SpaceWeather) -> tuple[float, float]:
    """Return the log of how far the last months lay from the table."""
    end = (start - weather.first).days
    seen_flux = weather.flux[max(0, end - FLUX_LEVEL_DAYS) : end]
    seen_ap = weather.ap[max(0, end - AP_LEVEL_DAYS) : end]
    return float(np.log(seen_flux.mean() / flux)), float(np.log(max(1.0, float(seen_ap.mean())) / ap))


def _scatter(noise: np.random.Generator, days: int) -> Floats:
    """Return tracks of monthly deviations of unit spread, joined by straight lines."""
    months = days // MONTH_DAYS + 3
    drawn = noise.standard_normal((TRACKS, months))
    # Means over a month of straight lines between independent months keep 2/3 of the variance.
    at = np.arange(days) / MONTH_DAYS
    low = at.astype(np.int64)
    share = at - low
    tracks: Floats = (drawn[:, low] * (1 - share) + drawn[:, low + 1] * share) / np.sqrt(2.0 / 3.0)
    return tracks
