"""How does a result read on one screen? The questions first, then programme by programme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from cutset.report.causes import KIND_WORDS
from cutset.report.document import Document, FunctionLine, ProgrammeLine, StepLine

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["print_document", "print_explanation"]

SIGNS: Final = {
    "runs": ("+", "green"),
    "on time": ("+", "green"),
    "not due yet": (".", "dim"),
    "at risk": ("!", "yellow"),
    "cannot tell": ("?", "magenta"),
    "stops on": ("x", "red"),
    "stopped since": ("x", "red"),
    "late by": ("x", "red"),
    "missed": ("x", "red"),
}
"""A sign and a colour for each status; the sign alone is enough to tell them apart."""


def print_document(document: Document, console: Console, *, details: bool = False) -> None:
    """Print a result.

    Parameters
    ----------
    document
        The result.
    console
        Where to.
    details
        Whether every function gets a line of its own, and offers, parties and gaps are listed.
    """
    _print_head(document, console)
    if document.topics:
        console.print(_topic_table(document))
    console.print(_programme_table(document, details=details))
    if details:
        _print_details(document, console)
    _print_foot(document, console)


def _print_head(document: Document, console: Console) -> None:
    console.print(f"[bold]{_plain(document.title)}[/bold]")
    known = "" if document.known_by == document.as_of else f", known by {document.known_by}"
    console.print(
        f"as of {document.as_of}{known}, looking ahead to {document.horizon}; laws: {', '.join(document.laws)}"
    )


def _topic_table(document: Document) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_lines=False, pad_edge=False, expand=True)
    table.add_column("Question", ratio=2, overflow="fold")
    table.add_column("Answer", ratio=7, overflow="fold")
    for topic in document.topics:
        answer = "\n".join(f"- {_plain(_short(line))}" for line in topic.answer) or "- nothing in this world answers it"
        table.add_row(f"[bold]{topic.name}[/bold]\n{_plain(topic.asks)}", answer, end_section=True)
    return table


def _short(line: str, most: int = 210) -> str:
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + " …"


def _programme_table(document: Document, *, details: bool) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("Programme", ratio=3, overflow="fold")
    table.add_column("What becomes of it", ratio=8, overflow="fold")
    for programme in document.programmes:
        if programme.functions:
            table.add_row(_plain(programme.name), "\n".join(_function_rows(programme, details=details)))
    return table


def _function_rows(programme: ProgrammeLine, *, details: bool) -> Iterable[str]:
    if details:
        for one in programme.functions:
            yield _function_row(one)
            yield f"    [dim]{one.id}[/dim]"
        return
    troubled = [one for one in programme.functions if SIGNS[one.status][0] in "!?x"]
    well = [one for one in programme.functions if one not in troubled]
    yield from (_function_row(one) for one in troubled)
    for status in dict.fromkeys(one.status for one in well):
        sign, colour = SIGNS[status]
        names = ", ".join(_plain(one.name) for one in well if one.status == status)
        yield f"[{colour}]{sign} {status}[/{colour}]: {names}"


def _function_row(one: FunctionLine) -> str:
    sign, colour = SIGNS[one.status]
    cause = f" [dim]{KIND_WORDS.get(one.cause_kind, '')}: {_plain(_short(one.cause, 60))}[/dim]" if one.cause else ""
    return f"[{colour}]{sign} {one.status}{_when(one)}[/{colour}]: {_plain(one.name)}{cause}"


def _when(one: FunctionLine) -> str:
    if one.status in ("stops on", "stopped since"):
        return f" {one.stops.latest}"
    if one.status == "at risk":
        return f" from {one.stops.earliest}"
    return ""


def _print_details(document: Document, console: Console) -> None:
    sections = (
        ("What may stand in", [f"{one.supply}: {one.words}" for one in document.offers]),
        ("What helping would cost the helper", [f"{one.supplier}: {one.words}" for one in document.exposures]),
        ("Payments", [f"{one.payment}: {one.words}" for one in document.payments]),
        ("Parties caught or possibly caught", [f"{one.party}: {one.words}" for one in document.parties if one.measure]),
        ("Stocks", [f"{one.item}: {one.arithmetic}" for one in document.items if one.arithmetic]),
        ("Conflicts of laws", list(document.conflicts)),
        ("Carried in part only", list(document.not_carried)),
    )
    for title, lines in sections:
        if lines:
            console.print(f"\n[bold]{title}[/bold]")
            for line in lines:
                console.print(f"- {_plain(line)}", soft_wrap=False)


def _print_foot(document: Document, console: Console) -> None:
    if document.missing:
        console.print(f"[bold]Cannot be told without:[/bold] {_plain(_short('; '.join(document.missing), 420))}")
    for remark in document.remarks:
        console.print(f"Remark: {_plain(remark)}")
    lists = [
        f"{one.list_id} of {one.published or 'unknown date'} (version {one.version[:12]})" for one in document.lists
    ]
    console.print(f"Official lists: {'; '.join(lists) or 'none held against it, so nobody is called clear'}.")
    console.print(f"[bold]{document.notice}[/bold]  Reasons: cutset explain FUNCTION or FINDING; all: --details")


def print_explanation(
    title: str, words: str, because: Iterable[StepLine], sources: dict[str, str], console: Console
) -> None:
    """Print the chain behind one finding, first cause first, each link with days, confidence and sources."""
    console.print(f"[bold]{_plain(title)}[/bold]")
    console.print(_plain(words))
    for number, step in enumerate(because, 1):
        days = _step_days(step)
        console.print(f"\n[bold]{number}.[/bold] {_plain(step.words)}")
        facts = "; ".join(part for part in (f"{step.table} {step.row}".strip(), days, step.confidence) if part)
        console.print(f"   [dim]{_plain(facts)}[/dim]")
        for source in step.sources:
            console.print(
                f"   [dim]source {_plain(source)}: {_plain(sources.get(source, 'not in the table of sources'))}[/dim]"
            )


def _step_days(step: StepLine) -> str:
    if step.from_ is None and step.until is None:
        return ""
    start = f"from {step.from_}" if step.from_ else ""
    return f"{start} until {step.until}".strip() if step.until else start


def _plain(text: str) -> str:
    """Return text in which brackets are no markup."""
    return text.replace("[", r"\[")
