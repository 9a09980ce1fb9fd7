"""Are these bytes text, and in which encoding? Refuses what is too large, empty or binary before anything reads it."""

from __future__ import annotations

import codecs
import re
from typing import Final

import msgspec

from cutset.errors import InputError

__all__ = ["LARGEST_FILE", "LARGEST_TEXT", "Decoded", "decoded", "refuse"]

LARGEST_FILE: Final = 5_000_000
"""Largest file that is read [bytes]."""
LARGEST_TEXT: Final = 300_000
"""Longest text that is read for claims [characters]."""
SNIFFED: Final = 65_536
"""How much is looked at to tell text from binary [bytes]."""
ODD_SHARE: Final = 0.05
"""Largest share of control characters in a text."""

_CHARSET: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS: Final = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
_CONTROL_CHARACTER: Final = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd\udc80-\udcff]")
_TAIL: Final = "[" + "".join(c for n in range(128, 192) if (c := bytes([n]).decode("cp1252", "ignore") or chr(n))) + "]"
_BROKEN: Final = re.compile(f"[\u00e0-\u00ef]{_TAIL}{{2}}|[\u00c2-\u00df]{_TAIL}|\u00e2\u20ac")
"""UTF-8 of two or three bytes read as Windows-1252; of a closing quotation mark the last byte is often lost."""
_BROKEN_QUOTE: Final = "\u201d"


class Decoded(msgspec.Struct, frozen=True):
    """The text of a file.

    Parameters
    ----------
    text
        Its characters.
    encoding
        Encoding from which they were decoded.
    repaired
        Characters that were turned back from UTF-8 once read as Windows-1252, with what stands for each in the file.
    """

    text: str
    encoding: str
    repaired: dict[str, str] = {}

    def byte_length(self, piece: str) -> int:
        """Return how many bytes of the file a piece of the text took."""
        written = "".join(self.repaired.get(character, character) for character in piece) if self.repaired else piece
        encoding = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(
            self.encoding, self.encoding
        )
        return len(written.encode(encoding, "surrogateescape" if encoding == "utf-8" else "replace"))


def refuse(code: str, sentence: str, *, file: str, value: str = "", hint: str = "") -> InputError:
    """Return the refusal of one article, as an error with one fault."""
    return InputError.one(code, sentence, value=value, hint=hint, file=file)


def decoded(raw: bytes, name: str) -> Decoded:
    """Return the text of a file.

    Parameters
    ----------
    raw
        Content of the file; no more than one byte above :data:`LARGEST_FILE` is needed.
    name
        File name for messages.

    Raises
    ------
    InputError
        With ``E_EMPTY``, ``E_BINARY`` or ``E_SIZE``.
    """
    if not raw.strip():
        raise refuse("E_EMPTY", "the article is empty", file=name, hint="save the page with its text")
    bom = next((encoding for mark, encoding in _BOMS if raw.startswith(mark)), "")
    if not bom and _looks_binary(raw[:SNIFFED]):
        raise refuse("E_BINARY", "this is no text", file=name, hint="bring the article as text or HTML")
    if len(raw) > LARGEST_FILE:
        hint = f"at most {LARGEST_FILE // 1_000_000} MB"
        raise refuse("E_SIZE", f"the file is too large ({len(raw)} bytes or more)", file=name, hint=hint)
    text, encoding = _decode(raw, bom)
    sample = text[:SNIFFED]
    if len(_CONTROL_CHARACTER.findall(sample)) > ODD_SHARE * len(sample):
        raise refuse("E_BINARY", "this is no text", file=name, hint="bring the article as text or HTML")
    repaired = _repaired(text)
    for character, broken in sorted(repaired.items(), key=lambda one: -len(one[1])):
        text = text.replace(broken, character)
    return Decoded(text, encoding, repaired)


def _looks_binary(sample: bytes) -> bool:
    if b"\0" in sample:
        return True
    odd = len(sample) - len(sample.translate(None, _CONTROLS))
    return odd > ODD_SHARE * len(sample)


def _decode(raw: bytes, bom: str) -> tuple[str, str]:
    declared = _CHARSET.search(raw[:4096])
    named = declared.group(1).decode("ascii").lower() if declared else ""
    for encoding in (bom, "utf-8", named, "cp1252"):
        if not encoding:
            continue
        try:
            return raw.decode(encoding), encoding
        except (UnicodeError, LookupError):
            continue
    if named in ("", "utf-8", "utf8"):
        return raw.decode("utf-8", "surrogateescape"), "utf-8"
    return raw.decode("latin-1"), "latin-1"


def _repaired(text: str) -> dict[str, str]:
    """Return which characters stand for which pieces of UTF-8 that was once read as Windows-1252.

    A character that the text also holds unbroken is left alone, so that every place in the file can be found again.
    """
    found: dict[str, str] = {}
    for match in _BROKEN.finditer(text):
        character = _BROKEN_QUOTE if match.group() == "\u00e2\u20ac" else _turned_back(match.group())
        if len(character) == 1 and found.get(character, match.group()) == match.group():
            found[character] = match.group()
    return {one: broken for one, broken in found.items() if one not in text}


def _turned_back(broken: str) -> str:
    try:
        return bytes(_byte(character) for character in broken).decode("utf-8")
    except (UnicodeError, ValueError):
        return ""


def _byte(character: str) -> int:
    return ord(character) if ord(character) < 256 else character.encode("cp1252")[0]
