"""A copy of an embedded world, as a folder in which tests put faults."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from cutset.worlds import embedded_folder


class FolderCopy:
    """Changes cells of a copied world; every change says on which line it was made."""

    def __init__(self, folder: Path, world: str = "space-2022") -> None:
        self.folder = folder / "copy"
        shutil.copytree(embedded_folder(world), self.folder)

    def change(self, table: str, row: str, **cells: str) -> int:
        """Change cells of the first row with an id, and return its line."""
        header, lines = self._read(table)
        at = next(place for place, line in enumerate(lines) if line[0] == row)
        for name, value in cells.items():
            lines[at][header.index(name.rstrip("_"))] = value
        self._write(table, header, lines)
        return at + 2

    def add(self, table: str, **cells: str) -> int:
        """Add a row at the end, and return its line."""
        header, lines = self._read(table)
        given = {name.rstrip("_"): value for name, value in cells.items()}
        given = {"known": "2022-02-01", "confidence": "documented", **given}
        header += [name for name in given if name not in header]
        lines.append([given.get(name, "") for name in header])
        self._write(table, header, lines)
        return len(lines) + 1

    def drop(self, table: str, row: str) -> None:
        """Drop every row with an id."""
        header, lines = self._read(table)
        self._write(table, header, [line for line in lines if line[0] != row])

    def rename(self, table: str, column: str, other: str) -> int:
        """Rename a column."""
        header, lines = self._read(table)
        self._write(table, [other if name == column else name for name in header], lines)
        return 1

    def delete(self, name: str) -> int:
        """Delete a file."""
        (self.folder / name).unlink()
        return 0

    def write(self, name: str, content: str | bytes) -> int:
        """Write a file."""
        data = content.encode() if isinstance(content, str) else content
        (self.folder / name).write_bytes(data)
        return 0

    def append(self, name: str, content: str) -> int:
        """Write behind the end of a file, and return the line."""
        file = self.folder / name
        before = file.read_text(encoding="utf-8")
        file.write_text(before + content, encoding="utf-8")
        return before.count("\n") + 1

    def _read(self, table: str) -> tuple[list[str], list[list[str]]]:
        with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file)
        return header, lines

    def _write(self, table: str, header: list[str], lines: list[list[str]]) -> None:
        with (self.folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(lines)
