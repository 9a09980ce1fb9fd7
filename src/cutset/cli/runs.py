"""``cutset runs``: which results were kept, what is in them, and is the store whole?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cutset.cli.failing import FAULTY_INPUT, NOTHING
from cutset.cli.keeping import keeps_runs, opened

if TYPE_CHECKING:
    from cutset.runs.run import SavedRun

__all__ = ["runs"]

FORM = click.option("--format", "form", type=click.Choice(["screen", "json"]), default="screen", help="Printed how.")


@click.group()
def runs() -> None:
    """List, show, export and verify the runs that assess --save kept.

    RUN is the beginning of a run's id, its number as #3, or last.
    """


@runs.command("list")
@keeps_runs
@FORM
def list_runs(store: str, form: str) -> int:
    """List every run, the first one first."""
    with opened(store) as kept:
        saved = kept.runs()
        if form == "json":
            _print_json([_manifest(one) for one in saved])
            return NOTHING
        for one in saved:
            run = one.run
            asked = run.question
            known = "" if asked.known_by == asked.as_of else f", known by {asked.known_by}"
            click.echo(f"{one.number:>4}  {one.short}  {run.saved_at[:19]}  {run.world} as of {asked.as_of}{known}")
        if not saved:
            click.echo("no run is kept yet; cutset assess --save keeps one")
    return NOTHING


@runs.command()
@click.argument("run")
@keeps_runs
@FORM
def show(run: str, store: str, form: str) -> int:
    """Show the result of RUN as it was saved."""
    from cutset.runs.saving import load_document

    with opened(store) as kept:
        saved = kept.find(run)
        if form == "json":
            click.echo(kept.content(saved.run.document), nl=False)
            return NOTHING
        from cutset.cli.console import screen
        from cutset.report.terminal import print_document

        console = screen()
        print_document(load_document(kept, saved), console)
        for line in _about(saved):
            console.print(line.replace("[", r"\["))
    return NOTHING


@runs.command()
@click.argument("run", nargs=-1, required=True)
@click.option("--out", default=".", type=click.Path(file_okay=False), help="Folder into which it is written.")
@keeps_runs
def export(run: tuple[str, ...], out: str, store: str) -> int:
    """Write RUN with everything it was made from into a folder; its world can be assessed again."""
    from pathlib import Path

    from cutset.runs.exporting import export_run

    with opened(store) as kept:
        for name in run:
            click.echo(str(export_run(kept, kept.find(name), Path(out))))
    return NOTHING


@runs.command("import")
@click.argument("folder", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False))
@keeps_runs
def import_runs(folder: tuple[str, ...], store: str) -> int:
    """Take in runs that were exported elsewhere; those that are there already stay as they are."""
    from pathlib import Path

    from cutset.runs.exporting import import_run

    with opened(store, create=True) as kept:
        for name in folder:
            saved = import_run(kept, Path(name))
            click.echo(f"run {saved.short}, number {saved.number} in {kept.path}")
    return NOTHING


@runs.command()
@click.option("--head", default="", help="A link noted earlier; shows that no run at the end was taken off.")
@click.option("--again", is_flag=True, help="Also assess every run of this engine again and hold the results together.")
@keeps_runs
@FORM
def verify(head: str, again: bool, store: str, form: str) -> int:
    """Check every hash and every link; exit with 2 where one does not hold."""
    from cutset.runs.verifying import repeat_flaws, verify

    with opened(store) as kept:
        found = verify(kept, head)
        flaws = (*found.flaws, *(repeat_flaws(kept) if again else ()))
    if form == "json":
        _print_json({"runs": found.runs, "contents": found.contents, "head": found.head, "flaws": flaws})
    else:
        for flaw in flaws:
            click.echo(flaw, err=True)
        state = f"{len(flaws)} flaws" if flaws else "the chain holds"
        click.echo(f"{found.runs} runs, {found.contents} contents: {state}; head {found.head}")
    return FAULTY_INPUT if flaws else NOTHING


def _about(saved: SavedRun) -> list[str]:
    run = saved.run
    lists = [f"{one.list_id} of {one.published or 'unknown date'} ({one.version[:12]})" for one in run.lists]
    return [
        f"Run {saved.id}, number {saved.number}, saved {run.saved_at} by cutset {run.engine}.",
        f"{len(run.tables)} tables, {len(run.supposed)} supposed; lists: {'; '.join(lists) or 'none'}.",
    ]


def _manifest(saved: SavedRun) -> dict[str, object]:
    import msgspec

    chain = {"number": saved.number, "id": saved.id, "previous": saved.previous, "link": saved.link}
    return {**chain, "run": msgspec.to_builtins(saved.run)}


def _print_json(content: object) -> None:
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(content), indent=2))
