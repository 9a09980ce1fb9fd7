"""Whom does a pronoun or a definite noun point at? *It*, *they*, *he*, *the agency*, *its makers*; never a guess."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from typing import Final, TypeAlias

from cutset.brief.claim import Mention
from cutset.brief.clauses import noun_phrase
from cutset.brief.gazetteer import Hit
from cutset.brief.names_in import NamesIn
from cutset.brief.tables import heads, listed
from cutset.brief.words import Sentence, Word

__all__ = ["POINTED", "Pointing", "is_pair", "is_pronoun"]

LOOK_BACK: Final = 700
"""How far back a pronoun may point [characters]."""
COUNTRY_LOOK_BACK: Final = 350
_PAIR_REACH: Final = 200
"""How near two groups must stand for a pronoun to mean either [characters]."""
POINTED: Final = 0.8
"""What a pronoun keeps of the score of the name it stands for."""
_PERSONAL: Final = frozenset(("he", "she", "him", "her"))
_NEUTRAL: Final = frozenset(("it", "they", "them", "its", "their"))
_SPEAKING: Final = frozenset(("we", "us", "i", "our", "ours", "my", "me"))

_KINDS: Final = {
    "agency": ("agency", "state_corporation"),
    "corporation": ("state_corporation",),
    "company": ("company",),
    "bank": ("bank", "central_bank"),
    "person": ("person",),
}

Describe: TypeAlias = Callable[[Sentence, Word], Mention]
"""Returns whom a word of a sentence names."""


class Pointing:
    """What pronouns and definite nouns of one article point at.

    Parameters
    ----------
    named
        The names of the article.
    mention
        Returns whom a noun names.
    """

    def __init__(self, named: NamesIn, mention: Describe) -> None:
        self.named, self.mention, self.text, self.gazetteer = named, mention, named.text, named.gazetteer
        self.subjects: list[int] = []
        self.subject_words: list[tuple[Sentence, Word]] = []
        self.sentences: list[Sentence] = []
        self.plurals: list[tuple[Sentence, Word]] = []
        self.plural_starts: list[int] = []

    def note_subjects(self, sentences: list[Sentence]) -> None:
        """Remember the subjects of an article: pronouns point at subjects first."""
        found = [(s, w) for s in sentences for w in s.words if w.dep in ("nsubj", "nsubjpass") and w.is_noun]
        self.subject_words = sorted(found, key=lambda one: one[1].start)
        self.sentences = sentences
        self.subjects = [word.start for _, word in self.subject_words]
        self.plurals = [
            (s, w) for s in sentences for w in s.words if w.tag in ("NNS", "NNPS") and w.lemma in heads("people")
        ]
        self.plural_starts = [word.start for _, word in self.plurals]

    def pronoun(self, word: Word, speaker: Mention | None) -> Mention:
        """Return whom a pronoun means; a speaker, where known, is meant by *we* and *I*."""
        plain = Mention(self.text[word.start : word.end], word.start, word.end)
        if word.lower in _SPEAKING:
            return _pointed(plain, speaker) if speaker else plain
        if word.lower in _PERSONAL:
            stranger = self._stranger(word)
            if stranger is not None:
                return Mention(plain.text, plain.start, plain.end, resolved=stranger)
            return self._pointing(plain, self._last(word.start, LOOK_BACK, self.named.is_person))
        if word.lower in _NEUTRAL and (stranger := self._strange_subject(word)):
            return Mention(plain.text, plain.start, plain.end, resolved=stranger)
        if word.lower in ("they", "them", "their") and (people := self._people_before(word)):
            return _pointed(plain, people)
        if word.lower in ("it", "its") and (group := self._only_group(word)):
            return self._pointing(plain, group)
        if word.lower in _NEUTRAL and (subject := self._last_subject(word)):
            return _pointed(plain, subject)
        return self._pointing(plain, self._one_group(word.start)) if word.lower in _NEUTRAL else plain

    def _strange_subject(self, pronoun: Word) -> str:
        """Return the name that the world does not hold where it is the last subject of the pronoun's own sentence."""
        last = bisect_left(self.subjects, pronoun.start) - 1
        if last < 0:
            return ""
        sentence, subject = self.subject_words[last]
        if last > 0 and _is_object_of(sentence, pronoun, subject):
            sentence, subject = self.subject_words[last - 1]
        if not sentence.start <= pronoun.start < sentence.end or not subject.tag.startswith("NNP"):
            return ""
        named = self.mention(sentence, subject)
        return "" if named.party_id or named.country or named.resolved else named.text

    def _one_group(self, before: int) -> Hit | None:
        """Return the group that a neutral pronoun can mean: a subject, or the only one named not long before."""
        near = {hit.refers for hit in self.named.between(before - _PAIR_REACH, before) if self.named.is_group(hit)}
        found = self._last(before, LOOK_BACK, self.named.is_group)
        if found is None or len(near) < 2 or any(found.start <= place < found.end for place in self.subjects):
            return found
        return None

    def pair(self, plain: Mention) -> Mention:
        """Return *both* or *the two sides* with the two that were last joined by *and*; it is linked to neither."""
        first = bisect_left(self.subjects, plain.start) - 1
        for sentence, subject in reversed(self.subject_words[max(0, first - 5) : first + 1]):
            joined = subject.kids("conj")
            if plain.start - subject.start > LOOK_BACK or len(joined) != 1:
                continue
            if any(is_pair(noun_phrase(word)) for word in (subject, joined[0])):
                continue
            two = [self.mention(sentence, word) for word in (subject, joined[0])]
            if all(one.party_id or one.country for one in two):
                candidates = tuple(c for one in two for c in one.candidates[:1])
                told = f"{two[0].text} and {two[1].text}"
                return Mention(plain.text, plain.start, plain.end, candidates=candidates, resolved=told)
        return plain

    def _stranger(self, pronoun: Word) -> str | None:
        """Return the person whom the world does not hold where *he* or *she* points at that person, nothing else."""
        first = bisect_left(self.subjects, pronoun.start) - 1
        for _, subject in reversed(self.subject_words[max(0, first - 7) : first + 1]):
            beside = next((kid for kid in subject.kids("appos") if kid.tag.startswith("NNP")), None)
            titled = beside is not None and subject.lemma in heads("titles")
            subject = beside if titled and beside is not None else subject
            if pronoun.start - subject.start > LOOK_BACK or not subject.tag.startswith("NNP"):
                continue
            phrase = noun_phrase(subject)
            name = self.text[phrase[0].start : phrase[-1].end]
            hits = self.named.between(phrase[0].start, phrase[-1].end)
            if any(self.named.is_person(hit) for hit in hits):
                return None
            if self.named.at(subject, ("party", "country", "seat")):
                continue
            if titled or self._is_title(phrase, subject) or self._is_family_name(subject, len(phrase)):
                return name
        return None

    @staticmethod
    def _is_title(phrase: list[Word], name: Word) -> bool:
        beside = [*phrase, *name.kids("appos")]
        return any(word.lemma in heads("titles") or word.lower in heads("titles") for word in beside)

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

    def _only_group(self, pronoun: Word) -> Hit | None:
        """Return the one party or country of the sentence before, where a sentence opens with *it* and that has none
        as its subject: *For Russia the loss is great. It ...*.
        """
        at = bisect_left([s.start for s in self.sentences], pronoun.start + 1) - 1
        if at < 1 or self.sentences[at].start != pronoun.start:
            return None
        before = self.sentences[at - 1]
        hits = [hit for hit in self.named.between(before.start, before.end) if self.named.is_group(hit)]
        subjects = [w for s, w in self.subject_words if s is before]
        plain = all(
            not w.tag.startswith(("NNP", "PRP")) and self.named.at(w, ("party", "country")) is None for w in subjects
        )
        return hits[-1] if plain and subjects and len({hit.refers for hit in hits}) == 1 else None

    def _last_subject(self, word: Word) -> Mention | None:
        """Return the subject that a neutral pronoun points at: the last one before it of the same number."""
        many = word.lower in ("they", "them", "their")
        first = bisect_left(self.subjects, word.start) - 1
        for sentence, subject in reversed(self.subject_words[max(0, first - 5) : first + 1]):
            if (
                word.start - subject.start > (COUNTRY_LOOK_BACK // 2 if many else LOOK_BACK)
                or subject.tag.startswith("PRP")
                or subject.lower in listed("no_one")
                or _is_object_of(sentence, word, subject)
            ):
                continue
            near = bool(sentence.start <= word.start < sentence.end)
            if not many and not near and word.start - sentence.end < 3 and self._is_strange_firm(subject):
                return self.mention(sentence, subject)
            plural = subject.tag in ("NNS", "NNPS") or subject.kid("conj") is not None
            owner = subject.kid("poss")
            if near and not many and owner is not None and self.named.at(owner, ("party",)) is not None:
                return self.mention(sentence, owner)
            named = self.mention(sentence, subject)
            kind = self.gazetteer.parties[named.party_id].kind if named.party_id else ""
            if (
                plural == many
                and kind != "person"
                and (named.party_id or named.country or many or (near and subject.tag.startswith("NNP")))
            ):
                return named
        return None

    def definite(self, sentence: Sentence, phrase: list[Word], word: Word, text: str, start: int, end: int) -> Mention:
        """Return whom *the agency*, *the country* or *its makers* means."""
        plain = Mention(text, start, end)
        owner = phrase[0]
        if owner.lower in ("its", "their") and owner is not word and word.lemma in heads("people"):
            whose = self.pronoun(owner, None)
            if whose.country:
                return Mention(text, start, end, "", whose.country, round(whose.score * POINTED, 2), (), whose.resolved)
        possessor = word.kid("poss")
        if possessor is not None and possessor.is_noun and word.lemma in heads("people"):
            whose = self.mention(sentence, possessor)
            meant = whose.resolved or whose.text
            party = whose.party_id if word.lemma in heads("of_heads") else ""
            return Mention(text, start, end, party, whose.country, round(whose.score * POINTED, 2), (), meant)
        if owner.lower in ("his", "her") and len(phrase) == 2 and word.lemma in heads("employers"):
            return self._employer(plain)
        if phrase[0].lower not in ("the", "this", "that", "its", "their"):
            return plain
        if word.tag.startswith("NNP") and any(one.tag.startswith("NNP") for one in phrase if one is not word):
            return plain
        lemma = word.lemma
        if lemma in heads("country"):
            near = {
                hit.country
                for hit in self.named.between(start - COUNTRY_LOOK_BACK, start)
                if hit.kind in ("country", "seat") and len(hit.country) == 2
            }
            if len(near) != 1:
                return plain
            return self._pointing(plain, self._last(start, COUNTRY_LOOK_BACK, lambda h: h.kind in ("country", "seat")))
        told = self._told_before(word) if len(phrase) == 2 and phrase[0].lower == "the" else None
        if told is not None:
            return _pointed(plain, told)
        wanted = self._wanted(word)
        if wanted is None or (wanted == ("person",) and len(phrase) > 2):
            return plain
        here = [hit for hit in self.named.between(sentence.start, start) if self.named.kind(hit) in wanted]
        is_subject = word.dep in ("nsubj", "nsubjpass", "poss")
        if is_subject and len({hit.refers for hit in here}) == 1:
            return self._pointing(plain, here[-1])
        taken = frozenset() if is_subject else frozenset(hit.refers for hit in here)
        return self._pointing(plain, self._topic(start, wanted, taken) or self._topic(start, wanted))

    def _employer(self, plain: Mention) -> Mention:
        """Return the party whose head or spokesman *his company* speaks of: the last subject with a title."""
        first = bisect_left(self.subjects, plain.start) - 1
        for sentence, subject in reversed(self.subject_words[max(0, first - 3) : first + 1]):
            phrase = noun_phrase(subject)
            if plain.start - subject.start < COUNTRY_LOOK_BACK and self._is_title(phrase, subject):
                whose = self.mention(sentence, subject)
                group = not whose.party_id or self.gazetteer.parties[whose.party_id].kind != "person"
                return _pointed(plain, whose) if group and (whose.party_id or whose.country) else plain
        return plain

    def _told_before(self, word: Word) -> Mention | None:
        """Return whom *the ministry* means where *the foreign ministry* or a firm of no party was a subject before."""
        first = bisect_left(self.subjects, word.start) - 1
        for sentence, subject in reversed(self.subject_words[max(0, first - 5) : first + 1]):
            if word.start - subject.start > LOOK_BACK or subject is word or subject.tag.startswith("PRP"):
                continue
            if subject.lemma == word.lemma and word.lemma in heads("people"):
                phrase = noun_phrase(subject)
                return self.mention(sentence, subject) if len(phrase) > 2 else None
            if self.named.at(subject, ("party",)):
                return None
            if self._wanted(word) in (("company",), ("bank", "central_bank")) and self._is_strange_firm(subject):
                return self.mention(sentence, subject)
        return None

    def _is_strange_firm(self, subject: Word) -> bool:
        """Whether a subject is a name that belongs to no party, country or person."""
        if not subject.tag.startswith("NNP") or self.named.at(subject, ("party", "country", "seat", "adjective")):
            return False
        phrase = noun_phrase(subject)
        return not self._is_title(phrase, subject) and not self._is_family_name(subject, len(phrase))

    def of_country(self, phrase: list[Word], inside: list[Hit]) -> Hit | None:
        """Return the party of a country that *the French firm* or *the Russian agency* points back at."""
        if phrase[0].lower != "the" or not inside or phrase[-1].tag == "NNS":
            return None
        if any(hit.kind != "adjective" for hit in inside):
            return None
        wanted = self._wanted(phrase[-1])
        if wanted is None or wanted == ("person",):
            return None
        before = self.named.between(phrase[0].start - LOOK_BACK, phrase[0].start)
        fitting = [h for h in before if self.named.kind(h) in wanted and h.country in {hit.country for hit in inside}]
        if not fitting:
            return None
        last = fitting[-1]
        return Hit(inside[0].start, inside[0].end, "party", last.refers, last.score * POINTED, last.country)

    @staticmethod
    def _wanted(noun: Word) -> tuple[str, ...] | None:
        """Return the kinds of party that a describing noun can stand for."""
        return next((kinds for group, kinds in _KINDS.items() if noun.lemma in heads(group)), None)

    def _topic(self, before: int, kinds: tuple[str, ...], taken: frozenset[str] = frozenset()) -> Hit | None:
        """Return the party of some kinds that the article names most often so far, of those named not long before."""
        names = self.named.between(before - LOOK_BACK, before)
        near = [hit for hit in names if self.named.kind(hit) in kinds and hit.refers not in taken]
        told = Counter(hit.refers for hit in self.named.between(0, before))
        until = bisect_left(self.subjects, before)
        for place in self.subjects[:until]:
            told.update(hit.refers for hit in self.named.between(place - 60, place + 1) if hit.start <= place < hit.end)
        return max(near, key=lambda hit: (told[hit.refers], hit.start), default=None)

    def _last(self, before: int, reach: int, fits: Callable[[Hit], bool]) -> Hit | None:
        near = [hit for hit in self.named.between(before - reach, before) if fits(hit)]
        until = bisect_left(self.subjects, before)
        subjects = set(self.subjects[max(0, until - 12) : until])
        leading = [hit for hit in near if any(hit.start <= place < hit.end for place in subjects)]
        if leading and near and near[-1].start - leading[-1].start < reach // 2:
            return leading[-1]
        return near[-1] if near else None

    def _pointing(self, plain: Mention, hit: Hit | None) -> Mention:
        if hit is None:
            return plain
        named = self.named.mention_of(hit, self.text[hit.start : hit.end], hit.start, hit.end, None)  # type: ignore[arg-type]
        return _pointed(plain, named)


def is_pair(phrase: list[Word]) -> bool:
    """Whether words mean two that were named: *both*, *the two sides*."""
    last = phrase[-1]
    if last.lower == "both":
        return len(phrase) == 1
    counted = phrase[0].lower in ("both", "the") and any(word.lower in ("two", "both") for word in phrase[:-1])
    return counted and last.tag == "NNS" and last.lemma in heads("people")


def is_pronoun(word: Word) -> bool:
    """Whether a word is a pronoun; *US* is a country."""
    return word.text != "US" and (word.tag.startswith("PRP") or word.lower in _PERSONAL | _NEUTRAL | _SPEAKING)


def _is_object_of(sentence: Sentence, pronoun: Word, subject: Word) -> bool:
    """Whether a pronoun is the object of a subject's verb, and so means somebody else: *they ordered it to stop*."""
    if not sentence.start <= pronoun.start < sentence.end or pronoun.tag == "PRP$":
        return False
    verb, above = sentence.up(subject), sentence.up(pronoun)
    if pronoun.dep == "nsubj" and above is not None and above.dep in ("ccomp", "xcomp"):
        return sentence.up(above) is verb and any(kid.lower == "to" for kid in above.kids("aux"))
    return pronoun.dep in ("dobj", "dative") and above is verb


def _pointed(plain: Mention, named: Mention) -> Mention:
    return Mention(
        plain.text,
        plain.start,
        plain.end,
        named.party_id,
        named.country,
        round(named.score * POINTED, 2),
        named.candidates,
        named.resolved or named.text,
    )
