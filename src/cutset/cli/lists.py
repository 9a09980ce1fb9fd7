"""The verb ``lists``: hold official lists in all their versions, and say what changed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cutset.cli.keeping import default_folder
from cutset.showing import shown

if TYPE_CHECKING:
    from cutset.lists import Added, ListStore, Version

__all__ = ["DAY", "lists", "store_option"]

DAY = click.DateTime(["%Y-%m-%d"])

store_option = click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="CUTSET_STORE",
    default=default_folder,
    show_default="the user's application folder, or CUTSET_STORE",
    help="Folder that holds lists and decisions.",
)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


@click.group()
def lists() -> None:
    """Hold official sanctions lists: add, show, changes, refresh."""


@lists.command()
@click.argument("what")
@click.option("--published", type=DAY, help="The publisher's date, where the file does not say it.")
@click.option(
    "--beside",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Further file of the same list.",
)
@click.option("--most-lost", default=0.10, show_default=True, help="Share of entries that may be missing.")
@click.option("--force", is_flag=True, help="Add it even if it lost more.")
@store_option
def add(
    what: str,
    published: datetime | None,
    beside: tuple[Path, ...],
    most_lost: float,
    force: bool,
    store: Path,
) -> int:
    """Add a version of a list from a FILE, a FOLDER or a URL."""
    from cutset.lists import ListStore
    from cutset.lists.fetch import Address, Limits, fetch_list, file_name

    if not what.strip():
        raise click.UsageError("name a file, a folder or a URL")
    held = ListStore(store)
    if what.startswith(("http://", "https://")):
        added = fetch_list(held, [Address("", file_name(what), what)], Limits(), most_lost, force)
    else:
        added = held.add(Path(what), _day(published), beside=beside, most_lost=most_lost, force=force)
    if added is None:
        click.echo("unchanged since it was fetched last")
    else:
        _say_added(held, added, _day(published))
    return 0


def _say_added(held: ListStore, added: Added, given: date | None) -> None:
    version = added.version
    if added.before is not None:
        was = f"from {added.before.published} to" if added.before.published else "from unknown to"
        click.echo(shown(f"date set right {was} {version.published}: {_line(version)}"))
    else:
        click.echo(shown(("added " if added.new else "known already: ") + _line(version)))
    for why in version.incomplete:
        click.echo(f"  not complete: {why}")
    if given and version.published != given:
        click.echo(f"  --published {given} is not used: the file itself says {version.published}")
    used = held.version(version.list_id)
    if version.published is None and used.published:
        click.echo(f"  screen and assess go on with the version of {used.published} until its day is known")


@lists.command()
@click.argument("list_id", default="")
@click.option("--all", "every", is_flag=True, help="All versions, not only the newest.")
@store_option
def show(list_id: str, every: bool, store: Path) -> int:
    """Show the lists held: version, date, age, entries, hash."""
    from cutset.lists import ListStore

    versions = ListStore(store).versions(list_id)
    newest = {v.list_id: v for v in versions}
    for version in versions if every else newest.values():
        click.echo(shown(_line(version)))
        for why in version.incomplete:
            click.echo(f"  not complete: {why}")
    if not versions:
        click.echo("no lists held; add one with: cutset lists add FILE")
    return 0


@lists.command()
@click.argument("list_id", default="")
@click.option("--since", type=DAY, help="Compare with the newest version of this day.")
@store_option
def changes(list_id: str, since: datetime | None, store: Path) -> int:
    """Say which entries a list's newest version adds, changes and removes; exit code 1 if any."""
    from cutset.errors import NotFoundError
    from cutset.lists import ListStore

    held = ListStore(store)
    found = 0
    for one in [list_id] if list_id else sorted({v.list_id for v in held.versions()}):
        try:
            found += _show_changes(held, one, _day(since))
        except NotFoundError as error:
            if list_id:
                raise
            click.echo(f"{one}: {error}")
    return 1 if found else 0


@lists.command()
@click.argument("list_ids", nargs=-1)
@click.option(
    "--addresses",
    "table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV with list, file, url instead of the publishers' own addresses.",
)
@click.option("--timeout", default=30.0, show_default=True, help="Longest silence of a server [s].")
@click.option("--tries", default=3, show_default=True, help="How often a download is tried.")
@click.option("--most-lost", default=0.10, show_default=True, help="Share of entries that may be missing.")
@click.option("--force", is_flag=True, help="Fetch even what is unchanged, add even what shrank.")
@store_option
def refresh(
    list_ids: tuple[str, ...],
    table: Path | None,
    timeout: float,
    tries: int,
    most_lost: float,
    force: bool,
    store: Path,
) -> int:
    """Fetch the lists from their publishers and add what is new."""
    from cutset.errors import NotFoundError
    from cutset.lists import ListStore
    from cutset.lists.fetch import Limits, addresses
    from cutset.lists.fetch import refresh as fetch_all

    known = addresses(table)
    for wanted in list_ids:
        if wanted not in {a.list for a in known}:
            raise NotFoundError("list with an address", wanted, {a.list for a in known})
    fetch_all(
        ListStore(store),
        [a for a in known if not list_ids or a.list in list_ids],
        limits=Limits(read_seconds=timeout, tries=tries),
        most_lost=most_lost,
        force=force,
        tell=lambda list_id, words: click.echo(f"{list_id}: {words}"),
    )
    return 0


def _line(version: Version) -> str:
    age = version.age_days(date.today())  # noqa: DTZ011
    dated = f"{version.published} ({age} days old)" if version.published else "date not known"
    told = f"{version.list_id}: {version.entries} entries, {dated}"
    return f"{told}, sha256 {version.version[:16]}, {version.title}"


def _show_changes(held: ListStore, list_id: str, since: date | None) -> int:
    found = held.changes(list_id, since)
    click.echo(
        f"{list_id}: {found.before.published or 'undated'} to {found.after.published or 'undated'}: "
        f"{len(found.added)} added, {len(found.changed)} changed, {len(found.removed)} removed"
    )
    for sign, entries in (("+", found.added), ("-", found.removed)):
        for entry in entries:
            click.echo(shown(f"  {sign} {entry.id} {entry.names[0].text}"))
    for change in found.changed:
        click.echo(shown(f"  ~ {change.after.id} {change.after.names[0].text}: {', '.join(change.fields)}"))
    return int(found.any)
