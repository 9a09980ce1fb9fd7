"""Where are runs, lists and decisions kept? The options that say so, shared by the verbs that keep or read them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from cutset.runs.store import Store

__all__ = ["default_folder", "keeps_runs", "list_folder", "opened", "two_option"]

F = TypeVar("F", bound=Callable[..., Any])


two_option = click.option(
    "--two", is_flag=True, envvar="CUTSET_TWO", help="A decision counts only when two people agree; also CUTSET_TWO."
)


def default_folder() -> Path:
    """Return the user's application folder for lists and decisions."""
    return Path(click.get_app_dir("cutset")) / "store"


def list_folder(named: str) -> Path:
    """Return the folder of lists and decisions: the one named, that of ``CUTSET_STORE``, or the user's own.

    A file of runs is no such folder; lists are then looked for where they stand by default.
    """
    chosen = named or os.environ.get("CUTSET_STORE", "")
    path = Path(chosen)
    return path if chosen and (path.is_dir() or not path.suffix) else default_folder()


def keeps_runs(command: F) -> F:
    """Add the option that names where runs are kept."""
    words = "Folder of what is kept, or a file of runs; by default $CUTSET_STORE, or your data folder."
    return click.option("--store", default="", metavar="PATH", help=words)(command)


def opened(named: str, *, create: bool = False) -> Store:
    """Return the store that the option names."""
    from cutset.runs.store import Store, store_path

    return Store(store_path(named), create=create)
