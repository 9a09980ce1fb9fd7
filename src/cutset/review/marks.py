"""Where in an article does each claim stand? The text in pieces, each with the claims whose sentence or words it is.

Sentences and words of several claims overlap; a text is cut wherever one of them begins or ends, so that each piece
belongs to a fixed set of claims.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

import msgspec

from cutset.brief import Article, Claim, Dropped

__all__ = ["Left", "Piece", "Told", "told_parts"]


class Piece(msgspec.Struct, frozen=True):
    """Some words of an article.

    Parameters
    ----------
    text
        The words.
    claims
        Numbers of the claims whose sentence holds them.
    parts
        What they are to which claim: ``3:who``, ``3:does``, ``4:says`` and the like.
    ends
        Numbers of the claims whose sentence ends with them.
    """

    text: str
    claims: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
    ends: tuple[int, ...] = ()


class Told(msgspec.Struct, frozen=True):
    """A paragraph that is read for claims."""

    zone: str
    pieces: tuple[Piece, ...]


class Left(msgspec.Struct, frozen=True):
    """Lines between two paragraphs that are left out, with their reasons."""

    lines: tuple[Dropped, ...]


class _Span(msgspec.Struct, frozen=True, order=True):
    start: int
    end: int
    number: int
    part: str


def told_parts(article: Article, claims: Mapping[int, Claim]) -> tuple[Told | Left, ...]:
    """Return the paragraphs of an article and what was left out between them, in the order of the file.

    Parameters
    ----------
    article
        The article.
    claims
        Its claims by their numbers on the page.
    """
    told = [(one.raw_start, one) for one in _paragraphs(article, claims)]
    left = [(one.raw_start, one) for one in article.dropped]
    ordered = [one for _, one in sorted([*left, *told], key=lambda pair: pair[0])]
    found: list[Told | Left] = []
    for is_left, run in groupby(ordered, key=lambda one: isinstance(one, Dropped)):
        if is_left:
            found.append(Left(tuple(one for one in run if isinstance(one, Dropped))))
        else:
            found.extend(one.told for one in run if isinstance(one, _Placed))
    return tuple(found)


class _Placed(msgspec.Struct, frozen=True):
    raw_start: int
    told: Told


def _paragraphs(article: Article, claims: Mapping[int, Claim]) -> Iterator[_Placed]:
    ends = [one.end for one in article.paragraphs]
    starts = [one.start for one in article.paragraphs]
    held: list[list[_Span]] = [[] for _ in article.paragraphs]
    for span in _spans(article.text, claims):
        for place in range(bisect_right(ends, span.start), bisect_left(starts, span.end)):
            held[place].append(span)
    for paragraph, spans in zip(article.paragraphs, held, strict=True):
        pieces = tuple(_pieces(article.text, paragraph.start, paragraph.end, sorted(spans)))
        yield _Placed(paragraph.raw_start, Told(paragraph.zone, pieces))


def _spans(text: str, claims: Mapping[int, Claim]) -> Iterator[_Span]:
    for number, claim in claims.items():
        source = claim.provenance
        start, end = source.sentence
        yield _Span(start, start + len(text[start:end].rstrip()), number, "")
        yield _Span(*source.trigger, number, "does")
        named = {"who": claim.actor, "whom": claim.recipient, "what": claim.object, "when": claim.event_time}
        for part, mention in named.items():
            if mention is not None:
                yield _Span(mention.start, mention.end, number, part)
        for speaker in claim.attribution:
            yield _Span(speaker.start, speaker.end, number, "says")


def _pieces(text: str, start: int, end: int, spans: Sequence[_Span]) -> Iterator[Piece]:
    cuts = {start, end, *(min(max(at, start), end) for span in spans for at in (span.start, span.end))}
    for begin, until in pairwise(sorted(cuts)):
        here = [span for span in spans if span.start <= begin and until <= span.end]
        whole = [span for span in here if not span.part]
        yield Piece(
            text[begin:until],
            _numbers(whole),
            tuple(dict.fromkeys(f"{span.number}:{span.part}" for span in here if span.part)),
            _numbers(span for span in whole if until == min(span.end, end)),
        )


def _numbers(spans: Iterable[_Span]) -> tuple[int, ...]:
    return tuple(sorted({span.number for span in spans}))
