"""What does the article claim? Every word that tells an act, with its places, its outlook, its source and its time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from cutset.brief.article import Article
from cutset.brief.claim import Attribution, Claim, EventTime, Mention, Provenance
from cutset.brief.clauses import coordinated
from cutset.brief.filling import described, fill
from cutset.brief.gazetteer import Gazetteer, gazetteer
from cutset.brief.hedging import outlook_of
from cutset.brief.keeping import Found, gives_way, only_compares, swallowed, without_repeats, worth_telling
from cutset.brief.linking import Linker
from cutset.brief.matching import fitting
from cutset.brief.outlook import Outlook, is_speech
from cutset.brief.parsing import TIME_LIMIT_S, ParserName, chosen_parser, parse, time_limit
from cutset.brief.patterns import Pattern, Patterns, load_patterns
from cutset.brief.preparing import parse_text
from cutset.brief.tables import listed
from cutset.brief.telling import Telling
from cutset.brief.time_words import TimePhrase, time_phrases
from cutset.brief.when import resolve
from cutset.brief.words import Sentence, Word
from cutset.world.world import World

__all__ = ["VERSION", "Extractor", "extract_claims"]

VERSION: Final = "2"
"""Version of the reading rules; it stands in every claim."""

MOST_JOINED: Final = 6
"""Most parties joined by *and* for which an act is told."""
_CEASED: Final = {"AID": "STOP_SUPPLY", "COOPERATE": "CUT_TIES"}
"""What an act becomes that is done *no longer*."""
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

    def __init__(self, names: Gazetteer, *, parser: ParserName = "auto", patterns: Patterns | None = None) -> None:
        self.names = names
        self.parser_name, self.parser = chosen_parser(parser)
        self.patterns = patterns or load_patterns()

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
        self.telling = Telling(article, text, sentences, self.linker)

    def claims(self, in_time: Callable[[], None]) -> tuple[Claim, ...]:
        made: list[Claim] = []
        for sentence in self.sentences:
            made.extend(self._of_sentence(sentence))
            in_time()
        return tuple(without_repeats(made))

    def _of_sentence(self, sentence: Sentence) -> Iterator[Claim]:
        found = list(self._matches(sentence))
        gone = swallowed(sentence, found)
        carried = {one.clause.word for one in found}
        phrases = list(time_phrases(self.text[sentence.start : sentence.end]))
        acts = {one.clause.word: one.pattern.act for one in found}
        for one in found:
            above = sentence.up(one.clause.word)
            if one.clause.word.is_noun and above is not None and acts.get(above) == one.pattern.act:
                continue
            if one.clause.word in gone or gives_way(one, carried, gone):
                continue
            claim = self._claim(sentence, one, phrases)
            if claim is not None:
                yield claim
                yield from self._joined(sentence, one, claim)

    def _matches(self, sentence: Sentence) -> Iterator[Found]:
        for word in sentence.words:
            fit = fitting(self.extractor.patterns, sentence, word, self.linker)
            if fit is not None and not only_compares(word):
                pattern, clause = fit
                look = outlook_of(sentence, word)
                if pattern.mode == "planned":
                    look.planned()
                if pattern.flips:
                    look.negative = not look.negative
                yield Found(pattern, clause, fill(pattern, sentence, clause, self.linker), look)

    def _joined(self, sentence: Sentence, one: Found, claim: Claim) -> Iterator[Claim]:
        """Yield the same claim for each party or country joined to its actor or recipient by *and*."""
        for place, word in (("actor", one.places.actor), ("recipient", one.places.recipient)):
            for other in coordinated(word)[1:MOST_JOINED] if word is not None else ():
                mention = self.linker.mention(sentence, other)
                if self.linker.is_somebody(mention):
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

    def _claim(self, sentence: Sentence, one: Found, phrases: list[TimePhrase]) -> Claim | None:
        word, look, pattern = one.clause.word, one.look, one.pattern
        sources, _, doubtful = self.telling.chain(sentence, word, look)
        speaker = self.telling.speaker(sentence, word.start)[0]
        actor, recipient, thing = described(self.linker, sentence, one.places, speaker)
        told = (actor, recipient, thing)
        if not worth_telling(pattern, one.places, told, self.linker, sentence.headline):
            return None
        event_time, report_time = self._times(sentence, one, phrases)
        flags = self._flags(sentence, one, actor, recipient, sources, doubtful)
        score = _BASE_SCORE.get(self.extractor.parser_name, 0.75) - sum(_COSTS.get(flag, 0.0) for flag in flags)
        act = pattern.done if pattern.done and look.realis == "actual" else pattern.act
        if act in _CEASED and look.negative and _is_no_longer(word):
            act, look.negative = _CEASED[act], False
            flags.discard("denied")
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

    def _times(
        self, sentence: Sentence, one: Found, phrases: list[TimePhrase]
    ) -> tuple[EventTime | None, EventTime | None]:
        event: EventTime | None = None
        report: EventTime | None = None
        own = {one.clause.word, one.clause.verb, *one.places.complements}
        noun_head = sentence.up(one.clause.word) if one.clause.word.is_noun else None
        if noun_head is not None:
            own.add(noun_head)
        governing = sentence.up(one.clause.verb)
        if governing is not None and (governing.lemma in listed("carries_time") or one.clause.verb.dep == "xcomp"):
            own.add(governing)
        for phrase in phrases:
            verb = _verb_of(sentence, sentence.start + phrase.start)
            if verb is None:
                continue
            placed = msgspec.structs.replace(
                phrase, start=phrase.start + sentence.start, end=phrase.end + sentence.start
            )
            if is_speech(verb) and verb in one.look.sources:
                report = report or self._as_stored(resolve(placed, self.article.published.day, "past"))
            elif one.pattern.mode == "delay" and phrase.bound == "since":
                continue
            elif verb in own and event is None:
                event = self._as_stored(resolve(placed, self.article.published.day, _tense(one)))
        return event, report

    def _as_stored(self, time: EventTime) -> EventTime:
        """Return a time with its words as they stand in the article, whose marks the parsed text sets right."""
        words = self.article.text[time.start : time.end].rstrip()
        return msgspec.structs.replace(time, text=words, end=time.start + len(words))


def _is_no_longer(word: Word) -> bool:
    """Whether a verb says that something ends: *no longer*, *not any more*."""
    return any(
        kid.lower in ("longer", "anymore") or (kid.lower == "more" and kid.kid("advmod", "det"))
        for kid in word.kids("advmod", "neg")
    )


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


def _tense(one: Found) -> str:
    if one.look.realis in ("planned", "conditional"):
        return "future"
    verb = one.clause.verb
    auxiliaries = {kid.lower for kid in verb.kids("aux", "auxpass")}
    if any(kid.tag == "MD" for kid in verb.kids("aux")):
        return "future"
    if verb.tag == "VBN" and auxiliaries & {"is", "are", "'s", "'re"} and not auxiliaries & {"has", "have", "had"}:
        return "present"
    if verb.tag in ("VBD", "VBN") or any(
        kid.lower in ("had", "was", "were", "did") for kid in verb.kids("aux", "auxpass")
    ):
        return "past"
    return "past" if verb.tag == "VBG" and not verb.kid("aux") else "present"


def _verb_of(sentence: Sentence, place: int) -> Word | None:
    word = next((one for one in sentence.words if one.start <= place < one.end), None)
    if word is None:
        return None
    return word if word.is_verb else next((above for above in sentence.above(word) if above.is_verb), None)


def _looks_damaged(sentence: str) -> bool:
    lost = re.search(r"\b\w+n t\b|\b(it|that|he|she|[A-Z]\w+) s [a-z]|\ufffd", sentence)
    return (
        bool(lost)
        or sentence.count('"') % 2 == 1
        or sentence.count("\u201c") != sentence.count("\u201d")
        or sentence.rstrip("\"'”’)")[-1:] not in ".?!"
    )
