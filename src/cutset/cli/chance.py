"""Which probabilities does the command line take? Those from 0 to 1; what is no number is none."""

from __future__ import annotations

import math
from typing import Any, Final

import click

__all__ = ["CHANCE"]


class _Chance(click.FloatRange):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        found = float(super().convert(value, param, ctx))
        if math.isnan(found):
            self.fail(f"{value!r} is no number", param, ctx)
        return found


CHANCE: Final = _Chance(0, 1)
