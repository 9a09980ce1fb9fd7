"""How does a comparison read on the screen? What changed, kind by kind, what changed it, and nothing else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from cutset.runs.causes import Cause
from cutset.runs.compare import Change, Comparison, SideLine

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_comparison"]

TITLES: Final = {
    "function": "What becomes of functions",
    "payment": "Payments",
    "party": "Parties",
    "offer": "What may stand in",
    "helper": "What helping would cost the helper",
    "measure": "Measures",
    "agreement": "Agreements",
    "statement": "Newly said, or no longer",
}
SELF_TOLD: Final = frozenset({"measure", "agreement", "statement"})
"""Kinds of which the thing that changed is itself the row that changed it."""
NOTHING: Final = {"party": "not held by it", "mark": "not so", "cut": "not so"}


def print_comparison(found: Comparison, console: Console, *, details: bool = False, rows: bool = False) -> None:
    """Print a comparison.

    Parameters
    ----------
    found
        The comparison.
    console
        Where to.
    details
        Whether every mark, what would be without each cause, and every row that differs are listed too.
    rows
        Whether every row that differs is listed, with what it changed, whatever the details.
    """
    _print_head(found, console)
    for kind, title in TITLES.items():
        _print_kind(title, [one for one in found.changes if one.kind == kind], console, details)
    _print_marks([one for one in found.changes if one.kind not in TITLES], console, details)
    if details or rows:
        _print_rows(found, console)
    _print_foot(found, console)


def _print_head(found: Comparison, console: Console) -> None:
    console.print(f"[bold]{_plain(_side(found.old))}  ->  {_plain(_side(found.new))}[/bold]")
    if not found.changes:
        console.print("nothing changed")
        return
    kinds = Counter(kind for change in found.changes for kind in {cause.kind for cause in change.causes})
    main = sum(change.kind in TITLES for change in found.changes)
    told = ", ".join(f"{kind} {many}" for kind, many in kinds.most_common())
    console.print(f"{main} things changed, and {len(found.changes) - main} marks beside them; changed by: {told}")


def _side(line: SideLine) -> str:
    known = "" if line.known_by == line.as_of else f", known by {line.known_by}"
    day = "" if str(line.as_of) in line.label else f", as of {line.as_of}"
    return f"{line.label}{day}{known}"


def _print_kind(title: str, changes: list[Change], console: Console, details: bool) -> None:
    if not changes:
        return
    console.print(f"\n[bold]{title}[/bold]")
    for alike in _alike(changes):
        one = alike[0]
        own = one.kind in SELF_TOLD and [cause.row for cause in one.causes] == [one.subject.removeprefix("world:")]
        if one.kind == "statement" and own and not one.before:
            _print_in(console, 2, _plain(f"{one.subject}, {one.causes[0].words}"))
        else:
            _print_in(console, 2, f"[bold]{_plain('; '.join(change.name for change in alike))}[/bold]")
            _print_in(console, 4, _plain(_before_after(one)))
        for cause in one.causes:
            _print_in(console, 4, _told(cause, named=not own))
            if details and cause.without and not own:
                _print_in(console, 6, f"[dim]without it: {_plain(cause.without)}[/dim]")


def _alike(changes: list[Change]) -> Iterable[list[Change]]:
    """Return changes from the same to the same by the same causes together."""
    groups: dict[object, list[Change]] = defaultdict(list)
    for change in changes:
        causes = tuple((cause.kind, cause.table, cause.row, cause.words) for cause in change.causes)
        groups[(change.before, change.after, causes)].append(change)
    return groups.values()


def _before_after(one: Change) -> str:
    nothing = NOTHING.get(one.kind, "not known of")
    return f"{one.before or nothing} -> {one.after or nothing}"


def _told(cause: Cause, *, named: bool = True) -> str:
    """Return a cause as a line: what kind, how, when, which row."""
    day = f" {cause.day}" if cause.day else ""
    bites = f", bites on {cause.bites}" if cause.bites and cause.bites != cause.day else ""
    row = f"{cause.row}, " if cause.row else ""
    words = f": {_plain(row + cause.words)}" if named else ""
    besides = "besides: " if cause.besides else ""
    return f"{besides}[cyan]{cause.kind}[/cyan], {cause.how}{day}{bites}{words}"


def _print_marks(changes: list[Change], console: Console, details: bool) -> None:
    if not changes:
        return
    console.print("\n[bold]Beside a status, moving no day[/bold]")
    if details:
        for one in changes:
            _print_in(console, 2, f"[bold]{_plain(one.name)}[/bold]: {_plain(_before_after(one))}")
            for cause in one.causes:
                _print_in(console, 4, _told(cause))
        return
    for causes, alike in _by_causes(changes):
        words = Counter((one.after or one.before).partition(":")[0] for one in alike)
        names = "; ".join(dict.fromkeys(one.name for one in alike))
        _print_in(console, 2, f"{_plain(', '.join(words))}: {_plain(names)}")
        for cause in causes:
            _print_in(console, 4, _told(cause))


def _by_causes(changes: list[Change]) -> Iterator[tuple[tuple[Cause, ...], list[Change]]]:
    groups: dict[tuple[tuple[str, str], ...], list[Change]] = defaultdict(list)
    for change in changes:
        groups[tuple((cause.table, cause.row or cause.words) for cause in change.causes)].append(change)
    for alike in groups.values():
        yield (
            max((one.causes for one in alike), key=lambda causes: [cause.bites is not None for cause in causes]),
            alike,
        )


def _print_rows(found: Comparison, console: Console) -> None:
    console.print("\n[bold]Rows that differ[/bold]")
    for row in found.rows:
        _print_in(console, 2, f"{row.table} {_told(row)} [dim]({_moved(row, found.changes)})[/dim]")


def _moved(row: Cause, changes: Iterable[Change]) -> str:
    """Return whether a row changed something, or is but newly told itself."""
    changed = [one for one in changes if any((cause.table, cause.row) == (row.table, row.row) for cause in one.causes)]
    if changed and all(one.kind in SELF_TOLD and one.subject.endswith(row.row) for one in changed):
        return "told, changed nothing else"
    return "changed something" if changed else "changed nothing"


def _print_foot(found: Comparison, console: Console) -> None:
    moving = len([row for row in found.rows if (row.table, row.row) in found.moving])
    engines = found.old.engine if found.old.engine == found.new.engine else f"{found.old.engine} -> {found.new.engine}"
    console.print(
        f"\n{len(found.rows)} rows differ, {moving} of them changed something. Engine {engines}. "
        f"Causes by assessing {found.assessed} worlds between the two."
    )
    console.print(f"[bold]{found.notice}[/bold]")


def _print_in(console: Console, indent: int, text: str) -> None:
    from rich.padding import Padding

    console.print(Padding(text, (0, 0, 0, indent)))


def _plain(text: str) -> str:
    return text.replace("[", r"\[")
