"""Which act does a word tell, by what was learned from annotated articles? Chances of each act, and of none.

A multinomial logistic regression over :mod:`~cutset.brief.features`, one table of weights for each parser, made by
``python -m benchmarks.brief_training`` from articles of our own and shipped as ``rules/learned_<parser>.npz``.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["NONE", "Learned", "load_learned"]

NONE: Final = "NONE"
"""Stands among the acts for a word that tells none; it is the first."""


class Learned:
    """Weights of features for each act.

    Parameters
    ----------
    acts
        Acts, ``NONE`` first [k].
    features
        Features [n].
    weights
        Weight of each feature for each act [n, k].
    constant
        Weight that each act has without any feature [k].
    """

    def __init__(
        self, acts: tuple[str, ...], features: list[str], weights: NDArray[np.float32], constant: NDArray[np.float32]
    ) -> None:
        self.acts, self.weights, self.constant = acts, weights, constant
        self.place = {feature: number for number, feature in enumerate(features)}

    def chances(self, features: list[str]) -> NDArray[np.float32]:
        """Return the chance of each act, in their order [k]; they add up to 1."""
        known = [place for place in map(self.place.get, set(features)) if place is not None]
        summed = self.weights[known].sum(axis=0, dtype=np.float32) + self.constant
        raised = np.exp(summed - summed.max())
        return raised / raised.sum()

    def save(self, file: Path) -> None:
        """Write the weights, rounded to half precision."""
        np.savez_compressed(
            file,
            acts=np.array(self.acts),
            features=np.frombuffer("\n".join(self.place).encode(), np.uint8),
            weights=self.weights.astype(np.float16),
            constant=self.constant,
        )


@cache
def load_learned(parser: str) -> Learned:
    """Return the weights for the words of a parser, ``model`` or ``rules``."""
    with (
        resources.files("cutset.brief").joinpath("rules", f"learned_{parser}.npz").open("rb") as file,
        np.load(file, allow_pickle=False) as table,
    ):
        features = bytes(table["features"]).decode().split("\n")
        acts = tuple(str(act) for act in table["acts"])
        return Learned(acts, features, table["weights"].astype(np.float32), table["constant"])
