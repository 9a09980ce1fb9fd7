"""How are rows of Parquet read and written? By DuckDB, in the extra ``bulk``, some thousand rows at a time.

DuckDB rather than Arrow: MIT, no dependencies, half the size, and it streams both ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from cutset.errors import InputError, MissingExtraError
from cutset.match.results import passing_file, write_json_lines

__all__ = ["ParquetFile", "write_parquet"]

AT_ONCE: Final = 2000
TYPED: Final = {"probability": "DOUBLE", "list_age_days": "BIGINT", "list_published": "DATE"}
"""Columns of Parquet that are no text."""


class ParquetFile:
    """A Parquet file, read from the start as often as asked.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    MissingExtraError
        The extra ``bulk`` is not installed.
    InputError
        The file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.header: list[str] = [column[0] for column in self._opened().description]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows in order."""
        found = self._opened()
        with self._said():
            while several := found.fetchmany(AT_ONCE):
                yield from several

    def _opened(self) -> Any:
        with self._said():
            return _duckdb().connect().execute("SELECT * FROM read_parquet(?)", [_plain_path(self.path)])

    @contextmanager
    def _said(self) -> Iterator[None]:
        """Say what DuckDB finds wrong as a fault of the file."""
        try:
            yield
        except _duckdb().Error as error:
            words = f"the file cannot be read: {str(error).splitlines()[0]}"
            raise InputError.one("bad-parquet", words, file=self.path.name) from error


def write_parquet(results: Iterable[dict[str, str]], columns: Sequence[str], path: Path) -> None:
    """Write results as Parquet.

    Raises
    ------
    MissingExtraError
        The extra ``bulk`` is not installed.
    """
    base = _duckdb().connect()
    with passing_file(path.with_name(f"{path.name}.jsonl")) as lines:
        with lines.open("w", encoding="utf-8") as out:
            write_json_lines(results, columns, out)
        told = ", ".join(f"{_text(column)}: 'VARCHAR'" for column in columns)
        source = f"read_json({_text(_plain_path(lines))}, format = 'newline_delimited', columns = {{{told}}})"
        cells = ", ".join(map(_typed, columns))
        base.execute(f"COPY (SELECT {cells} FROM {source}) TO {_text(str(path))} (FORMAT parquet)")
        lines.unlink()


def _typed(column: str) -> str:
    named = '"' + column.replace('"', '""') + '"'
    return f"TRY_CAST({named} AS {TYPED[column]}) AS {named}" if column in TYPED else named


def _plain_path(path: Path) -> str:
    """Return a path in which no letter is a wildcard."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))


def _text(text: str) -> str:
    """Write text as SQL does."""
    return "'" + text.replace("'", "''") + "'"


def _duckdb() -> Any:
    try:
        import duckdb  # pyright: ignore[reportMissingImports]
    except ImportError as error:
        raise MissingExtraError("bulk", "Parquet") from error
    return duckdb
