"""``cutset explain``: through which chain of rows and sources does a finding come?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cutset.cli.asking import asked as inputs_asked
from cutset.cli.asking import asks_a_question
from cutset.cli.failing import NOTHING
from cutset.cli.keeping import opened

if TYPE_CHECKING:
    from cutset.report.document import Document
    from cutset.world.world import World

__all__ = ["explain"]


@click.command()
@click.argument("finding")
@asks_a_question
@click.option("--run", default="", help="Follow the chain of this saved run, as it was saved; see cutset runs.")
@click.option("--format", "form", type=click.Choice(["screen", "json"]), default="screen", help="How to print it.")
def explain(finding: str, run: str, form: str, **asked: Any) -> int:
    """Print the chain behind FINDING, from the first cause on, with days, confidence and sources.

    FINDING is an id as printed by assess --details; the id of a function, party, payment, item, offer, helper or
    measure; or the name of a function, programme or party.
    """
    import msgspec

    from cutset.report.explaining import explained
    from cutset.world.rows import Source

    document, world = _saved(asked["store"], run) if run else _assessed(**asked)
    lines = explained(document, finding)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(lines), indent=2))
        return NOTHING
    from cutset.cli.console import screen
    from cutset.report.terminal import print_explanation

    console = screen()
    sources = {
        row.id: ", ".join(filter(None, (row.title, row.publisher, str(row.date or ""), row.url)))
        for row in world.of(Source)
    }
    for line in lines:
        print_explanation(line.id, line.words, line.because, sources, console)
        for mark in line.marks:
            console.print(f"   beside it: {mark}".replace("[", r"\["))
        console.print()
    console.print(f"as of {document.as_of}, known by {document.known_by}. {document.notice}")
    return NOTHING


def _assessed(**asked: Any) -> tuple[Document, World]:
    inputs = inputs_asked(**asked)
    return inputs.document(), inputs.world


def _saved(store: str, run: str) -> tuple[Document, World]:
    """Return the document of a saved run, and its world for the titles of the sources."""
    from cutset.runs.saving import load_document, load_inputs

    with opened(store) as runs:
        saved = runs.find(run)
        return load_document(runs, saved), load_inputs(runs, saved).world
