"""How are parties screened from Python: lists, dictionaries, tables of pandas, polars or Arrow, a world?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cutset.errors import Fault, InputError
from cutset.lists import OfficialList, open_list
from cutset.lists.own_csv import columns_of
from cutset.lists.tabular import plain
from cutset.match.asking import Asked, asked_of
from cutset.match.official import screener_over
from cutset.match.screener import Match
from cutset.match.screening import long_names, party_of
from cutset.match.verdicts import NO_DECISIONS, Decisions
from cutset.world.world import World

__all__ = ["screen"]


def screen(
    parties: Any,
    lists: Iterable[OfficialList | str | Path],
    *,
    decisions: Decisions = NO_DECISIONS,
    threshold: float | None = None,
    as_of: date | None = None,
) -> list[list[Match]]:
    """Screen parties against official lists.

    Parameters
    ----------
    parties
        Names; or :class:`~cutset.match.Asked`; or mappings, or a pandas, polars or Arrow table, with
        columns as in a user's own list (``name``, ``id``, ``kind``, ``country``, ``birth date`` ...); or a world.
    lists
        Opened lists, or files of lists.
    decisions
        What people decided, as :meth:`~cutset.match.DecisionLog.standing` returns it: what is *different* is left
        out until its data change, *same* is the same, and every decision stands beside its match.
    threshold
        Least probability of a candidate; by default the model's own. What is the same by exact identity is always
        shown.
    as_of
        Lists that were published later are left out, and a world is taken as known on this day; by default no list
        is, and the world's own day counts [date].

    Returns
    -------
    list[list[Match]]
        The matches of each party, in order.

    Raises
    ------
    InputError
        One name stands where several are expected, a party has no name or one of more than a thousand letters, or a
        table has no column of names; every fault at once.

    Examples
    --------
    >>> screen(["Dmitry Rogozin"], [])
    [[]]
    """
    opened = [one if isinstance(one, OfficialList) else open_list(Path(one)) for one in lists]
    used = [one for one in opened if as_of is None or one.published is None or one.published <= as_of]
    asked = _all_asked(_records(parties, as_of))
    found = screener_over(used).screen(asked, threshold)
    return [decisions.settle(one, matches) for one, matches in zip(asked, found, strict=True)]


def _records(parties: Any, as_of: date | None) -> Sequence[Any]:
    if isinstance(parties, (str, bytes, Mapping, Asked)):
        words = "parties are a list, and this is one party"
        raise InputError.one("no-list", words, value=str(parties), hint="put it into brackets: [...]")
    if isinstance(parties, World):
        return list(asked_of(parties.known_by(as_of or parties.settings.as_of or date.max)).values())
    if hasattr(parties, "to_dicts"):
        return list(parties.to_dicts())
    if hasattr(parties, "to_pylist"):
        return list(parties.to_pylist())
    if hasattr(parties, "to_dict") and hasattr(parties, "columns"):
        return list(parties.to_dict("records"))
    return list(parties)


def _all_asked(records: Sequence[Any]) -> list[Asked]:
    found: list[Asked] = []
    faults: list[Fault] = []
    for at, party in enumerate(records, start=1):
        try:
            asked = _asked(at, party)
        except InputError as error:
            faults += error.faults
            continue
        if not any(name.strip() for name in asked.names) and not asked.weak and not asked.known.identifiers:
            faults.append(Fault(row=at, code="no-name", sentence="the party has no name"))
        faults += long_names(asked, "", at)
        found.append(asked)
    if faults:
        raise InputError(faults)
    return found


def _asked(at: int, party: Any) -> Asked:
    if isinstance(party, Asked):
        return party
    if isinstance(party, str):
        return Asked(str(at), (party,))
    if isinstance(party, Mapping):
        row = {plain(str(c)): _text(v) for c, v in party.items()}
        columns = columns_of(list(row))
        if "name" in columns or "family" in columns:
            return party_of(at, row, columns)
    raise InputError.one(
        "missing-column", "a party is a name, or a mapping with a column 'name'", value=str(party)[:60]
    )


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()
