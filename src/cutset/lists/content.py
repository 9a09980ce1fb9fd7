"""How is a file kept so that it is either wholly there or not at all? Content-addressed, packed, synced.

A file is written under a passing name, synced and renamed to the SHA-256 of its uncompressed bytes. A kill
at any moment leaves at most a passing file, which a later writer removes.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import secrets
import shutil
import time
from pathlib import Path
from typing import Final

from cutset.lists.source import Source

__all__ = ["ContentFolder"]

PASSING: Final = "passing-"
STALE_SECONDS: Final = 3600
"""Age after which a passing file belongs to nobody any more."""


class ContentFolder:
    """Keeps files under the hash of what they hold.

    Parameters
    ----------
    folder
        Made when it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, sha256: str) -> Path:
        """Return where the content of a hash is kept."""
        return self.folder / sha256[:2] / f"{sha256}.gz"

    def keep(self, source: Source) -> str:
        """Keep a file and return its hash; one that is kept already is not written again."""
        target = self.path(source.sha256)
        if target.is_file():
            return source.sha256
        target.parent.mkdir(exist_ok=True)
        passing = target.parent / f"{PASSING}{os.getpid()}-{secrets.token_hex(4)}"
        with passing.open("wb") as raw:
            with (
                source.bytes() as content,
                gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6, mtime=0, filename="") as packed,
            ):
                shutil.copyfileobj(content, packed, 1 << 18)
            raw.flush()
            os.fsync(raw.fileno())
        passing.rename(target)
        _sync_folder(target.parent)
        return source.sha256

    def tidy(self) -> int:
        """Remove what killed writers left behind; return how many files."""
        removed = 0
        for passing in self.folder.glob(f"*/{PASSING}*"):
            with contextlib.suppress(FileNotFoundError):
                if time.time() - passing.stat().st_mtime > STALE_SECONDS:
                    passing.unlink()
                    removed += 1
        return removed


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
