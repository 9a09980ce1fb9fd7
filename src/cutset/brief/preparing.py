"""Which text does a parser see? The stored text, character for character, with quotation marks, lost apostrophes and
the capitals of headlines set right, so that every place in it is a place in the stored text.
"""

from __future__ import annotations

import re
from typing import Final

from cutset.brief.article import Article
from cutset.brief.tables import listed

__all__ = ["parse_text", "speaker_label"]

_MARKS: Final = str.maketrans(
    "\u2018\u2019\u201b\u2032\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2010\u2011\u2212\u00a0\ufffd",
    '\'\'\'\'"""""""--- \'',
)
_LOST: Final = re.compile(
    r"\b((?:[Dd]o|[Dd]oes|[Dd]id|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Ww]o|[Cc]ould|[Ww]ould|[Ss]hould|[Hh]as|[Hh]ave|[Hh]ad)n"
    r"|[Ww]on|[Cc]an) t\b"
)
_LOST_S: Final = re.compile(r"\b([A-Z][a-z]{2,}) s (?=[a-z]{3,})")
_LOST_VERB: Final = re.compile(r"\b((?:it|he|she|that|who|there|we|you|they|I)) (?=(?:ll|ve|re) [a-z])", re.IGNORECASE)
"""Where the mark of *it'll*, *we've*, *they're* was lost."""
_LOST_IS: Final = re.compile(r"\b(it|he|she|that|who|there) (?=s [a-z])", re.IGNORECASE)
_SPACED: Final = re.compile(
    r"\b((?:do|does|did|is|are|was|were|wo|ca|could|would|should|has|have|had)) n t\b", re.IGNORECASE
)
_MARK_TOO_LATE: Final = re.compile(r" ([.,])(?=[A-Za-z\"])")
"""A mark that stands at the next word instead of its own: *said .Dubai*."""
_LABEL: Final = re.compile(r"(?:Q|A|[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}):\s+(?=[A-Z\"])")
_WIRE: Final = re.compile(
    r"(?:(?:UPDATE|WRAPUP|RPT|REFILE)(?: \d+)?|EXCLUSIVE|ANALYSIS|FACTBOX|EXPLAINER|INSIGHT|FOCUS|BREAKING|TIMELINE)"
    r"\s?[-:]\s*(?=\S)"
)
"""What a wire service sets before a headline: *UPDATE 2-*."""
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'-]*")
_SMALL: Final = listed("small")


def parse_text(article: Article, names: frozenset[str]) -> str:
    """Return the text that is parsed, of exactly the length of the stored one.

    Parameters
    ----------
    article
        The article.
    names
        Words in lower case that are names, and keep their capital in a headline.
    """
    text = _SPACED.sub(r"\1n't ", article.text.translate(_MARKS))
    text = _MARK_TOO_LATE.sub(r"\1 ", text)
    text = _LOST_VERB.sub(r"\1'", _LOST.sub(r"\1't", text))
    if article.garbled:
        text = _LOST_IS.sub(r"\1'", _LOST_S.sub(r"\1's ", text))
    body = " ".join(text[p.start : p.end] for p in article.paragraphs if p.zone == "body")
    inside = {match.group(1) for match in re.finditer(r"[a-z,] ([A-Z][A-Za-z'-]+)", body)}
    for paragraph in article.paragraphs:
        label = speaker_label(text[paragraph.start : paragraph.end])
        if label and paragraph.zone == "body":
            text = text[: paragraph.start] + " " * label + text[paragraph.start + label :]
        if paragraph.zone == "headline":
            line = text[paragraph.start : paragraph.end]
            if wire := _WIRE.match(line):
                line = " " * wire.end() + line[wire.end() :]
            text = text[: paragraph.start] + _lowered(line, names, inside) + text[paragraph.end :]
    return text


def speaker_label(paragraph: str) -> int:
    """Return the length of a label such as ``Rogozin:`` that says who speaks a paragraph of an interview."""
    match = _LABEL.match(paragraph)
    return match.end() if match else 0


def _lowered(headline: str, names: frozenset[str], inside: set[str]) -> str:
    words = _WORD.findall(headline)
    capital = sum(word[0].isupper() for word in words if word.lower() not in _SMALL)
    if capital < 0.6 * len([word for word in words if word.lower() not in _SMALL]):
        return headline
    shouted = headline.isupper()
    first = True

    def lower(match: re.Match[str]) -> str:
        nonlocal first
        word, was_first = match.group(), first
        first = False
        plain = re.sub(r"'s$", "", word)
        if plain.lower() in names or plain in inside:
            return word.capitalize() if shouted and len(plain) > 4 else word
        if plain.isupper() and len(plain) > 1 and not shouted:
            return word
        return word.capitalize() if was_first else word.lower()

    return _WORD.sub(lower, headline)
