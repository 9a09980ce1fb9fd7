r"""How are other people's words shown on a terminal? What a terminal would obey stands as ``\x1b``.

A name may hold escape sequences, line ends or signs that turn the direction of writing, and with them forge a line
of a result. Values in CSV and JSON stay as they are. Source: Unicode Technical Report 36, section 2.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["shown"]

OBEYED: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, ends of lines and paragraphs, marks of direction, halves of surrogate pairs."""


def shown(text: str) -> str:
    r"""Return text in which nothing is left that a terminal obeys.

    Examples
    --------
    >>> shown("Acme\n1 asked: 0 same")
    'Acme\\x0a1 asked: 0 same'
    """
    return OBEYED.sub(lambda found: _code(ord(found[0])), text)


def _code(number: int) -> str:
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
