"""Who says so? Speakers of verbs of saying, *according to*, and quotations that run over sentences and paragraphs."""

from __future__ import annotations

import re
from typing import Final

from cutset.brief.article import Article
from cutset.brief.claim import Attribution, Mention
from cutset.brief.clauses import Clause, preposition_objects
from cutset.brief.linking import Linker
from cutset.brief.outlook import Outlook, is_speech, words
from cutset.brief.preparing import speaker_label
from cutset.brief.words import Sentence, Word

__all__ = ["Telling"]

_HEARSAY: Final = re.compile(r"\b(reportedly|allegedly|purportedly|supposedly)\b", re.IGNORECASE)


class Telling:
    """The speakers of one article.

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
        self.quotes: list[list[tuple[int, int]]] = []
        self.open: list[bool] = []
        self.labels: list[Mention | None] = []
        for paragraph in article.paragraphs:
            spans, is_open = _quoted(text, paragraph.start, paragraph.end)
            label = speaker_label(article.text[paragraph.start : paragraph.end])
            if label:
                spans, is_open = [(paragraph.start + label, paragraph.end)], False
            self.labels.append(self._labelled(paragraph.start, label) if label else None)
            self.quotes.append(spans)
            self.open.append(is_open)
        self.speakers: list[list[tuple[Word, Mention]]] = [[] for _ in article.paragraphs]
        for sentence in sentences:
            self._collect(sentence)

    def is_quoted(self, sentence: Sentence, place: int) -> bool:
        """Whether a place stands inside a quotation."""
        return any(start <= place < end for start, end in self.quotes[sentence.paragraph])

    def speaker(self, sentence: Sentence, place: int) -> tuple[Mention | None, bool]:
        """Return who speaks the quotation at a place, and whether that is doubtful."""
        if not self.is_quoted(sentence, place):
            return None, False
        labelled = self.labels[sentence.paragraph]
        if labelled is not None:
            return labelled, False
        here = self.speakers[sentence.paragraph]
        if here:
            before = [mention for word, mention in here if word.start <= place]
            after = [mention for word, mention in here if word.start > place]
            return (after[0], False) if after and not before else (before[-1], False)
        for number in range(sentence.paragraph - 1, max(-1, sentence.paragraph - 3), -1):
            if self.speakers[number]:
                return self.speakers[number][-1][1], not self.open[number]
        return None, True

    def chain(
        self, sentence: Sentence, trigger: Word, look: Outlook
    ) -> tuple[tuple[Attribution, ...], Attribution | None, bool]:
        """Return who says so, the nearest first; the quoted speaker; and whether it is doubtful."""
        quoted = self.is_quoted(sentence, trigger.start)
        found = [one for verb in look.sources if (one := self._of_verb(sentence, verb, quoted))]
        found.extend(self._according(sentence, trigger))
        doubtful = False
        if not found and quoted:
            mention, doubtful = self.speaker(sentence, trigger.start)
            if mention is not None:
                found.append(_attribution(mention, "quoted"))
        if not found and (_HEARSAY.search(self.text[sentence.start : sentence.end]) and "hearsay" in look.flags):
            match = _HEARSAY.search(self.text, sentence.start, sentence.end)
            if match:
                found.append(
                    Attribution(self.article.text[match.start() : match.end()], match.start(), match.end(), "anonymous")
                )
        unique = {(one.start, one.end): one for one in found}
        return tuple(unique.values()), None, doubtful

    def _labelled(self, start: int, length: int) -> Mention:
        hits = self.linker.between(start, start + length)
        end = start + len(self.article.text[start : start + length].rstrip(": "))
        party = hits[0] if hits and hits[0].kind == "party" else None
        text = self.article.text[start:end]
        return Mention(
            text,
            start,
            end,
            party.refers if party else "",
            party.country if party else "",
            party.score if party else 0.0,
        )

    def _collect(self, sentence: Sentence) -> None:
        for word in sentence.words:
            if is_speech(word) and not self.is_quoted(sentence, word.start):
                mention = self._speaker_of(sentence, word)
                if mention is not None:
                    self.speakers[sentence.paragraph].append((word, mention))

    def _speaker_of(self, sentence: Sentence, verb: Word) -> Mention | None:
        subjects = Clause(sentence, verb).subjects
        if not subjects or (subjects[0].lower in ("it", "that", "which", "this", "what") and verb.kid("auxpass")):
            return None
        return self.linker.mention(sentence, subjects[0])

    def _of_verb(self, sentence: Sentence, verb: Word, quoted: bool) -> Attribution | None:
        clause = Clause(sentence, verb)
        if not clause.subjects:
            if clause.passive or verb.tag == "VBN":
                return Attribution(self.article.text[verb.start : verb.end], verb.start, verb.end, "anonymous")
            return None
        subject = clause.subjects[0]
        speaker = self.speaker(sentence, subject.start)[0] if self.is_quoted(sentence, subject.start) else None
        mention = self.linker.mention(sentence, subject, speaker)
        if subject.lower in ("who", "which", "what"):
            return None
        return _attribution(mention, _relation(subject, mention, quoted))

    def _according(self, sentence: Sentence, trigger: Word) -> list[Attribution]:
        chain = [trigger, *sentence.above(trigger)]
        for word in chain:
            for prep in word.kids("prep"):
                if prep.lower == "according":
                    nouns = list(preposition_objects(prep, ("to",)))
                elif prep.lower in ("per", "via"):
                    nouns = prep.kids("pobj")
                else:
                    continue
                for noun in nouns[:1]:
                    mention = self.linker.mention(sentence, noun)
                    relation = "document" if noun.lemma in words("documents") else "according_to"
                    return [_attribution(mention, relation)]
            for clause in word.kids("advcl"):
                if (
                    any(kid.lower == "as" for kid in clause.kids("mark", "advmod"))
                    and is_speech(clause)
                    and clause is not trigger
                ):
                    found = self._of_verb(sentence, clause, False)
                    if found:
                        return [found]
        return []


def _relation(subject: Word, mention: Mention, quoted: bool) -> str:
    if subject.lemma in words("documents"):
        return "document"
    if quoted:
        return "quoted"
    if not mention.party_id and subject.lemma in words("anonymous_heads") and not subject.tag.startswith("NNP"):
        return "anonymous"
    return "said"


def _attribution(mention: Mention, relation: str) -> Attribution:
    return Attribution(mention.text, mention.start, mention.end, relation, mention.party_id, mention.country)  # type: ignore[arg-type]


def _quoted(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """Return the quotations of a paragraph; one that is not closed runs to its end."""
    marks = [at for at in range(start, end) if text[at] == '"']
    spans = [(marks[n], marks[n + 1] + 1) for n in range(0, len(marks) - 1, 2)]
    if len(marks) % 2:
        spans.append((marks[-1], end))
    return spans, bool(len(marks) % 2)
