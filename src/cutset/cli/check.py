"""``cutset check``: what is wrong in a world, every fault at once?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cutset.errors import Fault
    from cutset.ingest.reading import Reading

__all__ = ["check"]


@click.command()
@click.argument("world")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    help="One fault a line for people, or one JSON document.",
)
def check(world: str, form: str) -> int:
    """Say everything that is wrong in WORLD: a folder of tables, an .xlsx file or the name of an embedded world.

    Every fault is told at once, with file or sheet, row, column, value, a hint and a published code. Remarks stop
    nothing. Exit code 0 where nothing is wrong, 2 where there is a fault.
    """
    from cutset.cli.failing import FAULTY_INPUT, NOTHING
    from cutset.errors import InputError
    from cutset.ingest.opening import open_world

    try:
        reading = open_world(world)
    except InputError as error:
        _say(form, world, error.faults, (), "")
        return FAULTY_INPUT
    _say(form, world, reading.faults, reading.remarks, _counted(reading))
    return FAULTY_INPUT if reading.faults else NOTHING


def _say(form: str, world: str, faults: tuple[Fault, ...], remarks: tuple[Fault, ...], rows: str) -> None:
    if form == "json":
        import msgspec

        told = {"world": world, "faults": faults, "remarks": remarks}
        click.echo(msgspec.json.format(msgspec.json.encode(told), indent=2).decode())
        return
    for fault in faults:
        click.echo(_on_one_line(fault))
    for remark in remarks:
        click.echo(f"remark: {_on_one_line(remark)}")
    said = f"{_many(len(faults), 'fault')}, {_many(len(remarks), 'remark')}"
    click.echo(f"{said} in {rows}" if rows else said)


def _on_one_line(fault: Fault) -> str:
    """Return a fault without line ends and control characters, which names of columns and files may hold."""
    return "".join(sign if sign.isprintable() else " " for sign in str(fault))


def _counted(reading: Reading) -> str:
    """Return how many rows and tables were looked at."""
    rows, tables = reading.places.counted()
    return f"{_many(rows, 'row')} of {_many(tables, 'table')}"


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
