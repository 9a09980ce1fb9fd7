"""Which words does a parser of news English often hang wrong, and where do they belong?

Habits of news prose that general parsers miss: words of time between a verb of saying and what is said, a speaker set
between commas into the middle of what is said, a particle before its object, a finite verb joined to an infinitive.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cutset.brief.headlines import mended_headline
from cutset.brief.outlook import is_speech
from cutset.brief.tables import listed
from cutset.brief.words import Sentence, Word

__all__ = ["mended"]

_PARTICLES: Final = ("off", "out", "up", "down", "away")
"""Words that belong to the verb before them where a noun follows."""


def mended(sentence: Sentence) -> Sentence:
    """Return a sentence with its words hung where they belong."""
    changed = False
    as_parsed = [(word.head, word.dep) for word in sentence.words]
    if sentence.headline:
        changed = mended_headline(sentence)
    for word in sentence.words:
        if word.is_verb:
            changed = _subject_read_as_name(sentence, word) or _subject_read_as_compound(sentence, word) or changed
        if is_speech(word):
            changed = _take_time(sentence, word) or changed
            changed = _part_apposition(sentence, word) or changed
            changed = _take_over(sentence, word) or changed
            changed = _give_back(sentence, word) or _give_subject(sentence, word) or changed
        elif word.lower in _PARTICLES and word.dep in ("prt", "prep"):
            changed = _particle_object(sentence, word) or changed
        elif word.dep == "ccomp" and word.is_verb:
            changed = _past_relative(sentence, word) or changed
        elif word.lower == "due" and word.tag == "JJ":
            changed = _due_to(sentence, word) or changed
        elif word.dep == "acomp" and word.tag == "VBN" and word.lower in ("set", "scheduled", "slated"):
            word.tag = "JJ"
        elif word.dep == "nsubjpass":
            changed = _quoted_as(sentence, word) or changed
        elif word.dep == "conj" and word.tag in ("VBD", "VBZ"):
            changed = _joins_finite(sentence, word) or changed
        elif word.lower == "on" and word.dep == "prep":
            changed = _on_hold(sentence, word) or changed
    if changed and _has_loop(sentence):
        for word, (head, dep) in zip(sentence.words, as_parsed, strict=True):
            word.head, word.dep = head, dep
    return Sentence(sentence.words, sentence.paragraph, sentence.headline) if changed else sentence


def _has_loop(sentence: Sentence) -> bool:
    """Whether words hang on each other in a circle; a sentence with one is left as it was parsed."""
    safe: set[int] = set()
    for word in sentence.words:
        path: set[int] = set()
        while word.place not in safe and word.head != word.place:
            if word.place in path:
                return True
            path.add(word.place)
            word = sentence.words[word.head]
        safe |= path
    return False


def _take_time(sentence: Sentence, speech: Word) -> bool:
    """Hang a weekday right behind a verb of saying on that verb: *said on Monday it had signed*."""
    if speech.place + 2 >= len(sentence.words):
        return False
    first = sentence.words[speech.place + 1]
    noun = sentence.words[speech.place + 2] if first.lower in ("on", "in", "late", "early") else first
    if noun.lower not in listed("times") or not noun.text[:1].isupper():
        return False
    outer = first if first.lower in ("on", "in") else noun
    wrong = outer.head != speech.place and sentence.words[outer.head].place > outer.place
    if not wrong or any(above is outer for above in sentence.above(speech)):
        return False
    outer.head, outer.dep = speech.place, "prep" if outer is first and outer is not noun else "npadvmod"
    return True


def _subject_read_as_name(sentence: Sentence, verb: Word) -> bool:
    """Take as subject what was read as another name of the noun before it: *in Kyiv, the head of the agency said*."""
    finite = verb.tag in ("VBD", "VBZ", "VBP") or any(
        w.head == verb.place and w.dep == "aux" and w.tag in ("VBD", "VBZ", "VBP", "MD") for w in sentence.words
    )
    if not finite or verb.dep not in ("ROOT", "conj", "ccomp") or next(_any_subject(sentence, verb), None) is not None:
        return False
    begins = min(w.place for w in sentence.words if w is verb or (w.head == verb.place and w.dep in ("aux", "auxpass")))
    for word in sentence.words[max(0, begins - 12) : begins]:
        if word.dep != "appos":
            continue
        under = sentence.under(word)
        first = sentence.words[under[0].place - 1].text if under[0].place else ""
        gap = sentence.words[under[-1].place + 1 : begins]
        if first == "," and all(w.text in (")", '"') for w in gap) and not sentence.under(verb)[0].place > begins:
            word.head, word.dep = verb.place, "nsubj"
            return True
    return False


def _subject_read_as_compound(sentence: Sentence, verb: Word) -> bool:
    """Take as subject the noun that was read as the first half of a verb: *the crewed flight slips into 2024*."""
    if verb.tag not in ("VBZ", "VBD") or verb.dep not in ("ROOT", "conj", "ccomp") or not verb.place:
        return False
    noun = sentence.words[verb.place - 1]
    if noun.head != verb.place or noun.dep not in ("compound", "nmod") or not noun.is_noun:
        return False
    if next(_any_subject(sentence, verb), None) is not None:
        return False
    for word in sentence.words[: noun.place]:
        if word.head == verb.place and word.dep in ("det", "amod", "poss", "compound", "nmod", "nummod"):
            word.head = noun.place
    noun.dep = "nsubj"
    return True


def _any_subject(sentence: Sentence, verb: Word) -> Iterator[Word]:
    yield from (w for w in sentence.words if w.head == verb.place and w.dep in ("nsubj", "nsubjpass", "csubj", "expl"))


def _take_over(sentence: Sentence, speech: Word) -> bool:
    """Hang what is said on a speaker set between commas: *NASA, she said, has offered help*."""
    told = sentence.up(speech)
    subject = next(_subjects(sentence, speech), None)
    if (
        speech.dep not in ("parataxis", "conj")
        or told is None
        or not told.is_verb
        or _only_says(sentence, told)
        or subject is None
    ):
        return False
    if not _between_commas(sentence, subject, speech) or _is_joined(sentence, told, subject):
        return False
    if told.head == told.place:
        speech.head, speech.dep = speech.place, "ROOT"
    else:
        speech.head, speech.dep = told.head, told.dep
    told.head, told.dep = speech.place, "ccomp"
    for mark in (w for w in sentence.words if w.head == told.place and w.dep == "punct" and w.place > subject.place):
        mark.head = speech.place
    return True


def _past_relative(sentence: Sentence, verb: Word) -> bool:
    """Part a verb from the relative clause before it: *the plant that makes the stages has been hit*.

    The noun between the two is the object of the relative clause, and the verb tells of the noun that the clause is on.
    """
    inner = sentence.words[verb.head]
    outer = sentence.words[inner.head]
    if inner.dep != "relcl" or is_speech(inner) or not inner.place < verb.place:
        return False
    told = [w for w in sentence.words if w.head == verb.place and w.dep in ("nsubj", "nsubjpass")]
    objects = any(w.head == inner.place and w.dep in ("dobj", "mark") for w in sentence.words)
    marked = any(w.head == verb.place and w.dep == "mark" for w in sentence.words)
    if len(told) != 1 or objects or marked or sentence.under(told[0])[0].place != inner.place + 1:
        return False
    noun = told[0]
    noun.head, dep, noun.dep = inner.place, noun.dep, "dobj"
    root = sentence.up(outer)
    if outer.dep == "conj" and root is not None and root.is_verb:
        verb.head, verb.dep, outer.head, outer.dep = root.place, "conj", verb.place, dep
        return True
    if outer.head == outer.place:
        verb.head, verb.dep, outer.head, outer.dep = verb.place, "ROOT", verb.place, dep
        return True
    noun.head, noun.dep = verb.place, dep
    return False


def _due_to(sentence: Sentence, due: Word) -> bool:
    """Read as a verb what something is *due to* do: *is due to land*, where it was read as a ground."""
    after = sentence.words[due.place + 1 : due.place + 3]
    if len(after) < 2 or after[0].lower != "to" or after[1].lower not in listed("due_to") or after[1].tag != "NN":
        return False
    to, verb = after
    if verb.head != to.place or any(w.head == verb.place and w.dep in ("det", "amod", "poss") for w in sentence.words):
        return False
    verb.tag, verb.head, verb.dep = "VB", due.place, "xcomp"
    to.tag, to.head, to.dep = "TO", verb.place, "aux"
    return True


def _quoted_as(sentence: Sentence, speaker: Word) -> bool:
    """Make who *was quoted as saying* something the one who says it."""
    verb = sentence.words[speaker.head]
    after = [word.lower for word in sentence.words[verb.place + 1 : verb.place + 3]]
    if verb.lemma not in ("quote", "cite") or after != ["as", "saying"]:
        return False
    speaker.dep = "nsubj"
    for word in sentence.words:
        if word.head == verb.place and word.dep == "auxpass":
            word.dep = "aux"
    return True


def _joins_finite(sentence: Sentence, verb: Word) -> bool:
    """Join a finite verb to the finite one above an infinitive: *agreed to adopt them and froze assets*."""
    infinitive = sentence.words[verb.head]
    above = sentence.up(infinitive)
    if infinitive.tag != "VB" or infinitive.dep != "xcomp" or above is None or above.tag not in ("VBD", "VBZ", "VBN"):
        return False
    verb.head = above.place
    return True


def _on_hold(sentence: Sentence, prep: Word) -> bool:
    """Hang *on hold* on the verb that puts something there, over what stands between."""
    noun = sentence.words[prep.place + 1] if prep.place + 1 < len(sentence.words) else None
    if noun is None or noun.lower not in ("hold", "ice") or sentence.words[prep.head].lemma in ("put", "place"):
        return False
    verb = next((above for above in sentence.above(prep) if above.lemma in ("put", "place")), None)
    if verb is None:
        return False
    prep.head = verb.place
    return True


def _give_back(sentence: Sentence, speech: Word) -> bool:
    """Join a verb without a subject to what is said before a speaker, not to the speaker: *it lacks chips, experts
    say, and has relied on imports*.
    """
    told = next((w for w in sentence.words[: speech.place] if w.head == speech.place and w.dep == "ccomp"), None)
    speaker = next(_subjects(sentence, speech), None)
    if told is None or speaker is None or not told.place < speaker.place < speech.place:
        return False
    joined = [w for w in sentence.words[speech.place :] if w.head == speech.place and w.dep == "conj" and w.is_verb]
    alone = [w for w in joined if next(_subjects(sentence, w), None) is None]
    for verb in alone:
        verb.head = told.place
    return bool(alone)


def _part_apposition(sentence: Sentence, speech: Word) -> bool:
    """Part a speaker between commas from the subject before: *NASA, its administrator said, has ended it*."""
    first, told = next(_subjects(sentence, speech), None), sentence.up(speech)
    if first is None or told is None or speech.dep != "parataxis" or next(_subjects(sentence, told), None) is not None:
        return False
    beside = next((w for w in first.kids("appos") if w.place < speech.place), None)
    if beside is None:
        return False
    first.head, first.dep = told.place, "nsubjpass" if told.kid("auxpass") else "nsubj"
    beside.head, beside.dep = speech.place, "nsubj"
    return True


def _give_subject(sentence: Sentence, speech: Word) -> bool:
    """Give what is said the subject that stands before its speaker: *NASA, she said on Monday, has ended it*."""
    hung = [w for w in sentence.words[: speech.place] if w.head == speech.place and w.is_noun]
    told = next(
        (
            w
            for w in sentence.words[speech.place + 1 :]
            if w.head == speech.place and w.is_verb and w.dep in ("ccomp", "conj") and w.place > 0
        ),
        None,
    )
    if len(hung) != 2 or told is None or next(_subjects(sentence, told), None) is not None:
        return False
    first, speaker = hung
    marks = [w.text for w in sentence.words[first.place : speaker.place]]
    if "," not in marks or speaker.dep != "nsubj" or sentence.words[told.place - 1].tag == "CC":
        return False
    passive = any(w.head == told.place and w.dep == "auxpass" for w in sentence.words)
    first.head, first.dep = told.place, "nsubjpass" if passive else "nsubj"
    told.dep = "ccomp"
    return True


def _particle_object(sentence: Sentence, particle: Word) -> bool:
    """Hang the object behind a particle on its verb: *switched off the telescope*."""
    verb = sentence.words[particle.head]
    noun = next((w for w in sentence.words if w.head == particle.place and w.dep == "pobj"), None)
    taken = any(w.head == verb.place and w.dep in ("dobj", "nsubjpass") for w in sentence.words)
    if noun is None or taken or not verb.is_verb or particle.place != verb.place + 1:
        return False
    noun.head, noun.dep, particle.dep = verb.place, "dobj", "prt"
    return True


def _only_says(sentence: Sentence, verb: Word) -> bool:
    """Whether a verb tells what somebody said, not what somebody did: *he added*, not *it will add firms*."""
    return is_speech(verb) and not any(w.head == verb.place and w.dep == "dobj" for w in sentence.words)


def _subjects(sentence: Sentence, verb: Word) -> Iterator[Word]:
    yield from (w for w in sentence.words if w.head == verb.place and w.dep == "nsubj")


def _is_joined(sentence: Sentence, told: Word, subject: Word) -> bool:
    """Whether *and* or *but* stands right before the speaker: then it is another clause."""
    first = min(w.place for w in sentence.under(subject))
    return any(w.tag == "CC" for w in sentence.words[max(0, first - 2) : first])


def _between_commas(sentence: Sentence, subject: Word, speech: Word) -> bool:
    inside = [w.place for w in sentence.under(subject)]
    first, last = min([*inside, speech.place]), max([*inside, speech.place])
    marks = (",", '"', "--", "-", "–", "—", ";")
    before = sentence.words[first - 1].text if first else ""
    after = sentence.words[last + 1] if last + 1 < len(sentence.words) else None
    if before not in marks:
        return False
    return (
        after is None
        or after.text in (*marks, ".")
        or (speech.dep == "conj" and after.dep in ("dobj", "prep", "det", "compound", "amod", "poss", "npadvmod"))
    )
