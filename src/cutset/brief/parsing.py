"""How does an article become sentences of words? By the language model where it is here, else by rules.

The time limit is looked at after every paragraph (at most 4,000 characters), so that no article takes much longer.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Final, Literal, TypeAlias

from cutset.brief.article import Article
from cutset.brief.decoding import refuse
from cutset.brief.mending import mended
from cutset.brief.model import load_model, missing_model
from cutset.brief.rough import rough_sentences
from cutset.brief.words import Sentence, Word

__all__ = ["TIME_LIMIT_S", "Parser", "ParserName", "chosen_parser", "parse", "time_limit"]

TIME_LIMIT_S: Final = 5.0
"""Longest time that one article may take [s]."""

ParserName: TypeAlias = Literal["auto", "model", "rules"]
Parser: TypeAlias = Callable[[str, int], list[Sentence]]
"""Turns a paragraph and the place where it begins into sentences."""


def chosen_parser(name: ParserName = "auto") -> tuple[str, Parser]:
    """Return the name of the parser that is used, ``model`` or ``rules``, and the parser."""
    if name == "rules" or (name == "auto" and missing_model()):
        return "rules", rough_sentences
    model = load_model()

    def by_model(text: str, offset: int) -> list[Sentence]:
        return list(_model_sentences(model(text), offset))

    return "model", by_model


def parse(article: Article, text: str, parser: Parser, in_time: Callable[[], None]) -> list[Sentence]:
    """Return the sentences of an article.

    Parameters
    ----------
    article
        The article.
    text
        The text to parse, see :func:`~cutset.brief.preparing.parse_text`.
    parser
        Reads one paragraph.
    in_time
        Raises where the article takes too long, see :func:`time_limit`.
    """
    found: list[Sentence] = []
    for number, paragraph in enumerate(article.paragraphs):
        for sentence in parser(text[paragraph.start : paragraph.end], paragraph.start):
            sentence.paragraph, sentence.headline = number, paragraph.zone == "headline"
            found.append(mended(sentence))
        in_time()
    return found


def time_limit(article: Article, limit_s: float) -> Callable[[], None]:
    """Return a check that raises ``E_TIME`` once an article has taken longer than so many seconds."""
    until = time.monotonic() + limit_s

    def in_time() -> None:
        if time.monotonic() > until:
            hint = "bring a part of it, or read with --parser rules"
            raise refuse("E_TIME", f"the article takes longer than {limit_s:g} s", file=article.name, hint=hint)

    return in_time


_CAMEL: Final = re.compile(r"[a-z][A-Z]")
"""A capital inside a word: *SpaceX*, *OneWeb*."""
_MISREAD: Final = ("PRP", "NN", "JJ")
"""What the tagger may take such a name for."""


def _model_sentences(document: object, offset: int) -> Iterator[Sentence]:
    for span in document.sents:  # type: ignore[attr-defined]
        tokens = [token for token in span if not token.is_space]
        number = {token.i: place for place, token in enumerate(tokens)}
        words = [
            Word(
                place,
                offset + token.idx,
                offset + token.idx + len(token),
                token.text,
                "NNP" if token.tag_ in _MISREAD and _CAMEL.search(token.text) else token.tag_,
                number.get(token.head.i, place),
                "pcomp" if token.tag_ == "VBG" and token.dep_ == "pobj" and not token.n_lefts else token.dep_,
            )
            for place, token in enumerate(tokens)
        ]
        if words:
            yield Sentence(words, 0, False)
