"""How strongly does a station feel the air? Its ballistic coefficient, fitted to its own burn-free days.

Between burns the height falls by B times what a body of 1 m2/kg would lose, so that B is a slope: heights
against the loss that the density table gives for the observed Sun, one offset to each arc, by robust least
squares. B belongs to the density model it was fitted with, and changes with attitude, solar arrays and
visiting ships: the spread is part of the result (see the validation page for its size).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cutset.errors import InputError, OutsideRangeError
from cutset.orbit.constants import EARTH_MU_KM3_S2, EARTH_RADIUS_KM, SECONDS_PER_DAY
from cutset.orbit.decay_arrays import J2000_DAY
from cutset.orbit.density import OrbitAir, air_rotation_factor, density_table
from cutset.orbit.elements import ElementSeries
from cutset.orbit.history import DailyAltitudes, daily_altitudes
from cutset.orbit.limits import ballistic_faults
from cutset.orbit.weather import SpaceWeather, day_number

__all__ = ["BallisticFit", "ballistic_faults", "fit_ballistic", "loss_of_unit_body_km"]

Floats = NDArray[np.float64]

FIT_DAYS: Final = 60
LEAST_DAYS: Final = 8
PIECE_DAYS: Final = 10
"""Length of the pieces whose scatter gives the spread [d]."""

LEAST_SPREAD: Final = 0.12
"""Spread that no fit goes below [-]: attitude and visiting ships change between two months."""

DRIFT_SPREAD: Final = 0.20
"""Spread added for forecasts of years [-]: over 2021 B of the ISS moved between 0.0042 and 0.0072 m2/kg."""

NORMAL_90: Final = 1.2815515655446004
"""The 90th percentile of the normal distribution."""


class BallisticFit(msgspec.Struct, frozen=True, kw_only=True):
    """A ballistic coefficient and how sure it is.

    Parameters
    ----------
    ballistic_m2_kg
        Drag coefficient times area over mass [m2/kg], with NRLMSISE-00.
    log_spread
        Standard deviation of the log of next month's B about it [-].
    pieces_m2_kg
        The fits of those pieces, oldest first [m2/kg].
    first, last
        First and last day used.
    days_used
        Burn-free days used [d].
    """

    ballistic_m2_kg: float
    log_spread: float
    pieces_m2_kg: tuple[float, ...]
    first: date
    last: date
    days_used: int

    @property
    def range_m2_kg(self) -> tuple[float, float]:
        """P10 and P90 of what B may be next month [m2/kg]."""
        return self._range(self.log_spread)

    @property
    def long_range_m2_kg(self) -> tuple[float, float]:
        """P10 and P90 of what B may be over the coming years [m2/kg]."""
        return self._range(float(np.hypot(self.log_spread, DRIFT_SPREAD)))

    def _range(self, log_spread: float) -> tuple[float, float]:
        factor = float(np.exp(NORMAL_90 * log_spread))
        return self.ballistic_m2_kg / factor, self.ballistic_m2_kg * factor


def fit_ballistic(
    series: ElementSeries, weather: SpaceWeather, until: date | None = None, *, days: int = FIT_DAYS
) -> BallisticFit:
    """Fit the ballistic coefficient to the burn-free days before a date.

    Only sets and weather known on that date are read.

    Parameters
    ----------
    series
        Element sets.
    weather
        Space weather that covers them.
    until
        Day before which the fit ends; the day after the last set by default.
    days
        Length of the stretch that is fitted [d].

    Raises
    ------
    InputError
        When fewer than eight burn-free days are left, or the height did not fall.
    OutsideRangeError
        When the fit lies outside 0.001-0.05 m2/kg, or the weather does not cover the days.

    Source
    ------
    Slope by iteratively reweighted least squares: P. Huber, Robust Statistics (1981), section 7.8.

    Example
    -------
    >>> fit_ballistic(series, weather, date(2021, 6, 1)).range_m2_kg  # doctest: +SKIP
    (0.0034, 0.0063)
    """
    end = until or (series.last.epoch + timedelta(days=1)).date()
    midnight = datetime(end.year, end.month, end.day, tzinfo=UTC)
    known = series.until(midnight)
    heights = daily_altitudes(known).between(day_number(end) - days, day_number(end))
    loss = loss_of_unit_body_km(known, weather.known_by(end - timedelta(days=1)), heights)
    kept = _arcs_of_two(heights)
    if kept.sum() < LEAST_DAYS:
        raise InputError.one(
            "too-few-days",
            f"only {int(kept.sum())} burn-free days lie in the {days} before {end}; {LEAST_DAYS} are needed",
            hint="fit a longer stretch or bring more sets",
        )
    ballistic, leftover = _slope(loss[kept], heights.altitudes_km[kept], heights.arc[kept])
    bad = ballistic_faults((ballistic, ballistic))
    if bad:
        raise OutsideRangeError(bad)
    pieces = _pieces(loss[kept], heights.altitudes_km[kept], heights.arc[kept], heights.days[kept])
    return BallisticFit(
        ballistic_m2_kg=ballistic,
        log_spread=_log_spread(pieces, ballistic, leftover, loss[kept]),
        pieces_m2_kg=tuple(pieces),
        first=_date(heights.days[kept][0]),
        last=_date(heights.days[kept][-1]),
        days_used=int(kept.sum()),
    )


def loss_of_unit_body_km(series: ElementSeries, weather: SpaceWeather, heights: DailyAltitudes) -> Floats:
    """Return the height that a body of 1 m2/kg would have lost up to each day of a history [km].

    It is taken along the heights that were flown, so that burns are in it and need no model.
    """
    if not len(heights.days):
        return np.zeros(0)
    first, last = int(np.floor(heights.days[0])), int(np.floor(heights.days[-1]))
    start = date(1970, 1, 1) + timedelta(days=first)
    before, mean, ap = weather.drivers(start, last - first + 1)
    inclination = float(np.median([each.inclination_deg for each in series.sets]))
    air = density_table().at_inclination(inclination)
    noon = np.arange(first + 0.5, last + 1.0)
    altitude = np.interp(noon, heights.days, heights.altitudes_km)
    node = _node_hours(series, noon)
    rates = [
        _unit_rate(
            air,
            float(altitude[at]),
            inclination,
            _year_day(start, at),
            mean[at],
            ap[at],
            before[at],
            node[at],
        )
        for at in range(len(noon))
    ]
    lost = np.concatenate([[0.0], np.cumsum(rates)])
    passed: Floats = np.interp(heights.days, np.arange(first, last + 2), lost)
    return passed


def _unit_rate(
    air: OrbitAir,
    altitude: float,
    inclination: float,
    day: float,
    mean: float,
    ap: float,
    before: float,
    node: float,
) -> float:
    log_density = air.log_density(altitude, day, mean, ap, flux_above_mean=before - mean, node_hours=node)
    radius_m = (EARTH_RADIUS_KM + altitude) * 1e3
    speed_area = float(np.sqrt(EARTH_MU_KM3_S2 * 1e9 * radius_m))
    return float(np.exp(log_density)) * air_rotation_factor(altitude, inclination) * speed_area * SECONDS_PER_DAY / 1e3


def _year_day(start: date, at: int) -> float:
    return (start + timedelta(days=at)).timetuple().tm_yday - 0.5


def _node_hours(series: ElementSeries, noon: Floats) -> Floats:
    """Return local mean solar time of the ascending node [h], from the sets themselves."""
    moments = np.array([each.epoch.timestamp() / 86400.0 for each in series.sets])
    node = np.degrees(np.unwrap(np.radians([each.node_deg for each in series.sets])))
    sun = 280.460 + 0.9856474 * (noon - J2000_DAY)
    hours: Floats = ((np.interp(noon, moments, node) - sun) / 15.0 + 12.0) % 24.0
    return hours


def _arcs_of_two(heights: DailyAltitudes) -> NDArray[np.bool_]:
    """Return which days lie in burn-free arcs of two days or more: one alone has no slope."""
    return np.array([arc >= 0 and (heights.arc == arc).sum() > 1 for arc in heights.arc], dtype=bool)


def _slope(loss: Floats, altitude: Floats, arc: NDArray[np.int64]) -> tuple[float, float]:
    """Return B and the scatter of heights about the lines [m2/kg, km]."""
    weights = np.ones(len(loss))
    slope, leftover = 0.0, 0.0
    for _ in range(20):
        x, y = (_centred(part, arc, weights) for part in (loss, altitude))
        slope = -float((weights * x * y).sum() / (weights * x * x).sum())
        miss = np.abs(y + slope * x)
        leftover = max(1e-4, 1.4826 * float(np.median(miss)))
        weights = np.minimum(1.0, 1.345 * leftover / np.maximum(miss, 1e-9))
    return slope, leftover


def _centred(values: Floats, arc: NDArray[np.int64], weights: Floats) -> Floats:
    centred = values.copy()
    for each in np.unique(arc):
        rows = arc == each
        centred[rows] -= np.average(values[rows], weights=weights[rows])
    return centred


def _pieces(loss: Floats, altitude: Floats, arc: NDArray[np.int64], days: Floats) -> list[float]:
    pieces = []
    number = np.floor((days[-1] - days) / PIECE_DAYS)
    for each in np.unique(number)[::-1]:
        rows = number == each
        pairs = sum(int((arc[rows] == one).sum()) - 1 for one in np.unique(arc[rows]))
        if pairs >= 3:
            slope, _ = _slope(loss[rows], altitude[rows], arc[rows])
            if slope > 0.0:
                pieces.append(slope)
    return pieces


def _log_spread(pieces: list[float], ballistic: float, leftover: float, loss: Floats) -> float:
    """Return how far the next month may lie from the fit [-].

    Pieces of ten days scatter by s; a month is three of them and the fit up to six, so that their difference
    scatters by s sqrt(1/3 + 1/n). With fewer than three pieces only the scatter of heights is there.
    """
    if len(pieces) < 3:
        return max(LEAST_SPREAD, leftover / (ballistic * float(np.ptp(loss))))
    logs = np.log(np.array(pieces))
    scatter = 1.4826 * float(np.median(np.abs(logs - np.median(logs))))
    return max(LEAST_SPREAD, scatter * float(np.sqrt(1.0 / 3.0 + 1.0 / len(pieces))))


def _date(day: float) -> date:
    return date(1970, 1, 1) + timedelta(days=int(np.floor(day)))
