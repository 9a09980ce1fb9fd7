"""``cutset assess``: what do the measures and decisions of the day do to our programmes?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cutset.cli.asking import asked as inputs_asked
from cutset.cli.asking import asks_a_question
from cutset.cli.failing import FINDINGS, NOTHING
from cutset.cli.keeping import opened

__all__ = ["assess"]


@click.command()
@asks_a_question
@click.option("--format", "form", type=click.Choice(["screen", "json"]), default="screen", help="How to print it.")
@click.option("--details", is_flag=True, help="Every function, offer, payment and party on a line of its own.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the report to this folder too: HTML, Excel, JSON and CSV.",
)
@click.option("--gate", is_flag=True, help="Exit with 1 where something stops, is at risk or cannot be told.")
@click.option("--save", is_flag=True, help="Keep the result with everything it was made from; see cutset runs.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of --format json and stop.")
def assess(form: str, details: bool, out: Path | None, gate: bool, save: bool, schema: bool, **asked: Any) -> int:
    """Say what stops, since or from when, what is at risk, what cannot be told, and why.

    WORLD is a folder, an .xlsx file, or the name of an embedded world (space-2022, meridian).
    """
    from cutset.report.json import as_json, json_schema

    if schema:
        import json

        click.echo(json.dumps(json_schema(), indent=2))
        return NOTHING
    inputs = inputs_asked(**asked)
    document = inputs.document()
    if form == "json":
        click.echo(as_json(document), nl=False)
    else:
        from cutset.cli.console import screen
        from cutset.report.terminal import print_document

        print_document(document, screen(), details=details)
    if save:
        from cutset.runs.saving import save as save_run

        with opened(asked["store"], create=True) as runs:
            saved = save_run(runs, inputs, document)
            click.echo(f"saved as run {saved.short}, number {saved.number} in {runs.path}", err=True)
    if out is not None:
        from cutset.cli.report import tell_files

        tell_files(document, out)
    troubled = not document.measures or any(
        one.status not in ("runs", "on time", "not due yet") for one in document.functions
    )
    return FINDINGS if gate and troubled else NOTHING
