"""When are two names the same words? Clean text, tokens in plain Latin letters, legal forms taken off.

A name passes through these steps, each a function: compatibility forms joined (NFKC), invisible characters
removed, look-alike letters of another script folded inside a token, tokens cut at anything that is no letter
or digit, each token written in Latin letters, legal forms found by table.

How other scripts are written in Latin letters stands in :mod:`cutset.match.romanise`. ``tables/skeleton.csv``
joins what different romanisations write differently.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

import msgspec

from cutset.lists.countries import table_rows
from cutset.lists.scripts import script_of
from cutset.match.romanise import REMEMBERED, in_latin, pieces

__all__ = [
    "NameForm",
    "clean",
    "legal_form_at",
    "legal_forms",
    "name_form",
    "plain_tokens",
    "skeleton",
    "tokens",
]

ASCII_TOKEN: Final = re.compile(r"[a-z0-9]+")
ADJECTIVE: Final = re.compile(r"(?<=..)sk(?:iy|ii|ij|i|y|yy|yi|yj|oe|oye|ogo|ikh|omu)$")
"""Endings of Slavic adjectives and surnames in -skiy, which romanisations write in many ways."""

FIRST_USUAL, LAST_USUAL = "\u0405", "\u0458"
"""Cyrillic letters between these two stand for a Latin one; the others are rare."""

ENDINGS: Final = (
    (ADJECTIVE, "sk"),
    (re.compile(r"(?<=...)ic$"), "ich"),  # South Slavic Milosevic, Milosevich
    (re.compile(r"(?<=..)([ae])h$"), r"\1"),  # Arabic and Persian Fatima, Fatimah
    (re.compile(r"(?<=....)[ao]u$"), "ov"),  # Belarusian Demidau, Demidov
    (re.compile(r"(?<=....)eu$"), "ev"),
)
"""Endings of names that languages write in different ways, and the one for all."""

DOUBLED: Final = re.compile(r"(.)\1+")
SHORTEST_SOUNDED: Final = 7
"""Letters of a legal form from which on other romanisations of it are known."""

TERMINAL_CODE: Final = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
APOSTROPHES: Final = dict.fromkeys(map(ord, "'`´’‘ʼʻʾʿ′\""), "")


class NameForm(msgspec.Struct, frozen=True):
    """A name ready to compare.

    Parameters
    ----------
    words
        Tokens in plain Latin letters without legal forms; a person's given names first where a comma says so.
    legal
        Classes of the legal forms found, in order.
    families
        Families of those forms, sorted.
    """

    words: tuple[str, ...]
    legal: tuple[str, ...] = ()
    families: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The words in their order."""
        return " ".join(self.words)

    @property
    def loose_key(self) -> str:
        """The romanisation skeletons of the words, sorted."""
        return " ".join(sorted(map(skeleton, self.words)))


@lru_cache(maxsize=REMEMBERED)
def name_form(name: str, person: bool = False) -> NameForm:
    """Bring a name into the form in which names are compared.

    Parameters
    ----------
    name
        As written, in any script.
    person
        Whether the part before a comma is a family name and legal forms stay where they are.

    Examples
    --------
    >>> name_form("ROGOZIN, Dmitry Olegovich", person=True).key
    'dmitry olegovich rogozin'
    >>> name_form("ООО «Серния Инжиниринг»")
    NameForm(words=('serniya', 'inzhiniring'), legal=('ru-ooo',), families=('limited',))
    """
    if person:
        family, comma, given = name.partition(",")
        return NameForm(plain_tokens(f"{given} {family}" if comma else name))
    words, found = _without_legal_forms(plain_tokens(name))
    return NameForm(words, tuple(c for c, _ in found), tuple(sorted({f for _, f in found})))


def clean(name: str) -> str:
    """Join compatibility forms, remove invisible characters and apostrophes; codes for terminals part words."""
    if not name.isprintable():
        name = "".join(" " if unicodedata.category(c) == "Cc" else c for c in TERMINAL_CODE.sub(" ", name))
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name)
        name = "".join(c for c in name if unicodedata.category(c) != "Cf")
    return name.translate(APOSTROPHES)


def tokens(name: str) -> list[str]:
    """Cut a clean name at everything that is neither letter, digit nor mark.

    Examples
    --------
    >>> tokens("M.F. Reshetnev-Krasnoyarsk")
    ['m', 'f', 'reshetnev', 'krasnoyarsk']
    """
    if name.isascii():
        return ASCII_TOKEN.findall(name.lower())
    spaced = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in name)
    cyrillic = _only_cyrillic().search(spaced) is not None
    parts = spaced.split()
    # A person's Chinese or Korean name is one or two words; those of a longer name are words of a language.
    short = len(parts) <= 2
    return [piece for token in parts for piece in pieces(_one_script(token, cyrillic).lower(), person=short)]


def plain_tokens(name: str) -> tuple[str, ...]:
    """Return the tokens of a name in plain Latin letters."""
    return tuple(plain for token in tokens(clean(name)) if (plain := in_latin(token)))


@lru_cache(maxsize=REMEMBERED)
def skeleton(token: str) -> str:
    """Return one spelling for all romanisations of a token.

    Examples
    --------
    >>> skeleton("khrunichev") == skeleton("hrunitschew"), skeleton("dmitriy") == skeleton("dmitrii")
    (True, True)
    """
    for ending, one in ENDINGS:
        token = ending.sub(one, token)
    sounds, groups = _skeleton_table()
    return DOUBLED.sub(r"\1", groups.sub(lambda found: sounds[found[0]], token))


@cache
def legal_forms() -> dict[tuple[str, ...], tuple[str, str]]:
    """Return the tokens of every legal form, with class and family."""
    table: dict[tuple[str, ...], tuple[str, str]] = {}
    for row in table_rows("cutset.match", "legal_forms.csv"):
        for form in row["forms"].split("|"):
            table.setdefault(tuple(form.replace("-", " ").split()), (row["class"], row["family"]))
    return table


@cache
def _sounded_forms() -> dict[tuple[str, ...], tuple[str, str]]:
    """Return the skeletons of the long legal forms; those of short ones are those of other words too."""
    return {
        tuple(map(skeleton, words)): form
        for words, form in legal_forms().items()
        if sum(map(len, words)) >= SHORTEST_SOUNDED
    }


def _without_legal_forms(words: tuple[str, ...]) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    kept: list[str] = []
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(words):
        length, form = legal_form_at(words, at)
        if form:
            found.append(form)
            at += length
        else:
            kept.append(words[at])
            at += 1
    return (tuple(kept), found) if kept else (words, [])


def legal_form_at(words: tuple[str, ...], at: int) -> tuple[int, tuple[str, str] | None]:
    """Return how many tokens from here on are a legal form, and which; the longest counts."""
    table, sounded = legal_forms(), _sounded_forms()
    if words[at] in _form_starts() or skeleton(words[at]) in _form_starts():
        for length in range(min(_longest_form(), len(words) - at), 0, -1):
            piece = words[at : at + length]
            form = table.get(piece) or sounded.get(tuple(map(skeleton, piece)))
            # Of several single letters all are a form (*S.A.*) or none (*A.S.T.*).
            if form and not (length > 1 and _is_letter(words, at + length - 1) and _is_letter(words, at + length)):
                return length, form
    if len(words[at]) > 1:
        return 0, None
    letters = 0
    while at + letters < len(words) and len(words[at + letters]) == 1:
        letters += 1
    joined = table.get(("".join(words[at : at + letters]),)) if letters > 1 else None
    return letters, joined


def _is_letter(words: tuple[str, ...], at: int) -> bool:
    return at < len(words) and len(words[at]) == 1


@cache
def _form_starts() -> frozenset[str]:
    return frozenset(form[0] for form in (*legal_forms(), *_sounded_forms()))


@cache
def _longest_form() -> int:
    return max(map(len, legal_forms()))


@cache
def _skeleton_table() -> tuple[dict[str, str], re.Pattern[str]]:
    sounds = {r["group"]: r["sound"] for r in table_rows("cutset.match", "skeleton.csv")}
    longest_first = sorted(sounds, key=lambda group: (-len(group), group))
    return sounds, re.compile("|".join(longest_first))


@cache
def _look_alikes() -> tuple[dict[int, str], dict[int, str]]:
    rows = table_rows("cutset.match", "homoglyphs.csv")
    to_latin = {ord(r["other"]): r["latin"] for r in rows}
    # Of two letters that look alike the first in the table is the usual one.
    to_cyrillic = {ord(r["latin"]): r["other"] for r in reversed(rows) if FIRST_USUAL <= r["other"] <= LAST_USUAL}
    return to_latin, to_cyrillic


@cache
def _only_cyrillic() -> re.Pattern[str]:
    """Return what finds a letter that no Latin one looks like."""
    alike = _look_alikes()[0]
    return re.compile("[" + "".join(chr(c) for c in range(0x400, 0x500) if c not in alike) + "]")


@lru_cache(maxsize=REMEMBERED)
def _one_script(token: str, cyrillic: bool) -> str:
    """Fold look-alike letters where a token mixes scripts; a name with letters that only Cyrillic has is Cyrillic."""
    if not any("a" <= c <= "z" or "A" <= c <= "Z" for c in token):
        # Latin letters of other blocks never look like those of the table.
        return token
    scripts = {script_of(c) for c in token if c.isalpha()}
    if len(scripts) < 2:
        return token
    to_latin, to_cyrillic = _look_alikes()
    if cyrillic and "Cyrl" in scripts:
        return token.translate(to_cyrillic)
    return token.translate(to_latin)
