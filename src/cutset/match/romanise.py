"""How is a token of another script written in Latin letters?

Cyrillic follows BGN/PCGN, Arabic and Persian the consonants that passports print, Greek ELOT 743, Korean the
Revised Romanisation with the customary family names, each by a table of our own; all other scripts follow
anyascii. Chinese and Korean names are cut after the family name, Arabic words behind the article, and Chinese
company names at the words of a table.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from anyascii import anyascii

from cutset.lists.countries import table_rows
from cutset.lists.scripts import script_of

__all__ = ["REMEMBERED", "in_latin", "pieces"]

ASCII_TOKEN: Final = re.compile(r"[a-z0-9]+")
REMEMBERED: Final = 1 << 18
"""Tokens of which the romanised form is kept in memory."""

ARABIC_ARTICLE: Final = "ال"
ARABIC_START: Final = {"و": "w", "ي": "y", "ی": "y"}
"""Letters that are consonants at the start of a word and vowels within."""

ARABIC_CONSONANT: Final = re.compile("(?<=[اآ])و|و(?=[اآ])")
"""A waw beside an alef is a consonant: *Jawad*, *Dawud*."""

ARABIC_LAST: Final = re.compile("(?<=...)[ىﻯ]$")
"""A last ya without dots: *a* in Arabic (*Mustafa*), *i* in Persian (*Nuri*); it is left open as short vowels are."""

ARABIC_HEH: Final = re.compile("(?<=.[^ايویآوﻯ])ه$")
"""A last heh behind a consonant is a vowel (*Zadeh*)."""

ARABIC_CLUSTER: Final = re.compile("(?<=[td])(?=[sz])")
"""Where two consonants without the short vowel between them look like one sound (*Mrtza*, *tz*)."""

PERSIAN: Final = frozenset("یکگپچژ")
PERSIAN_SOUNDS: Final = str.maketrans({"ض": "z", "ذ": "z", "ظ": "z", "ث": "s"})
"""Letters that Persian alone has, and those that it speaks otherwise than Arabic."""

GOD: Final = re.compile("الل[هہ]$")

LONGEST_CUT: Final = 4
"""Characters of the longest Chinese or Korean token that is a person's whole name."""

KOREAN_LAST: Final = {"g": "k", "d": "t", "b": "p"}
"""Consonants that are voiceless at the end of a syllable."""

COMPOUND_FAMILIES: Final = frozenset(
    [
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "诸葛",
        "諸葛",
        "上官",
        "慕容",
        "尉迟",
        "尉遲",
        "东方",
        "東方",
        "夏侯",
        "皇甫",
        "公孙",
        "公孫",
        "令狐",
        "端木",
        "南宫",
        "남궁",
        "황보",
        "제갈",
        "사공",
        "선우",
    ]
)


@lru_cache(maxsize=REMEMBERED)
def in_latin(token: str) -> str:
    """Return a token in plain Latin letters and digits.

    Examples
    --------
    >>> in_latin("хруничев"), in_latin("παπανδρέου"), in_latin("جواد")
    ('khrunichev', 'papandreou', 'jwad')
    """
    if token.isascii():
        return token
    match script_of(token[0]):
        case "Arab":
            token = _consonants_written(GOD.sub("allah", token))
        case "Grek":
            token = _in_groups(token)
        case _:
            pass
    romanised = anyascii(token.translate(_letters())).lower()
    if script_of(token[0]) == "Arab":
        romanised = ARABIC_CLUSTER.sub("a", romanised)
    return "".join(ASCII_TOKEN.findall(romanised))


def pieces(token: str, *, person: bool = True) -> tuple[str, ...]:
    """Cut a Chinese or Korean name after the family name and the Arabic article off; others stay whole.

    A token that may be no ``person``'s name is not cut after a family name.

    Examples
    --------
    >>> pieces("김정은"), pieces("欧阳自远"), pieces("القذافي")
    (('kim', 'jong', 'un'), ('欧阳', '自远'), ('al', 'قذافي'))
    """
    if token.isascii():
        return (token,)
    script = script_of(token)
    if person and len(token) <= LONGEST_CUT and script in ("Hani", "Hang"):
        family = 2 if len(token) > 2 and token[:2] in COMPOUND_FAMILIES else 1
        if script == "Hang":
            return _korean(token[:family]), *map(_syllable, token[family:])
        return tuple(filter(None, (token[:family], token[family:])))
    if script == "Hani":
        return _company(token)
    if len(token) > LONGEST_CUT and token.startswith(ARABIC_ARTICLE):
        return "al", token[len(ARABIC_ARTICLE) :]
    return (token,)


def _company(token: str) -> tuple[str, ...]:
    """Cut a Chinese company name at the words of the table and put their translations."""
    words, pattern = _han_words()
    return tuple(part for piece in pattern.split(token) if piece for part in words.get(piece, piece).split())


def _consonants_written(token: str) -> str:
    """Say which letters of an Arabic or Persian word are consonants, and which vowels stand at its end."""
    if not PERSIAN.isdisjoint(token):
        token = token.translate(PERSIAN_SOUNDS)
    token = ARABIC_HEH.sub("eh", ARABIC_LAST.sub("", ARABIC_CONSONANT.sub("w", token)))
    return ARABIC_START.get(token[0], token[0]) + token[1:]


def _korean(family: str) -> str:
    return _families().get(family) or "".join(map(_syllable, family))


def _syllable(syllable: str) -> str:
    plain = anyascii(syllable).lower().replace("eo", "o").replace("eu", "u")
    return plain if plain.endswith("ng") else plain[:-1] + KOREAN_LAST.get(plain[-1], plain[-1])


def _in_groups(token: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", token) if not unicodedata.combining(c))
    groups, pattern = _greek()
    return pattern.sub(lambda found: groups[found[0]], bare)


@cache
def _greek() -> tuple[dict[str, str], re.Pattern[str]]:
    groups = {r["letters"]: r["latin"] for r in table_rows("cutset.match", "greek.csv")}
    return groups, re.compile("|".join(sorted(groups, key=len, reverse=True)))


@cache
def _han_words() -> tuple[dict[str, str], re.Pattern[str]]:
    words = {w: r["latin"] for r in table_rows("cutset.match", "han_words.csv") for w in r["words"].split("|")}
    return words, re.compile("(" + "|".join(sorted(words, key=len, reverse=True)) + ")")


@cache
def _families() -> dict[str, str]:
    return {r["syllable"]: r["latin"] for r in table_rows("cutset.match", "hangul.csv")}


@cache
def _letters() -> dict[int, str]:
    return {
        ord(r["letter"]): r["latin"]
        for name in ("cyrillic.csv", "arabic.csv")
        for r in table_rows("cutset.match", name)
    }
