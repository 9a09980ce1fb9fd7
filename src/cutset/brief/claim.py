"""What does an article claim? Who did, plans, may do or refuses what to whom, when, how firmly, according to whom.

Names of acts follow PLOVER 0.7 with our own additions; the scale of certainty that of FactBank (certain, probable,
possible, unclear). Certainty, realis, polarity and attribution are kept apart: *a paper reports that it is unclear* is
both reported and unclear. :attr:`Claim.label` derives one word for display.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, TypeAlias, get_args

import msgspec

__all__ = [
    "ACTS",
    "Act",
    "Attribution",
    "Certainty",
    "Claim",
    "EventTime",
    "Label",
    "Mention",
    "ObjectMention",
    "Provenance",
    "Realis",
]

Act: TypeAlias = Literal[
    "IMPOSE_MEASURE",
    "LIST",
    "CUT_TIES",
    "STOP_SUPPLY",
    "PAYMENT",
    "SEEK_SUPPLY",
    "OFFER",
    "AID",
    "REJECT",
    "DEMAND",
    "THREATEN",
    "AGREE",
    "COOPERATE",
    "ASSESS",
    "DEPEND",
    "IMPACT",
    "SCHEDULE",
    "STATUS",
    "PLAN",
    "POSITION",
    "ATTACK",
]
ACTS: Final[tuple[str, ...]] = get_args(Act)
Certainty: TypeAlias = Literal["certain", "probable", "possible", "unclear"]
Realis: TypeAlias = Literal["actual", "planned", "conditional", "generic"]
Relation: TypeAlias = Literal["said", "according_to", "quoted", "document", "anonymous", "author"]
Label: TypeAlias = Literal["denied", "unclear", "possible", "conditional", "planned", "reported", "asserted"]
Granularity: TypeAlias = Literal["", "day", "week", "month", "quarter", "season", "year", "range"]


class Mention(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody whom the text names, describes or points at.

    Parameters
    ----------
    text
        The words as they stand in the article.
    start, end
        Their place in the article's text.
    party_id
        Party of the world; empty = none.
    country
        Code of the country that is named or to which the party belongs; empty = not known.
    score
        How surely the words name that party or country [0 to 1].
    candidates
        Up to three parties with their scores.
    resolved
        What a pronoun or *the agency* stands for, in words; empty where the words name it themselves.
    """

    text: str
    start: int
    end: int
    party_id: str = ""
    country: str = ""
    score: float = 0.0
    candidates: tuple[tuple[str, float], ...] = ()
    resolved: str = ""


class ObjectMention(msgspec.Struct, frozen=True, omit_defaults=True):
    """What it is about.

    Parameters
    ----------
    text
        The words as they stand in the article.
    start, end
        Their place in the article's text.
    kind
        part, mission, programme, money, agreement, measure, act or thing.
    refers
        Ids of items and programmes of the world that the words name.
    head
        Dictionary form of the telling word.
    """

    text: str
    start: int
    end: int
    kind: str = "thing"
    refers: tuple[str, ...] = ()
    head: str = ""


class Attribution(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who says so.

    Parameters
    ----------
    source_text
        The words that name the source.
    start, end
        Their place in the article's text.
    relation
        said, according_to, quoted, document, anonymous or author.
    party_id, country
        The source in the world, as of a :class:`Mention`.
    """

    source_text: str
    start: int
    end: int
    relation: Relation
    party_id: str = ""
    country: str = ""


class EventTime(msgspec.Struct, frozen=True, omit_defaults=True):
    """When it happens.

    Parameters
    ----------
    text
        The words as they stand in the article.
    start, end
        Their place in the article's text.
    earliest, latest
        First and last day on which it can be [date]; both empty where the words give no day: never guessed.
    granularity
        day, week, month, quarter, season, year or range.
    """

    text: str
    start: int
    end: int
    earliest: date | None = None
    latest: date | None = None
    granularity: Granularity = ""


class Provenance(msgspec.Struct, frozen=True):
    """Where the claim stands and what read it.

    Parameters
    ----------
    doc_id
        SHA-256 of the article's bytes.
    name, url, title
        The article.
    published
        Day of publication [date]; empty = not known.
    published_how
        given, found, inferred or unknown.
    sentence, trigger
        Places of the sentence and of the word that tells the act, in the article's text.
    extractor
        What read it: ``model``, ``rules`` or a language-model service.
    version
        Version of the reading rules.
    """

    doc_id: str
    name: str
    url: str
    title: str
    published: date | None
    published_how: str
    sentence: tuple[int, int]
    trigger: tuple[int, int]
    extractor: str
    version: str


class Claim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that an article tells.

    Parameters
    ----------
    claim_id
        Hash of document, place and act: the same on each reading.
    event_type
        The act.
    mode
        How, in the words of PLOVER where it has one.
    context
        historical, future, hypothetical, negation, economic: contexts of PLOVER.
    actor, recipient
        Who does it, and to or with whom.
    object
        What it is about.
    attribution
        Who says so, the nearest first; empty = the article itself.
    certainty, realis, polarity
        How firmly, whether it happened, and whether it is told or denied.
    event_time, report_time
        When it happens, and when it was said.
    provenance
        Where it stands.
    score
        How surely it was read, a rule of thumb [0 to 1].
    flags
        What a reader should look at: pronoun_resolved, garbled, headline, hypothetical, circumvention,
        attribution_doubtful, unlinked_actor, unlinked_recipient, denied, demanded, question.
    """

    claim_id: str
    event_type: Act
    mode: str = ""
    context: tuple[str, ...] = ()
    actor: Mention | None = None
    recipient: Mention | None = None
    object: ObjectMention | None = None
    attribution: tuple[Attribution, ...] = ()
    certainty: Certainty = "certain"
    realis: Realis = "actual"
    polarity: Literal["+", "-"] = "+"
    event_time: EventTime | None = None
    report_time: EventTime | None = None
    provenance: Provenance
    score: float = 0.0
    flags: tuple[str, ...] = ()

    @property
    def label(self) -> Label:
        """One word for display: denied, unclear, possible, conditional, planned, reported or asserted."""
        if "denied" in self.flags:
            return "denied"
        if self.certainty in ("unclear", "possible"):
            return self.certainty
        if self.realis in ("conditional", "planned"):
            return self.realis
        return "reported" if self.attribution else "asserted"

    @property
    def is_asserted(self) -> bool:
        """Whether the article tells it as something that happened or goes on, itself or through a source."""
        return self.label in ("reported", "asserted") and self.polarity == "+" and self.realis == "actual"
