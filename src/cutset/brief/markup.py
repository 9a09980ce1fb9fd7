"""Which blocks of text does a page hold, and what are they? One pass over the characters, linear in their number.

Third-party readers of HTML can be hung by a page of 3 MB (deep nesting, endless attributes), so the page is cut at
``<`` and ``>`` by plain searches, each of which moves forward only. Nothing is executed, nothing is fetched.
"""

from __future__ import annotations

import html
import json
import re
from typing import Final

import msgspec

from cutset.brief.decoding import refuse
from cutset.brief.tables import listed

__all__ = ["Block", "Page", "looks_like_html", "read_page"]

LONGEST_TAG: Final = 65_536
"""A longer tag is refused [characters]."""
QUOTED_LOOKAHEAD: Final = 4_096
"""How far a quoted attribute may hide a closing bracket [characters]."""

_BLOCKS: Final = listed("blocks")
_UNREAD: Final = {
    "nav": "menu",
    "footer": "page footer",
    "aside": "side column",
    "form": "form",
    "button": "form",
    "select": "form",
    "figcaption": "caption",
    "menu": "menu",
}
"""Elements that are no running text, with the reason for leaving them out."""
_RAW: Final = ("script", "style", "noscript", "template", "svg", "iframe", "textarea", "math")
_MARKED: Final = re.compile(
    r"(?:^|[\s_-])(?:ad|ads|advert\w*|promo\w*|sponsor\w*|related|newsletter|recirc\w*|outbrain|taboola|"
    r"read-?more|most-?read|share|social|cookie\w*|subscribe|comments?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(r"""([A-Za-z:_-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_TAG_NAME: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,30})")
_PUBLISHED_META: Final = listed("published_meta")


class Block(msgspec.Struct):
    """A run of text between two block tags.

    Parameters
    ----------
    text
        Its text with entities resolved.
    start, end
        Its place in the page [characters].
    tag
        The innermost heading or paragraph element, such as ``h1`` or ``p``.
    unread
        Why it is no running text; empty where it is.
    linked
        How many of its characters stand inside links.
    """

    text: str
    start: int
    end: int
    tag: str = ""
    unread: str = ""
    linked: int = 0


class Page(msgspec.Struct):
    """What a page holds.

    Parameters
    ----------
    blocks
        Its blocks of text in order.
    title
        Content of ``<title>`` or ``og:title``.
    url
        Canonical address, or empty.
    dates
        Publication dates as the page's own data write them, best founded first.
    """

    blocks: list[Block]
    title: str = ""
    url: str = ""
    dates: list[str] = []


def looks_like_html(text: str) -> bool:
    """Whether the text is a page rather than plain text."""
    return bool(re.search(r"<(?:!doctype|html|head|body|p|div|article|h1)\b", text[:20_000], re.IGNORECASE))


def read_page(page: str, name: str) -> Page:
    """Cut a page into blocks of text.

    Raises
    ------
    InputError
        With ``E_SIZE`` where one tag is longer than :data:`LONGEST_TAG`.
    """
    return _Reader(page, name).read()


class _Reader:
    def __init__(self, page: str, name: str) -> None:
        self.page, self.name = page, name
        self.found = Page([])
        self.pieces: list[str] = []
        self.piece_start = self.piece_end = 0
        self.tag = ""
        self.unread: list[tuple[str, str]] = []
        self.in_link = False
        self.linked = 0

    def read(self) -> Page:
        page, at, closed = self.page, 0, True
        lowered = page.lower()
        while at < len(page):
            opening = page.find("<", at)
            if opening < 0:
                break
            following = page[opening + 1 : opening + 2]
            if not (following.isalpha() or following in ("/", "!", "?")):
                self._text(at, opening + 1)
                at = opening + 1
                continue
            self._text(at, opening)
            if page.startswith("<!--", opening):
                end = page.find("-->", opening + 4) if closed else -1
                closed = end >= 0
                at = end + 3 if closed else opening + 4
                continue
            end = self._tag_end(opening)
            at = self._tag(lowered, opening, end)
        self._text(at, len(page))
        self._close_block()
        return self.found

    def _tag_end(self, opening: int) -> int:
        """Return the place of the bracket that closes a tag, looking past quoted attributes for a bounded way."""
        page = self.page
        first = page.find(">", opening, opening + LONGEST_TAG)
        if first < 0:
            if len(page) - opening < LONGEST_TAG:
                return len(page) - 1
            hint = "save the page without scripts, or bring its text"
            raise refuse("E_SIZE", f"a tag is longer than {LONGEST_TAG} characters", file=self.name, hint=hint)
        end = first
        for _ in range(8):
            quote = _open_quote(page[opening:end])
            if not quote:
                return end
            closing = page.find(quote, end, end + QUOTED_LOOKAHEAD)
            end = page.find(">", closing, closing + QUOTED_LOOKAHEAD) if closing >= 0 else -1
            if end < 0:
                return first
        return first

    def _tag(self, lowered: str, opening: int, end: int) -> int:
        """Handle one tag and return the place behind it."""
        match = _TAG_NAME.match(lowered, opening)
        if not match:
            return end + 1
        name, closes = match.group(1), self.page[opening + 1] == "/"
        if name in _RAW and not closes:
            return self._raw(lowered, name, opening, end)
        if name == "a":
            self.in_link = not closes
        elif name in ("meta", "link", "time") and not closes:
            self._data(name, self.page[opening : end + 1])
        if name in _BLOCKS:
            self._close_block()
            self._enter(name, closes, self.page[opening : end + 1])
        return end + 1

    def _raw(self, lowered: str, name: str, opening: int, end: int) -> int:
        if self.page[end - 1 : end] == "/":
            return end + 1
        closing = lowered.find(f"</{name}", end)
        if closing < 0:
            return len(self.page)
        if name == "script" and "ld+json" in lowered[opening:end]:
            self.found.dates[:0] = _linked_data_dates(self.page[end + 1 : closing])
        return closing

    def _enter(self, name: str, closes: bool, tag: str) -> None:
        if closes:
            self.tag = "" if name == self.tag else self.tag
            if self.unread and self.unread[-1][0] == name:
                self.unread.pop()
            return
        if name in ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "blockquote", "title", "figcaption"):
            self.tag = name
        reason = _UNREAD.get(name, "")
        if not reason and self.unread and self.unread[-1][0] == name:
            reason = self.unread[-1][1]
        elif not reason and name in ("div", "section", "ul", "p", "article") and len(tag) < 2_000:
            marks = dict_of(tag)
            marked = _MARKED.search(f"{marks.get('class', '')} {marks.get('id', '')}")
            reason = "advertisement" if marked and marked.group(0).strip(" _-").startswith("ad") else ""
            reason = reason or ("page furniture" if marked else "")
        if reason and name != "p":
            self.unread.append((name, reason))

    def _text(self, start: int, end: int) -> None:
        if start >= end:
            return
        text = html.unescape(self.page[start:end])
        if not self.pieces:
            if not text.strip():
                return
            self.piece_start = start
        self.pieces.append(text)
        self.piece_end = end
        if self.in_link:
            self.linked += len(text.strip())

    def _close_block(self) -> None:
        text = "".join(self.pieces).strip()
        if text and self.tag == "title":
            self.found.title = self.found.title or " ".join(text.split())
        elif text:
            reason = self.unread[-1][1] if self.unread else ""
            self.found.blocks.append(
                Block(text, self.piece_start, self.piece_end, self.tag, reason, min(self.linked, len(text)))
            )
        self.pieces, self.linked = [], 0

    def _data(self, name: str, tag: str) -> None:
        marks = dict_of(tag)
        key = (marks.get("property") or marks.get("name") or marks.get("itemprop") or "").lower()
        if name == "meta" and key in _PUBLISHED_META:
            self.found.dates.append(marks.get("content", ""))
        elif name == "meta" and key == "og:title":
            self.found.title = html.unescape(marks.get("content", ""))
        elif name == "time" and marks.get("datetime"):
            self.found.dates.append(marks["datetime"])
        elif (name == "link" and marks.get("rel") == "canonical") or key == "og:url":
            self.found.url = marks.get("href") or marks.get("content") or self.found.url


def dict_of(tag: str) -> dict[str, str]:
    """Return the attributes of a tag by lower-case name."""
    return {m.group(1).lower(): m.group(2) or m.group(3) or m.group(4) or "" for m in _ATTRIBUTE.finditer(tag)}


def _open_quote(tag: str) -> str:
    """Return the quotation mark that is still open at the end of a tag, if one is."""
    if "=" not in tag or ('"' not in tag and "'" not in tag):
        return ""
    at = tag.find("=")
    while 0 <= at < len(tag):
        value = at + 1
        while value < len(tag) and tag[value] in " \t\n":
            value += 1
        mark = tag[value : value + 1]
        if mark in ('"', "'"):
            closing = tag.find(mark, value + 1)
            if closing < 0:
                return mark
            value = closing
        at = tag.find("=", value + 1)
    return ""


def _linked_data_dates(text: str) -> list[str]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    entries = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
    return [str(entry["datePublished"]) for entry in entries if isinstance(entry, dict) and entry.get("datePublished")]
