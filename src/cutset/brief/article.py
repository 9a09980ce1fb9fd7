"""What is an article once it has been read? Normalised text, the places of its paragraphs, and what was left out.

All spans are ``[start, end)`` in Unicode code points of :attr:`Article.text`, which is stored beside the claims.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

import msgspec

__all__ = ["Article", "Dropped", "Paragraph", "Published", "Zone"]

Zone: TypeAlias = Literal["headline", "body"]


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph that is read for claims.

    Parameters
    ----------
    start, end
        Its place in the article's text.
    zone
        Headline or body.
    raw_start, raw_end
        Its place in the file as it was brought [bytes].
    """

    start: int
    end: int
    zone: Zone
    raw_start: int
    raw_end: int


class Dropped(msgspec.Struct, frozen=True):
    """A line that is not read for claims.

    Parameters
    ----------
    text
        The line.
    reason
        Why it is left out, such as advertisement, commission notice, link headline or caption.
    raw_start, raw_end
        Its place in the file as it was brought [bytes].
    """

    text: str
    reason: str
    raw_start: int
    raw_end: int


class Published(msgspec.Struct, frozen=True):
    """When the article was published, and how that is known.

    Parameters
    ----------
    day
        The day of publication [date]; empty = not known.
    how
        given by the user, found in the file, inferred (then only a window stands), or unknown.
    earliest, latest
        Window by content [date]; both the day itself where it is known.
    """

    day: date | None = None
    how: Literal["given", "found", "inferred", "unknown"] = "unknown"
    earliest: date | None = None
    latest: date | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """An article ready to be read for claims.

    Parameters
    ----------
    doc_id
        SHA-256 of the bytes as they were brought.
    name
        File name, or what the user calls it.
    title
        The headline; may be empty.
    url
        Address found in the file; may be empty.
    published
        Day of publication.
    text
        Normalised text of headline and body.
    paragraphs
        Places of the paragraphs.
    dropped
        What was left out, with reasons.
    garbled
        Signs of damage, such as lost apostrophes or replacement characters.
    encoding
        Encoding from which the bytes were decoded.
    """

    doc_id: str
    name: str
    title: str = ""
    url: str = ""
    published: Published = Published()
    text: str
    paragraphs: tuple[Paragraph, ...]
    dropped: tuple[Dropped, ...] = ()
    garbled: tuple[str, ...] = ()
    encoding: str = "utf-8"
