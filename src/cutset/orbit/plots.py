"""How is a chart written? Vega and Vega-Lite specifications (https://vega.github.io), drawn by vl-convert."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from cutset.errors import InputError

__all__ = ["FONT", "Spec", "write_plot"]

Spec = Mapping[str, Any]
FONT: Final = "DejaVu Sans"


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
