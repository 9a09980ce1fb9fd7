"""The verb ``screen``: whom of these parties do the official lists name?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cutset.cli.failing import FINDINGS, NOTHING, UNDECIDED
from cutset.cli.lists import DAY, store_option

if TYPE_CHECKING:
    from cutset.match.asking import Asked
    from cutset.match.screener import Match

__all__ = ["screen"]


@click.command()
@click.argument("source", metavar="INPUT")
@click.option("--list", "lists", multiple=True, help="List id in the store, or a file; default: every list held.")
@click.option("--threshold", type=click.FloatRange(0, 1), help="Least probability of a candidate.")
@click.option("--as-of", type=DAY, help="Use the versions published by this day.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "xlsx", "jsonl"]), default="table")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File for the results.")
@click.option("--repeat", multiple=True, help="Column of the input to repeat in the results.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes.")
@click.option("--decided/--undecided", default=False, help="Show also what was decided to be different.")
@click.option("--explain", "explained", is_flag=True, help="Show the table of words of each match.")
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
    explained: bool,
    store: Path,
) -> int:
    """Screen INPUT (CSV, xlsx, FollowTheMoney lines, or - for standard input) against official lists.

    Exit codes: 0 nothing, 1 findings, 2 faulty input, 3 candidates that nobody has decided.
    """
    from cutset.match.decisions import DecisionLog
    from cutset.match.index import open_index
    from cutset.match.screener import Screener
    from cutset.match.screening import COLUMNS, read_input, result_row
    from cutset.match.workspace import chosen_lists, index_for, screen_many

    if form == "xlsx" and out is None:
        raise click.UsageError("--format xlsx needs --out FILE")
    rows = list(read_input(source))
    chosen, opened = chosen_lists(store, lists, as_of.date() if as_of else None)
    folder = index_for(store, chosen, opened)
    log = DecisionLog(store / "decisions.db")
    held = log.standing_of()
    screener = Screener(open_index(folder))
    seen = {"same": 0, "candidate": 0, "asked": 0, "without": 0}

    def results() -> Iterator[dict[str, str]]:
        parties = (row.asked for row in rows)
        for row, (asked, matches) in zip(
            rows, _progress(screen_many(folder, parties, threshold, workers), len(rows)), strict=True
        ):
            seen["asked"] += 1
            shown = 0
            for match in matches:
                decision = log.words_for(held, asked, match)
                if decision.startswith("different") and "changed since" not in decision:
                    if decided:
                        yield _with(row.cells, repeat, result_row(match, decision, screener.engine))
                    continue
                shown += 1
                settled = match.status == "same" or decision.startswith("same")
                seen["same" if settled else "candidate"] += 1
                result = _with(row.cells, repeat, result_row(match, decision, screener.engine))
                if explained:
                    result["words"] = _words(screener, match)
                yield result
            seen["without"] += not shown

    columns = [*COLUMNS, *repeat, *(["words"] if explained else [])]
    _write(results(), columns, form, out)
    _say(seen, chosen.names, [v[:12] for v in chosen.versions], chosen.incomplete)
    return UNDECIDED if seen["candidate"] else FINDINGS if seen["same"] else NOTHING


def _write(results: Iterator[dict[str, str]], columns: list[str], form: str, out: Path | None) -> None:
    from cutset.match.screening import write_csv, write_json_lines, write_workbook

    if form == "xlsx" and out is not None:
        write_workbook(results, columns, out)
    elif form == "table":
        for row in results:
            head = f"{row['id']}: {row['asked']} | {row['status']} {row['probability']} | {row['listed']}"
            click.echo(f"{head} | {row['list']} {row['entry']} | {row['because']}")
            if row["decision"]:
                click.echo(f"  decided: {row['decision']}")
            if row.get("words"):
                click.echo(row["words"])
    else:
        write = write_csv if form == "csv" else write_json_lines
        if out is None:
            write(results, columns, sys.stdout)
        else:
            with out.open("w", encoding="utf-8", newline="") as file:
                write(results, columns, file)


def _say(
    seen: dict[str, int],
    names: tuple[str, ...],
    versions: list[str],
    incomplete: tuple[tuple[str, str], ...],
) -> None:
    against = ", ".join(f"{n} ({v})" for n, v in zip(names, versions, strict=True))
    click.echo(
        f"{seen['asked']} asked: {seen['same']} same, {seen['candidate']} candidates; against {against}",
        err=True,
    )
    words = "not checked against complete lists" if incomplete else "no match found"
    click.echo(f"{words}: {seen['without']}", err=True)
    for name, why in incomplete:
        click.echo(f"  {name} is not complete: {why}", err=True)


def _with(cells: dict[str, str], repeat: tuple[str, ...], result: dict[str, str]) -> dict[str, str]:
    from cutset.lists.tabular import plain

    return result | {column: cells.get(plain(column), "") for column in repeat}


def _words(screener: object, match: Match) -> str:
    from cutset.match.explaining import explain, explain_words
    from cutset.match.screener import Screener

    assert isinstance(screener, Screener)
    kind = "" if match.entry.kind == "unknown" else match.entry.kind
    return explain_words(explain(screener, match.asked, match.listed, kind))


def _progress(found: Iterator[tuple[Asked, list[Match]]], total: int) -> Iterator[tuple[Asked, list[Match]]]:
    """Show a bar on the error stream where somebody looks at it and the work is long."""
    if total < 5000 or not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(found, total=total, description="screening", console=Console(stderr=True))
