"""How does a station's height look: measured, and under each set of boosts?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import numpy as np

from cutset.orbit.history import DailyAltitudes
from cutset.orbit.plots import FONT, Spec
from cutset.orbit.station import Case, StationStudy

__all__ = ["height_plot"]

CASE_COLOURS: Final = ("#7a7a7a", "#1b6ca8", "#c2410c")
"""Grey for no boosts, blue for all, rust for what is left; every panel carries its name as well."""

WIDTH: Final = 760


def height_plot(study: StationStudy, history: DailyAltitudes | None = None) -> Spec:
    """Return the chart of height: past days with burns, then a panel for each case with its bands and the
    floors.

    Parameters
    ----------
    study
        Cases to be drawn: P50 as a line, P10 to P90 as a band.
    history
        Daily heights before the study.
    """
    until = _last_shown(study)
    label = study.state.name or (f"object {study.state.satellite}" if study.state.satellite else "Station")
    past = [] if history is None or not len(history.days) else [_past_panel(study, history)]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {
            "text": f"{label}: height from {study.state.day}",
            "subtitle": "line = P50, band = P10 to P90, months = P10 / P50 / P90; "
            "height = semi-major axis less 6378.135 km",
        },
        "config": {"font": FONT},
        "vconcat": [*past, *(_case_panel(study, at, until) for at in range(len(study.cases)))],
    }


def _last_shown(study: StationStudy) -> date:
    """Return the day at which nothing more happens: the last P90, or the horizon where it is open."""
    forecasts = [case.forecast for case in study.cases]
    ends = [each.heights[-1].p90 or each.horizon for each in forecasts]
    return min(max(ends) + timedelta(days=120), max(each.horizon for each in forecasts))


def _past_panel(study: StationStudy, history: DailyAltitudes) -> Spec:
    rows = [
        {
            "day": str(date(1970, 1, 1) + timedelta(days=float(day))),
            "height": round(float(height), 3),
            "arc": int(arc),
        }
        for day, height, arc in zip(history.days, history.altitudes_km, history.arc, strict=True)
    ]
    burns = [
        {
            "day": f"{burn.start:%Y-%m-%d}",
            "height": round(burn.altitude_km + 0.5 * burn.rise_km, 3),
            "rise": f"{burn.rise_km:+.2f}",
            "row": at % 2,
        }
        for at, burn in enumerate(study.state.burns)
    ]
    x, y = _day_axis(), {**_height_axis(), "field": "height"}
    return {
        "title": {"text": "measured: daily median, burns with their size [km]", "anchor": "start"},
        "width": WIDTH,
        "height": 150,
        "layer": [
            {
                "data": {"values": rows},
                "mark": {"type": "point", "filled": True, "color": "black", "size": 12},
                "encoding": {"x": x, "y": y},
            },
            {
                "data": {"values": burns},
                "mark": {"type": "rule", "color": "#2e7d32", "strokeDash": [2, 2]},
                "encoding": {"x": x},
            },
            *(
                {
                    "data": {"values": [burn for burn in burns if burn["row"] == row]},
                    "mark": {"type": "text", "color": "#2e7d32", "align": "left", "dx": 3, "y": 8 + 14 * row},
                    "encoding": {"x": x, "text": {"field": "rise"}},
                }
                for row in (0, 1)
            ),
        ],
    }


def _case_panel(study: StationStudy, at: int, until: date) -> Spec:
    case = study.cases[at]
    colour = CASE_COLOURS[min(at, len(CASE_COLOURS) - 1)]
    heights = case.forecast.heights
    rows = [
        {"height": each.height_km, "label": f"{each.height_km:g} km: {_said(case.months_to(each))}"} for each in heights
    ]
    top, bottom = case.forecast.altitude_km + 10.0, heights[-1].height_km - 5.0
    y = {**_height_axis(), "scale": {"domain": [bottom, top]}}
    x = {**_day_axis(), "scale": {"domain": [str(study.state.day), str(until)]}}
    floor = {"y": {**y, "field": "height"}}
    return {
        "title": {"text": case.name, "anchor": "start", "color": colour},
        "width": WIDTH,
        "height": 190,
        "layer": [
            {
                "data": {"values": _track(case, until)},
                "layer": [
                    {
                        "mark": {"type": "area", "opacity": 0.25, "color": colour, "clip": True},
                        "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
                    },
                    {
                        "mark": {"type": "line", "strokeWidth": 2, "color": colour, "clip": True},
                        "encoding": {"x": x, "y": {**y, "field": "middle"}},
                    },
                ],
            },
            {"data": {"values": rows}, "mark": {"type": "rule", "strokeDash": [5, 4]}, "encoding": floor},
            {
                "data": {"values": rows},
                "mark": {"type": "text", "align": "right", "dy": -6, "fontSize": 10},
                "encoding": {**floor, "x": {"value": WIDTH - 4}, "text": {"field": "label"}},
            },
        ],
    }


def _said(months: Sequence[float | None]) -> str:
    return " / ".join("beyond" if each is None else f"{each:.0f}" for each in months) + " months"


def _track(case: Case, until: date) -> list[dict[str, Any]]:
    """Return the bands by day; a line ends where it reaches the lowest height."""
    forecast = case.forecast
    low, middle, high = np.round(forecast.track_km, 2)
    down = forecast.track_km[1] <= forecast.heights[-1].height_km
    ends = int(np.argmax(down)) if down.any() else len(down)
    shown = [at for at, day in enumerate(forecast.track_days) if forecast.start + timedelta(days=float(day)) <= until]
    return [
        {
            "day": str(forecast.start + timedelta(days=float(forecast.track_days[at]))),
            "low": float(low[at]),
            "middle": float(middle[at]) if at <= ends else None,
            "high": float(high[at]),
        }
        for at in shown
    ]


def _day_axis() -> dict[str, Any]:
    return {
        "field": "day",
        "type": "temporal",
        "title": None,
        "axis": {"format": "%-d %b %Y", "labelOverlap": True, "tickCount": 8},
    }


def _height_axis() -> dict[str, Any]:
    return {"type": "quantitative", "title": "height [km]", "scale": {"zero": False}}
