"""``cutset brief``: read articles into claims, review the rows they propose, apply what was accepted."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cutset.brief.article import Article
    from cutset.brief.backend import Service
    from cutset.brief.claim import Claim
    from cutset.brief.extract import Extractor
    from cutset.brief.proposal import Proposal
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
    if not as_json and any(reading.proposals for reading in saved):
        click.echo(f"to decide on the rows: cutset brief review --folder {shlex.quote(str(folder))}")


@brief.command("review")
@_FOLDER
@click.option("--reviewer", default="", help="Who decides.")
@click.option(
    "--keys", default="", help="Keys to press in order, for scripts: a accept, r reject, e edit, s skip, q quit."
)
@click.option("--set", "changes", multiple=True, metavar="COLUMN=VALUE", help="Changes for each edit of --keys.")
@click.option("--again", is_flag=True, help="Also show, or with --from replace, what was decided before.")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the review as one page that opens offline, and stop.",
)
@click.option(
    "--from",
    "answers",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Take in the decisions that the page handed out, and stop.",
)
def review(
    folder: Path,
    reviewer: str,
    keys: str,
    changes: tuple[str, ...],
    again: bool,
    page: Path | None,
    answers: Path | None,
) -> None:
    """Accept, edit or reject the proposed rows: one by one here, or on a page."""
    if page and answers:
        raise click.UsageError("say either --html FILE or --from FILE")
    if page:
        _write_page(folder, page, reviewer)
        return
    if answers:
        _take_in(folder, answers, reviewer, again)
    else:
        _ask(folder, reviewer, keys, changes, again)
    from cutset.brief import decisions

    standing = decisions(folder)
    counts = {word: sum(d.decision == word for d in standing.values()) for word in ("accept", "edit", "reject")}
    click.echo(f"accepted {counts['accept']}, edited {counts['edit']}, rejected {counts['reject']}")


def _ask(folder: Path, reviewer: str, keys: str, changes: tuple[str, ...], again: bool) -> None:
    """Show the proposed rows one by one and take a key for each."""
    from cutset.brief import decisions, readings

    pressed = iter(keys)
    decided = decisions(folder)
    waiting = [(r, p) for r in readings(folder) for p in r.proposals if again or p.proposal_id not in decided]
    for number, (reading, proposal) in enumerate(waiting, start=1):
        _show(reading, proposal.proposal_id, f"{number} of {len(waiting)}")
        key = next(pressed, "q") if keys else _key()
        if key == "q":
            break
        _decide(folder, proposal, key, reviewer, _edits(proposal, changes, bool(keys)) if key == "e" else {})


def _write_page(folder: Path, page: Path, reviewer: str) -> None:
    """Write the review as a page."""
    from cutset.brief import decisions, readings
    from cutset.report.writing import write_whole
    from cutset.review import as_review_page

    def name_in(named: str) -> Callable[[str], str]:
        world = _world_if_there(named)
        return lambda one: str(getattr(world.find(one), "name", "")) if world else ""

    saved = readings(folder)
    content = as_review_page(saved, decisions(folder), name_in=name_in, folder=str(folder), reviewer=reviewer)
    write_whole(page, content)
    click.echo(f"{page}: {len(saved)} {'article' if len(saved) == 1 else 'articles'}, open it in a browser")


def _take_in(folder: Path, answers: Path, reviewer: str, again: bool) -> None:
    """Add the decisions of a file that the page handed out."""
    from cutset.brief import add_decisions, decisions, readings
    from cutset.review import read_answers

    found = read_answers(
        answers.read_bytes(),
        answers.name,
        readings(folder),
        decisions(folder),
        world_of=_world_if_there,
        reviewer=reviewer,
        again=again,
    )
    add_decisions(folder, *found.new)
    for earlier, now in found.replaced:
        who = f"{earlier.decision} by {earlier.reviewer or 'somebody'} on {earlier.time}"
        click.echo(f"{now.proposal_id}: {now.decision} takes the place of {who}")
    stood = f"; {found.standing} stood already" if found.standing else ""
    click.echo(f"{len(found.new)} new {'decision' if len(found.new) == 1 else 'decisions'}{stood}")


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
    from cutset.brief import accepted_rows, decisions, readings, take_back, what_next, write_rows

    if (target is None) == (suppose is None):
        raise click.UsageError("say either --to WORLD or --suppose FOLDER")
    where = target or suppose
    assert where is not None
    saved = readings(folder)
    tables = accepted_rows(saved, decisions(folder))
    if suppose:
        standing = {row["id"] for rows in tables.values() for row in rows}
        proposed = {proposal.cells.get("id", "") for reading in saved for proposal in reading.proposals}
        for table, many in take_back(suppose, frozenset(proposed - standing)).items():
            rows_taken = f"{many} {'row' if many == 1 else 'rows'}"
            click.echo(f"{suppose / (table + '.csv')}: {rows_taken} taken back, no longer accepted")
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


@cache
def _world_if_there(name: str) -> World | None:
    """Return the world in which a reading was linked, or None where it has gone or cannot be read since."""
    from cutset.errors import CutsetError

    try:
        return _world(name)
    except (CutsetError, OSError):
        return None


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


def _edits(proposal: Proposal, changes: tuple[str, ...], scripted: bool) -> dict[str, str]:
    """Return changed cells; a person is asked again while one cannot be read, a script is refused."""
    from cutset.brief import edit_faults
    from cutset.errors import InputError

    while True:
        lines = list(changes)
        while not scripted and (line := click.prompt("column=value, empty to end", default="", show_default=False)):
            lines.append(line)
        edited = {column.strip(): value.strip() for column, _, value in (line.partition("=") for line in lines)}
        faults = edit_faults(proposal, edited)
        if not faults:
            return edited
        if scripted:
            raise InputError(faults)
        for fault in faults:
            click.echo(str(fault), err=True)


def _decide(folder: Path, proposal: Proposal, key: str, reviewer: str, edited: dict[str, str]) -> None:
    from cutset.brief import Decision, Verdict, add_decisions

    words: dict[str, Verdict] = {"a": "accept", "r": "reject", "e": "edit"}
    if key in words:
        add_decisions(folder, Decision(proposal.proposal_id, words[key], reviewer, edited=edited))
