"""``cutset backtest``: how well would the method have done, had it been asked on the days themselves?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cutset.cli.asking import DAY
from cutset.cli.failing import NOTHING

if TYPE_CHECKING:
    from cutset.runs.backtest import Backtest

__all__ = ["backtest"]


class _Days(click.ParamType[tuple[date, ...]]):
    name = "YYYY-MM-DD,..."

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, ...]:
        if isinstance(value, tuple):
            return value
        return tuple(DAY.convert(one.strip(), param, ctx) for one in value.split(",") if one.strip())


@click.command()
@click.argument("world", default="space-2022")
@click.option("--dates", type=_Days(), default=(), help="Days of the runs; by default those the world calls telling.")
@click.option("--horizon", type=click.IntRange(1, 600), help="How far ahead each run looks [months].")
@click.option("--out", type=click.Path(file_okay=False), help="Folder to publish the score in: page, chart, JSON, CSV.")
@click.option("--format", "form", type=click.Choice(["screen", "json"]), default="screen", help="How to print it.")
def backtest(world: str, dates: tuple[date, ...], horizon: int | None, out: str | None, form: str) -> int:
    """Run WORLD on several days, each knowing only what was known by then, and score it against its outcomes.

    The inputs are frozen and hashed first; the table of outcomes is taken out before anything is assessed.
    """
    from cutset.cli.progress import moving
    from cutset.ingest.opening import read_world
    from cutset.runs.backtest import backtest as look_back

    with moving("running the days") as progress:
        found = look_back(read_world(world), dates, horizon_months=horizon, progress=progress)
    if form == "json":
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
    else:
        _print(found)
    if out:
        _publish(found, out)
    return NOTHING


def _print(found: Backtest) -> None:
    from rich import box
    from rich.table import Table

    from cutset.cli.console import screen
    from cutset.runs.publishing import letter, summary

    console = screen()
    console.print(f"[bold]{found.title}: {found.days[0]} to {found.days[-1]}[/bold]")
    for line in summary(found):
        console.print(f"- {line}")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=0)
    for column in ("Function", "Happened", *(f"{day:%m-%d}" for day in found.days), "Lead"):
        table.add_column(column, no_wrap=True, justify="center" if column[:1].isdigit() else "left")
    for row in found.scored:
        lead = "" if row.lead_days is None else str(row.lead_days)
        when = f"{row.happened} {row.from_ or ''}".strip()
        table.add_row(row.function, when, *(letter(one) for one in row.scores), lead)
    console.print(table)
    console.print(
        "H hit, M miss, F false alarm, · correct negative, ? could not tell, n could not have been known; "
        "h and f only said that it may stop."
    )
    console.print(f"Score {found.id[:12]}, engine {found.frozen.engine}, outcomes {found.frozen.outcomes[:12]}.")


def _publish(found: Backtest, out: str) -> None:
    from datetime import UTC, datetime
    from pathlib import Path

    from cutset.runs.publishing import publish

    files = publish(found, Path(out), datetime.now(UTC).date())
    for file in files:
        click.echo(str(file), err=True)
    if not files:
        click.echo("this score stands there already; nothing was written", err=True)
