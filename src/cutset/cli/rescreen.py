"""The verb ``rescreen``: which customers does a new version of a list touch?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from cutset.cli.chance import CHANCE
from cutset.cli.failing import NOTHING, UNDECIDED
from cutset.cli.lists import DAY, store_option
from cutset.showing import shown

__all__ = ["rescreen"]


@click.command()
@click.argument("source", metavar="INPUT")
@click.option("--list", "lists", multiple=True, help="List id in the store; default: every list with two versions.")
@click.option("--since", type=DAY, help="Compare with the newest version of this day.")
@click.option("--threshold", type=CHANCE, help="Least probability of a candidate.")
@click.option("--encoding", default="", help="Encoding of INPUT where it is neither UTF-8 nor UTF-16, as cp1251.")
@store_option
def rescreen(
    source: str, lists: tuple[str, ...], since: datetime | None, threshold: float | None, encoding: str, store: Path
) -> int:
    """Alert on the parties of INPUT that a list's added, changed and removed entries touch.

    Exit codes: 0 nothing, 2 faulty input, 3 alerts.
    """
    from cutset.errors import NotFoundError
    from cutset.lists import ListStore
    from cutset.match.delta import CustomerBook
    from cutset.match.screening import read_input

    held = ListStore(store)
    rows = read_input(source, encoding=encoding)
    for remark in rows.remarks:
        click.echo(shown(remark), err=True)
    book = CustomerBook([row.asked for row in rows])
    count = 0
    for list_id in lists or sorted({v.list_id for v in held.versions()}):
        try:
            changes = held.changes(list_id, since.date() if since else None)
        except NotFoundError as error:
            if lists:
                raise
            click.echo(f"{list_id}: {error}", err=True)
            continue
        for alert in book.alerts(changes, threshold):
            match = alert.match
            count += 1
            was = f"; was {alert.before.chance:.2f}" if alert.before and alert.what == "changed" else ""
            told = (
                f"{match.id}: {match.asked} | entry {alert.what} | {match.status} {match.chance:.4f}{was} | "
                f"{match.listed} | {match.list_id} {match.entry_id} | {match.because}"
            )
            click.echo(shown(told))
        click.echo(
            f"{list_id}: the list changed from {changes.before.published} to {changes.after.published} "
            f"({len(changes.added)} added, {len(changes.changed)} changed, {len(changes.removed)} removed)",
            err=True,
        )
    return UNDECIDED if count else NOTHING
