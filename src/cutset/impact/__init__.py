"""What stops, when, how likely, and why? The front door of stage *impact*."""

from cutset.impact.impact import FunctionFinding, Impact, ItemFinding, default_clocks, impact

__all__ = ["FunctionFinding", "Impact", "ItemFinding", "default_clocks", "impact"]
