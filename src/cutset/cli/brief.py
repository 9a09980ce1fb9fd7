"""``cutset brief``: read articles into claims, review the rows they propose, apply what was accepted."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cutset.brief.article import Article
    from cutset.brief.backend import Service
    from cutset.brief.claim import Claim
    from cutset.brief.extract import Extractor
    from cutset.brief.store import Reading
    from cutset.world.world import World

__all__ = ["brief"]

_FOLDER = click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("brief"),
    show_default=True,
    help="Where readings and decisions are kept.",
)


class _ReadByDefault(click.Group):
    """A group in which a file name alone means ``read``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["read", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_ReadByDefault)
def brief() -> None:
    """Read news articles into hedged claims and propose rows; a person decides.

    cutset brief FILE... reads; then review and apply.
    """


@brief.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--world", "world_name", default="space-2022", show_default=True, help="World by name, or its folder.")
@click.option(
    "--published", type=click.DateTime(["%Y-%m-%d"]), help="Day of publication, where the file does not say it."
)
@click.option(
    "--parser",
    type=click.Choice(["auto", "model", "rules"]),
    default="auto",
    show_default=True,
    help="What reads sentences.",
)
@click.option(
    "--patterns",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Your own patterns, read before ours.",
)
@click.option("--service", metavar="URL", help="Also ask a language model at this OpenAI-compatible address.")
@click.option("--model", default="default", show_default=True, help="Name of the model at that address.")
@click.option("--json", "as_json", is_flag=True, help="Print claims and proposals as JSON.")
@_FOLDER
def read(
    files: tuple[Path, ...],
    world_name: str,
    published: datetime | None,
    parser: str,
    patterns: Path | None,
    service: str | None,
    model: str,
    as_json: bool,
    folder: Path,
) -> None:
    """Read articles (text or HTML) and save their claims."""
    from cutset.brief import (
        Extractor,
        Reading,
        Service,
        gazetteer,
        load_patterns,
        missing_model,
        propose,
        read_article,
        save_reading,
    )

    world = _world(world_name)
    given = published.date() if published else None
    extractor = Extractor(gazetteer(world), parser=parser, patterns=load_patterns(patterns))  # type: ignore[arg-type]
    if parser == "auto" and (missing := missing_model()):
        click.echo(f"note: {missing}", err=True)
    articles = [read_article(file, given) for file in files]
    saved = []
    for article in articles:
        claims = extractor.claims(article)
        if service:
            claims = _with_service(claims, article, extractor, Service(service, model, cache=folder / "answers"))
        saved.append(Reading(article, claims, propose(claims, article, world), world_name))
    for reading in saved:
        save_reading(folder, reading)
    _print(tuple(saved), as_json)


@brief.command("review")
@_FOLDER
@click.option("--reviewer", default="", help="Who decides.")
@click.option(
    "--keys", default="", help="Keys to press in order, for scripts: a accept, r reject, e edit, s skip, q quit."
)
@click.option("--set", "changes", multiple=True, metavar="COLUMN=VALUE", help="Changes for each edit of --keys.")
@click.option("--again", is_flag=True, help="Also show what was decided before.")
def review(folder: Path, reviewer: str, keys: str, changes: tuple[str, ...], again: bool) -> None:
    """Accept, edit or reject the proposed rows one by one."""
    from cutset.brief import decisions, readings

    pressed = iter(keys)
    decided = decisions(folder)
    waiting = [(r, p) for r in readings(folder) for p in r.proposals if again or p.proposal_id not in decided]
    for number, (reading, proposal) in enumerate(waiting, start=1):
        _show(reading, proposal.proposal_id, f"{number} of {len(waiting)}")
        key = next(pressed, "q") if keys else _key()
        if key == "q":
            break
        _decide(folder, proposal.proposal_id, key, reviewer, _edits(changes, bool(keys)) if key == "e" else {})
    standing = decisions(folder)
    counts = {word: sum(d.decision == word for d in standing.values()) for word in ("accept", "edit", "reject")}
    click.echo(f"accepted {counts['accept']}, edited {counts['edit']}, rejected {counts['reject']}")


@brief.command("apply")
@_FOLDER
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A world's folder: rows are added to its tables.",
)
@click.option(
    "--suppose",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder of rows to suppose, written anew or added to.",
)
def apply(folder: Path, target: Path | None, suppose: Path | None) -> None:
    """Write the accepted rows into a world's tables, or into a folder of rows to suppose."""
    from cutset.brief import accepted_rows, decisions, readings, what_next, write_rows

    if (target is None) == (suppose is None):
        raise click.UsageError("say either --to WORLD or --suppose FOLDER")
    where = target or suppose
    assert where is not None
    saved = readings(folder)
    tables = accepted_rows(saved, decisions(folder))
    if not tables:
        click.echo("nothing has been accepted yet; run cutset brief review")
        return
    for table, many in write_rows(where, tables).items():
        click.echo(f"{where / (table + '.csv')}: {many} {'row' if many == 1 else 'rows'}")
    for world in [""] if target else sorted({one.world for one in saved}):
        for line in what_next(where, tables, world):
            click.echo(line)


def _world(name: str) -> World:
    from cutset.ingest.opening import read_world

    return read_world(name)


def _with_service(
    claims: tuple[Claim, ...], article: Article, extractor: Extractor, service: Service
) -> tuple[Claim, ...]:
    from cutset.brief import ask_service, merged

    read, warning = ask_service(article, extractor.names, service)
    if warning:
        click.echo(f"warning: {warning}", err=True)
    return merged(claims, read)


def _print(saved: tuple[Reading, ...], as_json: bool) -> None:
    from cutset.brief import all_groups, told

    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(saved), indent=1).decode())
        return
    for reading in saved:
        for line in told(reading):
            click.echo(line)
    groups = [group for group in all_groups(saved) if len(group.claims) > 1 or group.contradicts]
    for group in groups:
        against = f"; contradicted by {', '.join(group.contradicts)}" if group.contradicts else ""
        click.echo(
            f"told {len(group.claims)} times, independent origins: {group.origins}: {', '.join(group.claims)}{against}"
        )


def _show(reading: Reading, proposal_id: str, place: str) -> None:
    from cutset.brief import told_proposal

    click.echo(f"--- {place}")
    for line in told_proposal(reading, proposal_id):
        click.echo(line)


def _key() -> str:
    while True:
        key = click.prompt("[a]ccept [r]eject [e]dit [s]kip [q]uit", default="s").strip().lower()[:1]
        if key in "aresq":
            return str(key)


def _edits(changes: tuple[str, ...], scripted: bool) -> dict[str, str]:
    lines = list(changes)
    while not scripted and (line := click.prompt("column=value, empty to end", default="", show_default=False)):
        lines.append(line)
    return {column.strip(): value.strip() for column, _, value in (line.partition("=") for line in lines)}


def _decide(folder: Path, proposal_id: str, key: str, reviewer: str, edited: dict[str, str]) -> None:
    from cutset.brief import Decision, add_decision

    if key == "a":
        add_decision(folder, Decision(proposal_id, "accept", reviewer))
    elif key == "r":
        add_decision(folder, Decision(proposal_id, "reject", reviewer))
    elif key == "e":
        add_decision(folder, Decision(proposal_id, "edit", reviewer, edited=edited))
