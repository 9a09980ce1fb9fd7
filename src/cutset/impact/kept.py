"""How is a figure of physics kept between runs, so that only the first one waits for it?

A figure is a pure function of what was asked and of this version, so its file is named by the hash of both; a file
that is damaged or cannot be written only costs the work again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from cutset import __version__

__all__ = ["cache_folder", "kept"]


def cache_folder() -> Path:
    """Return the folder of kept figures: ``CUTSET_CACHE``, or ``cutset`` in the user's cache folder."""
    named = os.environ.get("CUTSET_CACHE")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cutset"


def kept(kind: str, asked: dict[str, object], work: Callable[[], Any]) -> Any:
    """Return a figure from an earlier run, or work it out and keep it.

    Parameters
    ----------
    kind
        What sort of figure it is.
    asked
        Everything that it depends on, as plain values.
    work
        Works it out, as plain values.
    """
    key = msgspec.json.encode([__version__, kind, sorted(asked.items())])
    file = cache_folder() / f"{kind}-{hashlib.sha256(key).hexdigest()[:32]}.json"
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(file.read_bytes())
    found = work()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as new:
            new.write(msgspec.json.encode(found))
        Path(name).replace(file)
    return found
