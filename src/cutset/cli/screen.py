"""The verb ``screen``: whom of these parties do the official lists name?"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from cutset.cli.chance import CHANCE
from cutset.cli.failing import FINDINGS, NOTHING, UNDECIDED
from cutset.cli.keeping import two_option
from cutset.cli.lists import DAY, store_option
from cutset.showing import shown

if TYPE_CHECKING:
    from cutset.match.asking import Asked
    from cutset.match.screener import Match
    from cutset.match.screening import Input
    from cutset.match.workspace import Chosen

__all__ = ["screen"]

DIFFERENT: Final = "decided different"


@click.command()
@click.argument("source", metavar="INPUT")
@click.option("--list", "lists", multiple=True, help="List id in the store, or a file; default: every list held.")
@click.option("--threshold", type=CHANCE, help="Least probability of a candidate.")
@click.option("--as-of", type=DAY, help="Use the versions published by this day; a world as known on it.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "xlsx", "jsonl", "parquet"]), default="table")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File for the results.")
@click.option("--repeat", multiple=True, help="Column of the input to repeat in the results.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes.")
@click.option("--decided/--undecided", default=False, help="Show also what was decided to be different.")
@click.option("--every", is_flag=True, help="A row for every party and list, also where no match was found.")
@click.option("--explain", "explained", is_flag=True, help="Show the table of words of each match.")
@click.option("--encoding", default="", help="Encoding of INPUT where it is neither UTF-8 nor UTF-16, as cp1251.")
@two_option
@store_option
def screen(
    source: str,
    lists: tuple[str, ...],
    threshold: float | None,
    as_of: datetime | None,
    form: str,
    out: Path | None,
    repeat: tuple[str, ...],
    workers: int,
    decided: bool,
    every: bool,
    explained: bool,
    encoding: str,
    two: bool,
    store: Path,
) -> int:
    """Screen INPUT against official lists.

    INPUT is a world (folder, .xlsx, YAML, or embedded name), CSV, .xlsx, Parquet, FollowTheMoney lines, names one a
    line (.txt), or - for standard input.

    Exit codes: 0 nothing, 1 findings, 2 faulty input, 3 something stays open: candidates that nobody has decided,
    or parties that were not checked against complete lists.
    """
    from cutset.match.decisions import DecisionLog
    from cutset.match.index import open_index
    from cutset.match.results import COLUMNS, check_out, result_row, unlisted_rows, used_lists
    from cutset.match.screener import Screener
    from cutset.match.screening import read_input
    from cutset.match.workspace import chosen_lists, index_for, screen_many

    if form in ("xlsx", "parquet") and out is None:
        raise click.UsageError(f"--format {form} needs --out FILE")
    if form == "table" and out is not None:
        raise click.UsageError("--out FILE needs --format csv, xlsx, jsonl or parquet")
    if out is not None:
        check_out(out, form, (source, *lists))
    day = as_of.date() if as_of else None
    rows = read_input(source, day, encoding=encoding)
    repeated = _repeated(rows, repeat)
    for remark in rows.remarks:
        click.echo(shown(remark), err=True)
    chosen, opened = chosen_lists(store, lists, day)
    folder = index_for(store, chosen, opened)
    decisions = DecisionLog(store / "decisions.db", two=two).standing()
    screener = Screener(open_index(folder))
    today = day or date.today()  # noqa: DTZ011 - a day, wherever the user is
    seen = Counter[str]()
    held = used_lists(chosen)

    def results() -> Iterator[dict[str, str]]:
        asking, repeating = tee(iter(rows))
        found = screen_many(folder, (row.asked for row in asking), threshold, workers)
        for row, (asked, matches) in zip(repeating, _progress(found, len(rows)), strict=True):
            settled = decisions.settle(asked, matches, different=True)
            kept = {(one.list_id, one.entry_id) for one in decisions.settle(asked, matches)}
            _count(seen, settled, kept)
            for match in settled:
                different = (match.list_id, match.entry_id) not in kept
                if different and not (decided or every):
                    continue
                result = result_row(match, screener.engine, today)
                if different:
                    result["status"] = DIFFERENT
                result |= {column: row.cells.get(cell, "") for column, cell in repeated.items()}
                if explained:
                    result["words"] = _words(screener, match)
                yield result
            if every:
                for result in unlisted_rows(asked, settled, held, screener.engine, today):
                    yield result | {column: row.cells.get(cell, "") for column, cell in repeated.items()}

    columns = [*COLUMNS, *repeated, *(["words"] if explained else [])]
    _write(results(), columns, form, out, [one.cells(today) for one in held])
    _say(seen, chosen, today)
    open_still = seen["candidate"] or (chosen.incomplete and seen["without"])
    return UNDECIDED if open_still else FINDINGS if seen["same"] else NOTHING


def _count(seen: Counter[str], settled: list[Match], kept: set[tuple[str, str]]) -> None:
    """Count a party and its matches; who has only such as were decided different is not one without a match."""
    seen["asked"] += 1
    seen["without"] += not settled
    for match in settled:
        seen[match.status if (match.list_id, match.entry_id) in kept else DIFFERENT] += 1
        seen["decisions"] += bool(match.decision)


def _write(
    results: Iterator[dict[str, str]], columns: list[str], form: str, out: Path | None, lists: list[dict[str, str]]
) -> None:
    from cutset.match.parquet import write_parquet
    from cutset.match.results import passing_file, write_csv, write_json_lines, write_workbook

    if form == "table":
        _print(results)
        return
    if out is None:
        (write_csv if form == "csv" else write_json_lines)(results, columns, sys.stdout)
        return
    with passing_file(out) as passing:
        if form in ("xlsx", "parquet"):
            write_workbook(results, columns, passing, lists) if form == "xlsx" else write_parquet(
                results, columns, passing
            )
        else:
            with passing.open("w", encoding="utf-8", newline="") as file:
                (write_csv if form == "csv" else write_json_lines)(results, columns, file)


def _print(results: Iterator[dict[str, str]]) -> None:
    for row in results:
        status = f"{row['status']} {row['probability']}".rstrip()
        listed = f"{row['list']} of {row['list_published'] or 'a day not known'}"
        entry = [row["listed"], f"{listed}, entry {row['entry']}"] if row["entry"] else [listed]
        cells = [f"{row['id']}: {row['asked']}", status, *entry, row["because"]]
        click.echo(" | ".join(shown(cell) for cell in cells if cell))
        if row["decision"]:
            click.echo(f"  decided: {shown(row['decision'])}")
        for line in row.get("words", "").splitlines():
            click.echo(shown(line))


def _say(seen: dict[str, int], chosen: Chosen, today: date) -> None:
    held = zip(chosen.names, chosen.published, chosen.versions, strict=True)
    against = ", ".join(
        f"{name} of {f'{day} ({(today - day).days} days old)' if day else 'a day not known'}, version {version[:12]}"
        for name, day, version in held
    )
    click.echo(
        shown(f"{seen['asked']} asked: {seen['same']} same, {seen['candidate']} candidates; against {against}"),
        err=True,
    )
    if seen["decisions"]:
        click.echo(f"earlier decisions used: {seen['decisions']}; decided different: {seen[DIFFERENT]}", err=True)
    words = "not checked against complete lists" if chosen.incomplete else "no match found"
    click.echo(f"{words}: {seen['without']}", err=True)
    for name, why in chosen.incomplete:
        click.echo(shown(f"  {name} is not complete: {why}"), err=True)


def _repeated(rows: Input, wanted: tuple[str, ...]) -> dict[str, str]:
    """Return under which column of the results each wanted cell stands; one that has a result's name is set apart."""
    from cutset.errors import NotFoundError
    from cutset.lists.tabular import plain
    from cutset.match.results import COLUMNS

    first = next(iter(rows), None)
    for column in wanted:
        if first is not None and plain(column) not in first.cells:
            raise NotFoundError("column in the input", column, first.cells)
    return {f"input {column}" if column in COLUMNS else column: plain(column) for column in wanted}


def _words(screener: object, match: Match) -> str:
    from cutset.match.evidence import word_pair_line
    from cutset.match.explaining import explain
    from cutset.match.screener import Screener

    assert isinstance(screener, Screener)
    if match.how != "name":
        return ""
    kind = "" if match.entry.kind == "unknown" else match.entry.kind
    pairs = explain(screener, match.asked, match.listed, kind).words
    return "\n".join(f"  {shown(word_pair_line(pair))}" for pair in pairs)


def _progress(found: Iterator[tuple[Asked, list[Match]]], total: int) -> Iterator[tuple[Asked, list[Match]]]:
    """Show a bar on the error stream where somebody looks at it and the work is long."""
    if total < 5000 or not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(found, total=total, description="screening", console=Console(stderr=True))
