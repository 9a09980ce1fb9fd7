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

from cutset.errors import InputError
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

    def open(self, sha256: str, name: str) -> Source:
        """Return a kept file under its own name.

        Raises
        ------
        InputError
            It is gone, or holds something else than what was kept.
        """
        if not self.path(sha256).is_file():
            raise _spoilt(name, sha256, "is gone")
        source = Source(self.path(sha256), name)
        if _hash_of(source) != sha256:
            raise _spoilt(name, sha256, "was altered")
        return source

    def seal(self, sha256: str, name: str) -> str:
        """Return what changes when a kept file is written again: its size and time, read without opening it.

        Raises
        ------
        InputError
            It is gone.
        """
        try:
            found = self.path(sha256).stat()
        except FileNotFoundError as error:
            raise _spoilt(name, sha256, "is gone") from error
        return f"{sha256} {found.st_size} {found.st_mtime_ns}"

    def keep(self, source: Source) -> str:
        """Keep a file and return its hash; one that is kept and whole is not written again."""
        target = self.path(source.sha256)
        if target.is_file() and _hash_of(Source(target)) == source.sha256:
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
        passing.replace(target)
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


def _hash_of(source: Source) -> str:
    try:
        return source.sha256
    except InputError:
        return ""


def _spoilt(name: str, sha256: str, how: str) -> InputError:
    return InputError.one(
        "altered-content",
        f"what the store keeps of this list {how}",
        value=f"SHA-256 {sha256[:16]}",
        file=name,
        hint="bring the store back from a copy, or add the list again from its file",
    )


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
