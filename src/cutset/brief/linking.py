"""Whom do these words mean? Nouns and pronouns of a sentence linked to parties and countries, nothing invented.

A name is linked through the :class:`~cutset.brief.gazetteer.Gazetteer`; *Chinese banks* to the country; *the Russian
space agency* to the agency of that country with a low score; *he*, *it* and *the agency* to what was last named, and
flagged. What the world does not hold stays words.
"""

from __future__ import annotations

from typing import Final

from cutset.brief.claim import Mention, ObjectMention
from cutset.brief.clauses import noun_phrase, preposition_objects
from cutset.brief.gazetteer import AGENCY_SCORE, Gazetteer, Hit
from cutset.brief.names_in import NamesIn
from cutset.brief.pointing import POINTED, Pointing, is_pair, is_pronoun
from cutset.brief.tables import heads, listed
from cutset.brief.words import Sentence, Word

__all__ = ["Linker", "is_of_kind", "same_party", "stands_for_somebody"]

_ANY_NAME: Final = ("party", "country", "seat", "adjective", "item", "programme")
_OBJECT_LENGTH: Final = 12
"""Most words of an object that are kept."""


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
        self.named = NamesIn(text, gazetteer)
        self.pointing = Pointing(self.named, self.mention)

    def note_subjects(self, sentences: list[Sentence]) -> None:
        """Remember the subjects of an article: pronouns point at subjects first."""
        self.pointing.note_subjects(sentences)

    def between(self, start: int, end: int) -> list[Hit]:
        """Return the names between two places."""
        return self.named.between(start, end)

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
        if is_pronoun(word):
            return self.pointing.pronoun(word, speaker)
        phrase = noun_phrase(word)
        start, end = phrase[0].start, phrase[-1].end
        name = next((p for p in word.kids("prep") if p.lower == "of" and word.tag.startswith("NNP")), None)
        if name is not None and name.kid("pobj") and name.kids("pobj")[0].tag.startswith("NNP"):
            end = max(end, noun_phrase(name.kids("pobj")[0])[-1].end)
        beside = _name_beside(word, end)
        if beside is not None:
            end = noun_phrase(beside)[-1].end
        text = self.text[start:end]
        if is_pair(phrase):
            return self.pointing.pair(Mention(text, start, end))
        if word.lower in listed("no_one"):
            return Mention(text, start, end)
        hit = self._named(sentence, word, start, end)
        if hit is not None and hit.kind == "seat" and _is_place(sentence, word):
            hit = Hit(hit.start, hit.end, "adjective", hit.refers, hit.score, hit.country)
        if hit is not None:
            return self.named.mention_of(hit, text, start, end, word)
        return self.pointing.definite(sentence, phrase, word, text, start, end)

    def thing(self, sentence: Sentence, word: Word) -> ObjectMention:
        """Return what a noun phrase is about, with what follows by *of*, *for* or *to*."""
        phrase = noun_phrase(word)
        start, end = phrase[0].start, phrase[-1].end
        for prep in word.kids("prep"):
            under = sentence.under(prep)
            if prep.lower in ("of", "for", "in") and prep.start - end <= 2 and len(under) <= _OBJECT_LENGTH:
                end = max(end, under[-1].end)
        refers = tuple(
            dict.fromkeys(h.refers for h in self.named.between(start, end) if h.kind in ("item", "programme"))
        )
        head = word.lemma.lower()
        return ObjectMention(self.text[start:end], start, end, _kind_of(phrase), refers, head)

    def clause_thing(self, sentence: Sentence, verb: Word) -> ObjectMention:
        """Return a clause as what it is about."""
        under = sentence.under(
            verb, lambda kid: kid.dep in ("nsubj", "punct", "mark", "advcl") and kid.start < verb.start
        )
        inside = [word for word in under if word.place >= verb.place][: _OBJECT_LENGTH + 6]
        denied = next(
            (kid for kid in verb.kids("neg") if kid.lower in ("not", "never") and kid.place < verb.place), verb
        )
        start, end = denied.start, inside[-1].end
        refers = tuple(
            dict.fromkeys(h.refers for h in self.named.between(start, end) if h.kind in ("item", "programme"))
        )
        return ObjectMention(self.text[start:end], start, end, "act", refers, verb.lemma)

    def owner_beside(self, noun: Word) -> Word | None:
        """Return the word before a noun that names a party or country: *its*, *Russian*, *Russia's*."""
        for kid in (*noun.kids("poss"), *noun.kids("amod", "compound", "nmod")):
            if kid.tag == "PRP$" or self.named.at(kid, ("party", "country", "seat", "adjective")):
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

    def is_craft(self, noun: Word) -> bool:
        """Whether a noun names a spacecraft, rocket or programme: one of the world, or a name with a number."""
        if self.named.at(noun, ("item", "programme")):
            return True
        numbered = any(char.isdigit() for word in (noun, *noun.kids("nummod", "compound")) for char in word.text)
        named = noun.text[:1].isupper() or any(kid.tag == "NNP" for kid in noun.kids("compound"))
        return named and numbered and not self.named.at(noun, ("party", "country", "seat", "adjective"))

    def is_strange_name(self, noun: Word) -> bool:
        """Whether a noun is a single name that belongs to no party or country: *Akatsuki*, not *Elon Musk*."""
        beside = [*noun.kids("compound", "appos", "nmod")]
        plain = not any(kid.tag.startswith("NNP") or kid.lemma in heads("titles") for kid in beside)
        return noun.tag == "NNP" and plain and not self.named.at(noun, _ANY_NAME)

    @staticmethod
    def is_somebody(mention: Mention | None) -> bool:
        """Whether a mention is linked to a party or a country."""
        return mention is not None and bool(mention.party_id or mention.country)

    def is_powerless(self, mention: Mention | None) -> bool:
        """Whether a mention is somebody who can impose or lift no measure: a person, a firm or a space agency."""
        party = self.gazetteer.parties.get(mention.party_id) if mention is not None and mention.party_id else None
        return party is not None and party.kind in ("person", "agency", "institute", "company", "bank")

    @staticmethod
    def describes_firm(word: Word) -> bool:
        """Whether a noun describes a company or a bank that it does not name."""
        return word.lemma in heads("company") or word.lemma in heads("bank") or word.lemma in heads("corporation")

    def _named(self, sentence: Sentence, word: Word, start: int, end: int) -> Hit | None:
        named = self.named.at(word, ("party", "country", "seat"))
        if named is not None and named.kind != "party" and self._is_family_name(word):
            inside = [hit for hit in self.named.between(start, end) if hit.kind == "party"]
            return inside[-1] if inside else None
        if named is not None:
            return named
        appositive = word.kid("appos")
        if appositive is not None and (hit := self.named.at(appositive, ("party",))):
            return hit
        inside = [
            hit
            for hit in self.named.between(start, end)
            if hit.kind in ("party", "country", "seat", "adjective") and self.text[hit.end : hit.end + 6] != "-based"
        ]
        lemma = word.lemma
        if word.tag.startswith("NNP") and lemma not in heads("people"):
            owners = word.kids("poss")
            inside = [hit for hit in inside if not any(hit.start <= kid.start < hit.end for kid in owners)]
        phrase_of = noun_phrase(word)
        name = word.tag.startswith("NNP") and word.lower not in heads("events")
        stands_for = lemma in heads("people") or word.lower in heads("people") or name
        known = self.pointing.of_country(phrase_of, inside)
        if known is not None:
            return known
        adjective = self.named.at(word, ("adjective",))
        if adjective is not None:
            return adjective
        if inside and stands_for:
            parties = [hit for hit in inside if hit.kind == "party"]
            return self._described(parties[-1] if parties else inside[0], lemma, sentence, word)
        if stands_for:
            for noun in preposition_objects(word, ("on",)):
                if noun.lower == "side" and (hit := self.named.at(noun_phrase(noun)[-2], ("adjective",))):
                    return hit
            for noun in preposition_objects(word, ("of", "in", "from")) if not _is_owned(word) else ():
                hit = self.named.at(noun, ("country", "seat"))
                if hit is not None:
                    return Hit(hit.start, hit.end, "adjective", hit.refers, hit.score * 0.8, hit.country)
        if lemma in heads("of_heads"):
            for noun in preposition_objects(word, ("of", "for", "at", "in")) if not word.kid("poss") else ():
                hit = self.named.at(noun, ("party", "country", "seat")) or next(
                    (h for h in self.named.between(noun_phrase(noun)[0].start, noun.end) if h.kind != "item"), None
                )
                if hit is not None and hit.kind != "programme":
                    return Hit(hit.start, hit.end, hit.kind, hit.refers, hit.score * 0.8, hit.country)
        return None

    def _is_family_name(self, word: Word) -> bool:
        """Whether a country's name is that of a person: *Stephane Israel*, not *North Korea*, *U.S. Treasury*."""
        first = next((kid for kid in word.kids("compound") if kid.place == word.place - 1), None)
        if first is None or not first.tag.startswith("NNP") or not first.text[1:].islower():
            return False
        known = first.lower in listed("parts_of_countries") or self.named.at(first, _ANY_NAME) is not None
        titled = word.kid("appos") or any(kid.lemma in heads("titles") for kid in word.kids("compound"))
        return not known and bool(titled)

    def _described(self, hit: Hit, lemma: str, sentence: Sentence, word: Word) -> Hit:
        if hit.kind == "party":
            return Hit(hit.start, hit.end, "party", hit.refers, hit.score * POINTED, hit.country)
        space = any(one.lower == "space" for one in noun_phrase(word))
        agency = self.gazetteer.agencies.get(hit.country)
        if lemma in heads("agency") and space and agency:
            return Hit(hit.start, hit.end, "party", agency, AGENCY_SCORE, hit.country)
        state = lemma in heads("state_heads")
        return Hit(hit.start, hit.end, "seat" if state else "adjective", hit.refers, hit.score, hit.country)


def same_party(one: Mention, other: Mention | None) -> bool:
    """Whether two mentions are linked to one party, or to one country where neither names a party."""
    if other is None or not (one.party_id or one.country):
        return False
    return (one.party_id, one.country) == (other.party_id, other.country)


def stands_for_somebody(word: Word) -> bool:
    """Whether a word is a pronoun or describes people, a firm or a state, named or not."""
    return word.tag.startswith("PRP") or word.lemma in heads("people") or word.lower in heads("people")


def _name_beside(word: Word, end: int) -> Word | None:
    """Return the name that says who or what a describing noun is: *the telescope eROSITA*, *its chief, Josef Roe*."""
    if word.tag.startswith("NNP"):
        return None
    person = word.lemma in heads("titles") or word.lemma in heads("person")
    return next(
        (
            kid
            for kid in word.kids("appos")
            if kid.tag.startswith("NNP") and 0 <= noun_phrase(kid)[0].start - end <= (2 if person else 1)
        ),
        None,
    )


def _is_owned(word: Word) -> bool:
    """Whether a noun belongs to somebody other than the speaker: *its friends*, not *our friends*."""
    return any(kid.lower not in ("our", "my") for kid in word.kids("poss"))


def _is_place(sentence: Sentence, word: Word) -> bool:
    """Whether a capital only says where: *its office in Moscow*, not *a threat by Moscow*."""
    return word.dep == "pobj" and sentence.words[word.head].lower in ("in", "at", "near", "outside", "inside", "around")


def is_of_kind(word: Word) -> bool:
    """Whether a word is a mission, part, programme, agreement or measure."""
    return any(
        word.lemma in heads(f"{kind}_words") for kind in ("mission", "part", "programme", "agreement", "measure")
    )


def _kind_of(phrase: list[Word]) -> str:
    lemmas = {word.lemma for word in phrase} | {word.lower for word in phrase}
    for kind in ("measure", "money", "agreement", "mission", "part", "programme"):
        if lemmas & heads(f"{kind}_words"):
            return kind
    return "thing"
