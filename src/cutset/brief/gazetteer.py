"""Which party, programme, item or country of the world does a piece of text name?

Names come from the world's own tables and are compared in the forms of :mod:`cutset.match`; countries from
``rules/places.yaml``. Nothing that the world does not hold is ever linked. A shorter form of a name (initials, a family
name, one telling word) counts only where it belongs to one thing alone, and with a lower score.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, Literal, TypeAlias

import msgspec
from anyascii import anyascii

from cutset.brief.tables import rule_table, word_table
from cutset.match.names import name_form
from cutset.world.rows import Item, Name, Party, Programme
from cutset.world.world import World

__all__ = ["Gazetteer", "Hit", "Kind", "gazetteer"]

Kind: TypeAlias = Literal["party", "programme", "item", "country", "seat", "adjective"]

FULL, INITIALS, FAMILY, WORD = 1.0, 0.95, 0.9, 0.8
STATE_SCORE: Final = 0.7
"""Score of a state's own party where only the country is named."""
AGENCY_SCORE: Final = 0.6
"""Score of an agency that is only described, such as *the Russian space agency*."""

_TOKEN: Final = re.compile(r"[a-z0-9]+")
_POSSESSIVE: Final = re.compile(r"'s\b")


class Hit(msgspec.Struct, frozen=True):
    """A name found in a text.

    Parameters
    ----------
    start, end
        Its place in the text.
    kind
        What it names; seat and adjective name a country by its capital or its people.
    refers
        Id in the world, or the country's code.
    score
        How surely [0 to 1].
    country
        Country of a party.
    """

    start: int
    end: int
    kind: Kind
    refers: str
    score: float
    country: str = ""


class _Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    names: tuple[str, ...]
    seats: tuple[str, ...]
    adjectives: tuple[str, ...]


class Gazetteer:
    """The names of a world, ready to be found.

    Parameters
    ----------
    world
        The world; None = countries only.
    """

    def __init__(self, world: World | None) -> None:
        self.forms: dict[tuple[str, ...], list[Hit]] = defaultdict(list)
        self.states: dict[str, str] = {}
        self.agencies: dict[str, str] = {}
        self.parties: dict[str, Party] = dict(world.by_id(Party)) if world else {}
        self._add_places()
        if world:
            self._add_parties(world)
            self._add_things(world)
        self._forget_shared()
        self.longest = max(map(len, self.forms), default=1)
        self.words = frozenset(word for form in self.forms for word in form if len(word) > 1)

    def hits(self, text: str) -> list[Hit]:
        """Return the names in a text, the longest at each place, in order."""
        tokens = list(_tokens(text))
        found: list[Hit] = []
        at = 0
        while at < len(tokens):
            for length in range(min(self.longest, len(tokens) - at), 0, -1):
                hit = self._hit(text, tokens[at : at + length])
                if hit:
                    found.append(hit)
                    at += length
                    break
            else:
                at += 1
        return found

    def _hit(self, text: str, tokens: list[tuple[str, int, int]]) -> Hit | None:
        known = self.forms.get(tuple(token for token, _, _ in tokens))
        if not known:
            return None
        start, end = tokens[0][1], tokens[-1][2]
        best = max(known, key=lambda hit: hit.score)
        written = text[start:end]
        named = best.kind in ("party", "country", "seat", "adjective")
        if named and not any(c.isupper() for c in written[:1] + written[-1:]) and not written[0].isdigit():
            return None
        if written in ("us", "Us", "it", "IT") or (
            best.refers == "WEST" and not self._is_the_west(text, start, written)
        ):
            return None
        return Hit(start, end, best.kind, best.refers, best.score, best.country)

    @staticmethod
    def _is_the_west(text: str, start: int, written: str) -> bool:
        return written != "West" or text[max(0, start - 4) : start].lower() == "the "

    def _add_places(self) -> None:
        for place in rule_table("places.yaml", tuple[_Place, ...]):
            for kind, names, score in (
                ("country", place.names, FULL),
                ("seat", place.seats, FAMILY),
                ("adjective", place.adjectives, WORD),
            ):
                for name in names:
                    self._add(_tokens(name), kind, place.code, score, place.code)  # type: ignore[arg-type]

    def _add_parties(self, world: World) -> None:
        operators = {programme.operator for programme in world.of(Programme)}
        for party in self.parties.values():
            if party.kind == "state":
                self.states.setdefault(party.country, party.id)
            elif party.kind in ("agency", "state_corporation") and party.id in operators:
                self.agencies.setdefault(party.country, party.id)
        listed: list[tuple[str, str, str]] = [(name.party, name.name, name.kind) for name in world.of(Name)]
        named = {party for party, _, _ in listed}
        listed.extend((p.id, p.name, "primary") for p in self.parties.values() if p.id not in named)
        for party_id, name, kind in listed:
            owner = self.parties.get(party_id)
            if owner is None or owner.kind in ("class", "unknown") or kind == "weak":
                continue
            for words, score in _forms(name, owner.kind == "person", owner.country == "CN"):
                self._add(((w, 0, 0) for w in words), "party", owner.id, score, owner.country)

    def _add_things(self, world: World) -> None:
        common = _common()
        for kind, rows in (("programme", world.by_id(Programme)), ("item", world.by_id(Item))):
            for row in rows.values():
                for form, score in _thing_forms(row.name):
                    if not (len(form) == 1 and form[0] in common):
                        self._add(((w, 0, 0) for w in form), kind, row.id, score, "")  # type: ignore[arg-type]

    def _add(self, tokens: Iterable[tuple[str, int, int]], kind: Kind, refers: str, score: float, country: str) -> None:
        form = tuple(token for token, _, _ in tokens)
        if form and not any(hit.refers == refers and hit.score >= score for hit in self.forms[form]):
            self.forms[form].append(Hit(0, 0, kind, refers, score, country))

    def _forget_shared(self) -> None:
        """Forget short forms that more than one thing bears, unless one bears it as its full name."""
        for form, hits in list(self.forms.items()):
            best = max((hit.score for hit in hits), default=0.0)
            top = {hit.refers for hit in hits if hit.score == best}
            if len(top) > 1 and (best < FULL or len(form) == 1):
                preferred = [hit for hit in hits if hit.kind in ("country", "party")]
                if len({hit.refers for hit in preferred}) == 1:
                    self.forms[form] = preferred
                else:
                    del self.forms[form]
            elif not hits:
                del self.forms[form]


def gazetteer(world: World | None) -> Gazetteer:
    """Return the names of a world, ready to be found.

    Examples
    --------
    >>> [(hit.refers, hit.kind) for hit in gazetteer(None).hits("Chinese banks and Moscow")]
    [('CN', 'adjective'), ('RU', 'seat')]
    """
    return Gazetteer(world)


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    plain = text.lower() if text.isascii() else "".join(_folded(c) for c in text)
    plain = _POSSESSIVE.sub("  ", plain)
    for match in _TOKEN.finditer(plain):
        yield match.group(), match.start(), match.end()


def _folded(character: str) -> str:
    """Return one plain letter for a letter, so that places stay."""
    if character.isascii():
        return character.lower()
    if character in "\u2019\u2018":
        return "'"
    plain = anyascii(character).lower()
    return plain if len(plain) == 1 else (plain[:1] or " ")


def _forms(name: str, person: bool, family_first: bool) -> Iterator[tuple[tuple[str, ...], float]]:
    bracketed = re.findall(r"\(([^)]+)\)", name)
    outside = re.sub(r"\([^)]*\)", " ", name)
    for piece in (outside, *bracketed, *outside.split(" and ")):
        words = name_form(piece, person).words
        if not words or (len(words) == 1 and words[0] in _common()):
            continue
        yield words, FULL if piece is outside else INITIALS
        yield tuple(token for token, _, _ in _tokens(piece)), FULL
        if person:
            yield words[:1] if family_first else words[-1:], FAMILY
            continue
        capitals = "".join(word[0] for word in re.findall(r"[A-Za-z]+", piece) if word[0].isupper())
        if len(words) > 2 and 2 < len(capitals) < 7 and capitals.lower() not in _common():
            yield (capitals.lower(),), FAMILY
        telling = [word for word in words if word not in _common() and len(word) > 3]
        acronym = len(telling) == 1 and len(words) > 2 and telling[0].upper() in piece.split()
        if len(telling) == 1 and not acronym:
            yield (telling[0],), WORD


def _thing_forms(name: str) -> Iterator[tuple[tuple[str, ...], float]]:
    head = re.split(r",| and | for | of | to | from | with | in ", name)[0]
    for piece in {name, head}:
        words = tuple(token for token, _, _ in _tokens(piece))
        if len(words) < 6:
            yield words, FULL if piece == name else WORD
    capitals = "".join(word[0] for word in re.findall(r"[A-Za-z]+", head) if word[0].isupper())
    if len(capitals) > 2 and len(head.split()) == len(capitals):
        yield (capitals.lower(),), FAMILY
    leading = re.match(r"(?:[A-Z0-9][\w.'’/-]*\s?)+", head)
    if leading and leading.group().strip() != head:
        words = tuple(token for token, _, _ in _tokens(leading.group()))
        if len(words) > 1:
            yield words, WORD
    telling = [w.lower() for w in re.findall(r"\b[A-Z][\w'’-]{3,}", head) if w.lower() not in _common()]
    base = re.match(r"([A-Z]{5,})-", head)
    if base:
        yield (base.group(1).lower(),), WORD
    for word in telling:
        yield tuple(token for token, _, _ in _tokens(word)), WORD


def _common() -> frozenset[str]:
    return frozenset(" ".join(word_table("common_words.yaml")["never_alone"]).split())
