"""How do the words of a sentence hang together, without a language model? Phrases by tag, clauses from left to right.

A plain reading of news English: noun phrases and verb groups are cut out by tag, then each takes its place by what
stands before it (a subject waiting for its verb, a conjunction, a relative pronoun, a preposition). It gives the same
relations as the language model, less surely.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from cutset.brief.rough_tags import cut_sentences, tagged, tokenised
from cutset.brief.tables import word_table
from cutset.brief.words import Sentence, Word

__all__ = ["rough_sentences"]

_LONGEST_SENTENCE: Final = 250
"""A longer sentence is cut [words]."""
_NOMINAL: Final = ("NN", "NNS", "NNP", "NNPS", "CD", "PRP", "EX")
_IN_PHRASE: Final = ("DT", "PRP$", "JJ", "CD", "NN", "NNS", "NNP", "NNPS", "POS")
_BE: Final = frozenset(["be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"])


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
            _Builder(words, tags).build()
            found.append(Sentence(words, 0, False))
    return found


class _Builder:
    def __init__(self, words: list[Word], tags: list[str]) -> None:
        self.words, self.tags = words, tags
        self.root: Word | None = None
        self.verb: Word | None = None
        self.subject: Word | None = None
        self.noun: Word | None = None
        self.prep: Word | None = None
        self.adjective: Word | None = None
        self.marks: list[Word] = []
        self.relative: Word | None = None
        self.joining: Word | None = None
        self.waiting: list[Word] = []
        self.loose: list[Word] = []
        self.comma = False
        self.gerund_subject: Word | None = None
        self.before_gerund: Word | None = None
        self.inverted: Word | None = None
        self.mark_joined = False
        self.last_finite: Word | None = None
        self.before_mark: Word | None = None

    def build(self) -> None:
        at = 0
        while at < len(self.words):
            at = self._take(at)
        if self.root is None:
            self.root = self.verb or self.noun or (self.words[0] if self.words else None)
        for word in self.words:
            if word.head == word.place and word is not self.root and self.root is not None:
                self._hang(word, self.root, "punct" if not word.text[0].isalnum() else word.dep)
        if self.root is not None:
            self.root.dep, self.root.head = "ROOT", self.root.place
        self._break_loops()

    def _take(self, at: int) -> int:
        tag = self.tags[at]
        if tag in ("DT", "PRP$", "JJ", "CD", "NN", "NNS", "NNP", "NNPS", "PRP", "EX"):
            return self._noun_phrase(at)
        if tag in ("MD", "TO", "VB", "VBD", "VBZ", "VBP", "VBN", "VBG") or (tag == "RB" and self._verb_follows(at)):
            return self._verb_group(at)
        self._particle(at, tag)
        return at + 1

    def _verb_follows(self, at: int) -> bool:
        while at < len(self.tags) and self.tags[at] == "RB":
            at += 1
        return at < len(self.tags) and (self.tags[at].startswith("VB") or self.tags[at] in ("MD", "TO"))

    def _particle(self, at: int, tag: str) -> None:
        word = self.words[at]
        if tag == "IN-M":
            follows_by_noun = (
                tag == "IN-M"
                and word.lower in ("after", "before", "since", "until", "as", "than")
                and not self._clause_follows(at + 1)
            )
            if follows_by_noun:
                self._preposition(word)
            else:
                self.marks.append(word)
                self.before_mark, self.mark_joined = self.noun, self.joining is not None
                self.prep = self.joining = self.subject = None
        elif tag == "IN":
            self._preposition(word)
        elif tag in ("WDT", "WP", "WRB"):
            self.relative = word if tag != "WRB" else None
            if tag == "WRB":
                self.marks.append(word)
        elif tag == "CC":
            self.joining = word
        elif tag == "RB" and self.verb is not None:
            self._hang(word, self.verb, "neg" if word.lower in ("not", "n't", "never") else "advmod")
        elif word.text in (",", ";", "--", "–", "—", ":", "(", ")", '"'):
            self.comma = True
            self.prep = None

    def _clause_follows(self, at: int) -> bool:
        for tag in self.tags[at : at + 14]:
            if tag in ("VBD", "VBZ", "VBP", "MD"):
                return True
            if tag in (",", ".", ":", "SYM", "VBG", "IN-M"):
                return False
        return False

    def _preposition(self, word: Word) -> None:
        target = self.verb
        if (
            word.lower == "of"
            and self.verb is not None
            and self.verb.lemma in ("accuse", "suspect", "deprive", "warn", "inform", "remind")
        ):
            target = self.verb
        elif (
            (word.lower == "of" and self.noun is not None)
            or (
                self.noun is not None
                and (self.verb is None or (self.subject is self.noun and self.noun.place > self.verb.place))
            )
            or (self.noun is not None and word.lower in ("for", "at", "of") and self.noun.lemma in _spokesmen())
        ):
            target = self.noun
        elif (
            self.adjective is not None
            and self.verb is not None
            and self.adjective.place > self.verb.place
            and self.adjective.place + 2 >= word.place
        ):
            target = self.adjective
        passive = (
            target is not None
            and target.is_verb
            and any(kid.dep == "auxpass" and kid.head == target.place for kid in self.words)
        )
        if word.lower in ("out", "up", "off", "down", "away") and self.verb is not None and (self.prep is None):
            target = self.verb
        before = self.words[word.place - 1] if word.place else None
        if before is not None and before.dep == "prep" and before is self.prep:
            target = before
        if target is not None:
            self._hang(word, target, "agent" if word.lower == "by" and (passive or target.tag == "VBN") else "prep")
        else:
            self.loose.append(word)
        self.prep = word
        self.comma = False

    def _noun_phrase(self, at: int) -> int:
        end = at
        while end < len(self.words) and self.tags[end] in _IN_PHRASE:
            if (
                end > at
                and self.tags[end] in ("NNP", "NNPS", "DT")
                and self.tags[end - 1] == "CD"
                and len(self.words[end - 1].text) == 4
            ):
                break
            if end > at and self.tags[end] in ("DT", "PRP$") and self.tags[end - 1] not in ("DT", "POS"):
                break
            end += 1
        if end == at:
            end = at + 1
        nouns = [n for n in range(at, end) if self.tags[n] in _NOMINAL and self.tags[n] != "POS"]
        if not nouns:
            self._adjective_phrase(at, end)
            return end
        head = nouns[-1]
        if self.tags[head] == "CD" and len(nouns) > 1 and self.tags[nouns[-2]].startswith("NN"):
            head = head if end - 1 == head and self.tags[nouns[-2]] == "NNP" else nouns[-2]
        self._inside(at, end, head)
        self._place_noun(self.words[head], at)
        return end

    def _inside(self, first: int, end: int, head: int) -> None:
        for n in range(first, end):
            if n == head:
                continue
            tag, word = self.tags[n], self.words[n]
            if n + 1 < end and self.tags[n + 1] == "POS":
                self._hang(word, self.words[head], "poss")
                left = n - 1
                while left >= first and self.tags[left] in ("NN", "NNP", "NNS", "JJ", "DT"):
                    self._hang(self.words[left], word, "det" if self.tags[left] == "DT" else "compound")
                    left -= 1
            elif tag == "POS":
                self._hang(word, self.words[n - 1], "case")
            elif word.head == word.place:
                dep = {"DT": "det", "PRP$": "poss", "JJ": "amod", "CD": "nummod"}.get(tag, "compound")
                self._hang(word, self.words[head], dep)

    def _adjective_phrase(self, first: int, end: int) -> None:
        head = self.words[end - 1]
        for n in range(first, end - 1):
            self._hang(self.words[n], head, "advmod")
        if self.verb is not None:
            self._hang(head, self.verb, "acomp")
            self.adjective = head

    def _place_noun(self, noun: Word, first: int) -> None:
        if self.joining is not None and self.noun is not None and self._joins_noun(noun):
            self._hang(noun, self.noun, "conj")
            self._hang(self.joining, self.noun, "cc")
            self.joining = None
            return
        if self.prep is not None:
            self._hang(noun, self.prep, "pobj")
            self.prep = None
            if noun.lower not in _numbers():
                self.noun = noun
            return
        if (
            self.inverted is not None
            and self.verb is self.inverted
            and not any(w.head == self.inverted.place and w.dep == "nsubj" for w in self.words)
        ):
            self._hang(noun, self.inverted, "nsubj")
            self.noun, self.inverted = noun, None
            return
        if self._names_again(noun):
            return
        told = (
            self.gerund_subject is not None
            and self.verb is not None
            and self.verb.place + 3 > first
            and self.verb.tag in ("VBG", "VB")
        )
        waits = self.before_mark
        if self.subject is not None and self.verb is not None and self.subject.place < self.verb.place:
            waits = self.subject
        if (
            waits is not None
            and self.root is None
            and waits.head == waits.place
            and self.verb is not None
            and waits.place < self.verb.place
            and first - self.verb.place <= 1
        ):
            told, self.subject = True, waits
        if self._is_subject_next(noun) and not told:
            self.subject = noun
        elif self.verb is not None and not self.comma:
            taken = [
                w for w in self.words if w.head == self.verb.place and w.dep in ("dobj", "attr") and w is not self.verb
            ]
            if self.verb.lemma == "be" or self.verb.lower in _BE:
                self._hang(noun, self.verb, "attr")
                if noun.tag == "NN":
                    self.adjective = None
            elif not taken:
                self._hang(noun, self.verb, "dobj")
            elif noun.lower in _numbers() or noun.lemma in _times():
                self._hang(noun, self.verb, "npadvmod")
            elif taken[0].place < noun.place and self.verb.lemma in (
                "give",
                "sell",
                "offer",
                "send",
                "pay",
                "lend",
                "deny",
                "grant",
                "supply",
            ):
                taken[0].dep = "dative"
                self._hang(noun, self.verb, "dobj")
            else:
                self._hang(noun, self.verb, "npadvmod")
        else:
            self.subject = noun
        self.noun = noun
        self.comma = False

    def _joins_noun(self, noun: Word) -> bool:
        return not self._is_subject_next(noun) or self.verb is None or self.subject is self.noun

    def _names_again(self, noun: Word) -> bool:
        """Whether a noun between commas only names the last one again: *Rogozin, the head of the agency, said*."""
        before = self.words[noun.place - 1] if noun.place else None
        if not self.comma or self.noun is None or before is None:
            return False
        begins = next((w for w in self.words if w.head == noun.place and w.place < noun.place), noun)
        left = self.words[begins.place - 1] if begins.place else None
        if left is None or left.text != "," or self.noun is not self.subject or self._is_subject_next(noun):
            return False
        self._hang(noun, self.noun, "appos")
        self.comma = False
        return True

    def _is_subject_next(self, noun: Word) -> bool:
        """Whether a finite verb follows the noun phrase, with nothing but adverbs or prepositions between."""
        in_prep = 0
        for n in range(noun.place + 1, min(len(self.tags), noun.place + 14)):
            tag = self.tags[n]
            if tag in ("VBD", "VBZ", "VBP", "MD"):
                return True
            if tag in ("IN",):
                in_prep = n
            elif (
                tag == "CC"
                and n + 1 < len(self.tags)
                and self.tags[n + 1] in ("VBD", "VBZ", "VBP", "MD", "RB", "VBN", "VBG")
            ):
                return False
            elif tag in ("RB", "CC", "CD", "DT", "JJ", "NN", "NNS", "NNP", "POS", "PRP$") and (
                in_prep or tag in ("RB", "CC", "NN", "NNS", "NNP", "DT", "JJ")
            ):
                continue
            else:
                return False
        return False

    def _verb_group(self, at: int) -> int:
        end = at
        last = -1
        while end < len(self.tags) and (self.tags[end].startswith("VB") or self.tags[end] in ("MD", "TO", "RB")):
            if last >= 0 and self.tags[end] == "TO":
                break
            if last >= 0 and not self._is_auxiliary(last) and self.tags[end] != "RB":
                break
            if self.tags[end].startswith("VB"):
                last = end
            end += 1
        if last < 0:
            self._hang(self.words[at], self.verb, "advmod") if self.verb is not None else None
            return max(end, at + 1)
        while end - 1 > last:
            end -= 1
        verb = self.words[last]
        self._auxiliaries(at, last, verb)
        self._place_verb(verb, at)
        return end

    def _is_auxiliary(self, at: int) -> bool:
        lower = self.words[at].lower
        return lower in _BE or lower in ("have", "has", "had", "having", "'ve", "do", "does", "did")

    def _auxiliaries(self, first: int, last: int, verb: Word) -> None:
        for n in range(first, last):
            word, tag = self.words[n], self.tags[n]
            if word.lower in ("not", "n't", "never"):
                dep = "neg"
            elif tag == "RB":
                dep = "advmod"
                if word.lower == "longer" and n and self.words[n - 1].lower == "no":
                    self._hang(self.words[n - 1], word, "neg")
            elif word.lower in _BE and verb.tag == "VBN":
                dep = "auxpass"
            else:
                dep = "aux"
            if word.head == word.place:
                self._hang(word, verb, dep)

    def _place_verb(self, verb: Word, first: int) -> None:
        to = self.tags[first] == "TO" or any(
            w.tag == "TO" and w.head == verb.place for w in self.words[max(0, verb.place - 4) : verb.place]
        )
        finite = verb.tag in ("VBD", "VBZ", "VBP") or any(
            w.head == verb.place and w.dep in ("aux", "auxpass") and w.tag in ("MD", "VBZ", "VBP", "VBD")
            for w in self.words[max(0, first - 3) : verb.place]
        )
        if to and not finite:
            self._infinitive(verb)
        elif (verb.tag == "VBG" or (verb.tag == "VBN" and self.tags[first] == "VBG")) and not finite:
            self._gerund(verb)
        elif verb.tag == "VBN" and not finite:
            self._participle(verb)
        elif (
            verb.tag == "VB"
            and not finite
            and self.verb is not None
            and self.verb.lemma in ("help", "let", "make", "see")
        ):
            self._hang(verb, self.verb, "xcomp")
        else:
            self._finite(verb)
            self.last_finite = verb
        for kind in self.loose:
            self._hang(kind, verb, "prep")
        self.loose = []
        self.verb, self.prep, self.adjective, self.comma = verb, None, None, False
        self.joining = None

    def _finite(self, verb: Word) -> None:
        before, subject = self.verb, self.subject
        passive = any(w.head == verb.place and w.dep == "auxpass" for w in self.words)
        label = "nsubjpass" if passive else "nsubj"
        if self.relative is not None and self.noun is not None:
            antecedent = self.noun if self.noun.place < self.relative.place else (self.subject or self.noun)
            if subject is not None and subject.place > self.relative.place:
                self._hang(subject, verb, label)
            else:
                self._hang(self.relative, verb, label)
                waiting = self.subject
                self.relative = None
                self._hang(verb, antecedent, "relcl")
                self.subject = waiting if waiting is not None and self.root is None else None
                return
            self._hang(verb, antecedent, "relcl")
            self.relative = None
            self.subject = None
            return
        if subject is not None and subject.head == subject.place:
            self._hang(subject, verb, label)
        elif subject is not None and subject.dep in ("pobj", "conj") and self.root is None:
            pass
        if self.gerund_subject is not None and subject is None:
            self._hang(self.gerund_subject, verb, "csubj")
            self.gerund_subject, before = None, self.before_gerund
        self.subject = None
        marked = self.marks.pop() if self.marks else None
        if marked is not None:
            self._hang(marked, verb, "mark")
            if before is not None and marked.lower in ("that", "whether", "if") and self._takes_clause(before, marked):
                self._hang(verb, self._clause_head(before, marked), "ccomp")
            elif before is not None:
                self._hang(verb, before, "advcl")
            elif marked.lower == "that" and self.before_mark is not None and self.before_mark.lemma in _clause_nouns():
                self._hang(verb, self.before_mark, "acl")
                self.subject = self.before_mark
                return
            else:
                self.waiting.append(verb)
                return
        elif before is None or self.root is None:
            pass
        elif verb.lemma in _speech() and self._closes_quote(verb, subject):
            self.inverted = verb if subject is None else None
            target = self._top(before)
            self._hang(target, verb, "ccomp")
            if self.root is target:
                self.root = verb
                return
        elif self.joining is not None or subject is None:
            if self.joining is not None:
                self._hang(self.joining, self.last_finite or before, "cc")
            self._hang(verb, self.last_finite or before, "conj")
        elif (
            before.lemma in _speech()
            and before.place < verb.place
            and (not self.comma or self._has_quote(before, verb))
        ):
            self._hang(verb, before, "ccomp")
        else:
            self._hang(verb, self.last_finite or before, "parataxis" if before.lemma in _speech() else "conj")
        for waiting in self.waiting:
            if waiting is not verb:
                self._hang(waiting, verb, "advcl")
        if marked is None:
            self.waiting = []
        if self.root is None:
            self.root = verb

    def _clause_head(self, before: Word, marked: Word) -> Word:
        if self.mark_joined and marked.lower == "that":
            at = before
            while at.head != at.place and at.dep != "ccomp":
                at = self.words[at.head]
            if at.dep == "ccomp":
                return self.words[at.head]
        if self.adjective is not None and self.adjective.place < marked.place:
            return before
        noun = self.before_mark
        if (
            marked.lower == "that"
            and noun is not None
            and noun.lemma in _clause_nouns()
            and noun.place == marked.place - 1
        ):
            return noun
        return before

    def _takes_clause(self, before: Word, marked: Word) -> bool:
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

    def _closes_quote(self, verb: Word, subject: Word | None) -> bool:
        """Whether the verb says what stands before it: *..., the minister said*."""
        first = subject.place if subject is not None else verb.place
        first = min([first, *(w.place for w in self.words if subject is not None and w.head == subject.place)])
        left = self.words[first - 1].text if first else ""
        right = self.words[verb.place + 1].text if verb.place + 1 < len(self.words) else "."
        return (
            left in (",", '"', "?", "!", "--", "–", "—")
            and not self.marks
            and right.lower() not in ("that", "it", "he", "she", "they")
        )

    def _has_quote(self, before: Word, verb: Word) -> bool:
        return any(w.text in ('"', ":") for w in self.words[before.place : verb.place])

    def _top(self, word: Word) -> Word:
        seen = 0
        while word.head != word.place and seen < 60:
            word = self.words[word.head]
            seen += 1
        return word

    def _infinitive(self, verb: Word) -> None:
        if self.adjective is not None and self.verb is not None and self.adjective.place > self.verb.place:
            self._hang(verb, self.adjective, "xcomp")
        elif (
            self.noun is not None
            and self.noun.lemma in _clause_nouns()
            and (self.verb is None or self.noun.place > self.verb.place)
        ):
            self._hang(verb, self.noun, "acl")
        elif (
            self.joining is not None
            and self.verb is not None
            and any(w.tag == "TO" and w.head == self.verb.place for w in self.words)
        ):
            self._hang(verb, self.verb, "conj")
        elif self.verb is not None:
            self._hang(verb, self.verb, "advcl" if self.comma else "xcomp")
        else:
            self.waiting.append(verb)

    def _gerund(self, verb: Word) -> None:
        if self.prep is not None:
            self._hang(verb, self.prep, "pcomp")
        elif self.marks and self.marks[-1].lower == "that":
            self.gerund_subject, self.before_gerund = verb, self.verb
        elif self.marks and self.marks[-1].place >= verb.place - 2:
            mark = self.marks.pop()
            self._hang(mark, verb, "mark")
            self._hang(verb, self.verb, "advcl") if self.verb is not None else self.waiting.append(verb)
        elif self.verb is None and self.subject is None:
            self.gerund_subject, self.before_gerund = verb, self.verb
        elif self.verb is not None and self.words[verb.place - 1] is self.verb:
            self._hang(verb, self.verb, "xcomp")
        elif self.joining is not None and self.verb is not None:
            self._hang(verb, self.verb, "conj")
        elif self.comma and self.verb is not None:
            self._hang(verb, self.verb, "advcl")
        elif self.subject is not None and self._is_subject_next(verb):
            self._hang(verb, self.subject, "acl")
        elif self.noun is not None and not self.comma:
            self._hang(verb, self.noun, "acl")

    def _participle(self, verb: Word) -> None:
        if self.joining is not None and self.verb is not None:
            self._hang(verb, self.verb, "conj")
        elif self.noun is not None and not self.comma:
            self._hang(verb, self.noun, "acl")
        elif self.marks and self.verb is not None:
            self._hang(self.marks.pop(), verb, "mark")
            self._hang(verb, self.verb, "advcl")
        elif self.verb is not None:
            self._hang(verb, self.verb, "advcl")

    def _hang(self, word: Word, head: Word, dep: str) -> None:
        if word is not head:
            word.head, word.dep = head.place, dep

    def _break_loops(self) -> None:
        for word in self.words:
            seen = {word.place}
            at = word
            while at.head != at.place:
                at = self.words[at.head]
                if at.place in seen:
                    at.head, at.dep = (
                        (self.root.place, "dep")
                        if self.root is not None and at is not self.root
                        else (at.place, "ROOT")
                    )
                    break
                seen.add(at.place)


@cache
def _speech() -> frozenset[str]:
    return frozenset(word_table("hedges.yaml")["speech"])


@cache
def _clause_nouns() -> frozenset[str]:
    hedges = word_table("hedges.yaml")
    keys = ("possible_nouns", "planned_nouns", "refused_nouns", "demanded_nouns", "claimed_nouns", "no_evidence_nouns")
    return frozenset(word for key in keys for word in hedges[key])


@cache
def _spokesmen() -> frozenset[str]:
    return frozenset(word_table("heads.yaml")["of_heads"])


def _numbers() -> frozenset[str]:
    return frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))


def _times() -> frozenset[str]:
    return frozenset(("year", "week", "month", "day", "time", "today", "yesterday", "tomorrow"))
