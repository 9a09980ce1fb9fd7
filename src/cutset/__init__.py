"""cutset follows a sanction from a listed name to the mission that stops.

The front door: everything a program needs is here, and imported only when it is asked for.

>>> import cutset
>>> found = cutset.assess(cutset.load("space-2022"))
>>> found.felt.functions["F-ANT-LAUNCH"].status
<FunctionStatus.AT_RISK: 'at risk'>
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from cutset.assess import Assessment, ask, assess
    from cutset.ingest.opening import read_world as load
    from cutset.match.frames import screen
    from cutset.report.building import build_document as document
    from cutset.world.question import Question
    from cutset.world.world import World

__version__ = "0.1.0"

__all__ = ["Assessment", "Question", "World", "__version__", "ask", "assess", "document", "load", "screen"]

_HOMES: Final = {
    "Assessment": ("cutset.assess", "Assessment"),
    "Question": ("cutset.world.question", "Question"),
    "World": ("cutset.world.world", "World"),
    "ask": ("cutset.assess", "ask"),
    "assess": ("cutset.assess", "assess"),
    "load": ("cutset.ingest.opening", "read_world"),
    "document": ("cutset.report.building", "build_document"),
    "screen": ("cutset.match.frames", "screen"),
}


class _FrontDoor(ModuleType):
    """Keeps ``cutset.assess`` the function, although a module of that name is imported beneath it."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _FrontDoor


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'cutset' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    found = getattr(importlib.import_module(module), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
