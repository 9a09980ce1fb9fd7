"""How is text from tables shown on a page: escaped, without control characters, ids with the names people use?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from markupsafe import Markup, escape

from cutset.report.document import Document

__all__ = ["Linker", "anchor", "clean", "web_address"]

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, marks that turn the direction of writing, and what no XML may hold."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d$")
_TOKEN: Final = re.compile(r"\w[\w.#@>+:-]*")
_MARKED: Final = re.compile(r"[-_#\d]")
"""An id is replaced inside a sentence only where it cannot be a word of it."""


def clean(text: object) -> str:
    """Return text in which nothing is unseen.

    Examples
    --------
    >>> clean("a\\u202eb")
    'a\\ufffdb'
    """
    return _UNSEEN.sub("\ufffd", str(text))


def anchor(kind: str, name: str) -> str:
    """Return the id of the place on the page where a thing is told.

    Examples
    --------
    >>> anchor("function", 'F "1"')
    'function-F_20__22_1_22_'
    """
    return f"{kind}-" + re.sub(r"[^A-Za-z0-9.-]", lambda found: f"_{ord(found[0]):x}_", name)


def web_address(url: str) -> str:
    """Return an address that may be linked, or nothing: only the web, never a script."""
    return clean(url) if re.match(r"https?://[^\s]+$", url, re.IGNORECASE) else ""


class Linker:
    """Puts the names people use in place of ids, with a link where the page tells more.

    Parameters
    ----------
    document
        The document whose names and findings are known.
    """

    def __init__(self, document: Document) -> None:
        self.names = document.names
        self.places: dict[str, str] = {one.party: anchor("party", one.party) for one in document.parties}
        self.places |= {one.id: anchor("measure", one.id) for one in document.measures}
        self.places |= {one.id: anchor("statement", one.id) for one in document.statements}
        self.places |= {one.supply: anchor("offer", one.supply) for one in document.offers}
        self.places |= {one.payment: anchor("payment", one.payment) for one in document.payments}
        self.places |= {one.function: anchor("function", one.function) for one in document.functions}

    def named(self, text: str) -> Markup:
        """Return a sentence with names in place of ids, no links."""
        return self._replaced(text, self._name)

    def linked(self, text: str) -> Markup:
        """Return a sentence with names in place of ids, linked where the page tells more."""
        return self._replaced(text, self._link)

    def plain(self, text: str) -> str:
        """Return a sentence with names in place of ids, as plain text."""
        return "".join(self.names.get(piece, piece) if _is_id(piece) else piece for piece in _pieces(clean(text)))

    def place(self, name: str) -> str:
        """Return the anchor of a thing, or nothing."""
        return self.places.get(name, "")

    def _replaced(self, text: str, shown: Callable[[str], Markup]) -> Markup:
        return Markup("").join(shown(piece) if _is_id(piece) else escape(piece) for piece in _pieces(clean(text)))

    def _name(self, name: str) -> Markup:
        if _DAY.match(name):
            return Markup("<time>{}</time>").format(name)
        if name not in self.names:
            return escape(name)
        return Markup('<span title="{}">{}</span><span class="id"> {}</span>').format(
            name, clean(self.names[name]), name
        )

    def _link(self, name: str) -> Markup:
        place = self.places.get(name)
        if place is None:
            return self._name(name)
        known = name in self.names
        shown = Markup('{}<span class="id"> {}</span>').format(clean(self.names[name]), name) if known else name
        return Markup('<a href="#{}" title="{}">{}</a>').format(place, name, shown)


def _pieces(text: str) -> list[str]:
    """Return a text cut before and after everything that could be an id."""
    pieces, last = [], 0
    for found in _TOKEN.finditer(text):
        word = found[0].rstrip(".:>-")
        pieces += [text[last : found.start()], word]
        last = found.start() + len(word)
    return [*pieces, text[last:]]


def _is_id(piece: str) -> bool:
    return bool(_MARKED.search(piece))
