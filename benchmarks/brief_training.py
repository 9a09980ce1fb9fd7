"""How are the weights made that tell acts and their sides? One command, from folders of marked articles.

``python -m benchmarks.brief_training FOLDER...`` reads every marked article of the folders, takes the features of each
word that may tell an act, and of each that may name a side of a marked one, fits two multinomial logistic regressions
for each parser (scikit-learn, extra ``build``) and writes them beside the rules. A claim with two acts counts half for
each.
"""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from cutset.brief.claim import ACTS
from cutset.brief.clauses import Clause
from cutset.brief.features import Features, word_kind
from cutset.brief.filling import fill
from cutset.brief.gazetteer import Gazetteer, gazetteer
from cutset.brief.learned import NONE, Learned, Weights
from cutset.brief.linking import Linker
from cutset.brief.marked import MarkedArticle, MarkedClaim, read_marked_folder
from cutset.brief.matching import fitting
from cutset.brief.parsing import ParserName, chosen_parser, parse
from cutset.brief.patterns import Pattern, load_patterns, patterns_by_act
from cutset.brief.preparing import parse_text
from cutset.brief.sides import ACTOR, RECIPIENT, SIDES, side_candidates, side_features
from cutset.brief.words import Sentence, Word
from cutset.errors import MissingExtraError
from cutset.worlds import load_embedded

__all__ = ["Sample", "Samples", "learn", "main", "samples_of"]

RULES: Final = Path(__file__).parents[1] / "src" / "cutset" / "brief" / "rules"
LEAST_SEEN: Final = 3
"""Words in which a feature must stand to be weighed."""
STRENGTH: Final = {"acts": 0.1, "sides": 0.2}
"""Inverse strengths of the ridge penalties, chosen by leaving out one register at a time."""
MOST_SHIPPED: Final = 20_000
"""Most features that are shipped, those with the greatest weights."""
TURNS: Final = 80
"""Most turns of the solver."""


class Sample(msgspec.Struct, frozen=True):
    """One word: its features and the answers that a person gave, none = tells no act, names no side."""

    features: list[str]
    answers: tuple[str, ...]


class Samples(msgspec.Struct):
    """The words of some articles, as tellers of acts and as sides of those that were marked."""

    acts: list[Sample] = []
    sides: list[Sample] = []


def samples_of(articles: Iterable[MarkedArticle], names: Gazetteer, parser: ParserName) -> Samples:
    """Return the words of marked articles with their features and answers."""
    _, read = chosen_parser(parser)
    samples = Samples()
    for marked in articles:
        sentences = parse(marked.article, parse_text(marked.article, names.words), read, lambda: None)
        linker = Linker(marked.article.text, names)
        linker.note_subjects(sentences)
        _take(samples, marked, sentences, linker)
    return samples


def _take(samples: Samples, marked: MarkedArticle, sentences: list[Sentence], linker: Linker) -> None:
    patterns = load_patterns()
    features = Features(patterns, linker)
    claims = {claim.place: claim for claim in marked.claims}
    for sentence in sentences:
        for word in sentence.words:
            if not word_kind(word):
                continue
            found = fitting(patterns, sentence, word, linker)
            claim = next((claims[place] for place in range(word.start, word.end) if place in claims), None)
            answers = claim.acts if claim is not None else ()
            samples.acts.append(Sample(features.of(sentence, word, found[0] if found else None), answers))
            if claim is not None:
                of_rule = found if found is not None and found[0].act in claim.acts else None
                pattern, clause = of_rule or (patterns_by_act()[claim.acts[0]], Clause(sentence, word))
                samples.sides.extend(_sides(marked, claim, sentence, clause, pattern, linker))


def _sides(
    marked: MarkedArticle, claim: MarkedClaim, sentence: Sentence, clause: Clause, pattern: Pattern, linker: Linker
) -> Iterator[Sample]:
    """Yield the words of a sentence as sides of a claim; none where a side is named in another sentence."""
    candidates = side_candidates(sentence, linker)
    places = fill(pattern, sentence, clause, linker)
    actor, recipient = (
        _named(marked.article.text, sentence, clause.word, names, candidates)
        for names in (claim.actor, claim.recipient)
    )
    if actor is _ELSEWHERE or recipient is _ELSEWHERE:
        return
    for word in candidates:
        side = ACTOR if word is actor else RECIPIENT if word is recipient else 0
        told = list(side_features(pattern, sentence, clause.word, places, word, linker))
        yield Sample(told, (SIDES[side],) if side else ())


_ELSEWHERE: Final = Word(0, 0, 0, "", "", 0, "")
"""Stands for a side that is not named in the sentence of its claim."""


def _named(text: str, sentence: Sentence, trigger: Word, names: tuple[str, ...], candidates: list[Word]) -> Word | None:
    """Return the word that a marked side names, the nearest of several; None where nobody is named."""
    if {"-", "*"} & {*names}:
        return None
    for name in names:
        heads = []
        place = text.find(name, sentence.start, sentence.end)
        while place >= 0:
            end = place + len(name)
            inside = [word for word in candidates if place <= word.start and word.end <= end]
            tops = [w for w in inside if not any(place <= up.start and up.end <= end for up in sentence.above(w))]
            heads.extend((tops or inside)[:1])
            place = text.find(name, place + 1, sentence.end)
        if heads:
            return min(heads, key=lambda word: abs(word.place - trigger.place))
    return _ELSEWHERE


def learn(samples: Samples) -> Learned:
    """Return the weights learned from samples.

    Raises
    ------
    MissingExtraError
        Where scikit-learn is not installed.
    """
    return Learned(_fit(samples.acts, (NONE, *ACTS), STRENGTH["acts"]), _fit(samples.sides, SIDES, STRENGTH["sides"]))


def _fit(samples: list[Sample], known: tuple[str, ...], strength: float) -> Weights:
    try:
        sparse: Any = importlib.import_module("scipy.sparse")
        linear_model: Any = importlib.import_module("sklearn.linear_model")
    except ImportError:
        raise MissingExtraError("build", "learning which words tell acts") from None
    seen = Counter(feature for sample in samples for feature in set(sample.features))
    place = {feature: n for n, feature in enumerate(sorted(f for f, times in seen.items() if times >= LEAST_SEEN))}
    columns, ends, given, share = [], [0], [], []
    for sample in samples:
        held = sorted({place[feature] for feature in sample.features if feature in place})
        for answer in sample.answers or (NONE,):
            columns.extend(held)
            ends.append(len(columns))
            given.append(known.index(answer))
            share.append(1 / max(1, len(sample.answers)))
    table = sparse.csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(given), len(place)))
    solver = linear_model.LogisticRegression(C=strength, max_iter=TURNS)
    solver.fit(table, given, sample_weight=share)
    weights = np.zeros((len(place), len(known)), np.float32)
    constant = np.full(len(known), -30.0, np.float32)
    weights[:, solver.classes_] = solver.coef_.T
    constant[solver.classes_] = solver.intercept_
    heavy = np.sort(np.argsort(-np.abs(weights).max(axis=1), kind="stable")[:MOST_SHIPPED])
    features = list(place)
    return Weights(known, [features[n] for n in heavy], weights[heavy], constant)


def main(folders: list[str]) -> None:
    """Write the weights for both parsers beside the rules."""
    articles = [article for folder in folders for article in read_marked_folder(Path(folder))]
    names = gazetteer(load_embedded())
    parsers: tuple[ParserName, ...] = ("model", "rules")
    for parser in parsers:
        samples = samples_of(articles, names, parser)
        learned = learn(samples)
        for what, weights in zip(Learned._fields, learned, strict=True):
            weights.save(RULES / f"learned_{what}_{parser}.npz")
        marked = sum(bool(sample.answers) for sample in samples.acts)
        print(f"{parser}: {len(samples.acts)} words, {marked} tell acts; {len(samples.sides)} words beside them")


if __name__ == "__main__":
    main(sys.argv[1:])
