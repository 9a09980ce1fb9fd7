"""How do the words of a sentence hang together, without a language model? Phrases by tag, clauses from left to right.

A plain reading of news English: noun phrases and verb groups are cut out by tag, then each takes its place by what
stands before it (a subject waiting for its verb, a conjunction, a relative pronoun, a preposition). It gives the same
relations as the language model, less surely.
"""

from __future__ import annotations

from typing import Final

from cutset.brief.rough_links import take_particle
from cutset.brief.rough_nouns import take_noun_phrase
from cutset.brief.rough_state import Reading
from cutset.brief.rough_tags import cut_sentences, tagged, tokenised
from cutset.brief.rough_verbs import take_verb_group
from cutset.brief.time_words import time_phrases
from cutset.brief.words import Sentence, Word

__all__ = ["rough_sentences"]

_LONGEST_SENTENCE: Final = 250
"""A longer sentence is cut [words]."""
_ALONE: Final = ("ago", "part", "rel", "near", "weekday", "day")
"""Kinds of words of time that need no preposition."""


def rough_sentences(text: str, offset: int) -> list[Sentence]:
    """Return the sentences of a paragraph that begins at a place of the article."""
    found: list[Sentence] = []
    for start, end in cut_sentences(text):
        tokens = tokenised(text[start:end])
        for first in range(0, len(tokens), _LONGEST_SENTENCE):
            piece = tokens[first : first + _LONGEST_SENTENCE]
            tags = tagged([token for _, _, token in piece])
            words = [
                Word(n, offset + start + a, offset + start + b, token, "IN" if tag == "IN-M" else tag, n, "dep")
                for n, ((a, b, token), tag) in enumerate(zip(piece, tags, strict=True))
            ]
            _hang_together(Reading(words, _times_aside(text, words, tags, offset)))
            found.append(Sentence(words, 0, False))
    return found


def _times_aside(text: str, words: list[Word], tags: list[str], offset: int) -> list[str]:
    """Return the tags with words of time that stand alone marked as such: *two weeks ago*, *said Thursday that*."""
    first, last = words[0].start - offset, words[-1].end - offset
    aside = list(tags)
    for phrase in time_phrases(text[first:last]):
        inside = [w for w in words if phrase.start <= w.start - offset - first < phrase.end]
        if phrase.kind not in _ALONE or not inside:
            continue
        before = tags[inside[0].place - 1] if inside[0].place else ""
        after = tags[inside[-1].place + 1] if inside[-1].place + 1 < len(tags) else ""
        if before not in ("IN", "IN-M", "DT", "PRP$", "JJ") and after not in ("POS", "NN", "NNS", "CD"):
            for word in inside:
                aside[word.place] = "TIME"
    return aside


def _hang_together(reading: Reading) -> None:
    at = 0
    while at < len(reading.words):
        at = _take(reading, at)
    if reading.root is None:
        reading.root = reading.verb or reading.noun or (reading.words[0] if reading.words else None)
    for word in reading.words:
        if word.head == word.place and word is not reading.root and reading.root is not None:
            reading.hang(word, reading.root, "punct" if not word.text[0].isalnum() else word.dep)
    if reading.root is not None:
        reading.root.dep, reading.root.head = "ROOT", reading.root.place
    _break_loops(reading)


def _take(reading: Reading, at: int) -> int:
    tag = reading.tags[at]
    if tag == "TIME":
        return _take_time(reading, at)
    if tag in ("DT", "PRP$", "JJ", "CD", "NN", "NNS", "NNP", "NNPS", "PRP", "EX"):
        return take_noun_phrase(reading, at)
    if tag in ("MD", "TO", "VB", "VBD", "VBZ", "VBP", "VBN", "VBG") or (tag == "RB" and _verb_follows(reading, at)):
        return take_verb_group(reading, at)
    take_particle(reading, at, tag)
    return at + 1


def _take_time(reading: Reading, at: int) -> int:
    """Hang words of time that stand alone on the verb before them, or on the next one."""
    end = at
    while end < len(reading.tags) and reading.tags[end] == "TIME":
        end += 1
    head = reading.words[end - 1]
    for word in reading.words[at : end - 1]:
        reading.hang(word, head, "advmod" if word.tag == "RB" else "amod")
    waits = reading.subject is not None and (reading.verb is None or reading.subject.place > reading.verb.place)
    if reading.verb is not None and not waits:
        reading.hang(head, reading.verb, "npadvmod")
    else:
        reading.times.append(head)
    return end


def _verb_follows(reading: Reading, at: int) -> bool:
    while at < len(reading.tags) and reading.tags[at] == "RB":
        at += 1
    return at < len(reading.tags) and (reading.tags[at].startswith("VB") or reading.tags[at] in ("MD", "TO"))


def _break_loops(reading: Reading) -> None:
    for word in reading.words:
        seen = {word.place}
        at = word
        while at.head != at.place:
            at = reading.words[at.head]
            if at.place in seen:
                at.head, at.dep = (
                    (reading.root.place, "dep")
                    if reading.root is not None and at is not reading.root
                    else (at.place, "ROOT")
                )
                break
            seen.add(at.place)
