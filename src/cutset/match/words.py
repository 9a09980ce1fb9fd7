"""What does a token of a name stand for? Its class, its meaning in any language, and its keyed forms.

A legal form becomes one token ``~class``, an expression such as *research institute* its short form, a number
word its figure. Short and foreign forms of a given name share one meaning, and so do a word that says what a
body does and its translation.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

import msgspec

from cutset.lists.countries import country_names, table_rows
from cutset.match.compounds import arabic_parts, joined_letters
from cutset.match.names import legal_form_at, plain_tokens, skeleton
from cutset.match.romanise import REMEMBERED

__all__ = [
    "CLASS_NAMES",
    "CLASS_WORD",
    "COUNTRY",
    "INITIAL",
    "LEGAL",
    "NUMBER",
    "PARTICLE",
    "TITLE",
    "WORD",
    "Word",
    "consonants",
    "name_tokens",
    "spellings",
    "word",
]

WORD, INITIAL, NUMBER, LEGAL, TITLE, PARTICLE, CLASS_WORD, COUNTRY = range(8)
CLASS_NAMES: Final = (
    "word",
    "initial",
    "number",
    "legal form",
    "title",
    "particle",
    "class word",
    "country",
)
GENERATIONS: Final = frozenset({"jr", "sr"})
"""Words that part father and son as numbers part sisters."""

GENERATION_WORDS: Final = {"junior": "jr", "senior": "sr", "ii": "2", "iii": "3"}
"""Other ways to say so behind a person's name."""

ROMAN_LETTERS: Final = {"i": "1", "v": "5", "x": "10"}
"""Figures that a single letter at the end of a name may stand for (*Happiness I*)."""

PATRONYMIC: Final = re.compile(r"(.{2,}?)(?:[oeaiu]v|[ae]u)?(iC|na)")
"""Skeleton of a patronymic: *Nikolaevich*, *Mikalaevna*, *Ilich*."""

PATRONYMIC_ENDINGS: Final = ("viC", "vna", "liC", "miC", "tiC", "Cna", "auna", "euna")
PATRONYMICS: Final = {"iC": 5_000, "na": 6_000}
"""What the number of a patronymic's meaning adds to that of the given name, for sons and daughters."""
CITIES: Final = 25_000
COMMON_NAMES: Final = 30_000
ADJECTIVES: Final = ("iy", "aya", "oye", "oe", "ii", "y", "i", "ogo", "oy", "ij")
"""Endings of Russian adjectives behind *-sk-*."""

LAST_READ: Final = 256
"""Names kept as tokens, as one name is read in several ways."""

ROMAN: Final = re.compile("[ivx]+")
"""A Roman numeral; at the start of a name it is a word (*Xi*)."""

WAW: Final = ("و", "ڤ")
"""An Arabic letter that is a vowel or a *w*, and the letter that is always a *v*, as which it is read as well."""

LEGAL_SIGN: Final = "~"
LONGEST_PHRASE: Final = 5
BRACKETS: Final = re.compile(r"\(([^()]*)\)?")
SHORTEST_BRACKETED: Final = 4
FEWEST_BRACKETED: Final = 3
"""Letters that what stands before or within brackets needs to be a name of its own."""

ORDINAL: Final = re.compile(r"^(\d+)(?:st|nd|rd|th|y|ya|i|oy|aya|oe|go)$")
ORDINAL_ENDINGS: Final = frozenset({"st", "nd", "rd", "th", "y", "ya", "i", "oy", "aya", "oe", "go", "ogo", "kh", "a"})
"""What stands behind the figures of an ordinal: *33rd*, *20-ya*."""

SURNAME: Final = re.compile(
    r".*(?:ov|ev|in|ova|eva|ina|enko|chuk|yuk|uk|sk[yi]\w*|skaya|ich|yan|dze|kin|nik\w*|ko|ch|er|ers|ez|es|ell|li)"
)
"""What follows a short stem in surnames (*Belskiy*, *Novikov*) and not in class words."""

LONG_STEM: Final = 6

VOWELS: Final = str.maketrans("", "", "aeiou")


class Word(msgspec.Struct, frozen=True):
    """What is known of one token.

    Parameters
    ----------
    plain, skeleton, consonants
        The token; one spelling for all its romanisations; that without vowels, empty where too short.
    kind
        One of the classes of this module.
    meaning
        Number of the class of given names or words to which it belongs, -1 for none.
    """

    plain: str
    skeleton: str
    consonants: str
    kind: int
    meaning: int


@lru_cache(maxsize=REMEMBERED)
def word(token: str) -> Word:
    """Return what is known of a token.

    Examples
    --------
    >>> word("institut").meaning == word("institute").meaning, word("j").kind == INITIAL
    (True, True)
    """
    if token.startswith(LEGAL_SIGN):
        return Word(token, token, "", LEGAL, -1)
    if token.isdigit():
        return Word(token, token, "", NUMBER, -1)
    bare = skeleton(token)
    if len(token) == 1:
        return Word(token, token, "", INITIAL, -1)
    if token in GENERATIONS:
        return Word(token, token, "", NUMBER, -1)
    kind = _small_words().get(token, WORD)
    if kind == WORD and token in _places():
        return Word(token, bare, consonants(bare), COUNTRY, _places()[token])
    meaning = _given_names().get(token, -1)
    if meaning < 0:
        meaning = _patronymic(bare)
    if meaning < 0:
        meaning = _class_word(token)
        if meaning >= 0 and kind == WORD:
            kind = CLASS_WORD
    if meaning < 0:
        meaning = _common_names().get(token, -1)
    return Word(token, bare, consonants(bare), kind, meaning)


def consonants(bare: str) -> str:
    """Return a skeleton without vowels but for a mark of one at its start; empty where fewer than two remain.

    Examples
    --------
    >>> consonants("muhamad"), consonants("mhmd"), consonants("omar"), consonants("ali")
    ('mhmd', 'mhmd', 'amr', '')
    """
    rest = bare.translate(VOWELS)
    if len(rest) < 2:
        return ""
    joined = "".join(c for at, c in enumerate(rest) if at == 0 or c != rest[at - 1])
    return ("a" if bare[0] in "aeiou" else "") + joined


def name_tokens(name: str, kind: str = "") -> tuple[str, ...]:
    """Return the tokens by which a name is indexed and compared.

    Parameters
    ----------
    name
        As written, in any script.
    kind
        ``person``, another kind, or empty where it is not known.

    Examples
    --------
    >>> name_tokens("ROGOZIN, Dmitry O.", "person")
    ('dmitry', 'o', 'rogozin')
    >>> name_tokens("ОАО «НИИ молекулярной электроники»", "entity")
    ('~ru-oao', 'nii', 'molekulyarnoy', 'elektroniki')
    """
    if kind == "person":
        return _given_first(name)
    if not kind and "," in name:
        family, _, given = name.partition(",")
        if plain_tokens(family) and not _only_legal_forms(plain_tokens(given)):
            return _shortened(_given_first(name), 3)
    return _shortened(_tokens(name), 1 if kind else 3)


def spellings(name: str, kind: str = "") -> list[tuple[str, ...]]:
    """Return the tokens of a name, and of what stands before and within its brackets where both are names.

    Examples
    --------
    >>> spellings("Joint Stock Company Tupolev (AO Tupolev)", "entity")
    [('~ru-ao', 'tupolev', '~ru-ao', 'tupolev'), ('~ru-ao', 'tupolev')]
    """
    if ";" in name:
        # Several names in one: "Abd al-Rahman; Abdurrahman".
        return list(dict.fromkeys(s for part in name.split(";") for s in spellings(part, kind)))
    found = [name_tokens(name, kind)]
    found += [name_tokens(n, kind) for n in (name.translate(_spoken()), name.replace(*WAW)) if n != name]
    if kind != "person":
        found += _other_readings(found[0])
    if not kind:
        # "Kim Se" or "Mikron SE": where the kind is not known, short legal forms are read both ways.
        found.append(name_tokens(name, "entity"))
    if kind != "person" and "(" in name:
        parts = [
            name_tokens(BRACKETS.sub(" ", name), kind),
            name_tokens(" ".join(BRACKETS.findall(name)), kind),
        ]
        # A legal form or several words within brackets say that a whole name stands there, not a place or a remark.
        if any(t.startswith(LEGAL_SIGN) for t in parts[1]) or len(parts[1]) >= FEWEST_BRACKETED:
            found += [p for p in parts if _letters_in(p) >= SHORTEST_BRACKETED]
    return list(dict.fromkeys(found))


def _other_readings(tokens: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Read single letters as one word, and a last one as a figure."""
    found = []
    if any(len(one) == len(two) == 1 for one, two in pairwise(tokens)):
        found.append(joined_letters(tokens))
    if len(tokens) > 1 and tokens[-1] in ROMAN_LETTERS:
        found.append((*tokens[:-1], ROMAN_LETTERS[tokens[-1]]))
    return found


def _letters_in(tokens: tuple[str, ...]) -> int:
    return sum(len(t) for t in tokens if not t.startswith(LEGAL_SIGN))


def _given_first(name: str) -> tuple[str, ...]:
    family, comma, given = name.partition(",")
    found = _tokens(f"{given} {family}" if comma else name)
    return tuple(GENERATION_WORDS.get(token, token) if at else token for at, token in enumerate(found))


@lru_cache(maxsize=LAST_READ)
def _tokens(name: str) -> tuple[str, ...]:
    return arabic_parts(plain_tokens(name))


def _only_legal_forms(tokens: tuple[str, ...]) -> bool:
    return all(token.startswith(LEGAL_SIGN) for token in _shortened(tokens, 1))


def _shortened(tokens: tuple[str, ...], shortest: int) -> tuple[str, ...]:
    """Put one token for each legal form, expression and number word.

    Legal forms shorter than ``shortest`` letters, and number words beside them, stay words: where the kind is
    not known they are names too (*Kim Se*, *Xi Jinping*).
    """
    found: list[str] = []
    at = 0
    while at < len(tokens):
        length, form = legal_form_at(tokens, at)
        if form and (length > 1 or len(tokens[at]) >= shortest):
            found.append(LEGAL_SIGN + form[0])
            at += length
            continue
        length, short = _phrase_at(tokens, at, figures=shortest == 1)
        at += length
        if not (short in ORDINAL_ENDINGS and found and found[-1].isdigit()):
            found.append(ORDINAL.sub(r"\1", short))
    return tuple(found)


def _phrase_at(tokens: tuple[str, ...], at: int, *, figures: bool) -> tuple[int, str]:
    first = tokens[at]
    if first in _phrase_starts():
        for length in range(min(LONGEST_PHRASE, len(tokens) - at), 1, -1):
            short = _phrases().get(tokens[at : at + length])
            if short:
                return length, short
    if figures and not (at == 0 and ROMAN.fullmatch(first)):
        return 1, _figures().get(first, first)
    return 1, GENERATION_WORDS.get(first, first) if at else first


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    return {
        tuple(phrase.split()): row["short"]
        for row in table_rows("cutset.match", "phrases.csv")
        for phrase in row["phrases"].split("|")
        if " " in phrase
    }


@cache
def _phrase_starts() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _phrases())


@cache
def _common_names() -> dict[str, int]:
    """Return names that many bear, each with a number of its own: two of them are two names, however alike."""
    rows = table_rows("cutset.match", "common_names.csv")
    return {
        name: at for at, name in enumerate((n for row in rows for n in row["words"].split("|")), start=COMMON_NAMES)
    }


@cache
def _places() -> dict[str, int]:
    """Return cities with their adjectives, and countries, each place with its number."""
    found = dict(_countries())
    for at, row in enumerate(table_rows("cutset.match", "places.csv"), start=CITIES):
        for name in row["spellings"].split("|"):
            stem = name if name.endswith("sk") else name.rstrip("aeiouy") + "sk"
            for spelling in (name, *(stem + ending for ending in ADJECTIVES)):
                found.setdefault(spelling, at)
    return found


@cache
def _countries() -> dict[str, int]:
    """Return the names and adjectives of countries that are one word, with a number a country."""
    names = {name: code for name, code in country_names().items() if " " not in name and len(name) > 3}
    numbers = {code: at for at, code in enumerate(sorted(set(names.values())), start=20_000)}
    found = {name: numbers[code] for name, code in names.items()}
    for row in table_rows("cutset.match", "class_words.csv"):
        if row["meaning"] in found:
            for spelling in row["spellings"].split("|"):
                found.setdefault(spelling.rstrip("*"), found[row["meaning"]])
    return found


@cache
def _spoken() -> dict[int, str]:
    """Return letters with marks as they are spoken; without the marks they are spelled."""
    return {ord(r["letter"]): r["spoken"] for r in table_rows("cutset.match", "diacritics.csv")}


@cache
def _figures() -> dict[str, str]:
    rows = table_rows("cutset.match", "numbers.csv")
    return {w: row["figure"] for row in rows for w in row["words"].split("|")}


@cache
def _small_words() -> dict[str, int]:
    kinds = {"title": TITLE, "particle": PARTICLE}
    rows = table_rows("cutset.match", "word_classes.csv")
    return {w: kinds[row["class"]] for row in rows for w in row["words"].split("|") if len(w) > 1}


@cache
def _given_names() -> dict[str, int]:
    rows = table_rows("cutset.match", "given_names.csv")
    return {name: at for at, row in enumerate(rows) for name in row["names"].split("|") if name}


def _patronymic(bare: str) -> int:
    """Return the meaning of a Slavic patronymic, by the given name from which it is made; -1 for none."""
    found = PATRONYMIC.fullmatch(bare) if bare.endswith(PATRONYMIC_ENDINGS) else None
    father = _fathers().get(found[1].rstrip("aeiou"), -1) if found else -1
    return father + PATRONYMICS[found[2]] if found and father >= 0 else -1


@cache
def _fathers() -> dict[str, int]:
    stems: dict[str, int] = {}
    for name, at in _given_names().items():
        stem = skeleton(name).rstrip("aeiou")
        if len(stem) > 1:
            stems.setdefault(stem, at)
    return stems


@cache
def _class_words() -> tuple[dict[str, int], dict[str, int]]:
    """Return whole words and stems, with the numbers of their meanings."""
    whole: dict[str, int] = {}
    stems: dict[str, int] = {}
    for at, row in enumerate(table_rows("cutset.match", "class_words.csv"), start=10_000):
        whole[row["meaning"]] = at
        for spelling in row["spellings"].split("|"):
            (stems if spelling.endswith("*") else whole).setdefault(spelling.rstrip("*"), at)
    return whole, stems


def _class_word(token: str) -> int:
    whole, stems = _class_words()
    if token in whole:
        return whole[token]
    for n in range(len(token), 2, -1):
        if token[:n] in stems and (n >= LONG_STEM or not SURNAME.fullmatch(token[n:])):
            return stems[token[:n]]
    return -1
