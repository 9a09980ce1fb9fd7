"""Which of our parties is a listed one? Screening of names and identifiers against official lists."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from cutset.match.asking import Asked, asked, asked_of
from cutset.match.exact import ExactIndex, Hit, Known, exact_index
from cutset.match.names import name_form
from cutset.match.verdicts import Decision, Decisions

if TYPE_CHECKING:
    from cutset.match.comparing import compare, compare_many
    from cutset.match.decisions import DecisionLog
    from cutset.match.delta import Alert, CustomerBook
    from cutset.match.explaining import Explanation, explain
    from cutset.match.frames import screen
    from cutset.match.index import Index, build_index, open_index
    from cutset.match.model import load_model
    from cutset.match.screener import Match, Screener

__all__ = [
    "Alert",
    "Asked",
    "CustomerBook",
    "Decision",
    "DecisionLog",
    "Decisions",
    "ExactIndex",
    "Explanation",
    "Hit",
    "Index",
    "Known",
    "Match",
    "Screener",
    "asked",
    "asked_of",
    "build_index",
    "compare",
    "compare_many",
    "exact_index",
    "explain",
    "load_model",
    "name_form",
    "open_index",
    "screen",
]

# The engine compiles kernels; who wants exact matching only does not wait for it.
LAZY: Final = {
    "Alert": "delta",
    "CustomerBook": "delta",
    "DecisionLog": "decisions",
    "Explanation": "explaining",
    "Index": "index",
    "Match": "screener",
    "Screener": "screener",
    "build_index": "index",
    "compare": "comparing",
    "compare_many": "comparing",
    "explain": "explaining",
    "load_model": "model",
    "open_index": "index",
    "screen": "frames",
}


def __getattr__(name: str) -> Any:
    if name in LAZY:
        return getattr(import_module(f"cutset.match.{LAZY[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
