"""What does a user's own world begin with? A template: every table with its notes, and one small worked example.

The example comes from the embedded world ``meridian`` (``space-2022`` where that one does not ship) and is itself a
world without a fault. Tables of method (laws, acts, ownership rules, red flags) are left out unless they
are asked for: a world without them gets the ones that ship. Asked for, they come whole.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from cutset.errors import CutsetError, InputError, NotFoundError
from cutset.ingest.example import example_of
from cutset.ingest.method import SUPPLIED, kinds_supplied
from cutset.ingest.writing import settings_yaml, table_lines, write_table
from cutset.world.cells import columns
from cutset.world.checks.references import NEEDED, REFERS
from cutset.world.rows import (
    TABLES,
    Answer,
    Function,
    Item,
    Measure,
    Outcome,
    Row,
    Statement,
    Stock,
    Supply,
    Target,
    Use,
)
from cutset.world.settings import Settings
from cutset.world.world import World
from cutset.worlds import EMBEDDED, embedded_folder, load_embedded

__all__ = ["START", "Template", "make_template", "write_template"]

EXAMPLE_WORLD: Final = "meridian"
START: Final = "start"
"""Stands for the six tables of a useful start."""

GO_TOGETHER: Final[dict[type[Row], tuple[type[Row], ...]]] = {
    Function: (Item,),
    Measure: (Target,),
    Target: (Measure,),
    Use: (Stock,),
    Supply: (Item,),
    Answer: (Supply,),
    Statement: (Supply, Function),
}
"""Tables that say nothing without each other, beside those that a column must name."""


class Template(msgspec.Struct, frozen=True):
    """Tables to be written, each with its example rows.

    Parameters
    ----------
    tables
        Example rows by record; the six tables of a useful start come first.
    settings
        Settings of the example.
    added
        Tables that were not asked for, and that others need.
    """

    tables: dict[type[Row], tuple[Row, ...]]
    settings: Settings
    added: tuple[str, ...]


def make_template(names: Sequence[str] = (), *, examples: bool = True) -> Template:
    """Return a template of some tables, or of all but those of method.

    Parameters
    ----------
    names
        Tables that are asked for; ``start`` stands for the six of a useful start; empty = all but those of method.
    examples
        Whether each table has its worked example.

    Raises
    ------
    NotFoundError
        Where no table has a name.

    Examples
    --------
    >>> [kind.table for kind in make_template(["start"]).tables]
    ['parties', 'items', 'supplies', 'functions', 'measures', 'targets']
    """
    asked = _asked(names)
    kinds = _with_what_they_need(asked)
    source = _example_world()
    example = example_of(source, kinds, whole=SUPPLIED, cutting=kinds_supplied())
    order = sorted(kinds, key=lambda kind: (kind not in NEEDED, list(TABLES.values()).index(kind)))
    tables = {kind: example.of(kind) if examples else () for kind in order}
    settings = example.settings if examples else Settings(name="mine", title="My own programme")
    return Template(tables, settings, tuple(kind.table for kind in order if kind not in asked))


def write_template(template: Template, path: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Write a template as a workbook (``.xlsx``) or as a folder of CSV tables, and return the files written.

    Raises
    ------
    InputError
        Where something would be overwritten and that was not asked for.
    """
    if path.suffix.casefold() == ".xlsx":
        from cutset.ingest.annotated import write_workbook

        _refuse([path], force)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".cutset-") as beside:
            made = Path(beside) / path.name
            write_workbook(template.tables, template.settings, made, read_me=read_me(template, path))
            made.replace(path)
        return (path,)
    if path.is_file() or path.suffix:
        hint = "name a folder, or a file that ends in .xlsx"
        raise InputError.one("unknown-format", "a template is a folder or an .xlsx file", value=str(path), hint=hint)
    return _write_folder(template, path, force)


def _asked(names: Sequence[str]) -> frozenset[type[Row]]:
    if not names:
        return frozenset(TABLES.values()) - {*SUPPLIED, Outcome}
    found: set[type[Row]] = set()
    for name in names:
        if name == START:
            found.update(NEEDED)
        elif name in TABLES:
            found.add(TABLES[name])
        else:
            raise NotFoundError("table", name, (*TABLES, START))
    return frozenset(found)


def _with_what_they_need(asked: frozenset[type[Row]]) -> frozenset[type[Row]]:
    """Return the tables with those of the six that their rows cannot do without."""
    found = set(asked)
    queue = list(asked)
    while queue:
        kind = queue.pop()
        named = [REFERS[column.refers] for column in columns(kind) if column.required and column.refers in REFERS]
        wanted = {*GO_TOGETHER.get(kind, ()), *(one for one in named if one in NEEDED)}
        if kind is Target:
            wanted |= {one for one in NEEDED if one.table == "parties"}
        queue += wanted - found
        found |= wanted
    return frozenset(found)


def _example_world() -> World:
    for name in (EXAMPLE_WORLD, *EMBEDDED):
        if embedded_folder(name).is_dir():
            return load_embedded(name)
    raise CutsetError("no embedded world ships with this installation")


def _refuse(files: Iterable[Path], force: bool) -> None:
    there = [str(file) for file in files if file.exists()]
    if there and not force:
        hint = "name another place, or add --force to write over it"
        said = ", ".join(there[:3]) + (" and more" if len(there) > 3 else "")
        raise InputError.one("would-overwrite", "there is something already", value=said, hint=hint)


def _write_folder(template: Template, folder: Path, force: bool) -> tuple[Path, ...]:
    files = {folder / f"{kind.table}.csv": kind for kind in template.tables}
    settings, notes = folder / "world.yaml", folder / "READ-ME.txt"
    _refuse([*files, settings, notes], force)
    folder.mkdir(parents=True, exist_ok=True)
    for file, kind in files.items():
        write_table(file, *table_lines(kind, template.tables[kind]))
    settings.write_text(settings_yaml(template.settings), encoding="utf-8")
    notes.write_text("\n".join([*read_me(template, folder), "", *_column_notes(template)]) + "\n", encoding="utf-8")
    return (*files, settings, notes)


def read_me(template: Template, path: Path) -> list[str]:
    """Return what a newcomer should know, in plain English, a line an entry."""
    start = [kind for kind in NEEDED if kind in template.tables]
    others = [kind for kind in template.tables if kind not in NEEDED]
    lines = [
        "Your own world for cutset",
        "",
        "Each table (a sheet of a workbook, a CSV file of a folder) holds one kind of thing, one thing a row.",
        "The rows that are here are a worked example. Try it as it is, then write your own rows in their place.",
        f"To see what is wrong, as often as you like:   cutset check {path.name}",
        f"To see what sanctions do to your programmes:  cutset assess {path.name}",
        "",
        "1. A useful start needs these six tables",
        *(f"   {kind.table}: {_sentence(kind)} {WHY.get(kind.table, '')}".rstrip() for kind in start),
        "",
        "2. Four columns come first in every table",
        "   id: a short name of your own, used once in all tables, such as P-ACME for a party. No spaces.",
        "   known: the day on which you learned it (2022-03-02). Nothing is used for a day before it was known.",
        "   source: where it stands; may be empty. With a table sources it holds ids of that table.",
        "   confidence: documented, reported, inferred, disputed or general. Left empty it counts as general,",
        "   and what rests on a general row is never told as more than possible.",
        "   If something changes, add a row with the same id and a later known; do not change the old one.",
        "",
        "3. How cells are written",
        "   Days: 2022-03-02. An end that never comes: open. Not known: leave the cell empty.",
        "   until is the first day without it. Several ids in one cell: ; between them.",
        "   needs: item and function ids joined by and, or, 2 of (A, B, C); ? for an input nobody has named.",
        "   Numbers: 1234.5, never 1.234,5. Shares: 51, >50, 25-50, majority. Quantities: 24 or 7-9.",
        "",
    ]
    if others:
        lines += [
            "4. Everything else is optional; delete what you do not use",
            *(f"   {kind.table}: {_sentence(kind)}" for kind in others),
            "",
        ]
    lines += [
        "Laws, acts, ownership rules and red flags come with cutset; bring tables of your own to use others.",
        "What is missing is said in the result: where a row is missing the answer is 'cannot tell', never 'clear'.",
        "Columns of your own are kept and not used. Notes on every column: hold the mouse over its name.",
        "Not legal advice; check the official publication.",
    ]
    return lines


WHY: Final = {
    "parties": "Measures name parties; country decides whose law binds them.",
    "items": "What functions need and supplies bring.",
    "supplies": "The links that a sanction cuts; end them only with the end of a contract.",
    "functions": "What you want to know about: does it run, stop, slip?",
    "measures": "What cuts: kind says which acts, binds says whom.",
    "targets": "Whom or what each measure aims at; a measure without targets aims at nothing.",
}


def _sentence(kind: type[Row]) -> str:
    return plain((kind.__doc__ or "").strip().splitlines()[0])


def plain(words: str) -> str:
    """Return words without the marks of a docstring."""
    return words.replace("``", "").replace("*", "")


def _column_notes(template: Template) -> list[str]:
    lines: list[str] = ["The columns of each table"]
    for kind in template.tables:
        lines += ["", f"{kind.table}.csv: {_sentence(kind)}"]
        lines += [
            f"   {column.name}{' (must be filled)' if column.required else ''}: {plain(column.words)}"
            for column in columns(kind)
        ]
    return lines
