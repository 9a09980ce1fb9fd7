"""What does an alignment say about two names being one party's? Features, directions, trees, probabilities.

The model file ``tables/model.json.gz`` holds two forests (persons, others), a rising map from their sum to a
probability for each, the token frequencies behind the weights, and how it was made. It is rebuilt by
``python -m cutset.match.training FOLDER``.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cutset.match.index import Frequencies

__all__ = ["DIRECTIONS", "FEATURE_NAMES", "Forest", "Model", "ModelFile", "load_model"]

Array = NDArray[Any]

FEATURES: Final = (
    ("share of the asked name's weight that nothing matches", -1),
    ("share of the listed name's weight that nothing matches", -1),
    ("weight of asked words without a partner", -1),
    ("weight of listed words without a partner", -1),
    ("the smaller of these two weights", -1),
    ("weight lost by unlike spelling", -1),
    ("greatest loss by unlike spelling of one word", -1),
    ("weight that matches", 1),
    ("words that match in full", 1),
    ("share of word pairs in another order", -1),
    ("initials that stand for words", -1),
    ("numbers without a partner", -1),
    ("words of the shorter name", 0),
    ("class words without a partner on both sides", -1),
    ("words that match by consonants only", -1),
    ("whether every word matches", 1),
    ("rarest asked word without a partner", -1),
    ("rarest listed word without a partner", -1),
    ("greater of the first two shares", -1),
    ("smaller of the two rarest words without a partner", -1),
    ("countries in the names without a partner", -1),
    ("how well known the better known of two unlike words that were paired is", -1),
    ("known names without a partner on both sides", -1),
)
FEATURE_NAMES: Final = tuple(name for name, _ in FEATURES)
DIRECTIONS: Final = np.array([direction for _, direction in FEATURES], np.int8)


class Forest(msgspec.Struct, frozen=True):
    """Complete trees, and the map from their sum to a probability."""

    feature: list[list[int]]
    cut: list[list[float]]
    leaf: list[list[float]]
    base: float
    map_score: list[float]
    map_chance: list[float]


class ModelFile(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a model file."""

    version: str
    made_from: dict[str, str]
    threshold_persons: float
    threshold_others: float
    persons: Forest
    others: Forest
    names: int
    frequencies: dict[str, int]


class Model:
    """A model ready for use.

    Parameters
    ----------
    file
        What stands in the model file.
    """

    def __init__(self, file: ModelFile) -> None:
        self.version = file.version
        self.thresholds = (file.threshold_persons, file.threshold_others)
        self.frequencies = Frequencies(file.frequencies, file.names)
        self._forests = (file.persons, file.others)
        self.trees = tuple(_arrays(forest) for forest in self._forests)

    def chance(self, score: Array, person: Array) -> Array:
        """Return the probability that a forest's sum stands for."""
        persons, others = (np.interp(score, forest.map_score, forest.map_chance) for forest in self._forests)
        return np.where(person, persons, others).astype(np.float32)


@cache
def load_model() -> Model:
    """Return the model that ships with the package."""
    return Model(_decode(resources.files("cutset.match").joinpath("tables", "model.json.gz").read_bytes()))


def _decode(packed: bytes) -> ModelFile:
    return msgspec.json.decode(gzip.decompress(packed), type=ModelFile)


def _arrays(forest: Forest) -> tuple[Array, Array, Array, Array]:
    return (
        np.asarray(forest.feature, np.int16),
        np.asarray(forest.cut, np.float32),
        np.asarray(forest.leaf, np.float32),
        np.asarray([forest.base], np.float32),
    )
