"""Which listed parties may an asked party be, how probably, and why? The engine's front.

Identifiers come first, then names: candidates from the token index, alignment, trees, a calibrated
probability, and what dates, countries, gender and numbers add to it. *Same* needs an identifier or the
strict rules of :mod:`cutset.match.exact`; everything else above the threshold is a *candidate*.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from cutset.lists.entry import Entry, Identifier, ListedName
from cutset.match.asking import Asked
from cutset.match.batch import Batch, features_of, find, prepare
from cutset.match.evidence import Fact, Known, facts, joined
from cutset.match.exact import Status, judge_name, judge_number
from cutset.match.identity import identical
from cutset.match.index import ENGINE, KIND_NUMBERS, Index, identifier_hash
from cutset.match.model import Model, load_model
from cutset.match.tree_kernel import predict_rows
from cutset.match.words import COUNTRY, spellings, word

__all__ = ["Match", "Screener", "ruled"]

Array = NDArray[Any]
AT_ONCE: Final = 2000
"""Names that go through the kernels together."""

CERTAIN: Final = 0.999
HOPELESS_LOSS: Final = 0.75
HOPELESS_BELOW: Final = 0.5
"""Names that lose a greater share of their weight than the one cannot reach a threshold above the other."""

OPEN: Final = 0.05
"""Least probability of a name that facts beside it may still lift over the threshold."""

LIKE_ALL: Final = 0.96
LIKE_SHORT: Final = 0.90
RARE_WORD: Final = 0.60
LEAST_TOLD: Final = 0.45
"""Weights that one rare word, and the words of a name together, need to tell a party."""

MOST_ONE_WORD: Final = 0.80
"""Below the shipped thresholds; among names of the lists such pairs are often one party all the same."""

UNLIKE: Final = 0.045
"""Loss by unlike spelling above which a word is another one, or another form of a given name."""

MOST_SISTER: Final = 0.25
RULED_WEIGHT: Final = 0.25

ALWAYS: Final = 0.995
"""Least probability of a name whose every telling word is the listed name's."""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A listed party that an asked one may be.

    Parameters
    ----------
    id, asked
        The asker's id, and the name as asked; where there is none, the number that met.
    list_id, version, published, incomplete
        The list, its SHA-256, its date as ISO text, and why it is not complete.
    entry_id, listed, listed_kind
        The entry, the name that met, and whether it is primary, alias, former or weak.
    chance
        Probability that they are one party, from names and facts [0 to 1].
    status
        *same* or *candidate*.
    how
        ``identifier`` or ``name``.
    facts
        What speaks for and against beside the name.
    because
        Why, in words.
    decision
        What was decided about it, in words; empty where nothing was.
    """

    id: str
    asked: str
    list_id: str
    version: str
    published: str
    incomplete: tuple[str, ...]
    entry_id: str
    entry: Entry
    listed: str
    listed_kind: str
    chance: float
    status: Status
    how: str
    facts: tuple[Fact, ...]
    because: str
    decision: str = ""


class _Pair(NamedTuple):
    """A party, one of its names and whether that is weak; a listed name, and its entry."""

    party: Asked
    name: str
    weak: bool
    listed: int
    entry: int


class Screener:
    """Screens asked parties against an index.

    Parameters
    ----------
    index
        As :func:`~cutset.match.build_index` makes it.
    model
        By default the one that ships.

    Examples
    --------
    >>> screener = Screener(index)  # doctest: +SKIP
    >>> screener.screen([asked("7", ["Mikron"], kind="company", country="RU")])  # doctest: +SKIP
    """

    def __init__(self, index: Index, model: Model | None = None) -> None:
        self.index = index
        self.model = model or load_model()
        kinds = np.asarray(index.arrays["entry_kind"])
        self._name_kind = kinds[index.arrays["name_entry"]] if len(index) else kinds[:0]

    @property
    def engine(self) -> str:
        """Version of engine and model; part of every decision's ground."""
        return f"{ENGINE}-{self.model.version}"

    def screen(self, parties: Sequence[Asked], threshold: float | None = None) -> list[list[Match]]:
        """Return the matches of each party, the most probable first.

        Parameters
        ----------
        parties
            Whom to ask for.
        threshold
            Least probability of a candidate; by default the model's own for persons and for others.
        """
        least = self.model.thresholds if threshold is None else (threshold, threshold)
        found: list[list[Match]] = []
        for start in range(0, len(parties), AT_ONCE):
            found += self._screen(parties[start : start + AT_ONCE], least)
        return found

    def _screen(self, parties: Sequence[Asked], least: tuple[float, float]) -> list[list[Match]]:
        names = [(name, party.kind) for party in parties for name in (*party.names, *party.weak)]
        owner = [at for at, party in enumerate(parties) for _ in (*party.names, *party.weak)]
        frail = [at >= len(party.names) for party in parties for at in range(len(party.names) + len(party.weak))]
        best: list[dict[int, Match]] = [{} for _ in parties]
        for at, party in enumerate(parties):
            for number in party.known.identifiers:
                for entry, met in self._by_identifier(party, number):
                    if entry not in best[at] or _rank(met) < _rank(best[at][entry]):
                        best[at][entry] = met
        weak_listed = self.index.arrays["name_weak"]
        seen: set[tuple[int, int, bool]] = set()
        for asked_name, name, chance, exact in self._scored(names, [parties[o] for o in owner], least):
            at, entry = owner[asked_name], self.index.entry_of(name)
            weak = frail[asked_name] or bool(weak_listed[name])
            # Names come the likeliest first, so a further name of the same entry adds nothing, unless it is the same.
            if not exact and ((at, entry, weak) in seen or (at, entry, False) in seen):
                continue
            seen.add((at, entry, weak))
            pair = _Pair(parties[at], names[asked_name][0], frail[asked_name], name, entry)
            match, strict = self._by_name(pair, chance, exact)
            kept = best[at].get(entry)
            person = self.index.arrays["entry_kind"][entry] == KIND_NUMBERS["person"]
            shown = strict or match.chance >= least[0 if person else 1]
            if shown and (kept is None or _rank(match) < _rank(kept)):
                best[at][entry] = match
        return [sorted(mine.values(), key=_rank) for mine in best]

    def _scored(
        self, names: list[tuple[str, str]], owners: list[Asked], least: tuple[float, float]
    ) -> list[tuple[int, int, float, bool]]:
        """Return asked name, listed name, probability and exactness of the best name of each entry."""
        if not names or not len(self.index):
            return []
        batch = prepare(names, self.index, self.model.frequencies)
        offsets, found, near = find(batch, self.index)
        reading = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets)).astype(np.int32)
        same_reading, same_name = identical(self.index, batch)
        same = np.repeat([False, True], [len(found), len(same_name)])
        reading, found = np.concatenate([reading, same_reading]), np.concatenate([found, same_name])
        who = batch.asked[reading]
        fits = self._kinds_fit(owners)[who, self._name_kind[found]]
        reading, found, who, same = reading[fits], found[fits], who[fits], same[fits]
        rows = features_of(batch, self.index, reading, found, near)
        if min(least) >= HOPELESS_BELOW:
            near_enough = (rows[:, 18] <= HOPELESS_LOSS) | same
            reading, found, who, rows, same = (x[near_enough] for x in (reading, found, who, rows, same))
        person = self._name_kind[found] == KIND_NUMBERS["person"]
        chance = ruled(self.chance_of(rows, person), rows, person)
        told = np.array([bool(o.known != Known()) for o in owners])
        wanted = np.where(person, least[0], least[1])
        keep = np.flatnonzero(same | (chance >= np.where(told[who], np.minimum(wanted, OPEN), wanted)))
        return [
            (int(who[at]), int(found[at]), float(chance[at]), bool(rows[at, 15]) or bool(same[at]))
            for at in keep[np.lexsort((found[keep], -chance[keep]))]
        ]

    def _kinds_fit(self, owners: list[Asked]) -> Array:
        """Say for each asked name which kinds of entry it can be; a kind that is not known fits all."""
        fits = np.ones((len(owners), len(KIND_NUMBERS)), bool)
        for at, owner in enumerate(owners):
            if owner.kind:
                fits[at] = False
                fits[at, [0, KIND_NUMBERS[owner.kind]]] = True
        return fits

    def _by_identifier(self, party: Asked, number: Identifier) -> list[tuple[int, Match]]:
        hashes = self.index.arrays["identifier_hashes"]
        wanted = identifier_hash(number)
        low, high = np.searchsorted(hashes, wanted, "left"), np.searchsorted(hashes, wanted, "right")
        found = []
        for at in range(int(low), int(high)):
            entry_number = int(self.index.arrays["identifier_entries"][at])
            entry = self.index.entry(entry_number)
            if number in entry.identifiers:
                status, because = judge_number(party.kind, party.known, entry, number)
                match = self._match(
                    party,
                    next(iter(party.names), number.value),
                    entry_number,
                    entry,
                    None,
                    CERTAIN,
                    status,
                    "identifier",
                    (),
                    because,
                )
                found.append((entry_number, match))
        return found

    def _by_name(self, pair: _Pair, chance: float, exact: bool) -> tuple[Match, bool]:
        """Return the match of a pair of names, and whether it is one by the strict rules."""
        party, entry = pair.party, self.index.entry(pair.entry)
        listed = entry.names[self.index.name_position(pair.listed)]
        weak = pair.weak or listed.kind == "weak"
        spoken = tuple(
            fact for fact in facts(party.known, entry, weak) if not _told_by_names(fact, pair.name, listed.text)
        )
        after = joined(max(chance, 0.0005), spoken, weak)
        status: Status = "candidate"
        because = f"the names alone are alike with {chance:.4f}"
        judged = judge_name(party.kind, party.known, pair.name, pair.weak, entry, listed) if exact else None
        if judged:
            status, because = judged
        if status == "same":
            after = max(after, ALWAYS)
        because = "; ".join((because, *(fact.words for fact in spoken if fact.words not in because)))
        match = self._match(party, pair.name, pair.entry, entry, listed, after, status, "name", spoken, because)
        return match, judged is not None

    def _match(
        self,
        party: Asked,
        name: str,
        entry_number: int,
        entry: Entry,
        listed: ListedName | None,
        chance: float,
        status: Status,
        how: str,
        spoken: tuple[Fact, ...],
        because: str,
    ) -> Match:
        note = self.index.list_of(entry_number)
        met = listed or entry.names[0]
        return Match(
            id=party.id,
            asked=name,
            list_id=note.list_id,
            version=note.version,
            published=note.published,
            incomplete=note.incomplete,
            entry_id=entry.id,
            entry=entry,
            listed=met.text,
            listed_kind=met.kind,
            chance=round(chance, 4),
            status=status,
            how=how,
            facts=spoken,
            because=because,
        )

    def features(self, batch: Batch, readings: Array, names: Array, near: tuple[Array, Array, Array]) -> Array:
        """Return the features of pairs of a reading and a listed name."""
        return features_of(batch, self.index, readings, names, near)

    def chance_of(self, rows: Array, person: Array) -> Array:
        """Return the probabilities that features stand for, before the hard rules."""
        score = predict_rows(rows, person, self.model.trees[0], self.model.trees[1])
        return self.model.chance(score, person)

    def batch(self, names: Sequence[tuple[str, str]]) -> Batch:
        """Read names for the index, for explanations and tests."""
        return prepare(names, self.index, self.model.frequencies)


def _told_by_names(fact: Fact, asked: str, listed: str) -> bool:
    """Whether the names said already what a fact says: a country that both are called by counts once."""
    if fact.fact != "country-agrees":
        return False
    mine, theirs = (
        {word(token).meaning for tokens in spellings(name) for token in tokens if word(token).kind == COUNTRY}
        for name in (asked, listed)
    )
    return bool(mine & theirs)


def ruled(chance: Array, rows: Array, person: Array) -> Array:
    """Apply the hard rules to probabilities of names.

    Every telling word meets its like, and there are at least two, or a rare one of the same letters: at least
    :data:`LIKE_ALL`, so that the same name is always shown. One name is one word and the other has
    other telling words (*EMMA* and *Emma Daniels*, *ISS* and *ISS Reshetnev*; of a listed name's, those that do not
    only say what a body does), or there is no name beside class words and a country that only sounds alike (*Bank of
    Russia*, *Bank Rossiya*) or stands alone without a legal form (*Rossiya*): at most :data:`MOST_ONE_WORD`. Numbers
    on both sides without a partner (*Fund 2*, *Fund 3*): at most :data:`MOST_SISTER`. Given name and surname of a
    person meet in any order and only one side has a patronymic or an initial between them (*Lavrov Sergei*, *Sergey
    Viktorovich LAVROV*): at least :data:`LIKE_SHORT`.
    """
    several = (rows[:, 23] >= 2) & (rows[:, 24] >= 2)
    telling = (rows[:, 7] >= LEAST_TOLD) & (several | ((rows[:, 7] >= RARE_WORD) & (rows[:, 5] == 0)))
    chance = np.where((rows[:, 15] > 0) & telling, np.maximum(chance, LIKE_ALL), chance)
    chance = np.where((rows[:, 26] > 0) & person, np.maximum(chance, LIKE_SHORT), chance)
    lone = (rows[:, 24] <= 1) & (rows[:, 23] >= 2) & (rows[:, 16] > RULED_WEIGHT)
    lone |= (rows[:, 23] <= 1) & (rows[:, 24] >= 2) & (rows[:, 25] > RULED_WEIGHT)
    nameless = rows[:, 12] == 0
    lone |= nameless & ((rows[:, 27] == 2) | ((rows[:, 27] == 1) & (rows[:, 23] <= 1) & (rows[:, 28] == 0)))
    # Two words meet, one of them not by its letters, and a third one meets nothing: *Jim Rojas*, *ROJAS FRANCO, Jaime*.
    further = np.maximum(rows[:, 2], rows[:, 3]) > RULED_WEIGHT
    lone |= person & (rows[:, 26] == 0) & (rows[:, 8] <= 2) & (rows[:, 6] > UNLIKE) & further
    chance = np.where(lone, np.minimum(chance, MOST_ONE_WORD), chance)
    return np.where(rows[:, 11] == 2, np.minimum(chance, MOST_SISTER), chance)


def _rank(match: Match) -> tuple[bool, float, str, str]:
    return match.status != "same", -match.chance, match.list_id, match.entry_id
