"""How do a station's height, a porkchop and a calendar of windows look?

Vega and Vega-Lite specifications (https://vega.github.io), turned to SVG or PNG by vl-convert. Contours are
Vega's isocontour, over the grid as it was computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cutset.errors import InputError
from cutset.orbit.history import DailyAltitudes
from cutset.orbit.station import Case, StationStudy
from cutset.orbit.windows import Porkchop, Transfer, Window

__all__ = ["calendar_plot", "height_plot", "porkchop_plot", "write_plot"]

Spec = Mapping[str, Any]

CASE_COLOURS: Final = ("#7a7a7a", "#1b6ca8", "#c2410c")
"""Grey for no boosts, blue for all, rust for what is left; told apart in print by shape of line as well."""

FONT: Final = "DejaVu Sans"
WIDTH: Final = 760
C3_LEVELS: Final = (8, 9, 10, 12, 14, 16, 18, 20, 25, 30, 40, 50)
V_LEVELS: Final = (2.5, 3, 3.5, 4, 5, 6, 8)
CAPPED_C3: Final = 200.0
"""C3 drawn where a pair of days has no transfer or a dearer one [km2/s2]."""


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


def porkchop_plot(grid: Porkchop, chosen: Sequence[Transfer] = ()) -> Spec:
    """Return the porkchop: filled contours of C3, lines of arrival speed, the chosen transfers as points.

    Parameters
    ----------
    grid
        Costs, with evenly spaced days.
    chosen
        Transfers to be marked.
    """
    width, height = 640, 520
    rows = np.flipud(np.where(np.isfinite(grid.c3_km2_s2), grid.c3_km2_s2, CAPPED_C3).T)
    speed = np.flipud(np.where(np.isfinite(grid.v_infinity_km_s), grid.v_infinity_km_s, CAPPED_C3).T)
    shape = {"width": rows.shape[1], "height": rows.shape[0]}
    scale = width / rows.shape[1], height / rows.shape[0]
    return {
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "title": {
            "text": f"Earth to {grid.target.capitalize()}: C3 (colour) and arrival v-infinity (lines)",
            "subtitle": "one conic, DE421; no deep-space manoeuvre is modelled",
            "font": FONT,
        },
        "width": width,
        "height": height,
        "padding": 8,
        "data": [
            {"name": "c3", "values": [{**shape, "values": _rounded(np.minimum(rows, CAPPED_C3))}]},
            {"name": "speed", "values": [{**shape, "values": _rounded(np.minimum(speed, CAPPED_C3))}]},
            _contours("c3", C3_LEVELS, scale),
            _contours("speed", V_LEVELS, scale),
            {"name": "chosen", "values": [_point(each) for each in chosen]},
        ],
        "scales": _porkchop_scales(grid),
        "axes": [
            {
                "orient": side,
                "scale": scale,
                "title": title,
                "format": "%b %Y",
                "grid": True,
                "gridOpacity": 0.3,
            }
            for side, scale, title in (("bottom", "x", "departure"), ("left", "y", "arrival"))
        ],
        "legends": [
            {"fill": "colour", "title": "C3 from [km²/s²]", "type": "symbol", "symbolType": "square"},
            {
                "stroke": "speed_colour",
                "title": "v∞ at arrival [km/s]",
                "type": "symbol",
                "symbolType": "stroke",
            },
        ],
        "marks": [
            _contour_mark("c3_contours", fill=True),
            _contour_mark("speed_contours", fill=False),
            *_point_marks(),
        ],
    }


def calendar_plot(windows: Sequence[Window]) -> Spec:
    """Return the calendar: when each window is open, by type, and its best day.

    Parameters
    ----------
    windows
        Opportunities in order.
    """
    rows = [
        {
            "window": f"{window.best.depart.year} {transfer.type}",
            "from": str(transfer.open_from),
            "until": str(transfer.open_until + timedelta(days=1)),
            "depart": str(transfer.depart),
            "c3": round(transfer.c3_km2_s2, 2),
            "label": f"C3 {transfer.c3_km2_s2:.1f}, {transfer.days_open} d"
            + (", ridge" if transfer.by_the_ridge else ""),
            "type": f"type {transfer.type}" + (", better" if transfer is window.best else ""),
        }
        for window in windows
        for transfer in window.transfers
    ]
    y = {"field": "window", "type": "nominal", "sort": None, "title": None}
    x = {"type": "temporal", "title": "departure", "axis": {"format": "%b %Y", "labelAngle": -40}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {
            "text": f"Windows to {windows[0].target.capitalize()}",
            "subtitle": "bar = days with C3 within 5 km²/s² of the least; point = least C3",
        },
        "width": 700,
        "height": {"step": 26},
        "config": {"font": FONT},
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "bar", "height": 14},
                "encoding": {
                    "y": y,
                    "x": {**x, "field": "from"},
                    "x2": {"field": "until"},
                    "color": {
                        "field": "type",
                        "type": "nominal",
                        "title": None,
                        "scale": {
                            "domain": ["type I", "type I, better", "type II", "type II, better"],
                            "range": ["#fcd9bd", "#c2410c", "#bcd7ea", "#1b6ca8"],
                        },
                    },
                },
            },
            {
                "mark": {
                    "type": "point",
                    "filled": True,
                    "color": "white",
                    "stroke": "black",
                    "opacity": 1,
                    "size": 45,
                },
                "encoding": {"y": y, "x": {**x, "field": "depart"}},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 10},
                "encoding": {"y": y, "x": {**x, "field": "until"}, "text": {"field": "label"}},
            },
        ],
    }


def write_plot(spec: Spec, path: Path) -> None:
    """Write a chart as SVG or PNG, by the ending of the name.

    Raises
    ------
    InputError
        For another ending.
    """
    import vl_convert

    lite = "vega-lite" in str(spec["$schema"])
    match path.suffix.lower():
        case ".svg":
            text = vl_convert.vegalite_to_svg(dict(spec)) if lite else vl_convert.vega_to_svg(dict(spec))
            path.write_text(text, encoding="utf-8")
        case ".png":
            draw = vl_convert.vegalite_to_png if lite else vl_convert.vega_to_png
            path.write_bytes(draw(dict(spec), scale=1.5))
        case _:
            raise InputError.one(
                "plot-format", "a plot is written as .svg or .png", value=path.name, hint="change the ending"
            )


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
        {"height": each.height_km, "label": f"{each.height_km:g} km: {_said(case.months_to(each))}"}
        for each in heights
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
    shown = [
        at
        for at, day in enumerate(forecast.track_days)
        if forecast.start + timedelta(days=float(day)) <= until
    ]
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
    return {"field": "day", "type": "temporal", "title": None, "axis": {"format": "%b %Y"}}


def _height_axis() -> dict[str, Any]:
    return {"type": "quantitative", "title": "height [km]", "scale": {"zero": False}}


def _rounded(values: NDArray[np.float64]) -> list[float]:
    rounded: list[float] = np.round(values, 3).ravel().tolist()
    return rounded


def _contours(name: str, levels: Sequence[float], scale: Sequence[float]) -> Spec:
    return {
        "name": f"{name}_contours",
        "source": name,
        "transform": [
            {"type": "isocontour", "thresholds": list(levels), "scale": list(scale), "zero": False}
        ],
    }


def _porkchop_scales(grid: Porkchop) -> list[Spec]:
    return [
        *(
            {"name": name, "type": "utc", "domain": [_stamp(days[0]), _stamp(days[-1])], "range": side}
            for name, days, side in (("x", grid.depart, "width"), ("y", grid.arrive, "height"))
        ),
        {
            "name": "colour",
            "type": "ordinal",
            "domain": list(C3_LEVELS),
            "range": {"scheme": "yellowgreenblue", "count": len(C3_LEVELS)},
            "reverse": True,
        },
        {
            "name": "speed_colour",
            "type": "ordinal",
            "domain": list(V_LEVELS),
            "range": ["#fff5f0", "#fcbba1", "#fc9272", "#fb6a4a", "#de2d26", "#a50f15", "#67000d"],
        },
    ]


def _contour_mark(source: str, *, fill: bool) -> Spec:
    colour = (
        {"fill": {"scale": "colour", "field": "contour.value"}}
        if fill
        else {"stroke": {"scale": "speed_colour", "field": "contour.value"}, "strokeWidth": {"value": 1.3}}
    )
    return {
        "type": "path",
        "from": {"data": source},
        "clip": True,
        "encode": {"enter": colour},
        "transform": [{"type": "geopath", "field": "datum.contour"}],
    }


def _point(transfer: Transfer) -> dict[str, Any]:
    return {
        "depart": _stamp(transfer.depart),
        "arrive": _stamp(transfer.arrive),
        "label": f"{transfer.type}: {transfer.depart}, "
        f"C3 {transfer.c3_km2_s2:.1f}, v∞ {transfer.v_infinity_km_s:.2f}",
    }


def _point_marks() -> list[Spec]:
    place = {"x": {"scale": "x", "field": "depart"}, "y": {"scale": "y", "field": "arrive"}}
    halo = {"stroke": {"value": "white"}, "strokeWidth": {"value": 3}, "strokeJoin": {"value": "round"}}
    text = {"text": {"field": "label"}, "dx": {"value": 9}, "dy": {"value": 4}, "fontSize": {"value": 11}}
    return [
        {
            "type": "symbol",
            "from": {"data": "chosen"},
            "encode": {
                "enter": {
                    **place,
                    "size": {"value": 70},
                    "fill": {"value": "#c2410c"},
                    "stroke": {"value": "white"},
                }
            },
        },
        {"type": "text", "from": {"data": "chosen"}, "encode": {"enter": {**place, **text, **halo}}},
        {
            "type": "text",
            "from": {"data": "chosen"},
            "encode": {"enter": {**place, **text, "fill": {"value": "black"}}},
        },
    ]


def _stamp(day: date) -> int:
    """Return milliseconds since 1970-01-01, as Vega's scales of time take them."""
    return (day - date(1970, 1, 1)).days * 86_400_000
