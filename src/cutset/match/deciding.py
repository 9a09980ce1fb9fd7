"""Which candidates of an input wait for a decision, and how do decisions reach the log?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from cutset.errors import Fault, InputError, NotFoundError
from cutset.lists.source import Source
from cutset.lists.tabular import rows
from cutset.match.asking import Asked
from cutset.match.decisions import DecisionLog
from cutset.match.index import open_index
from cutset.match.screener import Match, Screener
from cutset.match.screening import read_input
from cutset.match.verdicts import VERDICTS, Decision
from cutset.match.workspace import chosen_lists, index_for, screen_many

__all__ = ["decide_from", "decide_one", "open_matches", "undecided"]

Pairs = list[tuple[Asked, Match]]
NEEDED: Final = ("id", "entry", "verdict", "why")


def open_matches(
    source: str, store: Path, lists: Sequence[str], threshold: float | None = None, as_of: date | None = None
) -> tuple[Pairs, str]:
    """Screen an input; return every asked party with each of its matches, and the engine's version."""
    parties = read_input(source, as_of)
    chosen, opened = chosen_lists(store, lists, as_of)
    folder = index_for(store, chosen, opened)
    found = screen_many(folder, (row.asked for row in parties), threshold)
    return [(asked, one) for asked, matches in found for one in matches], Screener(open_index(folder)).engine


def undecided(log: DecisionLog, pairs: Pairs) -> Pairs:
    """Return the candidates that nobody has decided, or whose data changed since."""
    held = log.standing()
    return [(asked, one) for asked, match in pairs for one in held.settle(asked, [match]) if one.status == "candidate"]


def decide_one(log: DecisionLog, pairs: Pairs, what: tuple[str, str, str, str], who: str, engine: str) -> Decision:
    """Decide one match by the party's id, the entry's id, verdict and reason.

    Raises
    ------
    NotFoundError
        The input has no such match.
    InputError
        Entries of several lists bear the id.
    """
    party, entry, verdict, why = what
    asked, match = _match_of(pairs, party, entry)
    return log.decide(asked, match, verdict, who, why, engine=engine)


def decide_from(log: DecisionLog, pairs: Pairs, table: Path, who: str, engine: str) -> int:
    """Decide what a CSV with id, entry, verdict and why says; all of it or, where a row is faulty, nothing.

    A column ``list`` tells entries of several lists apart that bear one id.

    Raises
    ------
    InputError
        With every faulty row.
    """
    source = Source(table)
    source.check()
    faults: list[Fault] = []
    ready: dict[tuple[str, str, str], tuple[Asked, Match, str, str]] = {}
    for line, row in rows(source, NEEDED, faults):
        try:
            asked, match = _match_of(pairs, row["id"], row["entry"], row.get("list", ""))
        except NotFoundError as error:
            faults.append(Fault(file=table.name, row=line, code="no-match", sentence=str(error)))
            continue
        except InputError as error:
            faults += [msgspec.structs.replace(fault, file=table.name, row=line) for fault in error.faults]
            continue
        verdict, why = row["verdict"], row["why"]
        if verdict not in VERDICTS or not why or not who.strip():
            faults.append(
                Fault(
                    file=table.name,
                    row=line,
                    code="bad-decision",
                    sentence="a decision needs same, different or unsure, a reason, and who decides",
                    value=verdict,
                )
            )
            continue
        earlier = ready.setdefault((asked.id, match.list_id, match.entry_id), (asked, match, verdict, why))
        if earlier[2] != verdict:
            faults.append(
                Fault(
                    file=table.name,
                    row=line,
                    code="contrary-decision",
                    sentence=f"the file says {earlier[2]} and {verdict} of party {asked.id} and {_place(match)}",
                    hint="leave one of the rows",
                )
            )
    if faults:
        raise InputError(faults)
    for asked, match, verdict, why in ready.values():
        log.decide(asked, match, verdict, who, why, engine=engine)
    return len(ready)


def _match_of(pairs: Pairs, party: str, entry: str, list_id: str = "") -> tuple[Asked, Match]:
    found = [(a, m) for a, m in pairs if a.id == party and m.entry_id == entry and list_id in ("", m.list_id)]
    if not found:
        raise NotFoundError(
            f"match of party {party!r} with entry", entry, [m.entry_id for a, m in pairs if a.id == party]
        )
    lists = sorted({m.list_id for _, m in found})
    if len(lists) > 1:
        raise InputError.one(
            "entry-of-several-lists",
            f"party {party} meets an entry of this id in {' and '.join(lists)}",
            value=entry,
            hint=f"say which: --list {lists[0]}, or a column 'list' in the table",
        )
    return found[0]


def _place(match: Match) -> str:
    return f"entry {match.entry_id} of {match.list_id}"
