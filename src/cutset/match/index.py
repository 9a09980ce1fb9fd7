"""How are listed names laid out so that a million of them answer in under a millisecond? Flat arrays on disk.

A vocabulary of tokens with their keyed forms, names as token numbers, and for each token the names that
bear it. An index is a folder of ``.npy`` files that are opened in place (memory map) and a ``meta.json``
that says from which lists, in which versions, by which engine it was made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cutset.errors import InputError
from cutset.lists.entry import Entry, Identifier, OfficialList
from cutset.match.token_kernel import deletions, hash_all
from cutset.match.words import (
    CLASS_WORD,
    COUNTRY,
    INITIAL,
    LEGAL,
    NUMBER,
    PARTICLE,
    TITLE,
    VOWELS,
    Word,
    spellings,
    word,
)

__all__ = [
    "ENGINE",
    "KIND_NUMBERS",
    "Index",
    "ListNote",
    "Tokens",
    "build_index",
    "identifier_hash",
    "keyed",
    "open_index",
    "tokens_of",
]

ENGINE: Final = "1"
"""Version of everything that decides what an index holds and what a name scores."""

SHORTEST_DELETED: Final = 3
KIND_NUMBERS: Final = {"person": 1, "entity": 2, "vessel": 3, "aircraft": 4, "unknown": 0}
CLASS_FACTORS: Final = {
    INITIAL: 0.30,
    NUMBER: 0.55,
    LEGAL: 0.06,
    TITLE: 0.30,
    PARTICLE: 0.12,
    CLASS_WORD: 0.75,
    COUNTRY: 0.8,
}
"""What a token of a class weighs, of the weight that its rarity gives it."""

Array = NDArray[Any]
Tokens = tuple[Array, Array, Array, Array, Array, Array, Array, Array, Array]


class ListNote(msgspec.Struct, frozen=True):
    """Which version of which list an index holds, repeated in every result."""

    list_id: str
    version: str
    published: str
    incomplete: tuple[str, ...]


class Frequencies:
    """In how many names tokens stand: our own table joined with the names of the index.

    Parameters
    ----------
    shipped
        Plain token to number of names.
    names
        Number of names behind the table.
    """

    def __init__(self, shipped: dict[str, int], names: int) -> None:
        self.shipped, self.names = shipped, names

    def weight(self, token: str, own: int = 0, own_names: int = 0) -> float:
        """Return the weight of a token: 1 for one never seen, towards 0 for the most frequent."""
        known = word(token)
        seen = self.shipped.get(token, 0) + own
        whole = self.names + own_names + 1000
        rarity = float(np.log((whole + 1) / (seen + 1)) / np.log(whole + 1))
        return max(rarity, 0.05) * CLASS_FACTORS.get(known.kind, 1.0)


def tokens_of(words: Sequence[str], weights: Array) -> Tokens:
    """Lay tokens out as the arrays that the kernels read."""
    known = [word(w) for w in words]
    offsets, letters, plain = keyed(words)
    sounds = [w.consonants for w in known]
    return (
        offsets,
        letters,
        np.fromiter((ord(w.plain[0]) for w in known), np.uint8, len(known)),
        plain,
        np.where(np.fromiter(map(bool, sounds), bool, len(known)), _hashes(sounds), np.uint32(0)),
        np.fromiter((not w.skeleton.isalpha() or w.skeleton != _voiceless(w) for w in known), np.uint8, len(known)),
        np.fromiter((w.kind for w in known), np.uint8, len(known)),
        np.fromiter((w.meaning for w in known), np.int32, len(known)),
        np.asarray(weights, np.float32),
    )


def keyed(words: Sequence[str]) -> tuple[Array, Array, Array]:
    """Return offsets and letters of the skeletons of some tokens, and hashes of the tokens themselves."""
    offsets, letters = _letters([word(w).skeleton for w in words])
    return offsets, letters, _hashes(words)


def _voiceless(known: Word) -> str:
    return known.skeleton.translate(VOWELS)


class Index:
    """Listed names as arrays; made by :func:`build_index` or :func:`open_index`.

    Parameters
    ----------
    arrays
        As :func:`build_index` makes them.
    notes
        The lists in it.
    """

    def __init__(self, arrays: dict[str, Array], notes: Sequence[ListNote]) -> None:
        # Read-only like the arrays of an opened index, so that the kernels are compiled for one type only.
        for array in arrays.values():
            array.flags.writeable = False
        self.arrays, self.notes = arrays, tuple(notes)
        self.vocabulary: Tokens = tuple(arrays[f"v_{n}"] for n in TOKEN_ARRAYS)  # type: ignore[assignment]
        self.spelled = tuple(arrays[f"spelled_{n}"] for n in KEY_ARRAYS)
        self.sounded = tuple(arrays[f"sounded_{n}"] for n in KEY_ARRAYS)

    def __len__(self) -> int:
        return len(self.arrays["names"]) - 1

    def entry_of(self, name: int) -> int:
        """Return the number of the entry that bears a name."""
        return int(self.arrays["name_entry"][name])

    def entry(self, number: int) -> Entry:
        """Return an entry."""
        at = self.arrays["entry_offsets"]
        packed = self.arrays["entry_bytes"][at[number] : at[number + 1]].tobytes()
        return msgspec.msgpack.decode(packed, type=Entry)

    def list_of(self, number: int) -> ListNote:
        """Return which list an entry stands in."""
        return self.notes[int(self.arrays["entry_list"][number])]

    def name_position(self, name: int) -> int:
        """Return which of its entry's names a name is."""
        return int(self.arrays["name_position"][name])

    def words(self) -> list[str]:
        """Return the vocabulary."""
        return self.arrays["word_bytes"].tobytes().decode().split("\n")

    def save(self, folder: Path) -> None:
        """Write the index; the folder must be new."""
        folder.mkdir(parents=True)
        for name, array in self.arrays.items():
            np.save(folder / f"{name}.npy", array)
        meta = {"engine": ENGINE, "notes": [msgspec.to_builtins(note) for note in self.notes]}
        (folder / "meta.json").write_text(json.dumps(meta, indent=1))


TOKEN_ARRAYS: Final = ("offsets", "letters", "first", "plain", "cons", "vowel", "kind", "meaning", "weight")
KEY_ARRAYS: Final = ("hashes", "tokens", "buckets")


def identifier_hash(number: Identifier) -> int:
    """Return 64 bits of a hash of scheme and value."""
    return int.from_bytes(hashlib.blake2b(f"{number.scheme} {number.value}".encode(), digest_size=8).digest(), "big")


def build_index(lists: Iterable[OfficialList], frequencies: Frequencies) -> Index:
    """Index every name of every entry of some lists."""
    held = list(lists)
    numbers: dict[str, int] = {}
    name_offsets, ids = [0], list[int]()
    name_entry, position, weak = list[int](), list[int](), list[bool]()
    kinds: list[int] = []
    list_numbers: list[int] = []
    packed: list[bytes] = []
    numbered: list[tuple[int, int]] = []
    encoder = msgspec.msgpack.Encoder()
    for at, official in enumerate(held):
        for entry in official.entries:
            for where, name in enumerate(entry.names):
                for tokens in filter(None, spellings(name.text, "" if entry.kind == "unknown" else entry.kind)):
                    ids += [numbers.setdefault(token, len(numbers)) for token in tokens]
                    name_offsets.append(len(ids))
                    name_entry.append(len(kinds))
                    position.append(where)
                    weak.append(name.kind == "weak")
            numbered += [(identifier_hash(number), len(kinds)) for number in entry.identifiers]
            kinds.append(KIND_NUMBERS[entry.kind])
            list_numbers.append(at)
            packed.append(encoder.encode(entry))
    notes = [ListNote(o.list_id, o.version, str(o.published) if o.published else "", o.incomplete) for o in held]
    numbered.sort()
    arrays = _name_arrays(numbers, name_offsets, ids, frequencies)
    arrays |= {
        "name_entry": np.asarray(name_entry, np.int32),
        "name_position": np.asarray(position, np.int16),
        "name_weak": np.asarray(weak, np.uint8),
        "identifier_hashes": np.array([h for h, _ in numbered], np.uint64),
        "identifier_entries": np.array([e for _, e in numbered], np.int32),
        "entry_kind": np.asarray(kinds, np.uint8),
        "entry_list": np.asarray(list_numbers, np.int16),
        "entry_offsets": np.concatenate([[0], np.cumsum([len(p) for p in packed])]).astype(np.int64),
        "entry_bytes": np.frombuffer(b"".join(packed) or b"\0", np.uint8),
    }
    return Index(arrays, notes)


def open_index(folder: Path) -> Index:
    """Open a saved index in place.

    Raises
    ------
    InputError
        It was made by another version of the engine, or is damaged.
    """
    try:
        meta = json.loads((folder / "meta.json").read_text())
        if meta["engine"] != ENGINE:
            raise InputError.one(
                "old-index",
                f"the index was made by engine {meta['engine']}",
                file=folder.name,
                hint="build it again",
            )
        arrays = {path.stem: np.load(path, mmap_mode="r") for path in folder.glob("*.npy")}
        return Index(arrays, [msgspec.convert(note, ListNote) for note in meta["notes"]])
    except (OSError, KeyError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError.one(
            "bad-index", f"the index cannot be read: {error}", file=folder.name, hint="build it again"
        ) from error


def _name_arrays(
    numbers: dict[str, int], name_offsets: list[int], ids: list[int], frequencies: Frequencies
) -> dict[str, Array]:
    words = list(numbers)
    names = np.asarray(name_offsets, np.int32)
    tokens = np.asarray(ids, np.int32)
    count = len(names) - 1
    owner = np.repeat(np.arange(count, dtype=np.int32), np.diff(names))
    # A name that bears a token twice is posted once.
    unique = np.unique(tokens.astype(np.int64) * max(count, 1) + owner) if count else np.zeros(0, np.int64)
    posted_token = (unique // max(count, 1)).astype(np.int32)
    df = np.bincount(posted_token, minlength=len(words))
    weights = np.fromiter(
        (frequencies.weight(w, int(df[at]), count) for at, w in enumerate(words)), np.float32, len(words)
    )
    vocabulary = tokens_of(words, weights)
    totals = np.zeros(max(count, 1), np.float32)
    np.add.at(totals, owner, weights[tokens])
    arrays: dict[str, Array] = {f"v_{n}": a for n, a in zip(TOKEN_ARRAYS, vocabulary, strict=True)}
    arrays |= _keys("spelled", *deletions(vocabulary[0], vocabulary[1], vocabulary[6], SHORTEST_DELETED))
    sounding = np.flatnonzero(vocabulary[4]).astype(np.int32)
    arrays |= _keys("sounded", vocabulary[4][sounding], sounding)
    arrays |= _meanings(vocabulary[7])
    wordlike = [at for at, w in enumerate(words) if word(w).kind in (0, TITLE, PARTICLE, CLASS_WORD, COUNTRY)]
    alphabet = sorted(wordlike, key=lambda at: word(words[at]).skeleton)
    return arrays | {
        "alphabet": np.asarray(alphabet, np.int32),
        "names": names,
        "name_tokens": tokens,
        "name_total": totals,
        "postings": np.concatenate([[0], np.cumsum(df)]).astype(np.int64),
        "posted": (unique % max(count, 1)).astype(np.int32),
        "word_bytes": np.frombuffer("\n".join(words).encode() or b"\0", np.uint8),
    }


def _keys(name: str, hashes: Array, tokens: Array) -> dict[str, Array]:
    order = np.argsort(hashes, kind="stable")
    hashes = hashes[order]
    buckets = np.searchsorted(hashes, np.arange(65537, dtype=np.uint64) << np.uint64(16)).astype(np.int32)
    return {
        f"{name}_hashes": hashes,
        f"{name}_tokens": tokens[order].astype(np.int32),
        f"{name}_buckets": buckets,
    }


def _meanings(meanings: Array) -> dict[str, Array]:
    """Return a CSR of tokens by meaning."""
    bearing = np.flatnonzero(meanings >= 0).astype(np.int32)
    order = np.argsort(meanings[bearing], kind="stable")
    top = int(meanings.max(initial=-1)) + 1
    offsets = np.searchsorted(meanings[bearing][order], np.arange(top + 1)).astype(np.int32)
    return {"mean_offsets": offsets, "mean_tokens": bearing[order]}


def _letters(texts: Sequence[str]) -> tuple[Array, Array]:
    packed = [text.encode() for text in texts]
    offsets = np.zeros(len(packed) + 1, np.int32)
    np.cumsum([len(p) for p in packed], out=offsets[1:])
    return offsets, np.frombuffer(b"".join(packed) or b"\0", np.uint8)


def _hashes(texts: Sequence[str]) -> Array:
    found: Array = hash_all(*_letters(texts))
    return found
