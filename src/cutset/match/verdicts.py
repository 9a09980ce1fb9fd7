"""What stands decided about a party and a listed entry? The value that a stage is given.

A decision stands until the data of the party or of the entry changes. How decisions are kept is the question
of :mod:`cutset.match.decisions`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

import msgspec

from cutset.lists.entry import Entry
from cutset.match.asking import Asked

if TYPE_CHECKING:
    from cutset.match.screener import Match

__all__ = ["NO_DECISIONS", "VERDICTS", "Decision", "Decisions", "Standing", "Verdict", "ground_of"]

Verdict = Literal["same", "different", "unsure"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
Pair = tuple[str, str, str]
"""Ids of party, list and entry."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One record of the log of decisions.

    Parameters
    ----------
    number
        Place in the chain, from 1.
    kind
        ``decision``, or ``redaction`` for the record that personal data was removed.
    party, list_id, entry_id
        Whom it is about; empty after redaction.
    verdict, who, why
        What was decided, by whom, for which reason; who and why are empty after redaction.
    ground
        Hash of the asked party's and the entry's data when it was decided.
    engine, list_version
        Versions on that day.
    at
        When (UTC, ISO 8601).
    asked, listed
        The names that met.
    before, hash
        Link of the record before it, and its own.
    against
        Number of the record in which another person says the opposite; 0 where there is none.
    """

    number: int
    kind: str
    party: str
    list_id: str
    entry_id: str
    verdict: str
    who: str
    why: str
    ground: str
    engine: str
    list_version: str
    at: str
    asked: str = ""
    listed: str = ""
    before: str = ""
    hash: str = ""
    against: int = 0


class Standing(msgspec.Struct, frozen=True):
    """What stands decided about a party and an entry, and whether their data changed since."""

    decision: Decision
    changed: bool

    @property
    def words(self) -> str:
        """The decision in words: verdict, by whom, when, and its record in the log."""
        one = self.decision
        if one.against:
            return f"decided differently by two people (records {one.against} and {one.number}){self._since}"
        who = f"{one.who}, " if one.who else ""
        return f"{one.verdict} ({who}{one.at[:10]}, record {one.number}){self._since}"

    @property
    def verdict(self) -> Verdict | None:
        """What counts of it: nothing once the data changed, *unsure* where two people say the opposite."""
        if self.changed:
            return None
        return "unsure" if self.decision.against else cast("Verdict", self.decision.verdict)

    @property
    def _since(self) -> str:
        return "; the data changed since" if self.changed else ""


class Decisions:
    """The decisions that stand, one for a party and an entry.

    Parameters
    ----------
    held
        Of two about one pair the later one counts.
    """

    def __init__(self, held: Iterable[Decision] = ()) -> None:
        self._by_pair: dict[Pair, Decision] = {(one.party, one.list_id, one.entry_id): one for one in held}

    def __len__(self) -> int:
        return len(self._by_pair)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decisions) and self.held == other.held

    def __hash__(self) -> int:
        return hash(self.held)

    @property
    def held(self) -> tuple[Decision, ...]:
        """Every decision that stands, in the order of the log."""
        return tuple(sorted(self._by_pair.values(), key=lambda one: one.number))

    def of(self, asked: Asked, list_id: str, entry: Entry) -> Standing | None:
        """Return what stands decided about a party and an entry, or None."""
        found = self._by_pair.get((asked.id, list_id, entry.id))
        return None if found is None else Standing(found, found.ground != ground_of(asked, list_id, entry))

    def settle(self, asked: Asked, matches: Sequence[Match], *, different: bool = False) -> list[Match]:
        """Return matches as they stand after the decisions.

        Decided *same* it is the same, *unsure* a candidate, and *different* it is left out, as long as the data
        are those that were decided about. Whatever was decided stands in words beside the match.

        Parameters
        ----------
        asked
            The party.
        matches
            Its matches.
        different
            Keep also what was decided to be different.
        """
        found = []
        for match in matches:
            stands = self.of(asked, match.list_id, match.entry) if self._by_pair else None
            if stands is None:
                found.append(match)
                continue
            verdict = stands.verdict
            if verdict == "different" and not different:
                continue
            status = {"same": "same", "unsure": "candidate"}.get(verdict or "", match.status)
            found.append(msgspec.structs.replace(match, status=status, decision=stands.words))
        return found

    def without_people(self) -> Decisions:
        """Return them without who decided, why, and the names: what a result depends on, and no more."""
        return Decisions(msgspec.structs.replace(one, who="", why="", asked="", listed="") for one in self.held)


NO_DECISIONS: Final = Decisions()


def ground_of(asked: Asked, list_id: str, entry: Entry) -> str:
    """Return a hash of everything that a decision rests on, but for the engine's version."""
    body = msgspec.msgpack.encode((asked.names, asked.weak, asked.kind, asked.known, list_id, entry))
    return hashlib.sha256(body).hexdigest()
