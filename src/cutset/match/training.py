"""How is the model file rebuilt from a folder of lists? One command, one split, everything written down.

``python -m cutset.match.training FOLDER OUT`` reads every list under FOLDER that
``tables/training_lists.csv`` names. Entries that share an identifier or a telling name are one party,
across lists. Parties are dealt by a hash of their id into train (60 %), dev (20 %) and test (20 %) before
anything is tuned. Positives are names of one party that are spelled differently, negatives the hardest
other parties of the same list. Trees learn from train, the map to probabilities and the threshold from dev;
``benchmarks/bench_match.py`` alone looks at test.
"""

from __future__ import annotations

import gzip
import hashlib
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cutset.lists import Entry, OfficialList, open_list
from cutset.lists.countries import table_rows
from cutset.match.batch import features_of, find, prepare
from cutset.match.boosting import Settings, fit, isotonic
from cutset.match.exact import UNIQUE_SCHEMES
from cutset.match.index import Frequencies, Index, build_index
from cutset.match.model import DIRECTIONS, Forest, ModelFile
from cutset.match.names import skeleton
from cutset.match.tree_kernel import predict
from cutset.match.words import name_tokens

__all__ = ["Pairs", "Parties", "build", "main", "pairs_of", "read_lists"]

Array = NDArray[Any]
SPLITS: Final = ("train-0", "train-1", "train-2", "dev", "test")
SHARES: Final = (20, 40, 60, 80, 100)
QUERIES_A_PARTY: Final = 8
NEGATIVES_A_QUERY: Final = 6
THRESHOLDS: Final = (0.88, 0.88)
"""Least probability of a candidate, persons and others; chosen on dev (docs/validation/match.md)."""

SMALLEST_POOL: Final = 300.0
"""Weight of pairs on which each knot of the map to probabilities rests."""

FREQUENT_FROM: Final = 3
"""Names in which a token must stand to enter the shipped table of frequencies."""


def read_lists(folder: Path) -> list[OfficialList]:
    """Read the lists that the table of training lists names."""
    return [
        open_list(
            folder / row["path"],
            date.fromisoformat(row["published"]) if row["published"] else None,
            beside=[folder / p for p in row["beside"].split("|") if p],
        )
        for row in table_rows("cutset.match", "training_lists.csv")
    ]


class Parties:
    """Which entries are one party, and in which split it stands."""

    def __init__(self, lists: list[OfficialList]) -> None:
        self.entries: list[Entry] = [entry for official in lists for entry in official.entries]
        self._parent = list(range(len(self.entries)))
        self._join()
        self.party = [self._root(at) for at in range(len(self.entries))]
        self.split = [_split_of(self.entries[root]) for root in self.party]

    def of_split(self, split: str, lists: list[OfficialList]) -> list[OfficialList]:
        """Return the lists with only the entries of one split."""
        found, at = [], 0
        for official in lists:
            entries = official.entries
            mine = tuple(e for k, e in enumerate(entries) if self.split[at + k].startswith(split))
            at += len(entries)
            found.append(msgspec.structs.replace(official, entries=mine))
        return found

    def numbers(self, split: str) -> list[int]:
        """Return the party of each entry of a split, in order."""
        return [party for party, s in zip(self.party, self.split, strict=True) if s.startswith(split)]

    def _join(self) -> None:
        seen: dict[object, int] = {}
        for at, entry in enumerate(self.entries):
            keys: list[object] = [i for i in entry.identifiers if i.scheme in UNIQUE_SCHEMES | {"UN-REFERENCE"}]
            for name in entry.names:
                tokens = name_tokens(name.text, entry.kind)
                if name.kind != "weak" and len(tokens) >= 2 and sum(map(len, tokens)) >= 9:
                    key = " ".join(sorted(skeleton(t) for t in tokens if not t.startswith("~")))
                    year = entry.birth_dates[0][:4] if entry.birth_dates and len(tokens) < 3 else ""
                    keys.append((entry.kind == "person", key, year))
            for sign in keys:
                if sign in seen:
                    self._parent[self._root(at)] = self._root(seen[sign])
                else:
                    seen[sign] = at

    def _root(self, at: int) -> int:
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at


class Pairs(msgspec.Struct):
    """Best pair of each query and party: features, label, whether a person, query and words for reports."""

    rows: Array
    label: Array
    person: Array
    weight: Array
    party: Array
    cross_script: Array
    missed: int


def pairs_of(
    lists: list[OfficialList], parties: Parties, split: str, frequencies: Frequencies, per_party: int
) -> Pairs:
    """Ask every chosen name of a split against the split's own index and keep the best pair a party."""
    mine = parties.of_split(split, lists)
    party = np.asarray(parties.numbers(split))
    index = build_index(mine, frequencies)
    asked = _chosen(mine, party, per_party)
    batch = prepare([(name, kind) for name, kind, _, _, _ in asked], index, frequencies)
    offsets, found, near = find(batch, index)
    reading = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets)).astype(np.int32)
    rows = features_of(batch, index, reading, found, near)
    return _labelled(asked, batch.asked[reading], found, rows, index, party)


def _chosen(mine: list[OfficialList], party: Array, per_party: int) -> list[tuple[str, str, int, str, tuple[str, ...]]]:
    """Choose names of each party, cross-script ones first: name, kind, party, list, tokens."""
    by_party: defaultdict[int, dict[str, tuple[str, str, int, str, tuple[str, ...]]]] = defaultdict(dict)
    scripts: dict[str, str] = {}
    for at, entry in enumerate(e for official in mine for e in official.entries):
        for name in entry.names:
            tokens = name_tokens(name.text, entry.kind)
            if name.kind != "weak" and tokens and entry.kind in ("person", "entity"):
                scripts[name.text] = name.script
                by_party[int(party[at])].setdefault(
                    name.text, (name.text, entry.kind, int(party[at]), entry.list_id, tokens)
                )
    chosen = []
    for number in sorted(by_party):
        names = sorted(
            by_party[number].values(),
            key=lambda n: (scripts[n[0]] == "Latn", hashlib.sha256(n[0].encode()).digest()),
        )
        foreign = [n for n in names if scripts[n[0]] != "Latn"][: per_party // 2]
        latin = [n for n in names if scripts[n[0]] == "Latn"][: per_party - len(foreign)]
        chosen += foreign + latin
    return chosen


def _labelled(
    asked: list[tuple[str, str, int, str, tuple[str, ...]]],
    asker: Array,
    found: Array,
    rows: Array,
    index: Index,
    party: Array,
) -> Pairs:
    arrays = index.arrays
    words = index.words()
    lists_of = [index.entry(at).list_id for at in range(len(arrays["entry_kind"]))]
    best: dict[tuple[int, int], int] = {}
    for at in range(len(found)):
        who = int(asker[at])
        name = int(found[at])
        entry = int(arrays["name_entry"][name])
        same = int(party[entry]) == asked[who][2]
        if (asked[who][1] == "person") != (arrays["entry_kind"][entry] == 1) or arrays["name_weak"][name]:
            continue
        if same and _tokens(arrays, words, name) == asked[who][4]:
            continue
        if not same and lists_of[entry] != asked[who][3]:
            continue
        key = (who, int(party[entry]))
        if key not in best or rows[at, 18] < rows[best[key], 18]:
            best[key] = at
    by_asker: defaultdict[int, list[tuple[bool, int]]] = defaultdict(list)
    for (who, number), at in best.items():
        by_asker[who].append((number == asked[who][2], at))
    keep: list[tuple[int, bool, int]] = []
    for who, options in sorted(by_asker.items()):
        wrong = sorted((at for same, at in options if not same), key=lambda at: rows[at, 18])
        keep += [(at, True, who) for same, at in options if same]
        keep += [(at, False, who) for at in wrong[:NEGATIVES_A_QUERY]]
    hit = {who for _, same, who in keep if same}
    several = {n for n, c in Counter(a[2] for a in asked).items() if c > 1}
    picked = np.array([at for at, _, _ in keep], int)
    return Pairs(
        rows=rows[picked],
        label=np.array([same for _, same, _ in keep], np.float32),
        person=np.array([asked[who][1] == "person" for _, _, who in keep]),
        weight=np.ones(len(keep), np.float32),
        party=np.array([asked[who][2] for _, _, who in keep]),
        cross_script=np.array([not asked[who][0].isascii() for _, _, who in keep]),
        missed=sum(a[2] in several and who not in hit for who, a in enumerate(asked)),
    )


def _tokens(arrays: dict[str, Array], words: list[str], name: int) -> tuple[str, ...]:
    at = arrays["names"]
    return tuple(words[t] for t in arrays["name_tokens"][at[name] : at[name + 1]])


def build(lists: list[OfficialList], settings: Settings | None = None) -> tuple[ModelFile, Parties]:
    """Build the model from lists; the same lists and settings give the same bytes."""
    parties = Parties(lists)
    frequencies = _frequencies(lists, parties)
    # Each fold has its own index, of the size of dev's and test's: a denser list has nearer neighbours.
    train = [pairs_of(lists, parties, f"train-{n}", frequencies, QUERIES_A_PARTY) for n in range(3)]
    dev = pairs_of(lists, parties, "dev", frequencies, QUERIES_A_PARTY)
    forests = [_forest(train, dev, person, settings or Settings()) for person in (True, False)]
    made_from = {official.list_id: official.version for official in lists}
    digest = hashlib.sha256(msgspec.json.encode((made_from, forests))).hexdigest()[:12]
    model = ModelFile(
        version=digest,
        made_from=made_from,
        threshold_persons=THRESHOLDS[0],
        threshold_others=THRESHOLDS[1],
        persons=forests[0],
        others=forests[1],
        names=frequencies.names,
        frequencies=frequencies.shipped,
    )
    return model, parties


def _frequencies(lists: list[OfficialList], parties: Parties) -> Frequencies:
    seen: Counter[str] = Counter()
    names = 0
    for official in parties.of_split("train", lists):
        for entry in official.entries:
            for name in entry.names:
                seen.update(set(name_tokens(name.text, entry.kind)))
                names += 1
    for row in table_rows("cutset.match", "common_names.csv"):
        for word in row["words"].split("|"):
            seen[word] = max(seen[word], int(row["least"]) * names // 100_000)
    return Frequencies({t: n for t, n in sorted(seen.items()) if n >= FREQUENT_FROM}, names)


def _forest(train: list[Pairs], dev: Pairs, person: bool, settings: Settings) -> Forest:
    trees = _grown(train, person, settings)
    feature, cut, leaf, base = trees
    # Every fold is scored by trees that have not seen it, so that the map rests on four times dev's pairs.
    judged = [(dev, trees)]
    judged += [(held, _grown([t for t in train if t is not held], person, settings)) for held in train]
    score = np.concatenate([_scores(pairs, person, grown) for pairs, grown in judged])
    label = np.concatenate([pairs.label[pairs.person == person] for pairs, _ in judged])
    weight = np.concatenate([_once_a_party(pairs.party[pairs.person == person]) for pairs, _ in judged])
    at, chance = isotonic(score, label, weight, SMALLEST_POOL)
    return Forest(
        feature=feature.tolist(),
        cut=_rounded(cut),
        leaf=_rounded(leaf),
        base=float(base[0]),
        map_score=[round(float(x), 4) for x in at],
        map_chance=[round(float(x), 4) for x in chance],
    )


def _once_a_party(party: Array) -> Array:
    """Return weights by which a party of many alike pairs counts as the root of their number."""
    _, which, count = np.unique(party, return_inverse=True, return_counts=True)
    weight: Array = 1 / np.sqrt(count[which])
    weight *= len(weight) / weight.sum()
    return weight


def _grown(several: list[Pairs], person: bool, settings: Settings) -> tuple[Array, Array, Array, Array]:
    rows = np.concatenate([p.rows[p.person == person, : len(DIRECTIONS)] for p in several])
    label = np.concatenate([p.label[p.person == person] for p in several])
    weight = np.concatenate([p.weight[p.person == person] for p in several])
    return fit(rows, label, weight, DIRECTIONS, settings)


def _scores(pairs: Pairs, person: bool, trees: tuple[Array, Array, Array, Array]) -> Array:
    return np.array([predict(row, trees) for row in pairs.rows[pairs.person == person]])


def _rounded(array: Array) -> list[list[float]]:
    return [[round(float(x), 5) for x in row] for row in array]


def main(arguments: list[str]) -> int:
    """Build the model file: ``FOLDER OUT``."""
    folder, out = Path(arguments[0]), Path(arguments[1])
    model, _ = build(read_lists(folder))
    out.write_bytes(gzip.compress(msgspec.json.encode(model), mtime=0))
    return 0


def _split_of(entry: Entry) -> str:
    dealt = int(hashlib.sha256(f"{entry.list_id}/{entry.id}".encode()).hexdigest()[:8], 16) % 100
    return next(name for name, share in zip(SPLITS, SHARES, strict=True) if dealt < share)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
