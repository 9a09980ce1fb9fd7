"""What does a file of two-line element sets hold?

Format: CelesTrak, "NORAD Two-Line Element Set Format" (columns, checksum) and "Alpha-5" (numbers above
99,999). A third line with the name may stand before each pair, with or without a leading ``0``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final, TypeVar

from cutset.errors import Fault
from cutset.orbit.elements import ElementSet, moment_of_day

__all__ = ["read_tle"]

T = TypeVar("T")

LINE_LENGTH: Final = 69
ALPHA5: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Leading letters of five-character numbers; I and O are left out."""


def read_tle(text: str, file: str) -> tuple[list[ElementSet], list[Fault]]:
    """Return the element sets of a text in its own order, and everything that is wrong with it."""
    sets: list[ElementSet] = []
    faults: list[Fault] = []
    for row, name, first, second in _pairs(text, file, faults):
        before = len(faults)
        faults += [*_line_faults(first, "1", row, file), *_line_faults(second, "2", row + 1, file)]
        if len(faults) == before:
            sets += _set_of(row, name, first, second, file, faults)
    return sets, faults


def _pairs(text: str, file: str, faults: list[Fault]) -> Iterator[tuple[int, str, str, str]]:
    name, first, first_row = "", "", 0
    for row, raw in enumerate(text.splitlines(), start=1):
        line = raw.rstrip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("2 ") and first:
            yield first_row, name, first, line
            name, first = "", ""
        elif line.startswith("2 "):
            faults.append(_fault(file, row, "lone-line", "a second line without its first", line))
        else:
            if first:
                faults.append(_fault(file, first_row, "lone-line", "a first line without its second", first))
                first = ""
            if line.startswith("1 "):
                first, first_row = line, row
            else:
                name = line.removeprefix("0 ").strip()
    if first:
        faults.append(_fault(file, first_row, "lone-line", "a first line without its second", first))
    elif name:
        faults.append(_fault(file, 0, "not-elements", "text that belongs to no element set", name))


def _line_faults(line: str, number: str, row: int, file: str) -> Iterator[Fault]:
    if len(line) != LINE_LENGTH:
        yield Fault(
            file=file,
            row=row,
            code="line-length",
            sentence=f"line {number} has {len(line)} characters instead of {LINE_LENGTH}",
            value=line,
            hint="was it cut or wrapped?",
        )
    elif line[-1] != str(_checksum(line)):
        yield Fault(
            file=file,
            row=row,
            column="checksum",
            code="checksum",
            sentence=f"the checksum of line {number} should be {_checksum(line)}",
            value=line[-1],
            hint="a character was changed; fetch the set again",
        )


def _checksum(line: str) -> int:
    body = line[: LINE_LENGTH - 1]
    return (sum(int(each) for each in body if each in "0123456789") + body.count("-")) % 10


def _set_of(row: int, name: str, first: str, second: str, file: str, faults: list[Fault]) -> Iterator[ElementSet]:
    def read(line: str, start: int, stop: int, of: Callable[[str], T], column: str, at: int) -> T | None:
        written = line[start:stop]
        try:
            return of(written)
        except ValueError:
            faults.append(
                Fault(
                    file=file,
                    row=at,
                    column=column,
                    code="bad-number",
                    sentence=f"columns {start + 1}-{stop} cannot be read",
                    value=written,
                )
            )
            return None

    number = read(first, 2, 7, _catalogue_number, "satellite", row)
    again = read(second, 2, 7, _catalogue_number, "satellite", row + 1)
    if number is not None and again is not None and number != again:
        faults.append(
            Fault(
                file=file,
                row=row + 1,
                column="satellite",
                code="number-mismatch",
                sentence=f"line 2 is of another object than line 1 ({number})",
                value=str(again),
                hint="lines of two sets were mixed",
            )
        )
    epoch = read(first, 18, 32, _epoch, "epoch", row)
    bstar = read(first, 53, 61, _implied_decimal, "bstar", row)
    inclination = read(second, 8, 16, _number, "inclination", row + 1)
    node = read(second, 17, 25, _number, "node", row + 1)
    eccentricity = read(second, 26, 33, lambda text: _number("0." + text.replace(" ", "0")), "eccentricity", row + 1)
    motion = read(second, 52, 63, _number, "mean motion", row + 1)
    if (
        number is None or number != again or epoch is None or bstar is None
        or inclination is None or node is None or eccentricity is None or motion is None
    ):  # fmt: skip
        return
    yield ElementSet(
        satellite=number,
        name=name,
        epoch=epoch,
        inclination_deg=inclination,
        node_deg=node,
        eccentricity=eccentricity,
        mean_motion_rev_day=motion,
        bstar=bstar,
        row=row,
    )


def _catalogue_number(text: str) -> int:
    head = text.strip()
    if head[:1] in ALPHA5 and head[:1]:
        return (ALPHA5.index(head[0]) + 10) * 10_000 + _digits(head[1:])
    return _digits(head)


def _digits(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


def _number(text: str) -> float:
    bare = text.strip()
    if not set(bare) <= set("0123456789.+-"):
        raise ValueError(text)
    return float(bare)


def _epoch(text: str) -> datetime:
    year = _digits(text[:2].strip())
    day = _number(text[2:])
    if not 1.0 <= day < 367.0:
        raise ValueError(text)
    # Two digits: 57-99 are of the last century, since Sputnik flew in 1957.
    return moment_of_day(year + (1900 if year >= 57 else 2000), day)


def _implied_decimal(text: str) -> float:
    """Read ``34854-4`` as 0.34854e-4."""
    sign = -1.0 if text[0] == "-" else 1.0
    return sign * _digits(text[1:6].replace(" ", "0")) * 10.0 ** (int(text[6:8]) - 5)


def _fault(file: str, row: int, code: str, sentence: str, value: str) -> Fault:
    return Fault(file=file, row=row, code=code, sentence=sentence, value=value)
