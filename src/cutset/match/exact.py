"""Who bears exactly this identifier or exactly this name? The first step of matching, and its strictest.

The rules:

* An identifier that the list prints too: *same*; *candidate* where its country or kind is not known, or
  where another number that only one party bears differs (lists print a parent's number for its subsidiary).
* The same words in the same order: *same* only where kind and country agree, no identifier or date of birth
  speaks against it, neither name is weak, and the name is telling: three words or an agreeing date of birth
  for a person; two words or the same legal form for others. Else *candidate*.
* The same words in another order, or under another romanisation: *candidate*. Numbers are never read as
  another spelling (*Fund 2*, *Fund 3*), nor are words of up to three letters in names of firms and ships.
* A weak name, or a single word without legal form, counts only where the country agrees; where both sides
  say a kind and the kinds differ, it is nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, Literal

import msgspec

from cutset.lists.countries import country_code
from cutset.lists.entry import Entry, Identifier, ListedName, OfficialList
from cutset.lists.identifiers import identifier
from cutset.match.names import NameForm, name_form, skeleton
from cutset.match.romanise import REMEMBERED

__all__ = [
    "BIRTH",
    "UNIQUE_SCHEMES",
    "AskedIdentifier",
    "AskedName",
    "ExactIndex",
    "Hit",
    "How",
    "Known",
    "Status",
    "as_person",
    "exact_index",
    "identity_key",
    "judge_name",
    "judge_number",
    "same_birth",
]

AskedName = tuple[str, str, str]
"""A name, its script and its kind (``primary``, ``alias``, ``weak`` ...)."""

AskedIdentifier = tuple[str, str]
"""Scheme and value; the scheme ``birth-date`` brings a date of birth."""

Status = Literal["same", "candidate"]
How = Literal["identifier", "name"]

BIRTH: Final = "BIRTH-DATE"
FIGURE: Final = re.compile(r"\d|^[ivx]{2,}$")
"""Tokens that are or hold a number, Roman ones among them."""

LONGEST_SIGN: Final = 3
"""Words of a firm's or ship's name up to this length are signs (*SAI*, *CKJ*), not romanised [letters]."""

VAGUE_SCHEMES: Final = ("XX-", "OTHER", "LICENCE", "CALL-SIGN")
UNIQUE_SCHEMES: Final = frozenset({"OFAC-UID", "RU-INN", "RU-OGRN", "LEI", "IMO", "CN-USCC", "MX-CURP"})
"""Schemes of which one party bears one value, so that two values speak of two parties."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A listed party that may be the one asked for.

    Parameters
    ----------
    list_id, version
        The list and its version (SHA-256).
    entry
        The listed party.
    how
        By an identifier or by a name.
    status
        *same* or *candidate*.
    asked, listed
        The words that met: as asked, and the listed name; None where an identifier met.
    because
        Why, in words.
    """

    list_id: str
    version: str
    entry: Entry
    how: How
    status: Status
    asked: str
    listed: ListedName | None
    because: str


class Known(msgspec.Struct, frozen=True):
    """What is known of an asked party beside its names."""

    countries: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    gender: str = ""
    identifiers: tuple[Identifier, ...] = ()


class _Asked(msgspec.Struct, frozen=True):
    kind: str
    country: str
    identifiers: tuple[Identifier, ...]
    births: tuple[str, ...]


class ExactIndex:
    """Looks up identifiers and names in a set of lists; made by :func:`exact_index`."""

    def __init__(self, lists: Iterable[OfficialList]) -> None:
        self.lists: tuple[OfficialList, ...] = tuple(lists)
        self._by_identifier: defaultdict[Identifier, list[tuple[int, Entry]]] = defaultdict(list)
        self._by_key: defaultdict[str, list[tuple[int, Entry, ListedName, NameForm]]] = defaultdict(list)
        for at, official in enumerate(self.lists):
            for entry in official.entries:
                self._add(at, entry)

    def look_up(
        self,
        *,
        names: Sequence[AskedName],
        identifiers: Sequence[AskedIdentifier] = (),
        kind: str = "",
        country: str = "",
    ) -> list[Hit]:
        """Return the listed parties that bear one of the identifiers or names.

        Parameters
        ----------
        names
            Name, script and kind of each; the script may be empty.
        identifiers
            Scheme and value of each.
        kind
            ``person``, ``vessel``, ``aircraft``; any other word is an entity; empty where it is not known.
        country
            ISO code or printed name; empty where it is not known.

        Returns
        -------
        list[Hit]
            One for each entry, *same* before *candidate*, then by list and entry.
        """
        asked = _asked(identifiers, kind, country)
        best: dict[tuple[int, str], Hit] = {}
        for at, hit in [*self._identifier_hits(asked), *self._name_hits(asked, names)]:
            key = (at, hit.entry.id)
            if key not in best or _rank(hit) < _rank(best[key]):
                best[key] = hit
        return sorted(best.values(), key=lambda h: (*_rank(h), h.list_id, h.entry.id))

    def _add(self, at: int, entry: Entry) -> None:
        for number in entry.identifiers:
            self._by_identifier[number].append((at, entry))
        for name in entry.names:
            for person in as_person(entry.kind):
                form = name_form(name.text, person)
                if form.words:
                    self._by_key[identity_key(form, person)].append((at, entry, name, form))

    def _identifier_hits(self, asked: _Asked) -> list[tuple[int, Hit]]:
        hits: list[tuple[int, Hit]] = []
        for number in asked.identifiers:
            for at, entry in self._by_identifier.get(number, ()):
                status, because = _judge_number(asked, entry, number)
                hits.append((at, self._hit(at, entry, "identifier", status, number.value, None, because)))
        return hits

    def _name_hits(self, asked: _Asked, names: Sequence[AskedName]) -> list[tuple[int, Hit]]:
        hits: list[tuple[int, Hit]] = []
        for text, _script, name_kind in names:
            for person in as_person(asked.kind):
                form = name_form(text, person)
                for at, entry, listed, listed_form in self._by_key.get(identity_key(form, person), ()):
                    judged = _judge(asked, form, name_kind == "weak", entry, listed, listed_form)
                    if judged:
                        hits.append((at, self._hit(at, entry, "name", judged[0], text, listed, judged[1])))
        return hits

    def _hit(
        self,
        at: int,
        entry: Entry,
        how: How,
        status: Status,
        asked: str,
        listed: ListedName | None,
        because: str,
    ) -> Hit:
        official = self.lists[at]
        return Hit(
            list_id=official.list_id,
            version=official.version,
            entry=entry,
            how=how,
            status=status,
            asked=asked,
            listed=listed,
            because=because,
        )


@lru_cache(maxsize=REMEMBERED)
def identity_key(form: NameForm, person: bool) -> str:
    """Return what two names have in common that are the same words in any order and romanisation."""
    return " ".join(sorted(w if _as_it_stands(w, person) else skeleton(w) for w in form.words))


def _as_it_stands(word: str, person: bool) -> bool:
    return (not person and len(word) <= LONGEST_SIGN) or FIGURE.search(word) is not None


def exact_index(lists: Iterable[OfficialList]) -> ExactIndex:
    """Index the identifiers and names of some lists.

    Examples
    --------
    >>> exact_index([]).look_up(names=[("Roscosmos", "Latn", "primary")])
    []
    """
    return ExactIndex(lists)


def _asked(identifiers: Sequence[AskedIdentifier], kind: str, country: str) -> _Asked:
    numbers = [identifier(scheme, value) for scheme, value in identifiers]
    births = tuple(value for scheme, value in identifiers if scheme.upper().replace("_", "-") == BIRTH)
    plain_kind = kind if kind in ("", "person", "vessel", "aircraft", "unknown") else "entity"
    return _Asked(
        "" if plain_kind == "unknown" else plain_kind,
        country_code(country),
        tuple(n for n in numbers if n is not None and n.scheme != BIRTH),
        births,
    )


def as_person(kind: str) -> tuple[bool, ...]:
    """Return whether names are read as a person's, or both ways where the kind is not known."""
    return (True, False) if kind in ("", "unknown") else (kind == "person",)


def _rank(hit: Hit) -> tuple[bool, bool]:
    return hit.status != "same", hit.how != "identifier"


def _judge(
    asked: _Asked, form: NameForm, asked_weak: bool, entry: Entry, listed: ListedName, listed_form: NameForm
) -> tuple[Status, str] | None:
    """Return status and words for two names of the same skeleton, or None where it is nobody."""
    kind_known = bool(asked.kind) and entry.kind != "unknown"
    if kind_known and asked.kind != entry.kind:
        return None
    country_agrees = bool(asked.country) and asked.country in entry.countries
    weak = asked_weak or listed.kind == "weak"
    if (weak or _untelling(form, listed_form)) and not country_agrees:
        return None
    against = _against(asked, entry, form, listed_form, weak)
    if not kind_known:
        against.append("the kind is not known on both sides")
    if not country_agrees:
        known = asked.country and entry.countries
        against.append("the countries differ" if known else "the country is not known on both sides")
    if against:
        return "candidate", f"the name of the entry, but {'; '.join(against)}"
    return "same", f"the name of the entry, {entry.kind} of {asked.country}"


def _against(asked: _Asked, entry: Entry, form: NameForm, listed_form: NameForm, weak: bool) -> list[str]:
    births_agree = any(same_birth(a, b) for a in asked.births for b in entry.birth_dates)
    against = []
    if weak:
        against.append("the name is weak and never enough alone")
    if form.words != listed_form.words:
        reordered = sorted(form.words) == sorted(listed_form.words)
        against.append("the words stand in another order" if reordered else "the spelling is another romanisation")
    if entry.kind == "person" and not births_agree and len(form.words) < 3:
        against.append("two words do not tell a person without a date of birth")
    if entry.kind != "person" and len(form.words) < 2 and not set(form.legal) & set(listed_form.legal):
        against.append("one word does not tell a party without its legal form")
    if asked.births and entry.birth_dates and not births_agree:
        against.append("the dates of birth differ")
    return against + _other_numbers(asked, entry)


def _other_numbers(asked: _Asked, entry: Entry) -> list[str]:
    """Say which of the numbers that only one party bears differ; lists print a parent's number too."""
    return [
        f"the list prints another {mine.scheme}"
        for mine in asked.identifiers
        if mine.scheme in UNIQUE_SCHEMES
        and (theirs := [n for n in entry.identifiers if n.scheme == mine.scheme])
        and mine not in theirs
    ]


def judge_name(
    kind: str, known: Known, name: str, weak: bool, entry: Entry, listed: ListedName
) -> tuple[Status, str] | None:
    """Return status and words for an asked name and a listed one of the same words, or None where it is nobody."""
    mine = _asked_as(kind, known)
    judged = []
    for person in as_person(kind):
        form, listed_form = name_form(name, person), name_form(listed.text, person)
        if form.words and identity_key(form, person) == identity_key(listed_form, person):
            judged.append(_judge(mine, form, weak, entry, listed, listed_form))
    return min(filter(None, judged), key=lambda found: found[0] != "same", default=None)


def judge_number(kind: str, known: Known, entry: Entry, number: Identifier) -> tuple[Status, str]:
    """Return status and words for an entry that bears an asked identifier."""
    return _judge_number(_asked_as(kind, known), entry, number)


def _asked_as(kind: str, known: Known) -> _Asked:
    return _Asked(kind, next(iter(known.countries), ""), known.identifiers, known.birth_dates)


def _judge_number(asked: _Asked, entry: Entry, number: Identifier) -> tuple[Status, str]:
    vague = number.scheme.startswith(VAGUE_SCHEMES) or number.scheme.endswith(VAGUE_SCHEMES)
    others = _other_numbers(asked, entry)
    because = f"the list prints the same {number.scheme} {number.value}"
    if vague:
        because += ", a number that others may bear too"
    if others:
        because += f", but {'; '.join(others)}"
    return ("candidate" if vague or others else "same"), because


def _untelling(form: NameForm, listed_form: NameForm) -> bool:
    return len(form.words) < 2 and not (form.legal and listed_form.legal)


def same_birth(one: str, other: str) -> bool:
    """Whether two EDTF dates can be the same day: one is as exact as the other, or less."""
    if "/" in one or "/" in other:
        return any(same_birth(a, b) for a in one.split("/") for b in other.split("/"))
    a, b = one.rstrip("~"), other.rstrip("~")
    return bool(a) and bool(b) and (a.startswith(b) or b.startswith(a))
