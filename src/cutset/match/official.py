"""Whom do official lists name among some parties? The engine over lists in memory, with the decisions of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from cutset.lists.entry import OfficialList
from cutset.match.asking import Asked
from cutset.match.evidence import WordPair
from cutset.match.explaining import explain
from cutset.match.identity import index_of
from cutset.match.model import load_model
from cutset.match.screener import Match, Screener
from cutset.match.verdicts import Decisions

__all__ = ["Met", "listed_among", "screener_over"]


class Met(NamedTuple):
    """A match, its table of words, and whether it was decided to be different."""

    match: Match
    words: tuple[WordPair, ...]
    different: bool


def listed_among(
    parties: Mapping[str, Asked], lists: Sequence[OfficialList], decisions: Decisions
) -> dict[str, list[Met]]:
    """Return the matches of each party, by its id.

    Parameters
    ----------
    parties
        Whom to ask for.
    lists
        Lists with entries.
    decisions
        What people decided.
    """
    screener = screener_over(lists)
    found = screener.screen(list(parties.values()))
    told = {}
    for (name, asked), matches in zip(parties.items(), found, strict=True):
        kept = {(one.list_id, one.entry_id) for one in decisions.settle(asked, matches)}
        settled = decisions.settle(asked, matches, different=True)
        told[name] = [Met(one, _words(screener, one), (one.list_id, one.entry_id) not in kept) for one in settled]
    return told


def screener_over(lists: Sequence[OfficialList]) -> Screener:
    """Return the screener over some lists; the last few are kept, for a run may ask many times."""
    return _screener(_ByIdentity(lists))


class _ByIdentity:
    """Lists that are told apart by being the same objects: to compare all their entries would take as long."""

    def __init__(self, lists: Sequence[OfficialList]) -> None:
        self.lists = tuple(lists)

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.lists)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and list(map(id, self.lists)) == list(map(id, other.lists))


@lru_cache(maxsize=4)
def _screener(held: _ByIdentity) -> Screener:
    model = load_model()
    return Screener(index_of(held.lists, model), model)


def _words(screener: Screener, match: Match) -> tuple[WordPair, ...]:
    if match.how != "name":
        return ()
    kind = "" if match.entry.kind == "unknown" else match.entry.kind
    return explain(screener, match.asked, match.listed, kind).words
