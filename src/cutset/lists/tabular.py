"""Which cells stand in the rows of a CSV list with a header? Rows as name-to-cell maps, faults collected."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from typing import Final

from cutset.errors import Fault
from cutset.lists.source import Source, fault_of

__all__ = ["LONGEST_CELL", "header_of", "plain", "printed_header", "rows", "split_cell"]

LONGEST_CELL: Final = 1 << 20
"""Longest cell that is read; statements of reasons reach 20,000 [characters]."""

SEMICOLON: Final = re.compile(r";\s*(?![^()]*\))")


def plain(column: str) -> str:
    """Return a column's name in lower-case letters and digits only."""
    return re.sub(r"[^a-z0-9]", "", column.lower())


def header_of(source: Source, delimiter: str = ",", skip: int = 0) -> list[str]:
    """Return the plain column names of a line near the start, by default the first."""
    return [plain(cell) for cell in printed_header(source, delimiter, skip)]


def printed_header(source: Source, delimiter: str = ",", skip: int = 0) -> list[str]:
    """Return the column names of a line near the start as they are written."""
    lines = source.head.decode(source.encoding, errors="replace").splitlines()[skip : skip + 1]
    return [cell.strip() for cell in next(csv.reader(lines, delimiter=delimiter), [])]


def rows(
    source: Source,
    needed: Sequence[str],
    faults: list[Fault],
    *,
    delimiter: str = ",",
    skip: int = 0,
    lazy: bool = False,
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and cells, stripped, under plain column names.

    Parameters
    ----------
    needed
        Plain names of columns without which the list cannot be read.
    faults
        Collects missing columns and rows that do not fit the header.
    delimiter, skip, lazy
        Cell delimiter; lines before the header; whether stray quotes are taken as they stand.
    """
    csv.field_size_limit(LONGEST_CELL)
    with source.text() as text:
        for _ in range(skip):
            text.readline()
        clean = (line.replace("\x00", "") for line in text)
        reader = csv.reader(clean, delimiter=delimiter, strict=not lazy)
        try:
            header = [plain(cell) for cell in next(reader, [])]
            missing = [column for column in needed if column not in header]
            if missing:
                faults.append(
                    fault_of(source, skip + 1, ", ".join(missing), "missing-column", "the header lacks a column")
                )
                return
            yield from _cells(source, reader, header, faults, skip)
        except csv.Error as error:
            faults.append(_cut_off(source, reader.line_num + skip, error))


def split_cell(cell: str, pattern: re.Pattern[str] = SEMICOLON) -> list[str]:
    """Split a cell with several values; a delimiter inside brackets does not count."""
    return [piece.strip() for piece in pattern.split(cell) if piece.strip()]


def _cells(
    source: Source, reader: Iterator[list[str]], header: list[str], faults: list[Fault], skip: int
) -> Iterator[tuple[int, dict[str, str]]]:
    width = len(header)
    for row in reader:
        line = reader.line_num + skip  # type: ignore[attr-defined]
        if not any(map(str.strip, row)):
            continue
        if len(row) != width:
            if len(row) > width and not any(map(str.strip, row[width:])):
                row = row[:width]
            else:
                faults.append(
                    fault_of(
                        source,
                        line,
                        "",
                        "bad-row",
                        f"the row has {len(row)} columns where the header has {width}",
                        ",".join(row),
                        source.mend,
                    )
                )
                continue
        yield line, {column: cell.strip() for column, cell in zip(header, row, strict=True)}


def _cut_off(source: Source, line: int, error: csv.Error) -> Fault:
    code = "truncated" if "end of data" in str(error) else "bad-row"
    return fault_of(source, line, "", code, f"the row cannot be read: {error}", hint=source.mend)
