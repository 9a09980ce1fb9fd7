"""Does a pattern fit a word? What it asks of the word's objects, subject, prepositions and complements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cutset.brief.clauses import Clause, has_negation, is_bidden, is_no_longer, noun_phrase, preposition_objects
from cutset.brief.filling import actor_of, recipient_of
from cutset.brief.linking import Linker
from cutset.brief.outlook import words
from cutset.brief.patterns import Pattern, Patterns
from cutset.brief.tables import heads
from cutset.brief.words import Sentence, Word

__all__ = ["fitting"]


def fitting(patterns: Patterns, sentence: Sentence, word: Word, linker: Linker) -> tuple[Pattern, Clause] | None:
    """Return the first pattern that fits a word, with its clause."""
    if word.is_verb and word.dep not in ("aux", "auxpass"):
        tried: Iterable[Pattern] = patterns.verbs.get(word.lemma, ())
    elif word.is_noun and not word.tag.startswith("NNP"):
        tried = patterns.nouns.get(word.lemma, ())
    elif word.tag.startswith("JJ") and word.dep in ("acomp", "attr", "oprd", "ROOT", "conj", "advcl"):
        tried = patterns.adjectives.get(word.lower, ())
    else:
        return None
    clause: Clause | None = None
    for pattern in tried:
        clause = clause or Clause(sentence, word)
        if _fits(pattern, sentence, clause, linker) and _names_whom(pattern, sentence, clause, linker):
            return pattern, clause
    return None


def _names_whom(pattern: Pattern, sentence: Sentence, clause: Clause, linker: Linker) -> bool:
    """Whether a pattern that needs an actor or a recipient has one; who *we* are is known only with the speaker."""
    for needed, find in ((pattern.need_actor, actor_of), (pattern.need_recipient, recipient_of)):
        word = find(pattern, sentence, clause, linker) if needed else None
        if needed and (word is None or not (word.tag == "PRP" or linker.is_somebody(linker.mention(sentence, word)))):
            return False
    return True


def _fits(pattern: Pattern, sentence: Sentence, clause: Clause, linker: Linker) -> bool:
    word = clause.word
    if pattern.act == "IMPOSE_MEASURE" and _is_powerless(pattern, clause, linker):
        return False
    if word.is_noun:
        return _noun_fits(pattern, sentence, clause, linker)
    held = _held(clause.objects, linker)
    if pattern.with_ and not (held & pattern.with_):
        return False
    if pattern.without and held & pattern.without:
        return False
    if pattern.with_object and not clause.objects:
        return False
    if not _subject_fits(pattern, clause, held, linker):
        return False
    if (pattern.passive and not clause.passive) or (pattern.active and clause.passive):
        return False
    if word.dep in pattern.not_under or not _form_fits(pattern, clause):
        return False
    if pattern.actor_kind and pattern.actor_kind != _kind_of_actor(clause, linker, pattern.actor_kind):
        return False
    if pattern.same_subject and clause.complements and all(v.kid("nsubj", "nsubjpass") for v in clause.complements):
        return False
    if pattern.own_subject and not any(verb.kid("nsubj", "nsubjpass") for verb in clause.complements):
        return False
    if pattern.no_preps & set(clause.particles):
        return False
    if pattern.alone and clause.complements:
        return False
    if pattern.no_object and (clause.objects or (word.lemma == "remain" and word.kid("acomp"))):
        return False
    if (pattern.clause or pattern.not_clause or pattern.clause_has or pattern.clause_or_object) and not _clause_fits(
        pattern, clause
    ):
        return False
    if pattern.preps and not (pattern.preps & set(clause.particles)):
        return False
    wanted = pattern.preps_if.get(word.lemma)
    if wanted and not (wanted & set(clause.particles)) and not (clause.complements and "for" in wanted):
        return False
    if pattern.prep_with and not (_held(clause.after(*pattern.preps)) & pattern.prep_with):
        return False
    if not pattern.prep_party:
        return True
    return any(linker.is_somebody(linker.mention(sentence, noun)) for noun in clause.after(*pattern.preps))


def _subject_fits(pattern: Pattern, clause: Clause, held: set[str], linker: Linker) -> bool:
    """Whether the subject is one that a pattern asks for."""
    if not (pattern.with_any or pattern.with_subject or pattern.with_passive or pattern.subject_with or pattern.joint):
        return True
    wanted = pattern.with_any | pattern.with_subject | pattern.with_passive
    told_of = [one for one in clause.grammatical if one.lemma not in heads("people") or one.lemma in wanted]
    subject = _held(told_of if pattern.act in ("SCHEDULE", "STATUS") else clause.grammatical, linker)
    if pattern.joint and not any(
        one.kid("conj") or (one.tag == "NNS" and one.lemma in heads("sides")) for one in clause.subjects
    ):
        return False
    return (
        (not pattern.with_any or bool((held | subject) & pattern.with_any))
        and (not pattern.with_subject or bool(subject & pattern.with_subject))
        and (not pattern.with_passive or (clause.passive and bool(subject & pattern.with_passive)))
        and (not pattern.subject_with or bool(subject & pattern.subject_with))
    )


def _form_fits(pattern: Pattern, clause: Clause) -> bool:
    """Whether a verb has the form that a pattern asks for: its tense, a negation, an object with its state."""
    word = clause.word
    if pattern.not_habit and word.dep == "relcl" and word.tag in ("VBZ", "VBP") and not word.kid("aux", "auxpass"):
        return False
    if pattern.only and not _ONLY[pattern.only](word):
        return False
    if pattern.judges and not _judgement(word):
        return False
    if pattern.is_to and (word.kid("attr", "acomp") or not any(_has_to(kid) for kid in word.kids("xcomp"))):
        return False
    return not pattern.predicate or bool(_states(word))


def _has_to(verb: Word) -> bool:
    return any(kid.lower == "to" for kid in verb.kids("aux"))


def _judgement(verb: Word) -> bool:
    """Whether a verb says what somebody takes something for: *considers the plans unrealistic*."""
    if verb.kid("oprd"):
        return True
    return any(kid.tag.startswith("JJ") and kid.kid("nsubj") and not kid.kid("cop") for kid in verb.kids("ccomp"))


def _is_habit(verb: Word) -> bool:
    if verb.tag == "VBN" and verb.kid("auxpass") and not verb.kid("aux"):
        return verb.kids("auxpass")[0].lower in ("is", "are")
    return verb.tag in ("VBZ", "VBP") and not verb.kid("aux", "neg")


def _is_open(verb: Word) -> bool:
    return has_negation(verb) or verb.tag == "VB" or any(kid.tag in ("MD", "TO") for kid in verb.kids("aux"))


_ONLY: Final = {"ceased": is_no_longer, "denied": has_negation, "habit": _is_habit, "open": _is_open}
"""What a pattern may ask of a verb: *no longer*, a negation, the present of what is always so, not done so far."""


def _states(verb: Word) -> list[Word]:
    """Return the words that say in which state an object is left: *left them stranded*, *left it without fuel*."""
    behind = [kid for kid in verb.kids("dobj", "nsubjpass") for kid in kid.kids("acl", "prep") if kid.lower != "of"]
    return [
        *verb.kids("oprd", "xcomp", "ccomp", "acomp", "advcl", "dative"),
        *(kid for kid in [*verb.kids("prep"), *behind] if kid.lower in ("without", "with", "at") or kid.is_verb),
    ]


def _kind_of_actor(clause: Clause, linker: Linker, wanted: str) -> str:
    """Return firm where a company or a bank does it, agency where that is asked for and one does it, else state."""
    subject = next(iter(clause.subjects), None)
    if subject is None:
        return ""
    party = linker.mention(clause.sentence, subject).party_id
    if party:
        kind = linker.gazetteer.parties[party].kind
        if kind in ("agency", "institute") and wanted == "agency":
            return "agency"
        return "firm" if kind in ("company", "bank", "state_corporation") else "state"
    return "firm" if linker.describes_firm(subject) else "state"


def _is_powerless(pattern: Pattern, clause: Clause, linker: Linker) -> bool:
    """Whether somebody does it who can impose or lift no measure: a person or a space agency of the world."""
    subject = actor_of(pattern, clause.sentence, clause, linker)
    party = linker.mention(clause.sentence, subject).party_id if subject is not None else ""
    return bool(party) and linker.gazetteer.parties[party].kind in ("person", "agency", "institute")


def _clause_fits(pattern: Pattern, clause: Clause) -> bool:
    below = clause.complements
    if pattern.act == "DEMAND" and any(
        kid.lower in ("whether", "if", "how", "why", "what", "who", "which") and kid.place < verb.place
        for verb in below
        for kid in verb.children
    ):
        return False
    asks_always = clause.word.lemma in ("demand", "require", "request", "order", "urge")
    if pattern.act == "DEMAND" and below and not asks_always and all(_is_told(verb) for verb in below):
        return False
    if pattern.not_clause and below and {verb.lemma for verb in below} <= pattern.not_clause:
        return False
    if pattern.clause_or_object:
        return bool(below or clause.objects or any(p in ("for", "on", "upon", "of") for p in clause.particles))
    lemmas = {verb.lemma for verb in below}
    if pattern.clause_has:
        return bool(below) and any(
            {w.lemma for w in verb.children} & pattern.clause_has or verb.lemma in pattern.clause_has for verb in below
        )
    if pattern.clause == "any":
        return bool(below)
    return not pattern.clause or bool(lemmas & set(pattern.clause))


def _is_told(verb: Word) -> bool:
    """Whether a clause tells something rather than asks for it: *insists that all is well*."""
    return (
        verb.dep in ("ccomp", "xcomp", "parataxis")
        and (verb.tag != "VBG" or bool(verb.kid("aux")))
        and not is_bidden(verb)
    )


def _noun_fits(pattern: Pattern, sentence: Sentence, clause: Clause, linker: Linker) -> bool:
    """An event noun counts under a light verb, where it names who does it, or where it names what ends."""
    noun = clause.word
    parent = sentence.up(noun)
    if pattern.with_ and not (_held(_under_noun(noun)) & pattern.with_):
        return False
    if pattern.standing == "always":
        return True
    if pattern.over:
        return parent is not None and parent.lemma in pattern.over and noun.dep in ("nsubj", "nsubjpass")
    if noun.dep in ("compound", "amod", "nmod", "poss"):
        return False
    if (
        parent is not None
        and parent.lemma in ("call", "consider", "deem", "label", "brand", "find")
        and noun.dep in ("dobj", "nsubj")
    ):
        return False
    if pattern.standing == "owned":
        owner = noun.kid("poss") or next(iter(preposition_objects(noun, ("of",))), None)
        behind = ("for", "to", "of") if noun.kid("poss") else ("for", "to")
        told_what = bool(
            noun.kid("acl", "relcl", "ccomp")
            or (owner is not None and owner.kid("acl", "relcl"))
            or any(kid.lower in behind for kid in noun.kids("prep"))
        )
        return owner is not None and told_what and linker.is_somebody(linker.mention(sentence, owner))
    under = parent is not None and parent.is_verb and noun.dep in ("dobj", "nsubjpass")
    if pattern.act == "AGREE" and parent is not None and parent.lemma in ("end", "deny", "avoid", "prevent", "lift"):
        return False
    if under and parent is not None and parent.lemma in (pattern.under or words("light_verbs")):
        return not pattern.recipient or bool(recipient_of(pattern, sentence, clause, linker)) or pattern.act != "AGREE"
    if pattern.under:
        return False
    if pattern.with_ and pattern.standing == "named":
        return True
    return (
        linker.owner(sentence, noun) is not None
        and noun.dep in ("nsubj", "nsubjpass")
        and pattern.act not in ("AGREE",)
    )


def _under_noun(noun: Word) -> list[Word]:
    """Return the nouns beside and behind an event noun: *engine deliveries halt*, *halt to deliveries of engines*."""
    return [*noun.kids("compound", "nmod"), *preposition_objects(noun, ("of", "to", "in", "on", "for", "from", "with"))]


def _held(nouns: Iterable[Word], linker: Linker | None = None) -> set[str]:
    """Return the dictionary forms in noun phrases and in what follows them by *of*; ``*craft`` for the name of one."""
    found: set[str] = set()
    for noun in nouns:
        if linker is not None and linker.is_craft(noun):
            found.add("*craft")
        if linker is not None and linker.is_strange_name(noun):
            found.add("*name")
        for word in noun_phrase(noun):
            found.update((word.lemma.lower(), word.lower))
            if "-" in word.lower:
                found.update(word.lower.split("-"))
        for other in (*preposition_objects(noun, ("of",)), *noun.kids("conj")):
            found.update(word.lemma.lower() for word in noun_phrase(other))
    return found
