"""What does a function need? ``A and (B or C)``, ``2 of (A, B, C)``, ``?`` for an input nobody has named.

Formulas have no negation: losing something never repairs anything, which is what lets a loss be
followed through loops. ``and`` binds before ``or``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, TypeAlias

import msgspec

from cutset.errors import Fault, FormulaError

__all__ = ["AllOf", "AnyOf", "AtLeast", "Formula", "Need", "Unnamed", "needed_ids", "parse_formula"]


class Need(msgspec.Struct, frozen=True, tag="need"):
    """One item or function, by id."""

    id: str

    def __str__(self) -> str:
        return self.id


class Unnamed(msgspec.Struct, frozen=True, tag="unnamed"):
    """An input that nobody has named, written ``?``."""

    def __str__(self) -> str:
        return "?"


class AllOf(msgspec.Struct, frozen=True, tag="all of"):
    """Holds while every part holds."""

    parts: tuple[Formula, ...]

    def __str__(self) -> str:
        return " and ".join(f"({part})" if isinstance(part, AnyOf) else str(part) for part in self.parts)


class AnyOf(msgspec.Struct, frozen=True, tag="any of"):
    """Holds while one part holds."""

    parts: tuple[Formula, ...]

    def __str__(self) -> str:
        return " or ".join(str(part) for part in self.parts)


class AtLeast(msgspec.Struct, frozen=True, tag="at least"):
    """Holds while at least ``k`` parts hold."""

    k: int
    parts: tuple[Formula, ...]

    def __str__(self) -> str:
        return f"{self.k} of ({', '.join(str(part) for part in self.parts)})"


Formula: TypeAlias = Need | Unnamed | AllOf | AnyOf | AtLeast

_TOKEN: Final = re.compile(r"\s*(?:(?P<word>[^\s(),;?]+)|(?P<mark>[(),;?]))")
_WORDS: Final = frozenset({"and", "or", "of", "not"})
MOST_TOKENS: Final = 20_000
DEEPEST: Final = 200
"""Deepest nesting of parentheses that is read; deeper is refused rather than met with a crash."""


def needed_ids(formula: Formula) -> Iterator[str]:
    """Yield the ids that a formula names, in the order in which they stand."""
    left: list[Formula] = [formula]
    while left:
        part = left.pop()
        if isinstance(part, Need):
            yield part.id
        elif not isinstance(part, Unnamed):
            left.extend(reversed(part.parts))


@lru_cache(maxsize=65536)
def parse_formula(text: str) -> Formula:
    """Read a formula of needs.

    Parameters
    ----------
    text
        Such as ``I-CMG and (I-DESAT or 2 of (I-A, I-B, I-C))``.

    Raises
    ------
    FormulaError
        With the place in the text and what was expected there.

    Examples
    --------
    >>> str(parse_formula("a or b and (c)"))
    'a or b and c'
    """
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.place = 0
        self.depth = 0

    def whole(self) -> Formula:
        if not self.tokens:
            raise self.fault("a formula is empty", "name what is needed, or write ? for an input nobody has named")
        formula = self.any_of()
        if self.peek().casefold() == "not":
            raise self.negated()
        if self.place < len(self.tokens):
            raise self.fault(f"did not expect {self.peek()!r} here", "join needs with 'and' or 'or'")
        return formula

    def any_of(self) -> Formula:
        parts = [self.all_of()]
        while self.took("or"):
            parts.append(self.all_of())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def all_of(self) -> Formula:
        parts = [self.one()]
        while self.took("and"):
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def one(self) -> Formula:
        word = self.peek()
        if self.took("("):
            return self.inside()
        if self.took("?"):
            return Unnamed()
        if word.casefold() == "not":
            raise self.negated()
        if not word or word in ")," or word.casefold() in _WORDS:
            said = f"found {word!r}" if word else "the formula ends"
            raise self.fault(f"expected an item or function, {said}", "write an id, ? or a formula in parentheses")
        self.place += 1
        if self.peek().casefold() == "of":
            return self.counted(word)
        return Need(word)

    def inside(self) -> Formula:
        self.opened()
        formula = self.any_of()
        self.closed("close every parenthesis that is opened")
        return formula

    def opened(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fault(f"parentheses are nested more than {DEEPEST} deep", "split the function in two")

    def closed(self, hint: str) -> None:
        self.depth -= 1
        if not self.took(")"):
            raise self.fault("a closing parenthesis is missing", hint)

    def counted(self, word: str) -> Formula:
        self.place += 1
        if not word.isascii() or not word.isdigit():
            raise self.fault(f"{word!r} is no number", "write 2 of (A, B, C)")
        if not self.took("("):
            raise self.fault("expected '(' after 'of'", "write 2 of (A, B, C)")
        self.opened()
        parts = [self.any_of()]
        while self.took(",") or self.took(";"):
            parts.append(self.any_of())
        self.closed("write 2 of (A, B, C)")
        k = int(word)
        if not 1 <= k <= len(parts):
            raise self.fault(f"{k} of {len(parts)} cannot hold", f"write a number from 1 to {len(parts)}")
        return AtLeast(k, tuple(parts))

    def peek(self) -> str:
        return self.tokens[self.place][0] if self.place < len(self.tokens) else ""

    def took(self, wanted: str) -> bool:
        if self.peek().casefold() == wanted:
            self.place += 1
            return True
        return False

    def negated(self) -> FormulaError:
        hint = "say what is needed, never what must be absent"
        return self.fault("a need cannot be negated", hint, code="negated-need")

    def fault(self, sentence: str, hint: str, code: str = "formula-syntax") -> FormulaError:
        at = self.tokens[self.place][1] if self.place < len(self.tokens) else len(self.text)
        return FormulaError(
            [
                Fault(
                    code=code,
                    sentence=f"{sentence}, at character {at + 1}",
                    value=self.text,
                    hint=hint,
                )
            ]
        )


def _tokens(text: str) -> list[tuple[str, int]]:
    found = [(match[match.lastgroup or 0], match.start(match.lastgroup or 0)) for match in _TOKEN.finditer(text)]
    if len(found) > MOST_TOKENS:
        raise FormulaError.one("formula-syntax", f"a formula has more than {MOST_TOKENS} words", value=text[:40])
    return found
