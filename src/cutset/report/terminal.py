"""How does a result read on one screen? The questions first, then programme by programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from cutset.report.document import Document, FunctionLine, ListLine, MatchLine, ProgrammeLine, StepLine
from cutset.report.topics import CAUSE_PREFIX, shortened
from cutset.showing import shown

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["print_document", "print_explanation"]

SIGNS: Final = {
    "stopped since": ("x", "red"),
    "stops on": ("x", "red"),
    "missed": ("x", "red"),
    "late by": ("x", "red"),
    "late": ("x", "red"),
    "forbidden": ("x", "red"),
    "at risk": ("!", "yellow"),
    "may be forbidden": ("!", "yellow"),
    "harder": ("!", "yellow"),
    "cannot tell": ("?", "magenta"),
    "not due yet": (".", "dim"),
    "on time": ("+", "green"),
    "runs": ("+", "green"),
}
"""A sign and a colour for each status, the worst first; the sign alone is enough to tell them apart."""


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
    _print_topics(document, console)
    console.print()
    console.print(_programme_table(document))
    if details:
        _print_programmes(document, console)
        _print_details(document, console)
    _print_foot(document, console)


def _print_head(document: Document, console: Console) -> None:
    console.print(f"[bold]{_plain(document.title)}[/bold]")
    known = "" if document.known_by == document.as_of else f", known by {document.known_by}"
    laws = ", ".join(document.laws) or "none, so nothing could be cut"
    reading = "" if document.readings == "both" else f"; unsettled law read {document.readings}"
    console.print(f"as of {document.as_of}{known}, looking ahead to {document.horizon}; laws: {laws}{reading}")
    if document.supposed:
        rows = shortened(", ".join(document.supposed), 160)
        console.print(f"[bold reverse] WHAT IF [/bold reverse] supposed for this run: {_plain(rows)}")


def _print_topics(document: Document, console: Console) -> None:
    from rich.padding import Padding

    for topic in document.topics:
        console.print(f"\n[bold]{topic.name}[/bold]  {_plain(topic.asks)}")
        for line in topic.answer or ("nothing in this world answers it",):
            console.print(Padding(_signed(line), (0, 0, 0, 2)))


def _signed(line: str) -> str:
    """Return a line of an answer behind the sign of its status, where it has one."""
    for word, (sign, colour) in SIGNS.items():
        if line.startswith(word):
            return f"[{colour}]{sign} {word}[/{colour}]{_plain(line.removeprefix(word))}"
    return f"- {_plain(line)}"


def _programme_table(document: Document) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, padding=(0, 1))
    table.add_column("Programme", ratio=6, overflow="ellipsis", no_wrap=True)
    table.add_column("What becomes of it", ratio=10, overflow="ellipsis", no_wrap=True)
    table.add_column("First cause of the worst", ratio=11, overflow="ellipsis", no_wrap=True)
    for programme in document.programmes:
        if programme.functions:
            worst = min(programme.functions, key=lambda one: (list(SIGNS).index(one.status), one.short))
            cause = (
                f"{CAUSE_PREFIX[worst.cause_kind]}: {_plain(worst.cause)}" if worst.cause_kind in CAUSE_PREFIX else ""
            )
            table.add_row(_plain(programme.name), _summed(programme), cause)
    return table


def _cause(one: FunctionLine) -> str:
    return f"{CAUSE_PREFIX[one.cause_kind]}: {one.cause}" if one.cause_kind in CAUSE_PREFIX else ""


def _summed(programme: ProgrammeLine) -> str:
    """Return how many functions of a programme share each status, the worst first."""
    counts = Counter((list(SIGNS).index(one.status), one.short, one.status) for one in programme.functions)
    parts = []
    for (_, short, status), many in sorted(counts.items()):
        sign, colour = SIGNS[status]
        number = f"{many} " if len(programme.functions) > 1 else ""
        parts.append(f"[{colour}]{sign} {number}{short}[/{colour}]")
    return ", ".join(parts)


def _print_programmes(document: Document, console: Console) -> None:
    from rich.padding import Padding

    for programme in document.programmes:
        if programme.functions:
            console.print(f"\n[bold]{_plain(programme.name)}[/bold]  [dim]{programme.id}, {programme.operator}[/dim]")
            for one in programme.functions:
                why = f" - {cause}" if (cause := _cause(one)) else ""
                marks = ", ".join(sorted({mark.kind for mark in one.marks}))
                beside = f" ({marks})" if marks else ""
                line = f"{_signed(f'{one.short}: {one.name}{beside}{why}')} [dim]{one.function}[/dim]"
                console.print(Padding(line, (0, 0, 0, 2)))


def _print_details(document: Document, console: Console) -> None:
    sections = (
        ("What may stand in", [f"{one.supply}, {one.name}: {one.words}" for one in document.offers]),
        ("What helping would cost the helper", [f"{one.name}, {one.words}" for one in document.exposures]),
        ("Payments", [f"{one.payment}, {one.name}: {one.words}" for one in document.payments]),
        ("Parties caught or possibly caught", [f"{one.name}: {one.words}" for one in document.parties if one.measure]),
        ("Matches with official lists", [_match(one) for one in document.matches]),
        ("Stocks", [f"{one.item}: {one.arithmetic}" for one in document.items if one.arithmetic]),
        ("Conflicts of laws", list(document.conflicts)),
        ("Carried in part only", list(document.not_carried)),
    )
    for title, lines in sections:
        if lines:
            console.print(f"\n[bold]{title}[/bold]")
            for line in lines:
                console.print(f"- {_plain(line)}", soft_wrap=False)


def _match(one: MatchLine) -> str:
    """Return a match with list, age, entry, the names that met, and why."""
    age = f", {one.age_days} days old" if one.age_days is not None else ""
    listed = f"{one.list_id} of {one.published or 'a day not known'}{age}, version {one.version[:12]}"
    decided = f"; decided {one.decision}" if one.decision else ""
    if not one.entry:
        return f"{one.name}: {one.status} on {listed}{decided}"
    chance = f" {one.probability:.2f}" if one.probability is not None else ""
    met = f"{one.asked!r} meets {one.listed!r} ({one.listed_kind})" if one.how == "name" else one.asked
    return f"{one.name}: {one.status}{chance}, entry {one.entry} of {listed}: {met}: {one.words}{decided}"


def _print_foot(document: Document, console: Console) -> None:
    if document.missing:
        console.print(f"[bold]Cannot be told without:[/bold] {_plain(shortened('; '.join(document.missing), 240))}")
    for remark in document.remarks:
        console.print(f"Remark: {_plain(remark)}")
    lists = [
        f"{one.list_id} of {one.published or 'unknown date'} (version {one.version[:12]}{_age(one)})"
        for one in document.lists
    ]
    told = "; ".join(lists) or "none held against it, so nobody is called clear"
    console.print(f"Official lists: {_plain(told)}.")
    console.print(
        f"[bold]{document.notice}[/bold]  Reasons: cutset explain NAME or ID; ids and all the rest: --details"
    )


def _age(one: ListLine) -> str:
    old = f", {one.age_days} days old" if one.age_days is not None else ""
    return f"{old}, not complete: {'; '.join(one.incomplete)}" if one.incomplete else old


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
    """Return text in which brackets are no markup, and nothing is left that a terminal obeys."""
    return shown(text).replace("[", r"\[")
