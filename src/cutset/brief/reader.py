"""How does a file become an article? Bytes are sniffed, decoded, cut into paragraphs and cleaned.

Limits: :data:`~cutset.brief.decoding.LARGEST_FILE` bytes, :data:`~cutset.brief.decoding.LARGEST_TEXT` characters of
text, :data:`MOST_PARAGRAPHS` paragraphs. Every refusal is an :class:`~cutset.errors.InputError` with one of the codes
``E_EMPTY``, ``E_BINARY``, ``E_LANG``, ``E_SIZE``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

import msgspec

from cutset.brief.article import Article, Dropped, Paragraph, Zone
from cutset.brief.cleaning import dropped_for, dropped_sentences
from cutset.brief.decoding import LARGEST_FILE, LARGEST_TEXT, Decoded, decoded, refuse
from cutset.brief.language import detected_language
from cutset.brief.markup import looks_like_html, read_page
from cutset.brief.published import published

__all__ = ["MOST_PARAGRAPHS", "read_article", "read_bytes"]

MOST_PARAGRAPHS: Final = 2_000
LONGEST_PARAGRAPH: Final = 4_000
"""A longer paragraph is split at the end of a sentence, or where it is [characters]."""
LONGEST_HEADLINE: Final = 160

_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ENDED: Final = re.compile("[.!?:;\u2026][\"'\u201d\u2019\u00bb)\\]]*$")
_SPLIT_AT: Final = re.compile("[.!?][\"'\u201d\u2019)]*\\s")
_SPEAKER_LABEL: Final = re.compile(r"\s*(?:Q|A|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}):\s")
_DATELINE: Final = re.compile(
    r"^(?:[A-Z][A-Z.]+|[A-Z]{2}[A-Za-z/]*)(?:[ ,/A-Z][A-Za-z. ,/-]{0,40})?"
    r"(?:,?\s*[A-Z][a-z.]{2,9} \d{1,2}(?:, \d{4})?|,?\s*\d{1,2} [A-Z][a-z.]{2,9}(?: \d{4})?)?"
    r"\s*(?:\([^)]{2,30}\))?\s*(?:--|[-–—])\s+(?=[A-Z\"“])"
)
_AGENCY_LINE: Final = re.compile(
    r"^[A-Z][A-Z. -]+, [A-Z][a-z.]{2,9} \d{1,2}(?:, \d{4})?\. /[A-Z]{2,12}/\.?\s+(?=[A-Z\"“])"
)
_LOST_APOSTROPHE: Final = re.compile(
    r"\b(?:do|does|did|is|are|was|were|wo|ca|could|would|should|has|have|had)n t\b|\b(?:won|can) t\b|"
    r"\b(?:it|that|he|she|there|who|what) s (?:a|an|the|not|been|going|no|still)\b|\b[A-Z][a-z]+ s [a-z]"
)


class _Line(msgspec.Struct):
    text: str
    raw_start: int
    raw_end: int
    heading: bool = False
    reason: str = ""


def read_article(file: Path, given: date | None = None) -> Article:
    """Read an article from a file.

    Parameters
    ----------
    file
        Text or HTML.
    given
        Day of publication, where the user knows it [date].

    Raises
    ------
    InputError
        Where the file cannot be used; the fault's code says why.
    """
    with file.open("rb") as stream:
        raw = stream.read(LARGEST_FILE + 1)
    return read_bytes(raw, file.name.encode("utf-8", "replace").decode("utf-8"), given)


def read_bytes(raw: bytes, name: str, given: date | None = None) -> Article:
    """Read an article from bytes, as :func:`read_article` does from a file."""
    whole = decoded(raw, name)
    title, url, dates = "", "", list[str]()
    if looks_like_html(whole.text):
        page = read_page(whole.text, name)
        title, url, dates = page.title, page.url, page.dates
        lines = [
            _Line(
                b.text,
                b.start,
                b.end,
                b.tag == "h1",
                b.unread or ("link headline" if _is_link(b.text, b.linked) else ""),
            )
            for b in page.blocks
        ]
    else:
        lines = _text_lines(whole.text)
    _in_bytes(lines, whole)
    kept, dropped = _cleaned(lines)
    datelines = [_without_dateline(line, dropped) for line in kept]
    if not kept:
        raise refuse("E_EMPTY", "the article holds no running text", file=name, hint="bring the text of the article")
    texts = [line.text for line in kept]
    size = sum(map(len, texts))
    if size > LARGEST_TEXT or len(kept) > MOST_PARAGRAPHS:
        told = f"{size} characters in {len(kept)} paragraphs"
        hint = f"at most {LARGEST_TEXT} characters in {MOST_PARAGRAPHS} paragraphs; bring one article at a time"
        raise refuse("E_SIZE", f"the text is too long: {told}", file=name, hint=hint)
    language = detected_language(" ".join(texts))
    if language != "en":
        hint = "only English articles are read; bring a translation"
        raise refuse("E_LANG", "the article is not in English; language found:", file=name, value=language, hint=hint)
    text, paragraphs = _joined(kept)
    lines_out = [one.text for one in dropped if one.reason == "publication line"]
    return Article(
        doc_id=hashlib.sha256(raw).hexdigest(),
        name=name,
        title=title or next((text[p.start : p.end] for p in paragraphs if p.zone == "headline"), ""),
        url=url,
        published=published(given, dates, [*lines_out, *datelines[:3]], text),
        text=text,
        paragraphs=paragraphs,
        dropped=tuple(dropped),
        garbled=tuple(_damage(text)),
        encoding=whole.encoding,
    )


def _is_link(text: str, linked: int) -> bool:
    return linked >= 0.85 * len(text) and len(text) < 300


def _text_lines(text: str) -> list[_Line]:
    """Cut plain text at blank lines, or at every line end where there are none and lines look like paragraphs."""
    pieces = [(m.start(), m.group()) for m in re.finditer(r"[^\n\r\f\u2028\u2029]+", text) if m.group().strip()]
    gapped = re.search(r"\S[^\S\n]*\r?\n[^\S\n]*\r?\n\s*\S", text) is not None
    ended = sum(bool(_ENDED.search(piece.rstrip())) for _, piece in pieces)
    lines: list[_Line] = []
    for at, piece in pieces:
        new = _Line(piece, at, at + len(piece))
        if (
            lines
            and not _SPEAKER_LABEL.match(piece)
            and _goes_on(text[lines[-1].raw_end : at], gapped, ended >= 0.6 * len(pieces))
            and not _stands_alone(lines[-1].text, piece)
        ):
            lines[-1].text += " " + new.text
            lines[-1].raw_end = new.raw_end
        else:
            lines.append(new)
    if len(lines) > 1 and len(lines[0].text.strip()) <= LONGEST_HEADLINE and not re.search(r"[.!]\W*$", lines[0].text):
        lines[0].heading = True
    return lines


def _stands_alone(before: str, line: str) -> bool:
    """Whether a line behind a full stop, or the one before it, is none of the article's: *READ MORE: ...*."""
    return bool(_ENDED.search(before.rstrip()) and (dropped_for(_normal(before)) or dropped_for(_normal(line))))


def _goes_on(between: str, gapped: bool, line_is_paragraph: bool) -> bool:
    """Whether a line goes on where the last one ended."""
    if gapped:
        return between.count("\n") < 2
    return not line_is_paragraph and between.count("\n") < 2


def _in_bytes(lines: list[_Line], whole: Decoded) -> None:
    """Turn the places of lines from characters of the file into bytes, in one pass."""
    characters = count = 0
    for line in lines:
        count += whole.byte_length(whole.text[characters : line.raw_start])
        length = whole.byte_length(whole.text[line.raw_start : line.raw_end])
        characters = line.raw_end
        line.raw_start, count = count, count + length
        line.raw_end = count


def _cleaned(lines: Iterable[_Line]) -> tuple[list[_Line], list[Dropped]]:
    kept: list[_Line] = []
    dropped: list[Dropped] = []
    for line in lines:
        line.text = _normal(line.text)
        if not re.search(r"\w", line.text):
            continue
        reason = line.reason or (dropped_for(line.text) if len(line.text) < 2_000 else "")
        if reason:
            dropped.append(Dropped(line.text, reason, line.raw_start, line.raw_end))
        elif kept and _is_broken(kept[-1], line):
            kept[-1].text += " " + line.text
            kept[-1].raw_end = line.raw_end
        else:
            kept.append(line)
    for line in kept:
        line.text = _without_dropped(line, dropped)
    return [piece for line in kept if line.text for piece in _split(line)], dropped


def _is_broken(before: _Line, line: _Line) -> bool:
    """Whether a paragraph goes on in the next one, as in copies that lost their layout."""
    return (
        not before.heading
        and not _ENDED.search(before.text)
        and line.text[:1].islower()
        and len(before.text) + len(line.text) < LONGEST_PARAGRAPH
    )


def _without_dropped(line: _Line, dropped: list[Dropped]) -> str:
    text = line.text
    for start, end, reason in reversed(dropped_sentences(text) if len(text) < 20_000 else []):
        dropped.append(Dropped(text[start:end].strip(), reason, line.raw_start, line.raw_end))
        text = (text[:start] + text[end:]).strip()
    return text


def _split(line: _Line) -> list[_Line]:
    pieces: list[_Line] = []
    text = line.text
    while len(text) > LONGEST_PARAGRAPH:
        ends = [match.end() for match in _SPLIT_AT.finditer(text, LONGEST_PARAGRAPH // 2, LONGEST_PARAGRAPH)]
        cut = ends[-1] if ends else (text.rfind(" ", 0, LONGEST_PARAGRAPH) + 1 or LONGEST_PARAGRAPH)
        pieces.append(_Line(text[:cut].strip(), line.raw_start, line.raw_end, line.heading))
        text = text[cut:].strip()
    return [*pieces, _Line(text, line.raw_start, line.raw_end, line.heading)]


def _normal(text: str) -> str:
    text = _CONTROL.sub(" ", _UNSEEN.sub("", _SURROGATE.sub("\ufffd", text)))
    return " ".join(unicodedata.normalize("NFC", text).split())


def _joined(lines: list[_Line]) -> tuple[str, tuple[Paragraph, ...]]:
    paragraphs: list[Paragraph] = []
    at = 0
    for line in lines:
        zone: Zone = "headline" if line.heading else "body"
        paragraphs.append(Paragraph(at, at + len(line.text), zone, line.raw_start, line.raw_end))
        at += len(line.text) + 2
    return "\n\n".join(line.text for line in lines), tuple(paragraphs)


def _without_dateline(line: _Line, dropped: list[Dropped]) -> str:
    """Take an opening such as ``PARIS, 1 March 2022 (Wire) —`` off a paragraph and return it."""
    match = _DATELINE.match(line.text[:140]) or _AGENCY_LINE.match(line.text[:140])
    if match is None or line.heading:
        return ""
    line.text = line.text[match.end() :]
    dropped.append(Dropped(match.group().strip(), "dateline", line.raw_start, line.raw_end))
    return match.group()


def _damage(text: str) -> list[str]:
    found: list[str] = []
    if "\ufffd" in text:
        found.append("characters lost")
    if _LOST_APOSTROPHE.search(text):
        found.append("apostrophes lost")
    quotes = [text.count(mark) for mark in ("\u201c", "\u201d")]
    if text.count('"') % 2 or quotes[0] != quotes[1]:
        found.append("quotation marks lost")
    paragraphs = text.split("\n\n")
    broken = sum(not _ENDED.search(one) and after[:1].islower() for one, after in pairwise(paragraphs) if len(one) > 80)
    return [*found, *(["sentences broken"] if broken else [])]
