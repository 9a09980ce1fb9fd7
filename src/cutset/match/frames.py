"""How are parties screened from Python: lists, dictionaries, and tables of pandas, polars or Arrow?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cutset.errors import InputError
from cutset.lists import OfficialList
from cutset.lists.own_csv import columns_of
from cutset.lists.tabular import plain
from cutset.match.asking import Asked
from cutset.match.index import build_index
from cutset.match.model import load_model
from cutset.match.screener import Match, Screener
from cutset.match.screening import party_of

__all__ = ["screen"]


def screen(
    parties: Any,
    lists: Iterable[OfficialList],
    *,
    threshold: float | None = None,
) -> list[list[Match]]:
    """Screen parties against lists.

    Parameters
    ----------
    parties
        Names; or :class:`~cutset.match.Asked`; or mappings, or a pandas, polars or Arrow table, with
        columns as in a user's own list (``name``, ``id``, ``kind``, ``country``, ``birth date`` ...).
    lists
        Opened lists.
    threshold
        Least probability of a candidate; by default the model's own.

    Returns
    -------
    list[list[Match]]
        The matches of each party, in order.

    Raises
    ------
    InputError
        A table has no column of names.

    Examples
    --------
    >>> screen(["Dmitry Rogozin"], [])
    [[]]
    """
    asked = [_asked(at, party) for at, party in enumerate(_records(parties), start=1)]
    return Screener(build_index(lists, load_model().frequencies)).screen(asked, threshold)


def _records(parties: Any) -> Sequence[Any]:
    if hasattr(parties, "to_dicts"):
        return list(parties.to_dicts())
    if hasattr(parties, "to_pylist"):
        return list(parties.to_pylist())
    if hasattr(parties, "to_dict") and hasattr(parties, "columns"):
        return list(parties.to_dict("records"))
    return list(parties)


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
