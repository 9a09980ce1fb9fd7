"""What do a noun or a preposition above an act say of it, or a verb above an event noun? *Refusal to*, *instead of*."""

from __future__ import annotations

from typing import Final

from cutset.brief.clauses import has_negation
from cutset.brief.hedges_own import POSSIBLE_MODALS, verb_own
from cutset.brief.outlook import Outlook, is_speech, words
from cutset.brief.tables import heads, listed
from cutset.brief.words import Sentence, Word

__all__ = ["noun_to_verb", "read_likely", "read_state", "to_noun", "to_preposition"]

_OF_MANNER: Final = ("in", "by", "with", "through")
_GOING_ON: Final = ("go", "keep", "carry", "press")
_GIVEN_UP: Final = listed("given_up")


def to_preposition(look: Outlook, sentence: Sentence, node: Word, prep: Word) -> bool:
    """Take a step up to a preposition; return whether what is above no longer bears on the act."""
    above = sentence.up(prep)
    lower = prep.lower
    before = sentence.words[prep.place - 1].lower if prep.place else ""
    if before in words("fearing_adjectives"):
        look.at_least("possible")
        look.hypothetical()
        return True
    if lower == "of" and before in ("short", "clear") and node.is_verb:
        look.negative = not look.negative
        return True
    if (lower == "to" and before == "close" and node.is_verb) or (lower == "about" and node.kid("aux")):
        look.planned()
        return False
    if lower == "from" and before == "far" and node.is_verb:
        look.negative = not look.negative
        return True
    if lower in ("of", "than") and before in ("instead", "rather"):
        look.negative = not look.negative
        return True
    if lower == "of" and before == '"' and prep.place > 1 and sentence.words[prep.place - 2].is_noun:
        above = sentence.words[prep.place - 2]
    if (
        lower == "without"
        or (lower in ("of", "than") and above is not None and above.lower in ("instead", "rather"))
        or lower == "instead"
    ):
        look.negative = not look.negative
        return False
    if above is None:
        return False
    if lower in ("after", "before", "since", "despite", "following", "upon"):
        return True
    if above.is_verb:
        if above.lemma in words("accused"):
            look.at_least("possible")
            look.sources.append(above)
            return True
        if lower == "from" and node.is_verb and above.lemma in words("refrained"):
            look.negative = not look.negative
            verb_own(look, above, sentence)
            return False
        if lower == "from" and above.lemma in words("prevented"):
            look.negative = not look.negative
            look.planned()
            verb_own(look, above, sentence)
            return False
        if above.lemma in words("demanded") and lower in ("for", "on", "to", "of"):
            look.hypothetical()
            look.flags.add("demanded")
            return True
        weighed = above.lemma in words("considered") and lower in (
            "of",
            "about",
            "on",
            "over",
            "against",
            "with",
            "for",
        )
        if weighed or (
            above.lemma in ("warn", "talk", "think", "dream", "speak", "caution")
            and lower in ("of", "about", "against")
        ):
            look.at_least("possible")
            look.hypothetical()
            return True
        if lower in ("in", "by", "for") and any(kid.lemma in (*POSSIBLE_MODALS, "would") for kid in above.kids("aux")):
            look.at_least("possible")
            look.hypothetical()
            return True
        if lower == "on" and above.lemma in _GOING_ON:
            verb_own(look, above, sentence)
            return False
        if above.lemma in ("insist", "plan", "count", "succeed", "work") and node.is_verb:
            look.planned() if above.lemma != "succeed" else None
            return False
        return lower not in _OF_MANNER
    if above.lemma in words("fearing_adjectives"):
        look.at_least("possible")
        look.hypothetical()
        return True
    if above.is_noun:
        return to_noun(look, sentence, node, above, "prep")
    return False


def to_noun(look: Outlook, sentence: Sentence, node: Word, noun: Word, rel: str) -> bool:
    """Take a step up to a noun; return whether what is above no longer bears on the act."""
    lemma = noun.lemma
    infinitive = any(kid.lower == "to" for kid in node.kids("aux"))
    told = node.kid("mark") is not None and lemma in words("claimed_nouns") | words("no_evidence_nouns") | words(
        "possible_nouns"
    )
    subject = node.kid("nsubj", "nsubjpass")
    if lemma in words("claimed_nouns") and subject is not None and subject.tag not in ("WDT", "WP"):
        told = True
    if rel == "relcl" and not infinitive and not told:
        _unfound(look, sentence, noun)
        return True
    denied = any(kid.lower in ("no", "little", "neither", "any") for kid in noun.kids("det", "amod", "neg"))
    verb = _verb_above(sentence, noun)
    if (
        verb is not None
        and (verb.lemma in _GIVEN_UP or has_negation(verb))
        and noun.dep in ("dobj", "nsubjpass", "attr", "pobj")
    ):
        denied = True
    if infinitive and any(kid.lower == "but" for kid in (*noun.kids("prep", "cc"), *node.children)):
        look.planned()
        return True
    if lemma in words("false_words"):
        look.negative = not look.negative
        look.flags.add("denied")
        return True
    if lemma in words("no_evidence_nouns"):
        look.at_least("probable" if denied else "possible")
        if denied:
            look.negative = not look.negative
        return True
    if lemma in words("refused_nouns"):
        look.negative = not look.negative
    elif lemma in words("demanded_nouns") and denied and (verb is None or verb.lemma not in _GIVEN_UP):
        look.negative = not look.negative
        return True
    elif lemma in words("demanded_nouns"):
        look.hypothetical()
        look.flags.add("demanded")
        return True
    elif lemma in words("claimed_nouns"):
        look.at_least("unclear" if denied and not _is_denying(noun, verb) else "certain")
        look.flags.add("hearsay")
        if verb is not None and noun.dep == "dobj" and is_speech(verb):
            look.sources.append(verb)
        if _is_denying(noun, verb) or _is_called_false(sentence, node, noun, verb):
            look.negative = not look.negative
            look.flags.add("denied")
        return True
    elif lemma in words("planned_nouns") and not (
        lemma in heads("agreement_words") and rel == "acl" and node.tag == "VBN" and not infinitive
    ):
        look.planned()
        if (
            verb is not None
            and noun.dep == "nsubj"
            and any(kid.lower in words("unclear_adjectives") or kid.lower == "far" for kid in verb.children)
        ):
            look.at_least("unclear")
        if denied:
            look.negative = not look.negative
            return True
    elif lemma in words("possible_nouns"):
        look.at_least("possible")
        look.hypothetical()
        if denied and infinitive:
            look.negative = not look.negative
        return True
    elif rel == "acl" and not infinitive:
        return True
    elif infinitive and not any(kid.lower in ("first", "last", "only", "latest") for kid in noun.kids("amod")):
        look.planned()
    return rel != "prep" and not (node.is_verb and infinitive)


def _unfound(look: Outlook, sentence: Sentence, noun: Word) -> None:
    """Read a clause on somebody who was not found: *there is no firm that sells it*, *has heard of none that does*."""
    verb = _verb_above(sentence, noun)
    if any(kid.lower in ("no", "neither") for kid in noun.kids("det", "neg")):
        look.negative = not look.negative
    elif verb is not None and verb.lemma in words("finding") and has_negation(verb):
        look.at_least("probable")
        look.negative = not look.negative


def _is_denying(noun: Word, verb: Word | None) -> bool:
    """Whether a claim is denied by the verb above it: *rejected reports that it had asked*."""
    rejects = verb is not None and verb.lemma in words("deny") | {"dismiss", "refute", "rebut", "spurn"}
    return rejects and noun.dep in ("dobj", "nsubjpass") and not has_negation(verb)  # type: ignore[arg-type]


def _is_called_false(sentence: Sentence, node: Word, noun: Word, verb: Word | None) -> bool:
    """Whether a claim is called false, wherever the parser hangs that: *reports that it would help were false*."""
    if verb is not None and noun.dep == "nsubj" and any(k.lower in words("false_words") for k in verb.children):
        return True
    as_false = verb.place if verb is not None else node.place
    return any(
        word.lower in words("false_words")
        and (
            (word.dep in ("acomp", "attr", "oprd") and sentence.words[word.head].lemma in ("be", "prove", "turn"))
            or sentence.words[word.place - 1].lower == "as"
        )
        for word in sentence.words[min(as_false, node.place) :]
    )


def read_state(look: Outlook, be: Word) -> None:
    """Read how likely what an event noun names is said to be: *a launch this year is hardly realistic*."""
    for kid in be.kids("acomp"):
        read_likely(look, kid)
        look.negative = look.negative != has_negation(be)


def read_likely(look: Outlook, adjective: Word, copula: Word | None = None) -> None:
    """Read how likely an adjective says that something is: *hardly realistic*, *unlikely*, *possible*."""
    doubted = has_negation(adjective)
    if adjective.lower in words("possible_adjectives"):
        denied = doubted or (copula is not None and has_negation(copula))
        look.at_least("probable" if denied else "possible")
        look.negative = look.negative != doubted
    elif adjective.lower in words("unlikely_words") | words("ruled_out"):
        look.at_least("probable")
        look.negative = look.negative == doubted


def _verb_above(sentence: Sentence, word: Word) -> Word | None:
    return next((above for above in sentence.above(word) if above.is_verb), None)


def noun_to_verb(look: Outlook, sentence: Sentence, node: Word, head: Word, rel: str) -> bool:
    """Read what the verb above an event noun or a preposition says: *announced a ban*, *called for a ban*."""
    if rel in ("dobj", "nsubjpass"):
        if head.lemma in words("deny") or head.lemma in _GIVEN_UP or head.lemma in ("avoid", "lift", "end"):
            look.negative = not look.negative
        elif head.lemma in ("demand", "urge", "seek", "request", "propose", "want"):
            look.hypothetical()
            look.flags.add("demanded")
        elif head.lemma in (
            "consider",
            "weigh",
            "discuss",
            "mull",
            "ponder",
            "debate",
            "study",
            "examine",
            "contemplate",
            "threaten",
            "fear",
            "mean",
            "support",
            "condemn",
            "oppose",
        ):
            look.at_least("possible")
            look.hypothetical()
        elif head.lemma in ("plan", "prepare", "promise"):
            look.planned()
        verb_own(look, head, sentence)
        return False
    if rel == "prep" and node.lower == "on" and head.lemma in _GOING_ON:
        return False
    if rel == "nsubj" and head.lemma == "be":
        read_state(look, head)
    if rel == "prep" and node.lower in _OF_MANNER and node.kid("pcomp"):
        verb_own(look, head, sentence)
        return False
    if rel in ("prep", "agent") and head.lemma in words("demanded") and node.lower in ("for", "on"):
        look.hypothetical()
        look.flags.add("demanded")
    return True
