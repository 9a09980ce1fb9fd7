"""Where does the command line print what people read?"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["screen"]

WIDEST = 140
"""Lines longer than this are hard to read [characters]."""


def screen() -> Console:
    """Return the terminal as a console; its width when it is none is 120 characters."""
    from rich.console import Console

    width = min(shutil.get_terminal_size((120, 50)).columns, WIDEST)
    return Console(width=width, highlight=False, soft_wrap=False)
