"""What stands in an XML list, one entry at a time, with nothing that the file itself could make us do?

No document type, no entities, nothing from the network, no text or tag above 8 MB. An entry is dropped from memory
as soon as it has been read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, Final

from lxml import etree

from cutset.errors import InputError
from cutset.lists.source import Source

__all__ = ["Node", "children", "elements", "local", "root_of", "text_of"]

Node = etree._Element
LONGEST: Final = 8 << 20
"""Longest text or tag that is read [bytes]."""

ADVICE: Final = re.compile(r",? (?:try|use) XML_PARSE_HUGE(?: option)?")
"""What libxml2 advises its programmers."""

ROOT: Final = re.compile(rb"<([A-Za-z_][\w:.-]*)")


def elements(source: Source, *wanted: str) -> Iterator[Node]:
    """Yield the finished elements with one of the wanted local names, in order.

    Raises
    ------
    InputError
        The file is not well-formed, is cut off, or declares a document type.
    """
    names = tuple(f"{{*}}{name}" for name in wanted)
    try:
        with source.bytes() as raw:
            found = etree.iterparse(
                _Bounded(raw, source.name),
                events=("end",),
                tag=names,
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            )
            for _, element in found:
                _refuse_document_type(source, element)
                yield element
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise _fault(source, error) from error


def local(element: Node) -> str:
    """Return an element's name without its namespace."""
    return etree.QName(element).localname


def children(element: Node, *path: str) -> list[Node]:
    """Return the elements below a path of local names."""
    at = [element]
    for name in path:
        at = [child for parent in at for child in parent if child.tag and local(child) == name]
    return at


def text_of(element: Node, *path: str) -> str:
    """Return the stripped text of the first element below a path, or nothing."""
    found = next(iter(children(element, *path)), None)
    return (found.text or "").strip() if found is not None else ""


def root_of(source: Source) -> str:
    """Return the local name of the root element, or nothing where it is no XML."""
    if not source.head.decode(source.encoding, errors="replace").lstrip("\ufeff \t\r\n").startswith("<"):
        return ""
    try:
        with source.bytes() as raw:
            bounded = _Bounded(raw, source.name)
            started = etree.iterparse(bounded, events=("start",), resolve_entities=False, no_network=True)
            for _, element in islice(started, 1):
                _refuse_document_type(source, element)
                return local(element)
    except etree.XMLSyntaxError as error:
        raise _fault(source, error) from error
    return ""


def _refuse_document_type(source: Source, element: Node) -> None:
    about = element.getroottree().docinfo
    if about.internalDTD is not None or about.system_url or about.public_id:
        raise InputError.one(
            "document-type",
            "the file declares a document type, which no official list does and which can hide an attack",
            file=source.name,
            hint="fetch the file from the publisher",
        )


def _forget(element: Node) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


class _Bounded:
    """Bytes in which no text and no tag is longer than :data:`LONGEST`: the parser would keep it whole in memory."""

    def __init__(self, raw: BinaryIO, name: str) -> None:
        self._raw, self._name, self._since = raw, name, 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes.

        Raises
        ------
        InputError
            A text or tag is too long.
        """
        chunk = self._raw.read(size)
        last = chunk.rfind(b">")
        self._since = self._since + len(chunk) if last < 0 else len(chunk) - last
        if self._since > LONGEST:
            words = f"a text or tag in it is longer than {LONGEST >> 20} MB, which no official list has"
            raise InputError.one("bad-xml", words, file=self._name, hint="fetch the file from the publisher")
        return chunk


def _fault(source: Source, error: etree.XMLSyntaxError) -> InputError:
    root = ROOT.search(source.head)
    cut = root is None or b"</" + root[1] not in source.tail
    return InputError.one(
        "truncated" if cut else "bad-xml",
        f"the XML cannot be read: {ADVICE.sub('', error.msg or '').replace(chr(10), '')}",
        file=source.name,
        hint="fetch it again" if cut else "",
    )
