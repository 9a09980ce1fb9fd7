"""Which words of a name are one word written in parts, or two written as one? Arabic compounds and spaced letters.

*Abd al-Rahman*, *Abdul Rahman*, *Abdurrahman* and *Abderrahmane* become *abdul rahman*; *Saif al-Din* and
*Seifeddine* become *saif din* and *seif din*; *Nasrallah* becomes *nasr allah*. A company's single letters
(*A.S.T.*, *S 7*) are joined.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import groupby
from typing import Final

from cutset.lists.countries import table_rows
from cutset.match.names import skeleton
from cutset.match.romanise import REMEMBERED

__all__ = ["arabic_parts", "joined_letters"]

SERVANT: Final = "abdul"
SERVANTS: Final = frozenset(
    {"abd", "abdul", "abdel", "abdal", "abdol", "abdool", "abdoul", "abdil", "abdur", "abder", "abdus"}
)
SERVANT_OF_ANY: Final = ("abd", "")
"""Stands for the first word of a compound whose second is written apart."""

SERVANT_OF: Final = re.compile(r"abd[aeiou]{0,2}(?:[ld](?=[^aeiou])|l|r(?=r)|s(?=s)|z(?=z)|n(?=n)|t(?=t))?(.{3,})")
ARTICLES: Final = frozenset(
    ["al", "el", "ul", "ol", "ur", "er", "ar", "us", "as", "es", "uz", "az", "un", "an", "ad", "ud", "ed"]
)
FAITH: Final = re.compile(r"(?:[aeiou][ld])?d(?:i|ee|ie)ne?")
FAITH_ALONE: Final = ("din",)
OF_FAITH: Final = re.compile(r"(.{3,}?)(?:[aeiou]{0,2}[ld])?d(?:i|ee|ie)ne?")
GOD: Final = re.compile(r"[aou]?l?lah?|[ao]ll[ao]h?|allh")
OF_GOD: Final = re.compile(r"(.{3,}?)(?:[aeou]{0,2}l{1,2}[ao]h?)")
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
        parts = _parts(tokens[at])
        at += 1
        if parts == SERVANT_OF_ANY:
            if at + 1 < len(tokens) and tokens[at] in ARTICLES:
                at += 1
            if at < len(tokens) and GOD.fullmatch(tokens[at]):
                found.append("abdullah")
                at += 1
            else:
                found.append(SERVANT if at < len(tokens) else tokens[at - 1])
        elif parts == FAITH_ALONE and found:
            if len(found) > 1 and found[-1] in ARTICLES:
                found.pop()
            found.append("din")
        else:
            found += parts
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
        words = list(run)
        found += ["".join(words)] if single else words
    return tuple(found)


@lru_cache(maxsize=REMEMBERED)
def _parts(token: str) -> tuple[str, ...]:
    """Cut a compound written as one word; all others stay as they are."""
    if token.startswith("abd"):
        found = SERVANT_OF.fullmatch(token)
        key = _consonants(found[1]) if found else ""
        if token in SERVANTS:
            return SERVANT_OF_ANY
        return (SERVANT, found[1]) if found and len(key) > 1 and key in _words("of the servant") else (token,)
    if FAITH.fullmatch(token):
        return FAITH_ALONE
    if len(token) > 5:
        for pattern, place, last in ((OF_FAITH, "before the faith", "din"), (OF_GOD, "before god", "allah")):
            found = pattern.fullmatch(token)
            if found and _consonants(found[1]) in _words(place):
                return found[1], last
    return (token,)


def _consonants(token: str) -> str:
    return skeleton(token).translate(VOWELS)


@cache
def _words(place: str) -> frozenset[str]:
    rows = table_rows("cutset.match", "compounds.csv")
    return frozenset(_consonants(w) for row in rows if row["place"] == place for w in row["words"].split("|"))
