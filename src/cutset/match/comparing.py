"""How probably are two names one party's? Pairs of names without any list, for those who try the engine.

The left name is the asked one, the right one the listed one: the score is not symmetric, since what the listed name
has in addition counts otherwise than what the asked name has. The probability rests on the names alone; what dates,
countries and numbers add is part of screening, and so is the threshold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import numpy as np

from cutset.match.batch import find
from cutset.match.explaining import Explanation, explain, over_pairs
from cutset.match.index import KIND_NUMBERS
from cutset.match.model import load_model
from cutset.match.screener import ruled

__all__ = ["compare", "compare_many"]

AT_ONCE: Final = 2000


def compare(left: str, right: str, *, kind: str = "") -> Explanation:
    """Return how probably two names are one party's, with the table of words.

    Parameters
    ----------
    left, right
        The asked name and the listed one, in any script.
    kind
        ``person``, ``entity``, ``vessel``, ``aircraft``; any other word is an entity; empty where it is not known.

    Examples
    --------
    >>> found = compare("Дмитрий Рогозин", "ROGOZIN, Dmitry", kind="person")
    >>> found.chance > 0.95
    True
    >>> [(pair.asked, pair.listed, pair.how) for pair in found.words]
    [('dmitriy', 'dmitry', 'another romanisation'), ('rogozin', 'rogozin', 'the same')]
    """
    return explain(over_pairs([], "", load_model()), left, right, _kind(kind))


def compare_many(pairs: Iterable[tuple[str, str]], *, kind: str = "") -> list[float]:
    """Return how probably the names of each pair are one party's, as :func:`compare` does, and faster.

    As in screening a list, a word may be read as joined or split where a name of another pair writes it so; that moves
    about one pair in a hundred a little.

    Parameters
    ----------
    pairs
        Asked and listed names.
    kind
        Kind of all of them, as in :func:`compare`.

    Examples
    --------
    >>> compare_many([("", "Mikron")])
    [0.0]
    """
    held, chances = list(pairs), list[float]()
    for start in range(0, len(held), AT_ONCE):
        chances += _chances(held[start : start + AT_ONCE], _kind(kind))
    return chances


def _kind(kind: str) -> str:
    return kind if kind in ("", *KIND_NUMBERS) else "entity"


def _chances(pairs: list[tuple[str, str]], kind: str) -> list[float]:
    """Score each pair in all readings of both names; the likeliest reading counts."""
    model = load_model()
    screener = over_pairs([right for _, right in pairs], kind, model)
    index, batch = screener.index, screener.batch([(left, kind) for left, _ in pairs])
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row in range(len(index)):
        rows_of[index.entry_of(row)].append(row)
    told = [(reading, int(batch.asked[reading])) for reading in np.flatnonzero(np.diff(batch.offsets))]
    both = [(reading, row) for reading, at in told for row in rows_of[at]]
    found = np.zeros(len(pairs))
    if both:
        readings, rows = (np.array(side, np.int32) for side in zip(*both, strict=True))
        _, _, near = find(batch, index)
        features = screener.features(batch, readings, rows, near)
        chance = ruled(screener.chance_of(features, np.full(len(rows), kind == "person")), features)
        np.maximum.at(found, batch.asked[readings], chance)
    return [round(float(chance), 4) for chance in found]
