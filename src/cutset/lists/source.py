"""What bytes stand in a list file, and are they what the file claims to be?

Reading is in two passes: the first takes the hash, the size and the first bytes; the second streams text to
a reader. A web page saved under the name of a list, a file that ends in the middle and one that unpacks
beyond :data:`MOST_BYTES` are refused before any reader sees them.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from cutset.errors import Fault, InputError, NotFoundError

__all__ = ["FETCH_AGAIN", "MOST_BYTES", "Source", "fault_of"]

MOST_BYTES: Final = 4 << 30
"""Largest list that is read, uncompressed [bytes]; the largest official one has 0.1 GB, bulk data 3 GB."""

FETCH_AGAIN: Final = "fetch it again; the file may be cut off"
HEAD_BYTES: Final = 4096
TAIL_BYTES: Final = 64
CHUNK: Final = 1 << 18
END_MARK: Final = b"\x1a"
WEB_PAGE: Final = (b"<!doctype html", b"<html", b"<head", b"<body")


class _Facts(msgspec.Struct, frozen=True):
    sha256: str
    size: int
    head: bytes
    tail: bytes
    utf8: bool


class Source:
    """A list file, plain or gzip.

    Parameters
    ----------
    path
        File to read.
    name
        Its name, where the path is not called so.
    encoding
        How its letters are written, where that is known and neither UTF-8 nor UTF-16.
    mend
        What to do where it is broken: a user's own file is not fetched again.

    Raises
    ------
    NotFoundError
        There is no such file.
    InputError
        There is no such encoding.
    """

    def __init__(self, path: Path, name: str = "", *, encoding: str = "", mend: str = FETCH_AGAIN) -> None:
        if not path.is_file():
            near = (p.name for p in path.parent.iterdir()) if path.parent.is_dir() else ()
            raise NotFoundError("list file", path.name, near)
        self.path = path
        self.name = name or path.name
        self.plain_name = self.name.removesuffix(".gz").lower()
        self.mend = mend
        self._encoding = _known_encoding(encoding) if encoding else ""

    @property
    def sha256(self) -> str:
        """SHA-256 of the uncompressed bytes [hex]."""
        return self._facts.sha256

    @property
    def size(self) -> int:
        """Uncompressed size [bytes]."""
        return self._facts.size

    @property
    def head(self) -> bytes:
        """The first bytes, without a byte-order mark."""
        return self._facts.head.removeprefix(b"\xef\xbb\xbf")

    @property
    def tail(self) -> bytes:
        """The last bytes."""
        return self._facts.tail

    @property
    def has_end_mark(self) -> bool:
        """Whether OFAC's lone Ctrl-Z stands in the last bytes."""
        return END_MARK in self._facts.tail

    @property
    def encoding(self) -> str:
        """As given; else UTF-8 where every byte fits, UTF-16 by its mark, or Windows-1252 as old exports write it."""
        if self._encoding:
            return self._encoding
        if self._facts.head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
        return "utf-8-sig" if self._facts.utf8 else "cp1252"

    def check(self) -> None:
        """Refuse an empty file, a web page and anything binary.

        Raises
        ------
        InputError
            The file cannot be a list.
        """
        start = self.head.lstrip()[:200].lower()
        if not start:
            raise InputError.one("empty-file", "the file is empty", file=self.name, hint=self.mend)
        if start.startswith(WEB_PAGE) or b"<html" in start:
            raise InputError.one(
                "web-page",
                "this is a web page, not a list; a server's error page is often saved like this",
                file=self.name,
                hint="fetch the file again from the publisher",
            )
        if b"\x00" in self._facts.head and not self.encoding.startswith(("utf-16", "utf-32")):
            raise InputError.one(
                "binary-file", "this is a binary file, not a list", file=self.name, hint="unpack it first"
            )

    def check_encoding(self, hint: str) -> None:
        """Refuse letters whose encoding would be guessed: a name read wrong is a name that is never found.

        Raises
        ------
        InputError
            The file is neither UTF-8 nor UTF-16, or does not fit the encoding that was given.
        """
        if not self._encoding:
            if self.encoding == "cp1252":
                words = "the file is neither UTF-8 nor UTF-16, so its letters cannot be told"
                raise InputError.one("unknown-encoding", words, file=self.name, hint=hint)
            return
        decoder = codecs.getincrementaldecoder(self._encoding)()
        try:
            with self.bytes() as raw:
                while chunk := raw.read(CHUNK):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
        except UnicodeError as error:
            words = "the file does not fit the encoding that was given for it"
            raise InputError.one("bad-encoding", words, file=self.name, value=self._encoding, hint=hint) from error

    @contextmanager
    def bytes(self) -> Iterator[BinaryIO]:
        """Open the uncompressed bytes."""
        with self.path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            if not packed:
                yield raw
                return
            with gzip.open(raw) as unpacked:
                yield unpacked  # type: ignore[misc]  # GzipFile reads like a BinaryIO

    @contextmanager
    def text(self) -> Iterator[io.TextIOWrapper]:
        """Open as text; bytes that fit no encoding become U+FFFD."""
        with (
            self.bytes() as raw,
            io.TextIOWrapper(raw, encoding=self.encoding, errors="replace", newline="") as text,
        ):
            yield text

    @cached_property
    def _facts(self) -> _Facts:
        digest, size, head, tail = hashlib.sha256(), 0, b"", b""
        utf8 = _Utf8()
        try:
            with self.bytes() as raw:
                while chunk := raw.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    head = head if len(head) >= HEAD_BYTES else (head + chunk)[:HEAD_BYTES]
                    tail = (tail + chunk)[-TAIL_BYTES:]
                    utf8.feed(chunk)
                    if size > MOST_BYTES:
                        raise InputError.one(
                            "too-large",
                            f"the file unpacks to more than {MOST_BYTES >> 30} GB",
                            file=self.name,
                        )
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError.one(
                "truncated",
                "the compressed file is damaged or ends in the middle",
                file=self.name,
                hint=self.mend,
            ) from error
        return _Facts(digest.hexdigest(), size, head, tail, utf8.fits())


def _known_encoding(named: str) -> str:
    """Return Python's name of an encoding of text."""
    try:
        "".encode(named)
        return codecs.lookup(named).name
    except (LookupError, ValueError) as error:
        hint = "usual ones are cp1251, koi8-r, iso-8859-5, cp866, gb18030, cp1252"
        raise InputError.one("unknown-encoding", "there is no encoding of this name", value=named, hint=hint) from error


class _Utf8:
    """Says whether bytes that come in pieces are UTF-8."""

    def __init__(self) -> None:
        self._rest = b""
        self._broken = False

    def feed(self, chunk: bytes) -> None:
        if self._broken or (not self._rest and chunk.isascii()):
            return
        piece = self._rest + chunk
        try:
            piece.decode("utf-8")
            self._rest = b""
        except UnicodeDecodeError as error:
            self._broken = error.reason != "unexpected end of data"
            self._rest = piece[error.start :]

    def fits(self) -> bool:
        return not self._broken and not self._rest


def fault_of(source: Source, row: int, column: str, code: str, sentence: str, value: str = "", hint: str = "") -> Fault:
    """Make a fault at a place of a source."""
    return Fault(file=source.name, row=row, column=column, code=code, sentence=sentence, value=value, hint=hint)
