"""``cutset new``: what does a world of one's own begin with?"""

from __future__ import annotations

import click

__all__ = ["new"]


@click.command()
@click.argument("path", metavar="FOLDER|FILE.xlsx", type=click.Path())
@click.option(
    "--tables",
    default="",
    metavar="A,B,C",
    help="Only these tables, and what they cannot do without; 'start' stands for the six of a useful start.",
)
@click.option("--no-examples", is_flag=True, help="Headers and notes alone, without the worked example.")
@click.option("--force", is_flag=True, help="Write over what is there.")
def new(path: str, tables: str, no_examples: bool, force: bool) -> int:
    """Write a template of a world: a folder of CSV tables, or an .xlsx file with notes and drop-downs.

    The template holds a small worked example without a fault; put your own rows in its place, and ask 'cutset check'
    as often as you like. Nothing is written over unless --force is given.
    """
    from pathlib import Path

    from cutset.ingest.template import make_template, write_template

    names = [name.strip() for name in tables.split(",") if name.strip()]
    template = make_template(names, examples=not no_examples)
    files = write_template(template, Path(path), force=force)
    rows = sum(len(listed) for listed in template.tables.values())
    click.echo(f"wrote {path}: {len(template.tables)} tables, {rows} example rows, {len(files)} files")
    if names and template.added:
        click.echo(f"added because the others need them: {', '.join(template.added)}")
    click.echo(f"next: cutset check {path}")
    return 0
