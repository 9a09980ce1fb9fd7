"""How is an article written in which every claim is marked? The texts that teach and measure the reader.

``{3}`` before a word says that it tells claim 3; behind the text each claim has a line with its act and places
(``benchmarks/brief_data/marked/README.md``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from cutset.brief.article import Article
from cutset.brief.claim import ACTS
from cutset.brief.reader import read_bytes
from cutset.errors import Fault, InputError

__all__ = ["MarkedArticle", "MarkedClaim", "read_marked", "read_marked_folder"]

_MARK: Final = re.compile(r"\{(\d+)\}")
_LINE: Final = re.compile(r"(\d+)[.:]?\s+(.*)")
_CELLS: Final = 8
_LOOKED_FOR: Final = (40, 25, 12, 6)
"""Characters behind a mark by which its word is found in the text as it is read, the longest first."""


class MarkedClaim(msgspec.Struct, frozen=True):
    """One claim that a person marked; each place with its alternatives.

    Parameters
    ----------
    place
        Where the word that tells it begins in the text as it is read.
    acts, actor, recipient, certainty, realis, polarity, source
        What the person wrote, alternatives parted.
    days
        First and last day of the event, ``*`` where the text gives none.
    """

    place: int
    acts: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    certainty: tuple[str, ...]
    realis: tuple[str, ...]
    polarity: tuple[str, ...]
    source: tuple[str, ...]
    days: str


class MarkedArticle(msgspec.Struct, frozen=True):
    """An article as it is read, with its marked claims."""

    article: Article
    claims: tuple[MarkedClaim, ...]


def read_marked_folder(folder: Path) -> list[MarkedArticle]:
    """Return the marked articles of a folder, files in the order of their names.

    Raises
    ------
    InputError
        With every fault of every file.
    """
    read: list[MarkedArticle] = []
    faults: list[Fault] = []
    for file in sorted(folder.glob("*.txt")):
        try:
            read.extend(read_marked(file.read_text("utf-8"), f"{folder.name}/{file.name}"))
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return read


def read_marked(text: str, name: str) -> list[MarkedArticle]:
    """Return the marked articles of one file.

    Raises
    ------
    InputError
        With ``bad-marked`` for each line that cannot be read and each mark without a line.
    """
    read: list[MarkedArticle] = []
    faults: list[Fault] = []
    blocks = re.split(r"(?m)^@@ ", text)
    row = 1 + blocks[0].count("\n")
    for block in blocks[1:]:
        try:
            read.append(_article(block, name, row))
        except InputError as error:
            faults.extend(error.faults)
        row += block.count("\n")
    if faults:
        raise InputError(faults)
    return read


def _article(block: str, name: str, row: int) -> MarkedArticle:
    head, _, rest = block.partition("\n")
    told = [cell.strip() for cell in head.split("|")]
    body, _, lines = rest.partition("\n--\n")
    text, places = _without_marks(body.strip("\n"))
    try:
        published = date.fromisoformat(told[1])
    except (IndexError, ValueError):
        raise InputError([_fault(name, row, "an article begins with its name and its day", head)]) from None
    article = read_bytes(text.encode(), told[0], published)
    found: list[MarkedClaim] = []
    faults: list[Fault] = []
    first = row + 3 + body.count("\n")
    for number, line in enumerate(lines.split("\n"), start=first):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.strip())
        cells = [_alternatives(cell) for cell in match[2].split("|")] if match else []
        mark = places.pop(int(match[1]), None) if match else None
        if mark is None or len(cells) != _CELLS or not {*cells[0]} <= {*ACTS}:
            faults.append(_fault(name, number, "a claim is a number that is marked, an act and seven more cells", line))
            continue
        place = _place(text, mark, article.text)
        if place >= 0:
            acts, actor, recipient, certainty, realis, polarity, source, days = cells
            found.append(
                MarkedClaim(place, acts, actor, recipient, certainty, realis, polarity, source, "/".join(days))
            )
    faults.extend(_fault(name, row, "this mark has no line", f"{{{number}}}") for number in places)
    if faults:
        raise InputError(faults)
    return MarkedArticle(article, tuple(found))


def _fault(name: str, row: int, sentence: str, value: str) -> Fault:
    return Fault(file=name, row=row, code="bad-marked", sentence=sentence, value=value)


def _without_marks(text: str) -> tuple[str, dict[int, int]]:
    parts, places, last, length = [], {}, 0, 0
    for match in _MARK.finditer(text):
        parts.append(text[last : match.start()])
        length += match.start() - last
        places[int(match[1])] = length
        last = match.end()
    return "".join([*parts, text[last:]]), places


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(one for part in cell.split("/") for one in _stripped(part.split("=")))


def _stripped(words: Iterable[str]) -> list[str]:
    return [word.strip() for word in words if word.strip()]


def _place(written: str, mark: int, read: str) -> int:
    """Return where the word behind a mark stands in the text as it is read; -1 where that line was dropped."""
    for length in _LOOKED_FOR:
        words = written[mark : mark + length].split("\n")[0]
        places = [match.start() for match in re.finditer(re.escape(words), read)]
        if places:
            return min(places, key=lambda place: abs(place - mark))
    return -1
