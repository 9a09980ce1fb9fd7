"""Who says so? Verbs of saying above an act, *according to*, documents, quotations, and speech that runs on.

The chain keeps everybody through whom a claim came, the nearest first: an official, then the agency that quotes them.
What the article tells itself has no source. A sentence right after *X said* with *would* and X as its subject is taken
for X's words and marked as doubtful.
"""

from __future__ import annotations

import itertools
import re
from typing import Final

from cutset.brief.article import Article
from cutset.brief.claim import Attribution, Mention
from cutset.brief.clauses import Clause, has_negation, noun_phrase, preposition_objects
from cutset.brief.linking import Linker, stands_for_somebody
from cutset.brief.outlook import Outlook, is_speech, words
from cutset.brief.quoting import Quotations
from cutset.brief.tables import listed
from cutset.brief.words import Sentence, Word

__all__ = ["Speakers"]

_HEARSAY: Final = re.compile(r"\b(reportedly|allegedly|purportedly|supposedly)\b", re.IGNORECASE)
_FIRST: Final = ("i", "we")
_OFFICE: Final = ("of", "at", "for", "with", "in", "from")
_OFFICE_LENGTH: Final = 8
"""Most words of the office or firm behind a source that are kept with it."""
_REPORTED: Final = ("say", "report", "allege", "claim")
_VIEWS: Final = ("view", "words", "opinion", "account", "telling")
_RELATIVE: Final = ("who", "which", "what")


class Speakers:
    """The sources of one article.

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
        self.quotes = Quotations(article, text, sentences, linker)
        self.previous = {
            later.start: one for one, later in itertools.pairwise(sentences) if one.paragraph == later.paragraph
        }

    def speaker(self, sentence: Sentence, place: int) -> Mention | None:
        """Return who speaks the words at a place: whom *we* and *I* mean there."""
        return self.quotes.speaker(sentence.paragraph, place)[0]

    def sources(self, sentence: Sentence, trigger: Word, look: Outlook) -> tuple[tuple[Attribution, ...], bool]:
        """Return who says so, the nearest first, and whether it is doubtful.

        Parameters
        ----------
        sentence
            The sentence.
        trigger
            The word that tells the act.
        look
            What the words above it say, with the verbs of saying among them.
        """
        quoted = self._is_quoted(sentence, trigger)
        doubtful = False
        found: list[Attribution] = []
        for verb in look.sources:
            found.extend(self._of_verb(sentence, verb, quoted))
        found.extend(self._shown(sentence, trigger))
        found.extend(self._according(sentence, trigger))
        if quoted and all(one.source_text.lower() in _FIRST for one in found):
            mention, doubtful = self.quotes.speaker(sentence.paragraph, trigger.start)
            if mention is not None:
                found = [_attribution(mention, "quoted")]
        if not found and not quoted:
            running = self._running_on(sentence)
            if running is not None:
                found, doubtful = [running], True
        if (
            not found
            and "hearsay" in look.flags
            and (match := _HEARSAY.search(self.text, sentence.start, sentence.end))
        ):
            found.append(self._plain(match.start(), match.end(), "anonymous"))
        unique = {(one.start, one.end): one for one in found}
        return tuple(unique.values()), doubtful

    def _is_quoted(self, sentence: Sentence, word: Word) -> bool:
        return self.quotes.covers(sentence.paragraph, word.start)

    def _plain(self, start: int, end: int, relation: str) -> Attribution:
        return Attribution(self.article.text[start:end], start, end, relation)  # type: ignore[arg-type]

    def _of_verb(self, sentence: Sentence, verb: Word, quoted: bool) -> list[Attribution]:
        """Return the speakers of a verb of saying, those whom it quotes or cites first."""
        clause = Clause(sentence, verb)
        above = sentence.up(verb)
        quoting = sentence.up(above) if above is not None and verb.dep == "pcomp" and above.lower == "as" else None
        if quoting is not None and quoting.kid("dobj"):
            return self._of_verb(sentence, quoting, quoted)
        if not clause.subjects:
            hidden = (clause.passive or verb.tag == "VBN") and not has_negation(verb)
            modal = any(kid.tag == "MD" for kid in verb.kids("aux"))
            return [self._plain(verb.start, verb.end, "anonymous")] if hidden and not modal else []
        subject = clause.subjects[0]
        if subject.lower in _RELATIVE:
            return []
        speaker = self.speaker(sentence, subject.start) if self._is_quoted(sentence, subject) else None
        relation = "quoted" if quoted and not _is_document(subject) else ""
        return [*self._cited(sentence, verb), self._source(sentence, subject, relation, speaker)]

    def _cited(self, sentence: Sentence, verb: Word) -> list[Attribution]:
        """Return whom a verb quotes, or whom the clause beside it cites: *TASS quoted X as saying*, *citing X*."""
        nouns = verb.kids("dobj") if verb.lemma in ("quote", "cite") else []
        for beside in verb.kids("advcl", "prep"):
            if beside.lower in ("citing", "quoting"):
                nouns.extend(beside.kids("dobj", "pobj"))
        speaking = [noun for noun in nouns if noun.is_name or stands_for_somebody(noun) or _is_document(noun)]
        return [self._source(sentence, noun) for noun in speaking]

    def _source(
        self, sentence: Sentence, noun: Word, relation: str = "", speaker: Mention | None = None
    ) -> Attribution:
        """Return a source with the office that its words name: *the head of the agency*."""
        mention = self.linker.mention(sentence, noun, speaker)
        end = mention.end
        if not mention.resolved and not noun.tag.startswith("NNP") and stands_for_somebody(noun):
            for prep in noun.kids("prep"):
                under = sentence.under(prep)
                plain = not any(word.is_verb or word.text in ",;" for word in under)
                if prep.lower in _OFFICE and prep.start - end <= 1 and plain and len(under) <= _OFFICE_LENGTH:
                    end = under[-1].end
        text = self.article.text[mention.start : end]
        told = relation or _relation(noun, mention)
        return Attribution(text, mention.start, end, told, mention.party_id, mention.country)  # type: ignore[arg-type]

    def _shown(self, sentence: Sentence, trigger: Word) -> list[Attribution]:
        """Return a document or a person that shows or finds something: *a report found that*, *the letter reads*."""
        node = trigger
        for above in sentence.above(trigger):
            if node.dep == "xcomp" and above.lemma in _REPORTED and above.kid("auxpass") and not has_negation(above):
                return [self._plain(above.start, above.end, "anonymous")]
            if (
                node.dep in ("ccomp", "parataxis")
                and above.is_verb
                and above.lemma in listed("shows")
                and not is_speech(above)
            ):
                for subject in Clause(sentence, above).subjects[:1]:
                    if _is_document(subject) or subject.lemma in words("anonymous_heads"):
                        writers = [
                            _attribution(writer, "said")
                            for noun in preposition_objects(subject, ("by", "from", "of"))
                            if self.linker.is_somebody(writer := self.linker.mention(sentence, noun))
                        ]
                        return [self._source(sentence, subject), *writers[:1]]
            node = above
        return []

    def _according(self, sentence: Sentence, trigger: Word) -> list[Attribution]:
        for word in (trigger, *sentence.above(trigger)):
            for prep in word.kids("prep"):
                found = self._named_by(sentence, prep)
                if found:
                    return found
            for clause in word.kids("advcl"):
                marked = any(kid.lower in ("as", "so") for kid in clause.kids("mark", "advmod"))
                if marked and is_speech(clause) and clause is not trigger:
                    found = self._of_verb(sentence, clause, False)
                    if found:
                        return found[-1:]
        for prep in sentence.words:
            if prep.lower in ("according", "in") and self._spans_all(sentence, prep, trigger):
                found = self._named_by(sentence, prep)
                if found:
                    return found
        return []

    def _named_by(self, sentence: Sentence, prep: Word) -> list[Attribution]:
        """Return the source that *according to*, *per* or *in the view of* names."""
        if prep.lower == "according":
            behind = sentence.words[prep.place + 1 : prep.place + 2]
            nouns = list(preposition_objects(prep, ("to",))) or [kid for to in behind for kid in to.kids("pobj")]
        elif prep.lower == "per":
            nouns = prep.kids("pobj")
        elif prep.lower == "in":
            views = [noun for noun in prep.kids("pobj") if noun.lower in _VIEWS and noun.kid("det", "poss")]
            nouns = [owner for noun in views for owner in (*noun.kids("poss"), *preposition_objects(noun, ("of",)))]
        else:
            return []
        for noun in nouns[:1]:
            return [self._source(sentence, noun, "document" if _is_document(noun) else "according_to")]
        return []

    @staticmethod
    def _spans_all(sentence: Sentence, prep: Word, trigger: Word) -> bool:
        """Whether a phrase opens the sentence, or closes it with nothing coordinated between it and an act."""
        if prep.place == 0:
            return True
        under = sentence.under(prep)
        closes = under[-1].place >= len(sentence.words) - 2 and sentence.words[prep.place - 1].text == ","
        between = sentence.words[trigger.place : prep.place]
        apart = any(
            w.text == ";" or (w.dep == "cc" and any(k.is_verb and k.kid("nsubj") for k in _siblings(sentence, w)))
            for w in between
        )
        return closes and bool(between) and not apart

    def _running_on(self, sentence: Sentence) -> Attribution | None:
        """Return the speaker of the sentence before where this one runs on with *would* and the same subject."""
        before = self.previous.get(sentence.start)
        root = next((w for w in sentence.words if w.head == w.place), None)
        if before is None or root is None or not any(kid.lower == "would" for kid in root.kids("aux")):
            return None
        if any(kid.lower in ("if", "unless") for w in root.kids("advcl") for kid in w.kids("mark")):
            return None
        said = next((w for w in before.words if w.head == w.place and is_speech(w)), None)
        subject = root.kid("nsubj", "nsubjpass")
        if said is None or subject is None or not said.kid("ccomp"):
            return None
        found = self._of_verb(before, said, False)
        meant = self.linker.mention(sentence, subject)
        same = found and meant.resolved and (meant.party_id or meant.country)
        if same and meant.party_id == found[-1].party_id and meant.country == found[-1].country:
            return found[-1]
        return None


def _siblings(sentence: Sentence, joint: Word) -> list[Word]:
    above = sentence.up(joint)
    return above.kids("conj") if above is not None else []


def _is_document(noun: Word) -> bool:
    return noun.lemma in words("documents") and not noun.tag.startswith("NNP")


def _relation(subject: Word, mention: Mention) -> str:
    if _is_document(subject):
        return "document"
    named = mention.party_id or any(w.tag == "NNP" and w.text[:1].isupper() for w in subject.kids("appos"))
    held = subject.lemma in words("anonymous_heads") and not subject.tag.startswith("NNP")
    if held and not named and noun_phrase(subject)[-1].tag != "NNP":
        return "anonymous"
    return "said"


def _attribution(mention: Mention, relation: str) -> Attribution:
    return Attribution(mention.text, mention.start, mention.end, relation, mention.party_id, mention.country)  # type: ignore[arg-type]
