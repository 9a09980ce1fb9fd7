"""``cutset report``: what is found, as files that can be mailed, archived and printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cutset.cli.asking import asked as inputs_asked
from cutset.cli.asking import asks_a_question
from cutset.cli.failing import NOTHING

if TYPE_CHECKING:
    from cutset.report.document import Document

__all__ = ["report", "tell_files"]


class _Formats(click.ParamType[tuple[str, ...]]):
    name = "html,xlsx,json,csv"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        from cutset.report.writing import FORMATS

        if isinstance(value, tuple):
            return value
        wanted = tuple(dict.fromkeys(one.strip() for one in value.split(",") if one.strip()))
        for one in wanted:
            if one not in FORMATS:
                self.fail(f"{one!r} is no format; choose from {', '.join(FORMATS)}", param, ctx)
        return wanted or FORMATS


@click.command()
@asks_a_question
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("report"),
    show_default=True,
    help="Folder to write to.",
)
@click.option(
    "--format", "formats", type=_Formats(), default="html,xlsx,json,csv", help="Which files to write; by default all."
)
@click.option(
    "--audience",
    type=click.Choice(["board", "analyst", "audit"]),
    default="analyst",
    show_default=True,
    help="What the page shows at first; the page itself can switch.",
)
def report(out: Path, formats: tuple[str, ...], audience: str, **asked: Any) -> int:
    """Write the report: one HTML page that opens offline and prints, an Excel file, JSON and CSV.

    WORLD is a folder, an .xlsx file, or the name of an embedded world (space-2022, meridian).
    """

    tell_files(inputs_asked(**asked).document(), out, formats, audience)
    return NOTHING


def tell_files(document: Document, out: Path, formats: tuple[str, ...] = (), audience: str = "analyst") -> None:
    """Write the files of a result, by default in every format, and say which."""
    from cutset.report.writing import FORMATS, write_report

    files = write_report(document, out, formats or FORMATS, audience)
    tables = [path for path in files if path.suffix == ".csv"]
    for path in files:
        if path not in tables:
            click.echo(f"wrote {path} ({_size(path.stat().st_size)})", err=True)
    if tables:
        click.echo(f"wrote {tables[0].parent} ({len(tables)} tables)", err=True)


def _size(many: int) -> str:
    return f"{many / 1000:.0f} kB" if many >= 1000 else f"{many} bytes"
