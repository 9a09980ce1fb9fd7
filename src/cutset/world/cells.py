"""How does the text of a cell become a value of its column, and how is it written back?

The type of a record's field decides: a day, an end, a share, a quantity, a formula, a list of ids, one of a few
words. Whatever cannot be read raises :class:`ValueError` with a sentence; the reader of the file adds the place.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final, Literal, get_args, get_origin

import msgspec

from cutset.dates import NEVER, read_day, read_end
from cutset.errors import did_you_mean
from cutset.money import read_currency
from cutset.quantities import Quantity, read_quantity
from cutset.shares import MAJORITY, Share, percent, read_share
from cutset.status import Confidence
from cutset.world.formula import Formula, parse_formula
from cutset.world.rows import Row

__all__ = ["Column", "columns", "read_confidence", "write_cell"]

_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")
_CLOCK: Final = re.compile(r"|stock|once|(?:orbit|window):\S+")
_COLUMN_DOC: Final = re.compile(r"^    (\w[\w, ]*)\n((?:        .*\n?)+)", re.MULTILINE)


class Column(msgspec.Struct, frozen=True):
    """One column of a table.

    Parameters
    ----------
    name
        Header of the column.
    field
        Field of the record that holds it.
    required
        Whether an empty cell is a fault.
    words
        What it says, for people.
    allowed
        The only words it may hold; empty where it is free.
    refers
        Name of the id's type where it refers to another table, such as ``PartyId``; empty otherwise.
    many
        Whether it holds several values with ``;`` between.
    read
        Turns the text of a filled cell into the value; raises ValueError.
    empty
        The value of an empty cell.
    """

    name: str
    field: str
    required: bool
    words: str
    allowed: tuple[str, ...]
    refers: str
    many: bool
    read: Callable[[str], Any]
    empty: Any


@lru_cache(maxsize=64)
def columns(row: type[Row]) -> tuple[Column, ...]:
    """Return the columns of a table behind the four first ones, then ``note``, as its record declares them."""
    words = _described(row)
    own = set(Row.__struct_fields__)
    made = [
        _column(field, words.get(field.name, ""))
        for field in msgspec.structs.fields(row)
        if field.name not in own or field.name == "note"
    ]
    return tuple(sorted(made, key=lambda column: column.name == "note"))


def read_confidence(text: str) -> tuple[Confidence, bool]:
    """Read ``documented/known-inferred`` into the confidence and whether the day known was inferred."""
    word, _, mark = text.partition("/")
    if mark not in ("", "known-inferred"):
        raise ValueError("behind the confidence stands nothing or /known-inferred")
    try:
        return Confidence(word), bool(mark)
    except ValueError:
        raise ValueError(_one_of(word, [str(one) for one in Confidence])) from None


def write_cell(value: object) -> str:
    """Return a value as a cell of its table would hold it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case date():
            return "open" if value == NEVER else value.isoformat()
        case tuple():
            return ";".join(write_cell(one) for one in value)
        case Share():
            return _write_share(value)
        case _:
            return str(value)


def _write_share(share: Share) -> str:
    if share.is_exact:
        return percent(share.least).removesuffix(" %")
    if share == MAJORITY:
        return "majority"
    return "" if (share.least, share.most) == (0, 100_000_000) else f"{share}".replace(" to ", "-").replace(" %", "")


def _described(row: type[Row]) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in reversed(row.__mro__):
        for names, words in _COLUMN_DOC.findall((kind.__doc__ or "") + "\n"):
            for name in names.split(","):
                found[name.strip()] = " ".join(words.split())
    return found


def _column(field: msgspec.structs.FieldInfo, words: str) -> Column:
    required = field.default is msgspec.NODEFAULT
    empty = None if required else field.default
    shape = _unwrapped(field.type)
    many = get_origin(shape) is tuple
    inner = _unwrapped(get_args(shape)[0]) if many else shape
    one = _reader(field.type if not many else inner)
    read = _list_reader(one) if many else one
    allowed = tuple(get_args(inner)) if get_origin(inner) is Literal else ()
    return Column(
        name=field.encode_name,
        field=field.name,
        required=required and "" not in allowed,
        words=words,
        allowed=tuple(word for word in allowed if word),
        refers=_refers(field.type, inner),
        many=many,
        read=read,
        empty="" if "" in allowed and required else empty,
    )


def _list_reader(one: Callable[[str], Any]) -> Callable[[str], Any]:
    def read(text: str) -> tuple[Any, ...]:
        return tuple(one(piece) for piece in _split(text))

    read.__name__ = one.__name__
    return read


def _split(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(";") if piece.strip()]


def _unwrapped(kind: Any) -> Any:
    """Return the type inside Annotated and ``| None``."""
    if get_origin(kind) is typing.Annotated:
        return _unwrapped(get_args(kind)[0])
    if get_origin(kind) in (types.UnionType, typing.Union):
        filled = [one for one in get_args(kind) if one is not types.NoneType]
        return _unwrapped(filled[0]) if len(filled) == 1 else kind
    return kind


def _marked(kind: Any) -> str:
    """Return the word that an annotated type carries for its cells, such as ``end``."""
    if get_origin(kind) is typing.Annotated:
        return str(next((meta.extra["cell"] for meta in get_args(kind)[1:] if meta.extra), ""))
    return ""


def _refers(kind: Any, inner: Any) -> str:
    name = getattr(inner, "__name__", "")
    if name.endswith("Id"):
        return str(name)
    marks = {_marked(kind), *(_marked(one) for one in get_args(kind))}
    return "Anything" if "anything" in marks else ""


_READERS: Final[dict[Any, Callable[[str], Any]]] = {
    date: read_day,
    Share: read_share,
    Quantity: read_quantity,
    str: str,
}


def _reader(kind: Any) -> Callable[[str], Any]:
    marked = {"end": read_end, "currency": read_currency, "clock": _read_clock}.get(_marked(kind))
    if marked is not None:
        return marked
    inner = _unwrapped(kind)
    if get_origin(inner) is Literal:
        return _word_reader(get_args(inner))
    if inner is Formula or get_origin(inner) in (types.UnionType, typing.Union):
        return parse_formula
    if inner in _READERS:
        return _READERS[inner]
    return {Decimal: _read_number, int: _read_whole, bool: _read_truth}.get(inner, str)


def _word_reader(words: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(_one_of(text, [word for word in words if word]))
        return text

    return read


def _one_of(text: str, words: list[str]) -> str:
    near = did_you_mean(text, words, most=1)
    return f"it is one of {', '.join(words)}" + (f"; {near}" if near else "")


def _read_number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise ValueError("a number is written 1234.5; commas and spaces are never guessed")
    try:
        return Decimal(text)
    except InvalidOperation as error:  # pragma: no cover - the pattern admits nothing that Decimal refuses
        raise ValueError("not a number") from error


def _read_whole(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError("a whole number is written with digits alone")
    return int(text)


def _read_truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("it is true or false")
    return text == "true"


def _read_clock(text: str) -> str:
    if not _CLOCK.fullmatch(text):
        raise ValueError("a clock is stock, once, orbit:NAME or window:NAME")
    return text
