"""Whom do these words mean? Nouns and pronouns of a sentence linked to parties and countries, nothing invented.

A name is linked through the :class:`~cutset.brief.gazetteer.Gazetteer`; *Chinese banks* to the country; *the Russian
space agency* to the agency of that country with a low score; *he*, *it* and *the agency* to what was last named, and
flagged. What the world does not hold stays words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Final

from cutset.brief.claim import Mention, ObjectMention
from cutset.brief.clauses import noun_phrase, preposition_objects
from cutset.brief.gazetteer import AGENCY_SCORE, STATE_SCORE, Gazetteer, Hit
from cutset.brief.tables import word_table
from cutset.brief.words import Sentence, Word

__all__ = ["Linker", "stands_for_somebody"]

LOOK_BACK: Final = 700
"""How far back a pronoun may point [characters]."""
COUNTRY_LOOK_BACK: Final = 350
_POINTED: Final = 0.8
"""What a pronoun keeps of the score of the name it stands for."""
_OBJECT_LENGTH: Final = 12
"""Most words of an object that are kept."""
_PERSONAL: Final = frozenset(("he", "she", "him", "her"))
_NEUTRAL: Final = frozenset(("it", "they", "them", "its", "their"))
_SPEAKING: Final = frozenset(("we", "us", "i", "our", "ours", "my", "me"))
_NO_ONE: Final = frozenset(
    (
        "nobody",
        "nothing",
        "none",
        "who",
        "what",
        "which",
        "that",
        "there",
        "this",
        "these",
        "those",
        "some",
        "others",
        "one",
        "all",
        "both",
        "many",
    )
)


class Linker:
    """Links the words of one article.

    Parameters
    ----------
    text
        The article's text as stored.
    gazetteer
        Names of the world.
    """

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text, self.gazetteer = text, gazetteer
        self.hits = gazetteer.hits(text)
        self._add_family_names()
        self.starts = [hit.start for hit in self.hits]
        self.subjects: list[int] = []
        self.subject_words: list[tuple[Sentence, Word]] = []
        self.plurals: list[tuple[Sentence, Word]] = []
        self.plural_starts: list[int] = []

    def note_subjects(self, sentences: list[Sentence]) -> None:
        """Remember the subjects of an article: pronouns point at subjects first."""
        found = [(s, w) for s in sentences for w in s.words if w.dep in ("nsubj", "nsubjpass") and w.is_noun]
        self.subject_words = sorted(found, key=lambda one: one[1].start)
        self.subjects = [word.start for _, word in self.subject_words]
        self.plurals = [
            (s, w) for s in sentences for w in s.words if w.tag in ("NNS", "NNPS") and w.lemma in _heads("people")
        ]
        self.plural_starts = [word.start for _, word in self.plurals]

    def between(self, start: int, end: int) -> list[Hit]:
        """Return the names between two places."""
        first = bisect_left(self.starts, start)
        found: list[Hit] = []
        while first < len(self.hits) and self.hits[first].start < end:
            found.append(self.hits[first])
            first += 1
        return found

    def mention(self, sentence: Sentence, word: Word, speaker: Mention | None = None) -> Mention:
        """Return whom a noun or pronoun means.

        Parameters
        ----------
        sentence
            Its sentence.
        word
            The head of the noun phrase.
        speaker
            Who speaks, where the words stand in a quotation: whom *we* and *I* mean.
        """
        if word.text != "US" and (word.tag.startswith("PRP") or word.lower in _PERSONAL | _NEUTRAL | _SPEAKING):
            return self._pronoun(word, speaker)
        phrase = noun_phrase(word)
        start, end = phrase[0].start, phrase[-1].end
        text = self.text[start:end]
        if word.lower in _NO_ONE:
            return Mention(text, start, end)
        hit = self._named(sentence, word, start, end)
        if hit is not None:
            return self._from_hit(hit, text, start, end, word)
        return self._definite(sentence, phrase, word, text, start, end)

    def thing(self, sentence: Sentence, word: Word) -> ObjectMention:
        """Return what a noun phrase is about, with what follows by *of*, *for* or *to*."""
        phrase = noun_phrase(word)
        start, end = phrase[0].start, phrase[-1].end
        for prep in word.kids("prep"):
            under = sentence.under(prep)
            if prep.lower in ("of", "for", "in") and prep.start - end <= 2 and len(under) <= _OBJECT_LENGTH:
                end = max(end, under[-1].end)
        refers = tuple(dict.fromkeys(h.refers for h in self.between(start, end) if h.kind in ("item", "programme")))
        head = word.lemma.lower()
        return ObjectMention(self.text[start:end], start, end, _kind_of(phrase), refers, head)

    def clause_thing(self, sentence: Sentence, verb: Word) -> ObjectMention:
        """Return a clause as what it is about."""
        under = sentence.under(
            verb, lambda kid: kid.dep in ("nsubj", "punct", "mark", "advcl") and kid.start < verb.start
        )
        inside = [word for word in under if word.place >= verb.place][: _OBJECT_LENGTH + 6]
        start, end = verb.start, inside[-1].end
        refers = tuple(dict.fromkeys(h.refers for h in self.between(start, end) if h.kind in ("item", "programme")))
        return ObjectMention(self.text[start:end], start, end, "act", refers, verb.lemma)

    def owner_beside(self, noun: Word) -> Word | None:
        """Return the word before a noun that names a party or country: *its*, *Russian*, *Russia's*."""
        for kid in (*noun.kids("poss"), *noun.kids("amod", "compound", "nmod")):
            if kid.tag == "PRP$" or self._hit_at(kid, ("party", "country", "seat", "adjective")):
                return kid
        return None

    def owner(self, sentence: Sentence, noun: Word) -> Word | None:
        """Return the word of a noun phrase that names a party or country beside its head: *its*, *Russian*, *of X*."""
        beside = self.owner_beside(noun)
        if beside is not None:
            return beside
        for kid in preposition_objects(noun, ("of", "by", "from", "with", "between")):
            if self.is_somebody(self.mention(sentence, kid)):
                return kid
        return None

    @staticmethod
    def is_somebody(mention: Mention | None) -> bool:
        """Whether a mention is linked to a party or a country."""
        return mention is not None and bool(mention.party_id or mention.country)

    @staticmethod
    def describes_firm(word: Word) -> bool:
        """Whether a noun describes a company or a bank that it does not name."""
        return word.lemma in _heads("company") or word.lemma in _heads("bank") or word.lemma in _heads("corporation")

    def _hit_at(self, word: Word, kinds: tuple[str, ...]) -> Hit | None:
        first = max(0, bisect_left(self.starts, word.end) - 2)
        for hit in self.hits[first : first + 3]:
            if hit.start < word.end and word.start < hit.end and hit.kind in kinds:
                return hit
        return None

    def _named(self, sentence: Sentence, word: Word, start: int, end: int) -> Hit | None:
        named = self._hit_at(word, ("party", "country", "seat"))
        if named is not None:
            return named
        appositive = word.kid("appos")
        if appositive is not None and (hit := self._hit_at(appositive, ("party",))):
            return hit
        inside = [hit for hit in self.between(start, end) if hit.kind in ("party", "country", "seat", "adjective")]
        lemma = word.lemma
        if word.tag.startswith("NNP") and lemma not in _heads("people"):
            owners = word.kids("poss")
            inside = [hit for hit in inside if not any(hit.start <= kid.start < hit.end for kid in owners)]
        stands_for = lemma in _heads("people") or word.lower in _heads("people") or word.tag.startswith("NNP")
        adjective = self._hit_at(word, ("adjective",))
        if adjective is not None:
            return adjective
        if inside and stands_for:
            parties = [hit for hit in inside if hit.kind == "party"]
            return self._described(parties[-1] if parties else inside[0], lemma, sentence, word)
        if stands_for:
            for noun in preposition_objects(word, ("on",)):
                if noun.lower == "side" and (hit := self._hit_at(noun_phrase(noun)[-2], ("adjective",))):
                    return hit
            for noun in preposition_objects(word, ("of", "in", "from")):
                hit = self._hit_at(noun, ("country", "seat"))
                if hit is not None:
                    return Hit(hit.start, hit.end, "adjective", hit.refers, hit.score * 0.8, hit.country)
        if lemma in _heads("of_heads"):
            for noun in preposition_objects(word, ("of", "for", "at", "in")):
                hit = self._hit_at(noun, ("party", "country", "seat")) or next(
                    (h for h in self.between(noun_phrase(noun)[0].start, noun.end) if h.kind != "item"), None
                )
                if hit is not None and hit.kind != "programme":
                    return Hit(hit.start, hit.end, hit.kind, hit.refers, hit.score * 0.8, hit.country)
        return None

    def _described(self, hit: Hit, lemma: str, sentence: Sentence, word: Word) -> Hit:
        if hit.kind == "party":
            return Hit(hit.start, hit.end, "party", hit.refers, hit.score * _POINTED, hit.country)
        space = any(one.lower == "space" for one in noun_phrase(word))
        agency = self.gazetteer.agencies.get(hit.country)
        if lemma in _heads("agency") and space and agency:
            return Hit(hit.start, hit.end, "party", agency, AGENCY_SCORE, hit.country)
        state = lemma in _heads("state_heads")
        return Hit(hit.start, hit.end, "seat" if state else "adjective", hit.refers, hit.score, hit.country)

    def _from_hit(self, hit: Hit, text: str, start: int, end: int, word: Word) -> Mention:
        start, end = (
            min(start, hit.start) if hit.start < end else start,
            max(end, hit.end) if hit.start < end + 2 else end,
        )
        text = self.text[start:end]
        if hit.kind == "party":
            return Mention(
                text, start, end, hit.refers, hit.country, round(hit.score, 2), ((hit.refers, round(hit.score, 2)),)
            )
        state = self.gazetteer.states.get(hit.refers)
        score = round(hit.score * STATE_SCORE, 2)
        if state and hit.kind in ("country", "seat"):
            return Mention(text, start, end, state, hit.country, score, ((state, score),))
        return Mention(text, start, end, "", hit.country, score, ((state, round(score / 2, 2)),) if state else ())

    def _pronoun(self, word: Word, speaker: Mention | None) -> Mention:
        plain = Mention(self.text[word.start : word.end], word.start, word.end)
        if word.lower in _SPEAKING:
            return _pointed(plain, speaker) if speaker else plain
        if word.lower in _PERSONAL:
            stranger = self._stranger(word)
            if stranger is not None:
                return Mention(plain.text, plain.start, plain.end, resolved=stranger)
            return self._pointing(plain, self._last(word.start, LOOK_BACK, self._is_person))
        if word.lower in ("they", "them", "their") and (people := self._people_before(word)):
            return _pointed(plain, people)
        if word.lower in _NEUTRAL and (subject := self._last_subject(word)):
            return _pointed(plain, subject)
        return self._pointing(plain, self._last(word.start, LOOK_BACK, self._is_group))

    def _stranger(self, pronoun: Word) -> str | None:
        """Return the person whom the world does not hold where *he* or *she* points at that person, nothing else."""
        first = bisect_left(self.subjects, pronoun.start) - 1
        for _, subject in reversed(self.subject_words[max(0, first - 7) : first + 1]):
            if pronoun.start - subject.start > LOOK_BACK or not subject.tag.startswith("NNP"):
                continue
            phrase = noun_phrase(subject)
            name = self.text[phrase[0].start : phrase[-1].end]
            hits = self.between(phrase[0].start, phrase[-1].end)
            if any(self._is_person(hit) for hit in hits):
                return None
            if self._hit_at(subject, ("party", "country", "seat")):
                continue
            if self._is_title(phrase, subject) or self._is_family_name(subject, len(phrase)):
                return name
        return None

    @staticmethod
    def _is_title(phrase: list[Word], name: Word) -> bool:
        beside = [*phrase, *name.kids("appos")]
        return any(word.lemma in _heads("person") or word.lower in _heads("person") for word in beside)

    def _is_family_name(self, name: Word, length: int) -> bool:
        first = re.search(rf"\b[A-Z][a-z]+\.? {re.escape(name.text)}\b", self.text)
        return first is not None and (length <= 2)

    def _people_before(self, pronoun: Word) -> Mention | None:
        """Return the nearest people before *they* in its sentence: *firms that ...* if *they* ..."""
        first = bisect_left(self.plural_starts, pronoun.start) - 1
        if first < 0:
            return None
        sentence, noun = self.plurals[first]
        inside = sentence.start <= pronoun.start < sentence.end
        return self.mention(sentence, noun) if inside and noun.dep not in ("poss", "compound") else None

    def _last_subject(self, word: Word) -> Mention | None:
        """Return the subject that a neutral pronoun points at: the last one before it of the same number."""
        many = word.lower in ("they", "them", "their")
        first = bisect_left(self.subjects, word.start) - 1
        for sentence, subject in reversed(self.subject_words[max(0, first - 5) : first + 1]):
            if (
                word.start - subject.start > (COUNTRY_LOOK_BACK // 2 if many else LOOK_BACK)
                or subject.tag.startswith("PRP")
                or subject.lower in _NO_ONE
            ):
                continue
            near = bool(sentence.start <= word.start < sentence.end)
            plural = subject.tag in ("NNS", "NNPS") or subject.kid("conj") is not None
            named = self.mention(sentence, subject)
            kind = self.gazetteer.parties[named.party_id].kind if named.party_id else ""
            if (
                plural == many
                and kind != "person"
                and (named.party_id or named.country or many or (near and subject.tag.startswith("NNP")))
            ):
                return named
        return None

    def _definite(self, sentence: Sentence, phrase: list[Word], word: Word, text: str, start: int, end: int) -> Mention:
        plain = Mention(text, start, end)
        owner = phrase[0]
        if owner.lower in ("its", "their") and owner is not word and word.lemma in _heads("people"):
            whose = self._pronoun(owner, None)
            if whose.country:
                return Mention(
                    text, start, end, "", whose.country, round(whose.score * _POINTED, 2), (), whose.resolved
                )
        if phrase[0].lower not in ("the", "this", "that", "its", "their"):
            return plain
        lemma = word.lemma
        if lemma in _heads("country"):
            near = {
                hit.country
                for hit in self.between(start - COUNTRY_LOOK_BACK, start)
                if hit.kind in ("country", "seat") and len(hit.country) == 2
            }
            if len(near) != 1:
                return plain
            return self._pointing(plain, self._last(start, COUNTRY_LOOK_BACK, lambda h: h.kind in ("country", "seat")))
        kinds = {
            "agency": ("agency", "state_corporation"),
            "corporation": ("state_corporation",),
            "company": ("company",),
            "bank": ("bank", "central_bank"),
            "person": ("person",),
        }
        wanted = next((kinds[group] for group in kinds if lemma in _heads(group)), None)
        if wanted is None:
            return plain
        here = [hit for hit in self.between(sentence.start, start) if self._kind(hit) in wanted]
        if len({hit.refers for hit in here}) == 1:
            return self._pointing(plain, here[-1])
        return self._pointing(plain, self._topic(start, wanted))

    def _topic(self, before: int, kinds: tuple[str, ...]) -> Hit | None:
        """Return the party of some kinds that the article names most often so far, of those named not long before."""
        near = [hit for hit in self.between(before - LOOK_BACK, before) if self._kind(hit) in kinds]
        told = Counter(hit.refers for hit in self.between(0, before))
        until = bisect_left(self.subjects, before)
        for place in self.subjects[:until]:
            told.update(hit.refers for hit in self.between(place - 60, place + 1) if hit.start <= place < hit.end)
        return max(near, key=lambda hit: (told[hit.refers], hit.start), default=None)

    def _last(self, before: int, reach: int, fits: Callable[[Hit], bool]) -> Hit | None:
        near = [hit for hit in self.between(before - reach, before) if fits(hit)]
        until = bisect_left(self.subjects, before)
        subjects = set(self.subjects[max(0, until - 12) : until])
        leading = [hit for hit in near if any(hit.start <= place < hit.end for place in subjects)]
        if leading and near and near[-1].start - leading[-1].start < reach // 2:
            return leading[-1]
        return near[-1] if near else None

    def _pointing(self, plain: Mention, hit: Hit | None) -> Mention:
        if hit is None:
            return plain
        named = self._from_hit(hit, self.text[hit.start : hit.end], hit.start, hit.end, None)  # type: ignore[arg-type]
        return _pointed(plain, named)

    def _kind(self, hit: Hit) -> str:
        return self.gazetteer.parties[hit.refers].kind if hit.kind == "party" else ""

    def _is_person(self, hit: Hit) -> bool:
        return self._kind(hit) == "person"

    def _is_group(self, hit: Hit) -> bool:
        return hit.kind in ("country", "seat") or (hit.kind == "party" and self._kind(hit) != "person")

    def _add_family_names(self) -> None:
        """Link a family name alone to the person whose full name the article gave before."""
        people = [hit for hit in self.hits if self._is_person(hit) and " " in self.text[hit.start : hit.end]]
        covered = {place for hit in self.hits for place in range(hit.start, hit.end)}
        for hit in people:
            party = self.gazetteer.parties[hit.refers]
            words = self.text[hit.start : hit.end].split()
            family = words[0] if party.country == "CN" else words[-1]
            at = self.text.find(family, hit.end)
            while at >= 0:
                end = at + len(family)
                alone = not self.text[end : end + 1].isalpha() and not self.text[at - 1].isalpha()
                if at not in covered and alone:
                    self.hits.append(Hit(at, end, "party", hit.refers, 0.85, hit.country))
                    covered.update(range(at, end))
                at = self.text.find(family, end)
        self.hits.sort(key=lambda hit: hit.start)


def stands_for_somebody(word: Word) -> bool:
    """Whether a word is a pronoun or describes people, a firm or a state, named or not."""
    return word.tag.startswith("PRP") or word.lemma in _heads("people") or word.lower in _heads("people")


def _pointed(plain: Mention, named: Mention) -> Mention:
    return Mention(
        plain.text,
        plain.start,
        plain.end,
        named.party_id,
        named.country,
        round(named.score * _POINTED, 2),
        named.candidates,
        named.resolved or named.text,
    )


def _kind_of(phrase: list[Word]) -> str:
    lemmas = {word.lemma for word in phrase} | {word.lower for word in phrase}
    for kind in ("measure", "money", "agreement", "mission", "part", "programme"):
        if lemmas & _heads(f"{kind}_words"):
            return kind
    return "thing"


@cache
def _heads(key: str) -> frozenset[str]:
    return frozenset(word_table("heads.yaml")[key])
