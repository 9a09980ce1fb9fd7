"""Which options name the store of runs? Shared by the verbs that keep or read runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from cutset.runs.store import Store

__all__ = ["keeps_runs", "opened"]

F = TypeVar("F", bound=Callable[..., Any])


def keeps_runs(command: F) -> F:
    """Add the option that names the store of runs."""
    words = "File in which runs are kept; by default $CUTSET_STORE, or one in your data folder."
    return click.option("--store", default="", metavar="PATH", help=words)(command)


def opened(named: str, *, create: bool = False) -> Store:
    """Return the store that the option names."""
    from cutset.runs.store import Store, store_path

    return Store(store_path(named), create=create)
