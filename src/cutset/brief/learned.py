"""What was learned from annotated articles? Chances that a word tells an act, and that it names a side of one.

Two multinomial logistic regressions for each parser: ``acts`` over :mod:`~cutset.brief.features` and ``sides`` over
:mod:`~cutset.brief.sides`. ``python -m benchmarks.brief_training`` makes them from articles of our own.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["NONE", "Learned", "Weights", "load_learned"]

NONE: Final = "NONE"
"""Stands among the answers for a word that tells no act, or names no side; it is the first."""


class Weights:
    """Weights of features for each answer.

    Parameters
    ----------
    answers
        Answers, ``NONE`` first [k].
    features
        Features [n].
    weights
        Weight of each feature for each answer [n, k].
    constant
        Weight that each answer has without any feature [k].
    """

    def __init__(
        self, answers: tuple[str, ...], features: list[str], weights: NDArray[np.float32], constant: NDArray[np.float32]
    ) -> None:
        self.answers, self.weights, self.constant = answers, weights, constant
        self.place = {feature: number for number, feature in enumerate(features)}

    def chances(self, features: list[str]) -> NDArray[np.float32]:
        """Return the chance of each answer, in their order [k]; they add up to 1."""
        known = [place for place in map(self.place.get, set(features)) if place is not None]
        summed = self.weights[known].sum(axis=0, dtype=np.float32) + self.constant
        raised: NDArray[np.float32] = np.exp(summed - summed.max())
        raised /= raised.sum()
        return raised

    def save(self, file: Path) -> None:
        """Write the weights, rounded to half precision."""
        np.savez_compressed(
            file,
            answers=np.array(self.answers),
            features=np.frombuffer("\n".join(self.place).encode(), np.uint8),
            weights=self.weights.astype(np.float16),
            constant=self.constant,
        )

    @classmethod
    def load(cls, file: Path | Traversable) -> Weights:
        """Return the weights of a file that :meth:`save` wrote."""
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as table:
            features = bytes(table["features"]).decode().split("\n")
            answers = tuple(str(answer) for answer in table["answers"])
            return cls(answers, features, table["weights"].astype(np.float32), table["constant"])


class Learned(NamedTuple):
    """Weights for the words of one parser."""

    acts: Weights
    sides: Weights


@cache
def load_learned(parser: str) -> Learned:
    """Return the weights for the words of a parser, ``model`` or ``rules``."""
    rules = resources.files("cutset.brief").joinpath("rules")
    acts, sides = (Weights.load(rules.joinpath(f"learned_{what}_{parser}.npz")) for what in Learned._fields)
    return Learned(acts, sides)
