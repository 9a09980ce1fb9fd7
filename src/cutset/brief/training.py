"""How are the weights made that tell acts? One command, from a folder of marked articles.

``python -m cutset.brief.training FOLDER...`` reads every marked article of the folders, takes the features of each word
that may tell an act, fits a multinomial logistic regression for each parser (scikit-learn, extra ``build``) and writes
``rules/learned_model.npz`` and ``rules/learned_rules.npz``. A claim with two acts counts half for each.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from cutset.brief.claim import ACTS
from cutset.brief.features import Features, word_kind
from cutset.brief.gazetteer import Gazetteer, gazetteer
from cutset.brief.learned import NONE, Learned
from cutset.brief.linking import Linker
from cutset.brief.marked import MarkedArticle, read_marked_folder
from cutset.brief.matching import fitting
from cutset.brief.parsing import ParserName, chosen_parser, parse
from cutset.brief.patterns import load_patterns
from cutset.brief.preparing import parse_text
from cutset.errors import MissingExtraError
from cutset.worlds import load_embedded

__all__ = ["Sample", "fit", "main", "samples_of"]

LEAST_SEEN: Final = 3
"""Words in which a feature must stand to be weighed."""
STRENGTH: Final = 0.1
"""Inverse strength of the ridge penalty, chosen by leaving out one register at a time."""
KEPT: Final = 24_000
"""Most features that are shipped, those with the greatest weights."""
TURNS: Final = 80
"""Most turns of the solver."""


class Sample(msgspec.Struct, frozen=True):
    """One word that may tell an act: its features and the acts that a person gave it, none = tells none."""

    features: list[str]
    acts: tuple[str, ...]


def samples_of(articles: Iterable[MarkedArticle], names: Gazetteer, parser: ParserName) -> list[Sample]:
    """Return the words of marked articles with their features and acts."""
    _, read = chosen_parser(parser)
    patterns = load_patterns()
    samples: list[Sample] = []
    for marked in articles:
        sentences = parse(marked.article, parse_text(marked.article, names.words), read, lambda: None)
        linker = Linker(marked.article.text, names)
        linker.note_subjects(sentences)
        features = Features(patterns, linker)
        acts = {claim.place: claim.acts for claim in marked.claims}
        for sentence in sentences:
            for word in sentence.words:
                if word_kind(word):
                    fits = fitting(patterns, sentence, word, linker)
                    told = next((acts[place] for place in range(word.start, word.end) if place in acts), ())
                    samples.append(Sample(features.of(sentence, word, fits[0] if fits else None), told))
    return samples


def fit(samples: list[Sample]) -> Learned:
    """Return the weights learned from samples.

    Raises
    ------
    MissingExtraError
        Where scikit-learn is not installed.
    """
    try:
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import LogisticRegression
    except ImportError:
        raise MissingExtraError("build", "learning which words tell acts") from None
    seen = Counter(feature for sample in samples for feature in set(sample.features))
    place = {feature: n for n, feature in enumerate(sorted(f for f, times in seen.items() if times >= LEAST_SEEN))}
    columns, ends, acts, share = [], [0], [], []
    known = (NONE, *ACTS)
    for sample in samples:
        held = sorted({place[feature] for feature in sample.features if feature in place})
        for act in sample.acts or (NONE,):
            columns.extend(held)
            ends.append(len(columns))
            acts.append(known.index(act))
            share.append(1 / max(1, len(sample.acts)))
    table = csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(acts), len(place)))
    solver: Any = LogisticRegression(C=STRENGTH, max_iter=TURNS)
    solver.fit(table, acts, sample_weight=share)
    weights = np.zeros((len(place), len(known)), np.float32)
    constant = np.full(len(known), -30.0, np.float32)
    weights[:, solver.classes_] = solver.coef_.T
    constant[solver.classes_] = solver.intercept_
    heavy = np.sort(np.argsort(-np.abs(weights).max(axis=1), kind="stable")[:KEPT])
    features = list(place)
    return Learned(known, [features[n] for n in heavy], weights[heavy], constant)


def main(folders: list[str]) -> None:
    """Write the weights for both parsers beside the rules."""
    articles = [article for folder in folders for article in read_marked_folder(Path(folder))]
    names = gazetteer(load_embedded())
    for parser in ("model", "rules"):
        samples = samples_of(articles, names, parser)  # type: ignore[arg-type]
        learned = fit(samples)
        learned.save(Path(__file__).parent / "rules" / f"learned_{parser}.npz")
        marked = sum(bool(sample.acts) for sample in samples)
        print(f"{parser}: {len(samples)} words, {marked} of them tell acts, {len(learned.place)} features")


if __name__ == "__main__":
    main(sys.argv[1:])
