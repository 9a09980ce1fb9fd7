"""Which words of time tell when an act happens, and which tell when it was said?

Words of time belong to the verb that they hang on. *Said on Thursday that it would stop in May* dates the report by
Thursday and the stop by May. Words beside another event (*after the invasion on 24 February*) date that event.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from cutset.brief.claim import EventTime
from cutset.brief.clauses import Clause
from cutset.brief.outlook import Outlook, is_speech
from cutset.brief.tables import listed
from cutset.brief.time_words import TimePhrase, time_phrases
from cutset.brief.when import resolve
from cutset.brief.words import Sentence, Word

__all__ = ["Dates"]

_ANCHOR_REACH: Final = 400
"""How far back the day may stand from which *the day before* counts [characters]."""
_OF_REACH: Final = 6
"""How far words of time may stand from the *of* that hangs them on a noun: *a deadline of Friday* [characters]."""
_SINGLE_DAYS: Final = frozenset(("day", "iso", "weekday", "near", "of_week", "ordinal"))
_OTHER_EVENT: Final = frozenset(("after", "before", "since", "following", "despite", "until", "upon"))
_SET_FOR: Final = frozenset(("day", "weekday", "stretch", "edged", "of_week", "feast"))
"""Words of time that lie ahead behind *for*: *offered slots for the second half*."""
_MOVED: Final = frozenset(("postpone", "delay", "push", "put", "move", "reschedule", "defer", "shift", "slip"))


class Dates:
    """The words of time of one article.

    Parameters
    ----------
    text
        Its text as it is parsed.
    published
        Day of publication [date]; empty = not known.
    """

    def __init__(self, text: str, published: date | None) -> None:
        self.text, self.published = text, published
        self.phrases = list(time_phrases(text))
        self.starts = [phrase.start for phrase in self.phrases]

    def of(
        self, sentence: Sentence, clause: Clause, complements: list[Word], look: Outlook
    ) -> tuple[EventTime | None, EventTime | None]:
        """Return when an act happens and when it was said, as far as the words tell.

        Parameters
        ----------
        sentence
            The sentence.
        clause
            The clause of the word that tells the act.
        complements
            Verbs below that belong to the claim.
        look
            What the words above the act say, with the verbs of saying among them.
        """
        event: EventTime | None = None
        carried: EventTime | None = None
        report: EventTime | None = None
        own = _own_verbs(sentence, clause, complements)
        for phrase, word in self._placed(sentence):
            verb = _verb_of(sentence, phrase, word, clause.word)
            if verb is None:
                continue
            if is_speech(verb) and verb in look.sources:
                report = report or self._resolve(phrase, "past")
            elif _is_counted_from(sentence, phrase, verb):
                continue
            elif verb in own or self._leads(sentence, phrase, verb, own):
                if look.realis == "actual" and verb in complements and _is_infinitive(verb):
                    continue
                found = self._of_act(sentence, phrase, word, verb, clause, look)
                if verb in (clause.word, clause.verb, *complements):
                    event = event if event and event.granularity else found or event
                else:
                    carried = carried if carried and carried.granularity else found or carried
        return event or carried, report

    def _placed(self, sentence: Sentence) -> Iterator[tuple[TimePhrase, Word]]:
        """Yield the words of time of a sentence with the word of the tree that each hangs by."""
        first = bisect_left(self.starts, sentence.start)
        for phrase in self.phrases[first:]:
            if phrase.start >= sentence.end:
                return
            inside = [word for word in sentence.words if phrase.start <= word.start < phrase.end]
            if inside:
                yield (
                    phrase,
                    next(
                        (
                            w
                            for w in inside
                            if not phrase.start <= sentence.words[w.head].start < phrase.end or w.head == w.place
                        ),
                        inside[0],
                    ),
                )

    @staticmethod
    def _leads(sentence: Sentence, phrase: TimePhrase, verb: Word, own: set[Word]) -> bool:
        """Whether words of time open a sentence for the first of its clauses and those joined to it."""
        subject = verb.kid("nsubj", "nsubjpass")
        opens = subject is not None and phrase.end <= subject.start
        return opens and any(one.dep == "conj" and sentence.up(one) is verb for one in own)

    def _of_act(
        self, sentence: Sentence, phrase: TimePhrase, word: Word, verb: Word, clause: Clause, look: Outlook
    ) -> EventTime | None:
        planned = look.realis in ("planned", "conditional")
        if verb.lemma in _MOVED and phrase.bound == "since":
            return None
        before = self.text[max(0, phrase.start - 8) : phrase.start].split()[-1:]
        if before == ["for"] and phrase.kind in _SET_FOR:
            return self._resolve(phrase, "future")
        if verb.lemma in _MOVED and before in (["to"], ["into"], ["until"], ["till"]):
            return self._resolve(msgspec.structs.replace(phrase, bound=""), "future")
        done = verb is clause.word and (verb.tag == "VBD" or (verb.tag == "VBN" and verb.dep == "acl"))
        tense = "past" if done else "future" if planned else _tense(sentence, clause.verb)
        if planned and verb is not clause.word and _tense(sentence, verb) == "past":
            settled = self._resolve(phrase, "past")
            if verb.lemma in listed("decides"):
                return settled
            told = settled.latest is not None and self.published is not None and settled.latest <= self.published
            if verb.lemma in listed("promises") and told:
                return None
        return self._resolve(phrase, tense)

    def _resolve(self, phrase: TimePhrase, tense: str) -> EventTime:
        return resolve(phrase, self.published, tense, self._anchor(phrase) if phrase.kind == "anchored" else None)

    def _anchor(self, phrase: TimePhrase) -> date | None:
        """Return the day that the text named last before words such as *the day before*."""
        for other in reversed(self.phrases[: bisect_left(self.starts, phrase.start)]):
            if phrase.start - other.start > _ANCHOR_REACH:
                return None
            if other.kind not in _SINGLE_DAYS:
                return None
            found = resolve(msgspec.structs.replace(other, bound=""), self.published, "past")
            return found.earliest if found.granularity == "day" else None
        return None


def _own_verbs(sentence: Sentence, clause: Clause, complements: list[Word]) -> set[Word]:
    """Return the verbs whose words of time date the act: its own, those below it, and those that only carry it."""
    own = {clause.word, clause.verb, *complements}
    above = sentence.up(clause.word) if clause.word.is_noun else None
    if above is not None:
        own.add(above)
    if clause.word.is_noun:
        own.update(kid for kid in clause.word.kids("acl", "relcl") if kid.lemma in listed("carries_time"))
    governing = sentence.up(clause.verb)
    if governing is not None and (governing.lemma in listed("carries_time") or clause.verb.dep == "xcomp"):
        own.add(governing)
    if clause.verb.dep == "advcl" and clause.verb.tag == "VBG" and not clause.verb.kid("mark", "aux", "nsubj"):
        own.update(one for one in (governing,) if one is not None and one.place < clause.verb.place)
    if (
        clause.verb.dep == "conj"
        and governing is not None
        and governing.is_verb
        and not clause.verb.kid("nsubj", "nsubjpass")
    ):
        own.add(governing)
    return own


def _verb_of(sentence: Sentence, phrase: TimePhrase, word: Word, trigger: Word) -> Word | None:
    """Return the act or verb that words of time hang on; None where they hang on another event."""
    if word.is_verb and phrase.kind != "rest":
        return word
    below = word
    for above in sentence.above(word):
        if above is trigger or above.is_verb:
            return above
        if above.dep == "prep" and above.lower in _OTHER_EVENT and below is not word:
            return None
        if below.lower == "of" and above.is_noun and phrase.start - below.end < _OF_REACH:
            return None
        if (
            above.is_noun
            and above.dep in ("nsubj", "nsubjpass")
            and (verb := _verb_right_behind(sentence, phrase, above))
        ):
            return verb
        if above.is_noun and not above.is_name and above.dep in ("nsubj", "nsubjpass"):
            return None
        below = above
    return None


def _verb_right_behind(sentence: Sentence, phrase: TimePhrase, subject: Word) -> Word | None:
    """Return the verb of a subject where words of time stand right before it: *a firm on Monday ditched*."""
    verb = sentence.up(subject)
    behind = next((word for word in sentence.words if word.start >= phrase.end), None)
    if verb is None or behind is None:
        return None
    return verb if behind is verb or behind in verb.kids("aux", "auxpass", "advmod") else None


def _is_counted_from(sentence: Sentence, phrase: TimePhrase, verb: Word) -> bool:
    """Whether words of time count from an event: *two days after it stopped* does not say when it stopped."""
    last = phrase.text.lower().rsplit(None, 1)[-1]
    if phrase.kind != "anchored" or last not in ("after", "before"):
        return False
    subject = verb.kid("nsubj", "nsubjpass") or verb
    return (
        subject.start - phrase.end >= 0
        and verb.start >= phrase.end
        and verb.dep in ("advcl", "pcomp", "ccomp", "relcl")
    )


def _is_infinitive(verb: Word) -> bool:
    return any(kid.lower == "to" for kid in verb.kids("aux"))


def _tense(sentence: Sentence, verb: Word) -> str:
    """Return the tense of a verb, or of the verb above a noun or an infinitive."""
    auxiliaries = {kid.lower for kid in verb.kids("aux", "auxpass")}
    if auxiliaries & {"had", "was", "were", "did", "has", "have", "'ve", "'d"} or verb.tag == "VBD":
        return "past"
    if any(kid.tag == "MD" for kid in verb.kids("aux")):
        return "future"
    if auxiliaries & {"is", "are", "'s", "'re", "be", "being"} or verb.tag in ("VBZ", "VBP"):
        return "present"
    if verb.tag in ("VBN", "VBG") and verb.kid("nsubj") is None and not auxiliaries:
        return "past"
    above = next((one for one in sentence.above(verb) if one.is_verb), None)
    if above is None:
        return "past" if verb.is_verb else "present"
    return _tense(sentence, above)
