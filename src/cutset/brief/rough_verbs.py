"""Where does a group of verbs take its place? Auxiliaries, infinitives, gerunds and participles."""

from __future__ import annotations

from cutset.brief.rough_clauses import place_finite
from cutset.brief.rough_state import BE, Reading, clause_nouns
from cutset.brief.words import Word

__all__ = ["take_verb_group"]


def take_verb_group(reading: Reading, at: int) -> int:
    """Read the verb group that begins at a word; return where it ends."""
    end = at
    last = -1
    while end < len(reading.tags) and (reading.tags[end].startswith("VB") or reading.tags[end] in ("MD", "TO", "RB")):
        if last >= 0 and reading.tags[end] == "TO":
            break
        if last >= 0 and not _is_auxiliary(reading, last) and reading.tags[end] != "RB":
            break
        if reading.tags[end].startswith("VB"):
            last = end
        end += 1
    if last < 0:
        reading.hang(reading.words[at], reading.verb, "advmod") if reading.verb is not None else None
        return max(end, at + 1)
    while end - 1 > last:
        end -= 1
    verb = reading.words[last]
    _auxiliaries(reading, at, last, verb)
    _place_verb(reading, verb, at)
    return end


def _is_auxiliary(reading: Reading, at: int) -> bool:
    lower = reading.words[at].lower
    return lower in BE or lower in ("have", "has", "had", "having", "'ve", "do", "does", "did")


def _auxiliaries(reading: Reading, first: int, last: int, verb: Word) -> None:
    for n in range(first, last):
        word, tag = reading.words[n], reading.tags[n]
        if word.lower in ("not", "n't", "nt", "never"):
            dep = "neg"
        elif tag == "RB":
            dep = "advmod"
            if word.lower == "longer" and n and reading.words[n - 1].lower == "no":
                reading.hang(reading.words[n - 1], word, "neg")
        elif word.lower in BE and verb.tag == "VBN":
            dep = "auxpass"
        else:
            dep = "aux"
        if word.head == word.place:
            reading.hang(word, verb, dep)


def _place_verb(reading: Reading, verb: Word, first: int) -> None:
    to = reading.tags[first] == "TO" or any(
        w.tag == "TO" and w.head == verb.place for w in reading.words[max(0, verb.place - 4) : verb.place]
    )
    finite = verb.tag in ("VBD", "VBZ", "VBP") or any(
        w.head == verb.place and w.dep in ("aux", "auxpass") and w.tag in ("MD", "VBZ", "VBP", "VBD")
        for w in reading.words[max(0, first - 3) : verb.place]
    )
    if to and not finite:
        _infinitive(reading, verb)
    elif (verb.tag == "VBG" or (verb.tag == "VBN" and reading.tags[first] == "VBG")) and not finite:
        _gerund(reading, verb)
    elif verb.tag == "VBN" and not finite:
        _participle(reading, verb)
    elif (
        verb.tag == "VB"
        and not finite
        and reading.verb is not None
        and reading.verb.lemma in ("help", "let", "make", "see")
    ):
        reading.hang(verb, reading.verb, "xcomp")
    else:
        place_finite(reading, verb)
        reading.last_finite = verb
    for kind in reading.loose:
        reading.hang(kind, verb, "prep")
    for time in reading.times:
        reading.hang(time, verb, "npadvmod")
    reading.loose, reading.times = [], []
    reading.verb, reading.prep, reading.adjective, reading.comma = verb, None, None, False
    reading.joining = None


def _infinitive(reading: Reading, verb: Word) -> None:
    if reading.adjective is not None and reading.verb is not None and reading.adjective.place > reading.verb.place:
        reading.hang(verb, reading.adjective, "xcomp")
    elif (
        reading.noun is not None
        and reading.noun.lemma in clause_nouns()
        and (reading.verb is None or reading.noun.place > reading.verb.place)
    ):
        reading.hang(verb, reading.noun, "acl")
    elif (
        reading.joining is not None
        and reading.verb is not None
        and any(w.tag == "TO" and w.head == reading.verb.place for w in reading.words)
    ):
        reading.hang(verb, reading.verb, "conj")
    elif reading.verb is not None:
        reading.hang(verb, reading.verb, "advcl" if reading.comma else "xcomp")
    else:
        reading.waiting.append(verb)


def _gerund(reading: Reading, verb: Word) -> None:
    if reading.prep is not None:
        reading.hang(verb, reading.prep, "pcomp")
    elif reading.marks and reading.marks[-1].lower == "that":
        reading.gerund_subject, reading.before_gerund = verb, reading.verb
    elif reading.marks and reading.marks[-1].place >= verb.place - 2:
        mark = reading.marks.pop()
        reading.hang(mark, verb, "mark")
        reading.hang(verb, reading.verb, "advcl") if reading.verb is not None else reading.waiting.append(verb)
    elif reading.verb is None and reading.subject is None:
        reading.gerund_subject, reading.before_gerund = verb, reading.verb
    elif reading.verb is not None and _first_of_group(reading, verb).place == reading.verb.place + 1:
        reading.hang(verb, reading.verb, "xcomp")
    elif reading.joining is not None and reading.verb is not None:
        reading.hang(verb, reading.verb, "conj")
    elif reading.comma and reading.verb is not None:
        reading.hang(verb, reading.verb, "advcl")
    elif reading.subject is not None and reading.is_subject_next(verb):
        reading.hang(verb, reading.subject, "acl")
    elif reading.noun is not None and not reading.comma:
        reading.hang(verb, reading.noun, "acl")


def _first_of_group(reading: Reading, verb: Word) -> Word:
    return min((w for w in reading.words if w is verb or w.head == verb.place), key=lambda w: w.place)


def _participle(reading: Reading, verb: Word) -> None:
    if reading.joining is not None and reading.verb is not None:
        reading.hang(verb, reading.verb, "conj")
    elif reading.noun is not None and not reading.comma:
        reading.hang(verb, reading.noun, "acl")
    elif reading.comma and reading.verb is None and reading.subject is not None:
        reading.hang(verb, reading.subject, "acl")
    elif reading.marks and reading.verb is not None:
        reading.hang(reading.marks.pop(), verb, "mark")
        reading.hang(verb, reading.verb, "advcl")
    elif reading.verb is not None:
        reading.hang(verb, reading.verb, "advcl")
