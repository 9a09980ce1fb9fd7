"""What does the article claim? Every word that tells an act, with its places, its outlook, its source and its time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from cutset.brief.article import Article
from cutset.brief.claim import Attribution, Claim, EventTime, Mention, Provenance
from cutset.brief.clauses import coordinated, is_no_longer
from cutset.brief.dating import Dates
from cutset.brief.filling import described, fill
from cutset.brief.gazetteer import Gazetteer, gazetteer
from cutset.brief.hedges_own import averted, dated_until, learned_own
from cutset.brief.hedging import outlook_of
from cutset.brief.keeping import Found, gives_way, only_compares, swallowed, told_twice, without_repeats, worth_telling
from cutset.brief.learned import Learned, load_learned
from cutset.brief.linking import Linker, same_party
from cutset.brief.outlook import Outlook
from cutset.brief.parsing import TIME_LIMIT_S, ParserName, chosen_parser, parse, time_limit
from cutset.brief.patterns import Pattern, Patterns, load_patterns
from cutset.brief.preparing import parse_text
from cutset.brief.sides import choose_sides
from cutset.brief.speaking import Speakers
from cutset.brief.tables import listed
from cutset.brief.telling import Telling, Told
from cutset.brief.words import Sentence, Word
from cutset.world.world import World

__all__ = ["VERSION", "Extractor", "extract_claims"]

VERSION: Final = "3"
"""Version of the reading rules; it stands in every claim."""

MOST_JOINED: Final = 6
"""Most parties joined by *and* for which an act is told."""
SURE: Final = 0.4
"""Least chance that a word tells an act for which it is told of anybody and anything, known or not."""
_CEASED: Final = {"AID": "STOP_SUPPLY", "COOPERATE": "CUT_TIES", "SEEK_SUPPLY": "CUT_TIES"}
"""What an act becomes that is done *no longer*."""
_UTTERED: Final = ("DEMAND", "THREATEN", "REJECT", "OFFER")
"""Acts of speech: refusing what was said does not unsay it."""
_BASE_SCORE: Final = {"model": 0.9, "rules": 0.75}
_COSTS: Final = {
    "pronoun_resolved": 0.1,
    "attribution_doubtful": 0.1,
    "headline": 0.1,
    "garbled": 0.05,
    "unlinked_actor": 0.1,
    "no_actor": 0.15,
    "question": 0.1,
    "hypothetical": 0.05,
}


def extract_claims(
    article: Article,
    world: World | None = None,
    *,
    parser: ParserName = "auto",
    patterns: Patterns | None = None,
    limit_s: float = TIME_LIMIT_S,
) -> tuple[Claim, ...]:
    """Return the claims of one article; :class:`Extractor` serves for many.

    Parameters
    ----------
    article
        The article.
    world
        The world whose parties, programmes and items are linked; None = countries only.
    parser
        model, rules, or auto: the language model where it is installed.
    patterns
        Patterns; the package's own by default.
    limit_s
        Longest time [s].

    Raises
    ------
    InputError
        With ``E_TIME`` where the article takes longer.
    """
    return Extractor(gazetteer(world), parser=parser, patterns=patterns).claims(article, limit_s)


class Extractor:
    """Reads articles against one world.

    Parameters
    ----------
    names
        Names of the world.
    parser
        model, rules, or auto.
    patterns
        Patterns; the package's own by default.
    """

    def __init__(
        self,
        names: Gazetteer,
        *,
        parser: ParserName = "auto",
        patterns: Patterns | None = None,
        learned: Learned | None = None,
    ) -> None:
        self.names = names
        self.parser_name, self.parser = chosen_parser(parser)
        self.patterns = patterns or load_patterns()
        self.learned = learned or load_learned(self.parser_name)

    def claims(self, article: Article, limit_s: float = TIME_LIMIT_S) -> tuple[Claim, ...]:
        """Return the claims of an article, in the order of the text."""
        text = parse_text(article, self.names.words)
        in_time = time_limit(article, limit_s)
        sentences = parse(article, text, self.parser, in_time)
        return _Reading(self, article, text, sentences).claims(in_time)


class _Reading:
    def __init__(self, extractor: Extractor, article: Article, text: str, sentences: list[Sentence]) -> None:
        self.extractor, self.article, self.text, self.sentences = extractor, article, text, sentences
        self.linker = Linker(article.text, extractor.names)
        self.linker.note_subjects(sentences)
        self.dates = Dates(text, article.published.day)
        self.speakers = Speakers(article, text, sentences, self.linker)
        self.telling = Telling(extractor.patterns, extractor.learned.acts, self.linker)

    def claims(self, in_time: Callable[[], None]) -> tuple[Claim, ...]:
        made: list[Claim] = []
        for sentence in self.sentences:
            made.extend(self._of_sentence(sentence))
            in_time()
        return tuple(without_repeats(made))

    def _of_sentence(self, sentence: Sentence) -> Iterator[Claim]:
        found = list(self._matches(sentence))
        twice = told_twice(sentence, found)
        gone = swallowed(sentence, found) | twice
        acts = {one.clause.word: one.pattern.act for one in found if one.clause.word not in twice}
        for one in found:
            above = sentence.up(one.clause.word)
            if one.clause.word.is_noun and above is not None and _tells_of(acts.get(above), one.pattern.act):
                continue
            if one.clause.word in gone or gives_way(one, acts, gone):
                continue
            claim = self._claim(sentence, one)
            if claim is not None:
                yield claim
                yield from self._joined(sentence, one, claim)

    def _matches(self, sentence: Sentence) -> Iterator[Found]:
        for word in sentence.words:
            told = self.telling.told(sentence, word)
            if told is None or only_compares(word):
                continue
            look = _outlook(sentence, word, told)
            places = fill(told.pattern, sentence, told.clause, self.linker)
            if told.pattern.id not in self.extractor.patterns.own:
                choose_sides(told.pattern, sentence, word, places, self.linker, self.extractor.learned.sides)
            yield Found(told.pattern, told.clause, places, look, told.chance, told.of_act)

    def _joined(self, sentence: Sentence, one: Found, claim: Claim) -> Iterator[Claim]:
        """Yield the same claim for each party or country joined to its actor or recipient by *and*."""
        for place, word in (("actor", one.places.actor), ("recipient", one.places.recipient)):
            for other in coordinated(word)[1:MOST_JOINED] if word is not None else ():
                mention = self.linker.mention(sentence, other)
                opposite = claim.recipient if place == "actor" else claim.actor
                if self.linker.is_somebody(mention) and not same_party(mention, opposite) and not _is_not(other):
                    identity = f"{claim.claim_id}:{place}:{mention.start}"
                    flags = {*claim.flags} - {f"unlinked_{place}"} | (
                        set() if mention.party_id else {f"unlinked_{place}"}
                    )
                    yield msgspec.structs.replace(
                        claim,
                        claim_id=hashlib.sha256(identity.encode()).hexdigest()[:16],
                        flags=tuple(sorted(flags)),
                        **{place: mention},
                    )

    def _claim(self, sentence: Sentence, one: Found) -> Claim | None:
        word, look, pattern = one.clause.word, one.look, one.pattern
        sources, doubtful = self.speakers.sources(sentence, word, look)
        speaker = self.speakers.speaker(sentence, word.start)
        actor, recipient, thing = described(self.linker, sentence, one.places, speaker)
        if recipient is not None and actor is not None and same_party(actor, recipient):
            actor, recipient = (_unlinked(side) for side in (actor, recipient))
        told = (actor, recipient, thing)
        if pattern.act in ("IMPOSE_MEASURE", "LIST") and self.linker.is_powerless(actor):
            return None
        sure = one.chance >= SURE and (actor is not None or recipient is not None)
        if not sure and not worth_telling(pattern, one.places, told, self.linker, sentence.headline):
            return None
        times = self.dates.of(sentence, one.clause, one.places.complements, look)
        event_time, report_time = (self._as_stored(time) if time is not None else None for time in times)
        flags = self._flags(sentence, one, actor, recipient, sources, doubtful)
        read = min(_BASE_SCORE.get(self.extractor.parser_name, 0.75), one.of_act)
        score = read - sum(_COSTS.get(flag, 0.0) for flag in flags)
        act = pattern.done if pattern.done and look.realis == "actual" else pattern.act
        if act in _CEASED and look.negative and is_no_longer(word):
            act, look.negative = _CEASED[act], False
            flags.discard("denied")
        if act == "STOP_SUPPLY" and any(verb.lemma in listed("buys") for verb in one.places.complements):
            act = "CUT_TIES"
        identity = f"{self.article.doc_id}:{word.start}:{word.end}:{act}"
        return Claim(
            claim_id=hashlib.sha256(identity.encode()).hexdigest()[:16],
            event_type=act,  # type: ignore[arg-type]
            mode=pattern.mode,
            context=_contexts(pattern, look, word),
            actor=actor,
            recipient=recipient,
            object=thing,
            attribution=sources,
            certainty=look.scale,  # type: ignore[arg-type]
            realis=look.realis,  # type: ignore[arg-type]
            polarity="-" if look.negative else "+",
            event_time=event_time,
            report_time=report_time,
            provenance=Provenance(
                self.article.doc_id,
                self.article.name,
                self.article.url,
                self.article.title,
                self.article.published.day,
                self.article.published.how,
                (sentence.start, sentence.end),
                (word.start, word.end),
                self.extractor.parser_name,
                VERSION,
            ),
            score=round(max(0.05, score), 2),
            flags=tuple(sorted(flags - {"no_actor"})),
        )

    def _flags(
        self,
        sentence: Sentence,
        one: Found,
        actor: Mention | None,
        recipient: Mention | None,
        sources: tuple[Attribution, ...],
        doubtful: bool,
    ) -> set[str]:
        flags = {*one.look.flags, *one.pattern.flags} - {"not_said", "hearsay"}
        if sentence.headline:
            flags.add("headline")
        if doubtful:
            flags.add("attribution_doubtful")
        if actor is None:
            flags.add("no_actor")
        for mention, flag in ((actor, "unlinked_actor"), (recipient, "unlinked_recipient")):
            if mention is not None and not mention.party_id:
                flags.add(flag)
            if mention is not None and mention.resolved:
                flags.add("pronoun_resolved")
        if self.article.garbled and _looks_damaged(self.article.text[sentence.start : sentence.end]):
            flags.add("garbled")
        named = any(source.party_id or source.country or source.relation == "said" for source in sources)
        if (
            one.look.negative
            and named
            and one.look.realis == "actual"
            and one.look.certainty == 0
            and "denied" not in flags
        ):
            flags.add("denied")
        return flags

    def _as_stored(self, time: EventTime) -> EventTime:
        """Return a time with its words as they stand in the article, whose marks the parsed text sets right."""
        words = self.article.text[time.start : time.end].rstrip()
        return msgspec.structs.replace(time, text=words, end=time.start + len(words))


def _outlook(sentence: Sentence, word: Word, told: Told) -> Outlook:
    """Return how firmly an act is told, with what its pattern and its kind add."""
    pattern = told.pattern
    look = outlook_of(sentence, word)
    if told.of_act < 1:
        learned_own(look, pattern.act, word)
    if pattern.act == "IMPOSE_MEASURE" and word.is_verb:
        averted(look, word, told.clause.objects)
    if pattern.act == "SCHEDULE":
        dated_until(look, sentence, word)
    if pattern.mode == "planned":
        look.planned()
    elif pattern.mode == "open":
        look.at_least("possible")
        look.planned()
    if word.is_noun and pattern.act in _UTTERED and _is_turned_down(sentence, word):
        look.negative = False
        look.flags.discard("denied")
    if pattern.flips:
        look.negative = not look.negative
    return look


def _tells_of(above: str | None, act: str) -> bool:
    """Whether the verb above an event noun tells it already: *ordered the cutoff*, *rejected calls*."""
    if above == "REJECT" and act in ("DEMAND", "OFFER", "PLAN", "THREATEN", "SEEK_SUPPLY"):
        return True
    return above == act or (above == "IMPOSE_MEASURE" and act in ("STOP_SUPPLY", "CUT_TIES", "PAYMENT"))


def _is_turned_down(sentence: Sentence, noun: Word) -> bool:
    """Whether a demand or a threat was made and then refused: *rejected Moscow's demand*."""
    above = sentence.up(noun)
    return above is not None and above.lemma in listed("given_up") and noun.dep in ("dobj", "nsubjpass")


def _is_not(joined: Word) -> bool:
    """Whether a party joined to another is the one that did not: *Japan, not the United States*."""
    return any(kid.lower in ("not", "never") for kid in joined.children)


def _unlinked(mention: Mention) -> Mention:
    """Return a mention without its link where it only points at somebody: nobody acts on itself by a pronoun."""
    return Mention(mention.text, mention.start, mention.end) if mention.resolved else mention


def _contexts(pattern: Pattern, look: Outlook, word: Word) -> tuple[str, ...]:
    found = set(pattern.context)
    if look.negative:
        found.add("negation")
    if "hypothetical" in look.flags or look.realis == "conditional":
        found.add("hypothetical")
    if look.realis == "planned":
        found.add("future")
    elif word.tag == "VBN" and any(kid.lemma == "have" and kid.lower == "had" for kid in word.kids("aux")):
        found.add("historical")
    return tuple(sorted(found))


def _looks_damaged(sentence: str) -> bool:
    lost = re.search(r"\b\w+n t\b|\b(it|that|he|she|[A-Z]\w+) s [a-z]|\ufffd", sentence)
    return (
        bool(lost)
        or sentence.count('"') % 2 == 1
        or sentence.count("\u201c") != sentence.count("\u201d")
        or sentence.rstrip("\"'”’)")[-1:] not in ".?!"
    )
