"""Where does a clause with a finite verb take its place? Main, joined, relative, marked by a conjunction, or told."""

from __future__ import annotations

from cutset.brief.rough_state import Reading, clause_nouns, speech
from cutset.brief.words import Word

__all__ = ["place_finite"]


def place_finite(reading: Reading, verb: Word) -> None:
    """Hang the verb of a finite clause, and what waits for it, on what stands before."""
    before, subject = reading.verb, reading.subject
    passive = any(w.head == verb.place and w.dep == "auxpass" for w in reading.words)
    label = "nsubjpass" if passive else "nsubj"
    if reading.relative is not None and reading.noun is not None:
        antecedent = reading.noun if reading.noun.place < reading.relative.place else (reading.subject or reading.noun)
        if subject is not None and subject.place > reading.relative.place:
            reading.hang(subject, verb, label)
        else:
            reading.hang(reading.relative, verb, label)
            waiting = reading.subject
            reading.relative = None
            reading.hang(verb, antecedent, "relcl")
            reading.subject = waiting if waiting is not None and reading.root is None else None
            return
        reading.hang(verb, antecedent, "relcl")
        reading.relative = None
        reading.subject = None
        return
    if subject is not None and subject.head == subject.place:
        reading.hang(subject, verb, label)
    elif subject is not None and subject.dep in ("pobj", "conj") and reading.root is None:
        pass
    if reading.gerund_subject is not None and subject is None:
        reading.hang(reading.gerund_subject, verb, "csubj")
        reading.gerund_subject, before = None, reading.before_gerund
    reading.subject = None
    marked = reading.marks.pop() if reading.marks else None
    if marked is not None:
        reading.hang(marked, verb, "mark")
        if before is not None and marked.lower in ("that", "whether", "if") and _takes_clause(reading, before, marked):
            reading.hang(verb, _clause_head(reading, before, marked), "ccomp")
        elif before is not None:
            reading.hang(verb, before, "advcl")
        elif marked.lower == "that" and reading.before_mark is not None and reading.before_mark.lemma in clause_nouns():
            reading.hang(verb, reading.before_mark, "acl")
            reading.subject = reading.before_mark
            return
        else:
            reading.waiting.append(verb)
            return
    elif before is None or reading.root is None:
        pass
    elif verb.lemma in speech() and _closes_quote(reading, verb, subject):
        reading.inverted = verb if subject is None else None
        target = reading.top(before)
        reading.hang(target, verb, "ccomp")
        if reading.root is target:
            reading.root = verb
            return
    elif reading.joining is not None or subject is None:
        if reading.joining is not None:
            reading.hang(reading.joining, reading.last_finite or before, "cc")
        reading.hang(verb, reading.last_finite or before, "conj")
    elif (
        before.lemma in speech()
        and before.place < verb.place
        and (not reading.comma or _has_quote(reading, before, verb))
    ):
        reading.hang(verb, before, "ccomp")
    else:
        reading.hang(verb, reading.last_finite or before, "parataxis" if before.lemma in speech() else "conj")
    for waiting in reading.waiting:
        if waiting is not verb:
            reading.hang(waiting, verb, "advcl")
    if marked is None:
        reading.waiting = []
    if reading.root is None:
        reading.root = verb


def _clause_head(reading: Reading, before: Word, marked: Word) -> Word:
    if reading.mark_joined and marked.lower == "that":
        told = next((word for word in reading.upwards(before) if word.dep == "ccomp"), None)
        if told is not None:
            return reading.words[told.head]
    if reading.adjective is not None and reading.adjective.place < marked.place:
        return before
    noun = reading.before_mark
    if marked.lower == "that" and noun is not None and noun.lemma in clause_nouns() and noun.place == marked.place - 1:
        return noun
    return before


def _takes_clause(reading: Reading, before: Word, marked: Word) -> bool:
    if marked.lower == "that":
        return True
    return marked.lower == "whether" or before.lemma in (
        "ask",
        "wonder",
        "know",
        "decide",
        "see",
        "question",
        "doubt",
    )


def _closes_quote(reading: Reading, verb: Word, subject: Word | None) -> bool:
    """Whether the verb says what stands before it: *..., the minister said*."""
    first = subject.place if subject is not None else verb.place
    first = min([first, *(w.place for w in reading.words if subject is not None and w.head == subject.place)])
    left = reading.words[first - 1].text if first else ""
    right = reading.words[verb.place + 1].text if verb.place + 1 < len(reading.words) else "."
    return (
        left in (",", '"', "?", "!", "--", "–", "—")
        and not reading.marks
        and right.lower() not in ("that", "it", "he", "she", "they")
    )


def _has_quote(reading: Reading, before: Word, verb: Word) -> bool:
    return any(w.text in ('"', ":") for w in reading.words[before.place : verb.place])
