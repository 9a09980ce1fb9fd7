"""How do a porkchop and a calendar of windows look? Contours are Vega's isocontour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cutset.orbit.plots import FONT, Spec
from cutset.orbit.transfers import Porkchop, Transfer
from cutset.orbit.windows import Window

__all__ = ["calendar_plot", "porkchop_plot"]

C3_ABOVE_LEAST: Final = (0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 60)
"""Levels of C3 above the least, rounded down [km2/s2]."""

V_ABOVE_LEAST: Final = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
"""Levels of arrival speed above the least, rounded down to a half [km/s]."""

BEYOND: Final = 1e4
"""Drawn where a pair of days has no transfer: above every level."""


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
    rows = np.flipud(np.where(np.isfinite(grid.c3_km2_s2), grid.c3_km2_s2, BEYOND).T)
    speed = np.flipud(np.where(np.isfinite(grid.v_infinity_km_s), grid.v_infinity_km_s, BEYOND).T)
    shape = {"width": rows.shape[1], "height": rows.shape[0]}
    scale = width / rows.shape[1], height / rows.shape[0]
    c3_levels = [float(np.floor(rows.min())) + each for each in C3_ABOVE_LEAST]
    speed_levels = [float(np.floor(2.0 * speed.min())) / 2.0 + each for each in V_ABOVE_LEAST]
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
            {"name": "c3", "values": [{**shape, "values": _rounded(rows)}]},
            {"name": "speed", "values": [{**shape, "values": _rounded(speed)}]},
            _contours("c3", c3_levels, scale),
            _contours("speed", speed_levels, scale),
            {"name": "chosen", "values": [_point(each) for each in chosen]},
        ],
        "scales": _porkchop_scales(grid, c3_levels, speed_levels),
        "axes": [
            {
                "orient": side,
                "scale": scale,
                "title": title,
                "format": "%b %Y",
                "tickCount": {"interval": "month", "step": 1 + (days[-1] - days[0]).days // 300},
                "labelOverlap": True,
                "grid": True,
                "gridOpacity": 0.3,
            }
            for side, scale, title, days in (
                ("bottom", "x", "departure", grid.depart),
                ("left", "y", "arrival", grid.arrive),
            )
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


def _rounded(values: NDArray[np.float64]) -> list[float]:
    rounded: list[float] = np.round(values, 3).ravel().tolist()
    return rounded


def _contours(name: str, levels: Sequence[float], scale: Sequence[float]) -> Spec:
    return {
        "name": f"{name}_contours",
        "source": name,
        "transform": [{"type": "isocontour", "thresholds": list(levels), "scale": list(scale), "zero": False}],
    }


def _porkchop_scales(grid: Porkchop, c3_levels: Sequence[float], speed_levels: Sequence[float]) -> list[Spec]:
    return [
        *(
            {"name": name, "type": "utc", "domain": [_stamp(days[0]), _stamp(days[-1])], "range": side}
            for name, days, side in (("x", grid.depart, "width"), ("y", grid.arrive, "height"))
        ),
        {
            "name": "colour",
            "type": "ordinal",
            "domain": list(c3_levels),
            "range": {"scheme": "yellowgreenblue", "count": len(c3_levels)},
            "reverse": True,
        },
        {
            "name": "speed_colour",
            "type": "ordinal",
            "domain": list(speed_levels),
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
        "label": f"{transfer.type}: {transfer.depart}, C3 {transfer.c3_km2_s2:.1f}, v∞ {transfer.v_infinity_km_s:.2f}",
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
