"""Where do the quotations of an article run, and who speaks each?

A quotation belongs to the speaker that stands beside it, else to the speaker of the quotation before it, also across
paragraphs as long as it was not closed or nobody else is named. In an interview the label of a paragraph says who
speaks: *A:* is the person whom the lead names, *Q:* the paper itself.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from cutset.brief.article import Article, Paragraph
from cutset.brief.claim import Mention
from cutset.brief.clauses import Clause, noun_phrase
from cutset.brief.linking import Linker
from cutset.brief.outlook import is_speech
from cutset.brief.preparing import speaker_label
from cutset.brief.words import Sentence, Word

__all__ = ["Quotations"]

_BESIDE: Final = 90
"""How far a verb of saying may stand from the quotation beside it [characters]."""
_PARAGRAPHS_BACK: Final = 2
_SHORT: Final = 3
"""Most words of a phrase in quotation marks that is no quotation."""


class Quotations:
    """The quotations of one article and their speakers.

    Parameters
    ----------
    article
        The article.
    text
        Its text as it is parsed, with plain quotation marks.
    sentences
        Its sentences.
    linker
        Links names.
    """

    def __init__(self, article: Article, text: str, sentences: list[Sentence], linker: Linker) -> None:
        self.article, self.text, self.linker = article, text, linker
        self.spans: list[list[tuple[int, int]]] = []
        self.open: list[bool] = []
        labels = [_label(article, paragraph) for paragraph in article.paragraphs]
        often = Counter(labels)
        self.labels: list[str] = []
        for paragraph, label in zip(article.paragraphs, labels, strict=True):
            spans, is_open = _quoted(text, paragraph.start, paragraph.end)
            counts = label and (label in "QA" or often[label] > 1 or text[paragraph.start + len(label) + 2] == '"')
            self.labels.append(label if counts else "")
            if counts and label != "Q":
                spans, is_open = [(paragraph.start + len(label) + 1, paragraph.end)], False
            elif counts:
                spans, is_open = [], False
            self.spans.append(spans)
            self.open.append(is_open)
        self.verbs: list[list[tuple[Word, Mention]]] = [[] for _ in article.paragraphs]
        self.words: list[list[tuple[Sentence, Word]]] = [[] for _ in article.paragraphs]
        for sentence in sentences:
            self._collect(sentence)
        self.guest = self._interviewed(sentences)

    def covers(self, paragraph: int, place: int) -> bool:
        """Whether a place of a paragraph stands inside a quotation."""
        return self._span(paragraph, place) is not None

    def speaker(self, paragraph: int, place: int) -> tuple[Mention | None, bool]:
        """Return who speaks the quotation at a place, and whether that is doubtful."""
        span = self._span(paragraph, place)
        if span is None:
            return None, False
        if self.labels[paragraph]:
            return self._labelled(paragraph), False
        beside = self._beside(paragraph, span)
        if beside is not None:
            return beside, False
        here = self.verbs[paragraph]
        before = [mention for word, mention in here if word.start < span[0]]
        if before:
            return before[-1], False
        if here:
            return here[0][1], False
        if len(self.text[span[0] : span[1]].split()) <= _SHORT:
            return None, False
        for number in range(paragraph - 1, max(-1, paragraph - 1 - _PARAGRAPHS_BACK), -1):
            if self.verbs[number] and self.spans[number]:
                return self._last_quoted(number), not self.open[number]
        return None, True

    def _span(self, paragraph: int, place: int) -> tuple[int, int] | None:
        return next((span for span in self.spans[paragraph] if span[0] <= place < span[1]), None)

    def _beside(self, paragraph: int, span: tuple[int, int]) -> Mention | None:
        """Return the speaker whose verb of saying stands right behind a quotation, or right before it."""
        start, end = span
        for word, mention in self.verbs[paragraph]:
            between = self.text[end : max(word.start, mention.start)]
            if word.start >= end and len(between) < _BESIDE and not re.search(r'["?!;]|\.\s', between):
                return mention
        for word, mention in reversed(self.verbs[paragraph]):
            between = self.text[word.end : start]
            if word.end <= start and len(between) < _BESIDE and not re.search(r'["?!;]|[.]\s', between):
                return mention
        return self._before_colon(paragraph, start)

    def _before_colon(self, paragraph: int, start: int) -> Mention | None:
        """Return whom the words before a colon name: *Roscosmos chief Dmitry Rogozin: "..."*."""
        colon = start - 1 - (self.text[start - 1 : start] == " ")
        if self.text[colon : colon + 1] != ":":
            return None
        for sentence, word in self.words[paragraph]:
            if word.end == colon and word.tag.startswith("NN"):
                mention = self.linker.mention(sentence, word)
                return mention if mention.party_id or word.is_name else None
        return None

    def _last_quoted(self, paragraph: int) -> Mention:
        last = self.spans[paragraph][-1]
        return self._beside(paragraph, last) or self.verbs[paragraph][-1][1]

    def _labelled(self, paragraph: int) -> Mention:
        label, start = self.labels[paragraph], self.article.paragraphs[paragraph].start
        if label == "A" and self.guest is not None:
            return self.guest
        hit = next((h for h in self.linker.between(start, start + len(label)) if h.kind == "party"), None)
        plain = Mention(self.article.text[start : start + len(label)], start, start + len(label))
        if hit is None:
            return plain
        return Mention(plain.text, plain.start, plain.end, hit.refers, hit.country, hit.score)

    def _interviewed(self, sentences: list[Sentence]) -> Mention | None:
        """Return the first person whom the lead of an interview names in full."""
        if "A" not in self.labels:
            return None
        first = self.labels.index("A")
        for sentence in sentences:
            if sentence.paragraph >= first or sentence.headline or self.labels[sentence.paragraph]:
                continue
            for word in sentence.words:
                names = [w for w in noun_phrase(word) if w.tag == "NNP"] if word.dep == "nsubj" else []
                if len(names) > 1 and word.tag == "NNP":
                    mention = self.linker.mention(sentence, word)
                    party = self.linker.gazetteer.parties.get(mention.party_id)
                    if not mention.country or (party is not None and party.kind == "person"):
                        return mention
        return None

    def _collect(self, sentence: Sentence) -> None:
        number = sentence.paragraph
        self.words[number].extend((sentence, word) for word in sentence.words if word.is_noun)
        for word in sentence.words:
            if is_speech(word) and not self.covers(number, word.start):
                mention = self._subject(sentence, word)
                if mention is not None:
                    self.verbs[number].append((word, mention))

    def _subject(self, sentence: Sentence, verb: Word) -> Mention | None:
        subjects = Clause(sentence, verb).subjects
        if not subjects or (subjects[0].lower in ("it", "that", "which", "this", "what") and verb.kid("auxpass")):
            return None
        return self.linker.mention(sentence, subjects[0])


def _label(article: Article, paragraph: Paragraph) -> str:
    line = article.text[paragraph.start : paragraph.end]
    length = speaker_label(line)
    return line[:length].rstrip().rstrip(":")


def _quoted(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """Return the quotations of a paragraph, and whether the last one is not closed: then it runs to the end."""
    marks = [at for at in range(start, end) if text[at] == '"']
    spans = [(marks[n], marks[n + 1] + 1) for n in range(0, len(marks) - 1, 2)]
    if len(marks) % 2:
        spans.append((marks[-1], end))
    return spans, bool(len(marks) % 2)
