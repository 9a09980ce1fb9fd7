"""The verb ``decide``: say of a candidate whether it is the same party, with a reason."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from cutset.cli.chance import CHANCE
from cutset.cli.failing import NOTHING, UNDECIDED
from cutset.cli.keeping import two_option
from cutset.cli.lists import DAY, store_option
from cutset.showing import shown

__all__ = ["decide"]


@click.command()
@click.argument("source", metavar="INPUT")
@click.option("--list", "lists", multiple=True, help="List id in the store, or a file; default: every list held.")
@click.option("--id", "party", help="Id of the asked party.")
@click.option("--entry", help="Id of the listed entry.")
@click.option("--verdict", type=click.Choice(["same", "different", "unsure"]))
@click.option("--why", help="The reason.")
@click.option("--who", envvar=["CUTSET_USER", "USER"], help="Who decides; by default CUTSET_USER or USER.")
@click.option("--from", "table", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CSV of decisions.")
@click.option("--threshold", type=CHANCE, help="Least probability of a candidate.")
@click.option("--as-of", type=DAY, help="Use the versions published by this day; a world as known on it.")
@two_option
@store_option
def decide(
    source: str,
    lists: tuple[str, ...],
    party: str | None,
    entry: str | None,
    verdict: str | None,
    why: str | None,
    who: str | None,
    table: Path | None,
    threshold: float | None,
    as_of: datetime | None,
    two: bool,
    store: Path,
) -> int:
    """Decide the candidates of INPUT: one by id and reason, many from a CSV, or one after the other by keys.

    The CSV has the columns id, entry, verdict, why, and list where several lists use one entry id. Exit codes: 0 all
    decided, 2 faulty input, 3 some left undecided.
    """
    from cutset.match.deciding import decide_from, decide_one, open_matches, undecided
    from cutset.match.decisions import DecisionLog

    named = (party, entry, verdict, why)
    if any(named) and not all(named):
        raise click.UsageError("--id, --entry, --verdict and --why belong together")
    log = DecisionLog(store / "decisions.db", two=two)
    matches, engine = open_matches(source, store, lists, threshold, as_of.date() if as_of else None)
    if table is not None:
        count = decide_from(log, matches, table, who or "", engine)
        click.echo(f"{count} decided")
    elif party and entry and verdict and why:
        done = decide_one(log, matches, (party, entry, verdict, why), who or "", engine)
        click.echo(
            shown(f"record {done.number}: party {done.party}, entry {done.entry_id} of {done.list_id}: {done.verdict}")
        )
    else:
        waiting = undecided(log, matches)
        if waiting and not sys.stdin.isatty():
            raise click.UsageError(
                f"{len(waiting)} candidates wait for keys, and there is no terminal; "
                "decide with --from FILE, or with --id, --entry, --verdict and --why"
            )
        for asked, match in waiting:
            click.echo(shown(f"{match.id}: {match.asked}  /  {match.listed}  ({match.list_id} {match.entry_id})"))
            click.echo(shown(f"  {match.because}"))
            click.echo("  [s]ame  [d]ifferent  [u]nsure  [n]ext  [q]uit ", nl=False)
            key = click.getchar()
            click.echo(key)
            if key == "q":
                break
            words = {"s": "same", "d": "different", "u": "unsure"}.get(key)
            if words:
                log.decide(asked, match, words, who or "", click.prompt("  why"), engine=engine)
    return UNDECIDED if undecided(log, matches) else NOTHING
