"""Which words of a name are one word written in parts, or two written as one? Arabic compounds and spaced letters.

*Abd al-Rahman*, *Abdul Rahman*, *Abdurrahman* and *Abderrahmane* become *abdul rahman*; *Saif al-Din* and
*Seifeddine* become *saif din* and *seif din*; *Nasrallah* becomes *nasr allah*. A company's single letters (*A.S.T.*, *S 7*) are joined.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import Final

from cutset.lists.countries import table_rows
from cutset.match.names import skeleton

__all__ = ["arabic_parts", "joined_letters"]

SERVANT: Final = "abdul"
SERVANT_ALONE: Final = frozenset({"abd", "abdul", "abdel", "abdal", "abdol", "abdool", "abdoul", "abdil"})
SERVANT_OF: Final = re.compile(r"abd[aeiou]{0,2}(?:[ld](?=[^aeiou])|l|r(?=r)|s(?=s)|z(?=z)|n(?=n)|t(?=t))?(.{3,})")
ARTICLES: Final = frozenset({"al", "el", "ul", "ol", "ur", "er", "ar", "us", "as", "es", "uz", "az", "un", "an", "ad", "ud", "ed"})
FAITH: Final = re.compile(r"(.{3,}?)(?:[aeiou]{0,2}[ld])?d(?:i|ee|ie)ne?")
FAITH_ALONE: Final = re.compile(r"(?:[aeiou][ld])?d(?:i|ee|ie)ne?")
GOD: Final = re.compile(r"[aou]?l?lah?|[ao]ll[ao]h?|allh")
BEFORE_GOD: Final = re.compile(r"(.{3,}?)(?:[aeou]{0,2}l{1,2}[ao]h?)")
VOWELS: Final = str.maketrans("", "", "aeiou")


def arabic_parts(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Return tokens with Arabic compounds written in one way.

    Examples
    --------
    >>> arabic_parts(("abd", "al", "rahman")), arabic_parts(("abderrahmane",)), arabic_parts(("seifeddine",))
    (('abdul', 'rahman'), ('abdul', 'rahmane'), ('seif', 'din'))
    """
    found: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token in SERVANT_ALONE:
            if at + 1 < len(tokens) and tokens[at] in ARTICLES:
                at += 1
            if at < len(tokens) and GOD.fullmatch(tokens[at]):
                found.append("abdullah")
                at += 1
            else:
                found.append(SERVANT if at < len(tokens) else token)
        elif token.startswith("abd") and (name := _served(token)):
            found += [SERVANT, name]
        elif FAITH_ALONE.fullmatch(token) and found:
            if len(found) > 1 and found[-1] in ARTICLES:
                found.pop()
            found.append("din")
        elif len(token) > 6 and (compound := FAITH.fullmatch(token)) and _consonants(compound[1]) in _before_faith():
            found += [compound[1], "din"]
        else:
            found += _before_god(token)
    return tuple(found)


def joined_letters(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Return tokens with single letters and digits in a row joined.

    Examples
    --------
    >>> joined_letters(("a", "s", "t", "systems"))
    ('ast', 'systems')
    """
    found: list[str] = []
    for single, run in groupby(tokens, key=lambda token: len(token) == 1):
        found += ["".join(run)] if single else list(run)
    return tuple(found)


def _served(token: str) -> str:
    """Return the name of God within a name such as *Abdulaziz*."""
    found = SERVANT_OF.fullmatch(token)
    key = _consonants(found[1]) if found else ""
    return found[1] if found and len(key) > 1 and key in _names_of_god() else ""


def _before_god(token: str) -> tuple[str, ...]:
    """Cut a name such as *Sanaullah*; *allah* in one spelling, all others as they are."""
    found = BEFORE_GOD.fullmatch(token) if len(token) > 5 and not token.startswith("abd") else None
    if found and _consonants(found[1]) in _words_before_god():
        return found[1], "allah"
    return (token,)


def _consonants(token: str) -> str:
    return skeleton(token).translate(VOWELS)


@cache
def _names_of_god() -> frozenset[str]:
    return _key_words("of the servant")


@cache
def _words_before_god() -> frozenset[str]:
    return _key_words("before god")


@cache
def _before_faith() -> frozenset[str]:
    return _key_words("before the faith")


def _key_words(wanted: str) -> frozenset[str]:
    rows = table_rows("cutset.match", "compounds.csv")
    return frozenset(_consonants(w) for row in rows if row["place"] == wanted for w in row["words"].split("|"))
