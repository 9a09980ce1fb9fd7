"""Which engine made a result? The version and the fingerprint of the code and tables that decide it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

from cutset import __version__

__all__ = ["engine_version"]

DECIDES_NOTHING: Final = frozenset({"cli", "runs", "serve", "worlds"})
"""Folders that show, keep or feed results and decide none."""


@lru_cache(maxsize=1)
def engine_version() -> str:
    """Return version and fingerprint, such as ``0.1.0+3f2a90c1d5be``: the same one, the same results.

    The fingerprint covers each module and each table of the package that can change what a result says.
    """
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*")):
        place = file.relative_to(package)
        if file.suffix in (".py", ".csv", ".yaml", ".json", ".gz") and place.parts[0] not in DECIDES_NOTHING:
            digest.update(f"{place.as_posix()}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return f"{__version__}+{digest.hexdigest()[:12]}"
