"""How is a database of the store opened, and what is said where it cannot be used? SQLite, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cutset.errors import InputError

__all__ = ["connected", "unusable"]


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database; what the block did is kept whole or not at all.

    Raises
    ------
    InputError
        The file is damaged, is no database, or may not be written.
    """
    try:
        db = sqlite3.connect(path, timeout=60, isolation_level=None)
        try:
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA foreign_keys = ON")
            yield db
            if db.in_transaction:
                db.execute("COMMIT")
        finally:
            db.close()
    except sqlite3.Error as error:
        raise unusable(path, str(error)) from error


def unusable(path: Path, why: str) -> InputError:
    """Return the error that says why a database cannot be used."""
    return InputError.one(
        "unusable-store",
        f"this database of the store cannot be used: {why}",
        file=path.name,
        hint="see that the folder may be written; bring a damaged file back from a copy",
    )
