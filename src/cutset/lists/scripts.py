"""In which script is a name written? By the block of most of its letters (Unicode Standard, Blocks.txt)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cache
from typing import Final

__all__ = ["script_of"]

# First code point of each range and the ISO 15924 code of its letters.
RANGES: Final = (
    (0x0000, "Latn"),
    (0x0370, "Grek"),
    (0x0400, "Cyrl"),
    (0x0530, "Armn"),
    (0x0590, "Hebr"),
    (0x0600, "Arab"),
    (0x0700, "Syrc"),
    (0x0750, "Arab"),
    (0x0780, "Thaa"),
    (0x0900, "Deva"),
    (0x0980, "Beng"),
    (0x0A00, "Guru"),
    (0x0E00, "Thai"),
    (0x0E80, "Laoo"),
    (0x0F00, "Tibt"),
    (0x1000, "Mymr"),
    (0x10A0, "Geor"),
    (0x1100, "Hang"),
    (0x1200, "Ethi"),
    (0x13A0, "Zyyy"),
    (0x1780, "Khmr"),
    (0x1800, "Mong"),
    (0x1C80, "Cyrl"),
    (0x1D00, "Latn"),
    (0x1F00, "Grek"),
    (0x2000, "Zyyy"),
    (0x2C60, "Latn"),
    (0x2DE0, "Cyrl"),
    (0x2E00, "Zyyy"),
    (0x2E80, "Hani"),
    (0x3040, "Hira"),
    (0x30A0, "Kana"),
    (0x3100, "Hani"),
    (0x3130, "Hang"),
    (0x3190, "Hani"),
    (0xA640, "Cyrl"),
    (0xA720, "Latn"),
    (0xAC00, "Hang"),
    (0xD7B0, "Hang"),
    (0xF900, "Hani"),
    (0xFB00, "Latn"),
    (0xFB1D, "Hebr"),
    (0xFB50, "Arab"),
    (0xFE20, "Zyyy"),
    (0xFE70, "Arab"),
    (0xFF00, "Latn"),
    (0xFF65, "Kana"),
    (0x10000, "Zyyy"),
    (0x20000, "Hani"),
)
STARTS: Final = tuple(start for start, _ in RANGES)


def script_of(text: str) -> str:
    """Return the ISO 15924 code of the script of most letters; ``Zyyy`` where there are none.

    Examples
    --------
    >>> script_of("Роскосмос"), script_of("Roscosmos"), script_of("1234")
    ('Cyrl', 'Latn', 'Zyyy')
    """
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else "Zyyy"
    letters = [_of_letter(c) for c in text if c.isalpha()]
    codes = set(letters) - {"Zyyy"}
    if len(codes) <= 1:
        return codes.pop() if codes else "Zyyy"
    seen = Counter(code for code in letters if code != "Zyyy")
    return max(seen, key=lambda code: (seen[code], code))


@cache
def _of_letter(letter: str) -> str:
    return RANGES[bisect_right(STARTS, ord(letter)) - 1][1]
