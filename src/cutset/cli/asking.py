"""Which options ask a world a question? Shared by the verbs that assess one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from cutset.lists.entry import OfficialList
    from cutset.runs.inputs import Inputs

__all__ = ["DAY", "asked", "asks_a_question"]

F = TypeVar("F", bound=Callable[..., Any])


class _Day(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2022-03-02", param, ctx)


DAY = _Day()


def asks_a_question(command: F) -> F:
    """Add the options that ask a world a question."""
    options = (
        click.argument("world", default="space-2022"),
        click.option("--as-of", type=DAY, help="Day from which it is looked; by default the world's own."),
        click.option("--known-by", type=DAY, help="Use nothing that became known later; by default the as-of day."),
        click.option("--horizon", type=click.IntRange(1, 600), help="How far ahead to look [months]."),
        click.option("--law", "laws", multiple=True, help="Read only measures of this law; may be repeated."),
        click.option("--for", "actor", default="", help="Show only the programmes of this operator (party id)."),
        click.option(
            "--readings",
            type=click.Choice(["both", "strict", "lenient"]),
            default="both",
            help="Where law is unsettled: show both readings, or take one.",
        ),
        click.option(
            "--suppose",
            multiple=True,
            type=click.Path(exists=True),
            help="Add the rows of this table, folder or YAML file for this run; may be repeated.",
        ),
        click.option(
            "--list",
            "lists",
            multiple=True,
            metavar="PATH[@DATE]",
            help="Hold the parties against this official list, published on DATE; may be repeated.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def asked(
    world: str,
    as_of: date | None,
    known_by: date | None,
    horizon: int | None,
    laws: tuple[str, ...],
    actor: str,
    readings: str,
    suppose: tuple[str, ...],
    lists: tuple[str, ...],
) -> Inputs:
    """Return the world, question and lists that the options name."""
    from pathlib import Path

    import msgspec

    from cutset.assess import ask
    from cutset.errors import NotFoundError
    from cutset.ingest.opening import open_world, read_world
    from cutset.ingest.suppose import with_supposed
    from cutset.runs.inputs import Inputs
    from cutset.world.rows import Law, Measure, Party
    from cutset.worlds import EMBEDDED

    remarks: tuple[str, ...] = ()
    if world in EMBEDDED and not Path(world).exists():
        opened = read_world(world)
    else:
        reading = open_world(world)
        opened, remarks = reading.given(), tuple(str(one) for one in reading.remarks if one.code != "method-supplied")
    known_laws = {*opened.by_id(Law), *(row.law for row in opened.of(Measure))}
    for law in laws:
        if law not in known_laws:
            raise NotFoundError("law", law, known_laws)
    if actor and actor not in opened.by_id(Party):
        raise NotFoundError("party", actor, opened.by_id(Party))
    opened = with_supposed(opened, suppose)
    question = ask(opened, as_of=as_of, known_by=known_by, horizon_months=horizon, laws=laws, actor=actor)
    question = msgspec.structs.replace(question, readings=readings)
    return Inputs(opened, question, tuple(_open_list(one) for one in lists), remarks)


def _open_list(named: str) -> OfficialList:
    from pathlib import Path

    from cutset.errors import InputError
    from cutset.lists.opening import open_list

    path, _, day = named.rpartition("@")
    if not path:
        return open_list(Path(named))
    try:
        return open_list(Path(path), date.fromisoformat(day))
    except ValueError as error:
        if isinstance(error, InputError):
            raise
        hint = "write the list as PATH@2022-03-31"
        raise InputError.one("bad-date", "this is no day of publication", value=day, hint=hint) from error
