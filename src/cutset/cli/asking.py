"""Which options ask a world a question? Shared by the verbs that assess one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cutset.cli.keeping import keeps_runs, list_folder, two_option

if TYPE_CHECKING:
    from pathlib import Path

    from cutset.lists.entry import OfficialList
    from cutset.match.verdicts import Decisions
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
            metavar="ID|PATH[@DATE]",
            help="Hold the parties against this official list: of the store, published by DATE; or a file, published "
            "on DATE. May be repeated. What cutset decide kept about these lists counts.",
        ),
        two_option,
        keeps_runs,
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
    two: bool,
    store: str,
) -> Inputs:
    """Return the world, question, lists and decisions that the options name."""
    from pathlib import Path

    import msgspec

    from cutset.assess import ask
    from cutset.errors import NotFoundError
    from cutset.ingest.opening import open_world, read_world
    from cutset.ingest.suppose import with_supposed
    from cutset.match.verdicts import NO_DECISIONS
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
    folder = list_folder(store)
    held = tuple(_list_of(one, folder, question.known_by) for one in lists)
    decisions = _decisions(folder, two=two) if held else NO_DECISIONS
    return Inputs(opened, question, held, remarks, decisions)


def _decisions(folder: Path, *, two: bool) -> Decisions:
    """Return what stands decided, without the people who decided."""
    from cutset.match.decisions import DecisionLog

    return DecisionLog(folder / "decisions.db", two=two).standing().without_people()


def _list_of(named: str, folder: Path, known_by: date) -> OfficialList:
    """Open a list by its id in the store, or by its path; a path wins over an id."""
    from pathlib import Path

    from cutset.errors import NotFoundError
    from cutset.lists import ListStore

    name, _, day = named.rpartition("@") if "@" in named else (named, "", "")
    if Path(name).exists() or Path(named).exists():
        return _open_list(named)
    store = ListStore(folder) if (folder / "lists.db").is_file() else None
    held = {one.list_id for one in store.versions()} if store else set()
    if store is None or name not in held:
        raise NotFoundError("list, in the store or as a file,", name, held)
    return store.open(store.version(name, _published(day) if day else known_by))


def _published(day: str) -> date:
    from cutset.errors import InputError

    try:
        return date.fromisoformat(day)
    except ValueError as error:
        hint = "write the list as PATH@2022-03-31"
        raise InputError.one("bad-date", "this is no day of publication", value=day, hint=hint) from error


def _open_list(named: str) -> OfficialList:
    from pathlib import Path

    from cutset.lists.opening import open_list

    path, _, day = named.rpartition("@")
    return open_list(Path(path), _published(day)) if path else open_list(Path(named))
