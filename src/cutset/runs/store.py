"""Where are runs kept? One SQLite file, only ever added to, that survives a kill at any moment.

A run and all its contents go in as one transaction (write-ahead log, synchronous = FULL), so a kill loses at most
the run in hand. Contents stand once, under their SHA-256, compressed. https://sqlite.org/wal.html,
https://sqlite.org/atomiccommit.html
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final

from cutset.errors import InputError, NotFoundError
from cutset.runs.run import FIRST_LINK, SavedRun, link_of, sha256

__all__ = ["Store", "store_path"]

VARIABLE: Final = "CUTSET_STORE"
FILE: Final = "runs.sqlite"
MOST_TRIES: Final = 600
APPLICATION: Final = 0x43555453
"""``CUTS``: says in the file's header whose it is."""
SHORTEST_PREFIX: Final = 4
DAMAGE: Final = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What SQLite raises over a damaged file; its own messages may hold the damage as text."""
SCHEMA: Final = (
    """CREATE TABLE contents (
        sha256 TEXT PRIMARY KEY, stored_sha256 TEXT NOT NULL, stored BLOB NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE runs (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, previous TEXT NOT NULL, link TEXT NOT NULL,
        manifest BLOB NOT NULL)""",
    *(
        f"CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'only ever added to'); END"
        for table in ("contents", "runs")
        for verb in ("UPDATE", "DELETE")
    ),
)


def store_path(named: str = "") -> Path:
    """Return where runs are kept: the file named, that of ``CUTSET_STORE``, or one in the user's data folder.

    A folder, which holds lists and decisions too, holds the runs in a file of its own.
    """
    chosen = named or os.environ.get(VARIABLE, "")
    if not chosen:
        return _data_folder() / "cutset" / FILE
    path = Path(chosen)
    return path / FILE if path.is_dir() or not path.suffix else path


def _data_folder() -> Path:
    """Return the folder for a user's data: XDG base directories, Application Support, or LOCALAPPDATA."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


class Store:
    """The file of runs; use it in a ``with``.

    Parameters
    ----------
    path
        The file.
    create
        Whether it is made where it is not there.

    Raises
    ------
    NotFoundError
        Where there is no such file and none shall be made.
    InputError
        Where the file is something else, or damaged.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif not path.is_file():
            raise NotFoundError("store of runs", str(path), ())
        try:
            self._base = sqlite3.connect(path, isolation_level=None, timeout=60)
        except DAMAGE as error:
            raise _damaged(path, error) from error
        try:
            self._prepare()
        except BaseException as error:
            self._base.close()
            if isinstance(error, DAMAGE):
                raise _damaged(path, error) from error
            raise

    def _prepare(self) -> None:
        self._base.execute("PRAGMA synchronous = FULL")
        tables = self._base.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if self._made():  # asked after the count: another process may just have made both, in one transaction
            return
        if tables:
            raise InputError.one("no-store", "this file is no store of runs", file=self.path.name)
        self._write_ahead()
        with self._transaction():
            if not self._made():
                for statement in SCHEMA:
                    self._base.execute(statement)
                self._base.execute(f"PRAGMA application_id = {APPLICATION}")

    def _write_ahead(self) -> None:
        """Change to a write-ahead log; SQLite waits for every lock but this one, which another maker may hold."""
        for _ in range(MOST_TRIES):
            try:
                self._base.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
                time.sleep(0.05)
        self._base.execute("PRAGMA journal_mode = WAL")

    def _made(self) -> bool:
        return bool(self._base.execute("PRAGMA application_id").fetchone()[0] == APPLICATION)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()
        if isinstance(error, DAMAGE):
            raise _damaged(self.path, error) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    def add(self, manifest: bytes, contents: Iterable[bytes]) -> SavedRun:
        """Add a run with its contents as the last of the chain; one that is there already stays as it is."""
        name = sha256(manifest)
        packed = [(sha256(content), zlib.compress(content, 6)) for content in contents]
        with self._transaction():
            found = self._where("id = ?", name)
            if found:
                return found[0]
            last = self._base.execute("SELECT number, link FROM runs ORDER BY number DESC LIMIT 1").fetchone()
            number, previous = (last[0] + 1, last[1]) if last else (1, FIRST_LINK)
            saved = SavedRun(number, name, previous, link_of(previous, name), manifest)
            self._base.executemany(
                "INSERT OR IGNORE INTO contents VALUES (?, ?, ?)",
                [(digest, sha256(stored), stored) for digest, stored in packed],
            )
            self._base.execute(
                "INSERT INTO runs VALUES (?, ?, ?, ?, ?)", (number, name, previous, saved.link, manifest)
            )
        return saved

    def runs(self) -> tuple[SavedRun, ...]:
        """Return every run, the first one first."""
        return self._where("1")

    def find(self, wanted: str) -> SavedRun:
        """Return a run by id, by the beginning of its id, by ``#NUMBER``, or as ``last``.

        Raises
        ------
        NotFoundError
            Where no run answers to it, or more than one.
        """
        if wanted == "last":
            found = self.runs()[-1:]
        elif wanted.startswith("#") and wanted[1:].isdecimal():
            found = self._where("number = ?", int(wanted[1:]))
        elif len(wanted) >= SHORTEST_PREFIX and wanted.isalnum():
            found = self._where("substr(id, 1, ?) = ?", len(wanted), wanted.lower())
        else:
            found = ()
        if len(found) != 1:
            raise NotFoundError("one run" if found else "run", wanted, [one.short for one in found or self.runs()])
        return found[0]

    def _where(self, condition: str, *values: object) -> tuple[SavedRun, ...]:
        query = f"SELECT number, id, previous, link, manifest FROM runs WHERE {condition} ORDER BY number"
        return tuple(SavedRun(*row) for row in self._base.execute(query, values))

    def content(self, digest: str) -> bytes:
        """Return a content by its hash.

        Raises
        ------
        InputError
            Where it is missing, or is not what its hash says.
        """
        row = self._base.execute("SELECT stored_sha256, stored FROM contents WHERE sha256 = ?", (digest,)).fetchone()
        if row is None:
            raise self._flawed(digest, "a content is missing")
        checked, stored = row
        try:
            content = zlib.decompress(stored)
        except zlib.error:
            content = b""
        if sha256(stored) != checked or sha256(content) != digest:
            raise self._flawed(digest, "a content is not what its hash says")
        return content

    def _flawed(self, digest: str, sentence: str) -> InputError:
        hint = "cutset runs verify lists every flaw"
        return InputError.one("damaged-store", sentence, file=self.path.name, value=digest[:12], hint=hint)

    def digests(self) -> tuple[str, ...]:
        """Return the hashes of every content."""
        return tuple(row[0] for row in self._base.execute("SELECT sha256 FROM contents ORDER BY sha256"))

    def file_flaws(self) -> tuple[str, ...]:
        """Return what SQLite itself finds wrong with the file."""
        found = [row[0] for row in self._base.execute("PRAGMA integrity_check")]
        return () if found == ["ok"] else tuple(found)


def _damaged(path: Path, error: BaseException) -> InputError:
    if isinstance(error, sqlite3.OperationalError):
        return InputError.one("no-store", f"the store cannot be used: {error}", file=path.name)
    return InputError.one("damaged-store", f"the store cannot be read: {error}", file=path.name)
