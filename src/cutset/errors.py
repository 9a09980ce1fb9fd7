"""What can go wrong, and what does the person do next?

The tree::

    CutsetError
    ├── InputError (ValueError)          what was brought cannot be used; carries every Fault found
    │   ├── FormulaError                 a formula of needs that cannot be read
    │   └── OutsideRangeError            a date, height or number outside what the data or the method covers
    ├── NotFoundError (LookupError)      an id, file or finding that is not there; says what is near
    └── MissingExtraError (ImportError)  an optional part that has not been installed; says how

A :class:`Fault` is one thing wrong at one place. Readers collect them all and raise one :class:`InputError`.
A :class:`Remark` stands at a place in the same way and stops nothing.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final

import msgspec

__all__ = [
    "CutsetError",
    "Fault",
    "FormulaError",
    "InputError",
    "MissingExtraError",
    "NotFoundError",
    "OutsideRangeError",
    "Remark",
    "did_you_mean",
]

SHOWN_VALUE: Final = 60
"""Longest piece of a faulty value that a message repeats [characters]."""


class Fault(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One thing wrong at one place, with what to do about it.

    Parameters
    ----------
    file
        File or sheet in which it stands; empty where the input has no name.
    row
        Line of the file [1 = header]; 0 where the fault belongs to the whole file.
    column
        Name of the column, path of the element, or empty.
    code
        Published short name of the kind of fault, such as ``bad-date``.
    sentence
        What is wrong, in one sentence.
    value
        The value as it was written.
    hint
        What to do next; may be empty.
    """

    file: str = ""
    row: int = 0
    column: str = ""
    code: str
    sentence: str
    value: str = ""
    hint: str = ""

    def __str__(self) -> str:
        place = ":".join(part for part in (self.file, str(self.row) if self.row else "", self.column) if part)
        value = self.value if len(self.value) <= SHOWN_VALUE else self.value[: SHOWN_VALUE - 1] + "…"
        said = f" {value!r}" if value else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place + ': ' if place else ''}{self.sentence}{said}{hint} [{self.code}]"


class Remark(Fault, frozen=True, kw_only=True, order=True):
    """Something to know about one place; it stops nothing."""


class CutsetError(Exception):
    """Anything that cutset itself refuses; its text says what to do next."""


class InputError(CutsetError, ValueError):
    """What was brought cannot be used.

    Parameters
    ----------
    faults
        Every fault found, in order of place.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))

    @classmethod
    def one(cls, code: str, sentence: str, *, value: str = "", hint: str = "", file: str = "") -> InputError:
        """Make an error of a single fault."""
        return cls([Fault(code=code, sentence=sentence, value=value, hint=hint, file=file)])


class FormulaError(InputError):
    """A formula of needs that cannot be read."""


class OutsideRangeError(InputError):
    """A date, height or number outside what the data or the method covers."""


class NotFoundError(CutsetError, LookupError):
    """An id, file or finding that is not there.

    Parameters
    ----------
    kind
        What was looked for, such as ``party`` or ``finding``.
    wanted
        The name as given.
    known
        The names that exist, from which near ones are suggested.
    """

    def __init__(self, kind: str, wanted: str, known: Iterable[str] = ()) -> None:
        self.kind, self.wanted = kind, wanted
        hint = did_you_mean(wanted, known)
        super().__init__(f"no {kind} {wanted!r}" + (f" ({hint})" if hint else ""))


class MissingExtraError(CutsetError, ImportError):
    """An optional part that has not been installed.

    Parameters
    ----------
    extra
        Name of the extra, as in ``pip install 'cutset[extra]'``.
    wanted_for
        What it was wanted for.
    """

    def __init__(self, extra: str, wanted_for: str) -> None:
        self.extra = extra
        super().__init__(f"{wanted_for} needs the extra {extra!r}: pip install 'cutset[{extra}]'")


def did_you_mean(wanted: str, known: Iterable[str], most: int = 3) -> str:
    """Return ``did you mean 'a' or 'b'?`` for the known names nearest to the wanted one, or nothing."""
    pool = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(wanted.casefold(), list(pool), n=most, cutoff=0.6)
    return f"did you mean {' or '.join(repr(pool[name]) for name in near)}?" if near else ""
