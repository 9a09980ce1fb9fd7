"""``cutset compare``: what changed between two runs, days or worlds, and what changed it?"""

from __future__ import annotations

from datetime import date

import click

from cutset.cli.asking import DAY
from cutset.cli.failing import FINDINGS, NOTHING
from cutset.cli.keeping import keeps_runs, opened

__all__ = ["compare"]


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@click.option("--world", default="space-2022", help="The world whose days are compared.")
@click.option("--as-of", type=DAY, help="Day for which worlds are compared; by default their own.")
@click.option("--horizon", type=click.IntRange(1, 600), help="How far ahead to look [months].")
@click.option("--law", "laws", multiple=True, help="Read only measures of this law; may be repeated.")
@click.option(
    "--suppose",
    multiple=True,
    type=click.Path(exists=True),
    help="Suppose the rows of this table, folder or YAML file in NEW, by default OLD itself; may be repeated.",
)
@click.option("--details", is_flag=True, help="Every mark, what would be without each cause, every row that differs.")
@click.option(
    "--most-worlds", type=click.IntRange(1), default=2000, help="Worlds assessed at most to single out causes."
)
@keeps_runs
@click.option("--format", "form", type=click.Choice(["screen", "json"]), default="screen", help="How to print it.")
def compare(
    old: str,
    new: str | None,
    world: str,
    as_of: date | None,
    horizon: int | None,
    laws: tuple[str, ...],
    suppose: tuple[str, ...],
    details: bool,
    most_worlds: int,
    store: str,
    form: str,
) -> int:
    """Say what changed from OLD to NEW, and whether data, law, time, lists or the engine changed it.

    OLD and NEW are days of one world (2022-03-01), worlds (folders, .xlsx, embedded names) or saved runs (the
    beginning of an id, #3, last). With --suppose alone: what these rows would change. Exits with 0 where nothing
    changed, 1 where something did.
    """
    if new is None and not suppose:
        raise click.UsageError("say with what it is compared: NEW, or --suppose FOLDER")
    from functools import partial

    from cutset.cli.progress import moving
    from cutset.runs.compare import compare as compare_sides
    from cutset.runs.sides import open_side

    side = partial(open_side, world=world, store=lambda: opened(store), as_of=as_of, horizon_months=horizon, laws=laws)
    sides = [side(old), side(new or old, suppose=suppose)]
    with moving("finding causes") as progress:
        found = compare_sides(*sides, most_worlds=most_worlds, progress=progress)
    if form == "json":
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
    else:
        from cutset.cli.console import screen
        from cutset.runs.telling import print_comparison

        print_comparison(found, screen(), details=details, rows=bool(suppose))
    return FINDINGS if found.changes else NOTHING
