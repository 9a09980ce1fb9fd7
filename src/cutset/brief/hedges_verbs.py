"""What does a verb or an adjective say of the clause below it? Saying, planning, refusing, demanding, preventing."""

from __future__ import annotations

from cutset.brief.clauses import has_negation, is_bidden
from cutset.brief.hedges_nouns import noun_to_verb
from cutset.brief.hedges_own import read_adverb, verb_own
from cutset.brief.outlook import Outlook, is_speech, words
from cutset.brief.tables import listed
from cutset.brief.words import Sentence, Word

__all__ = ["to_adjective", "to_verb"]


def to_verb(look: Outlook, sentence: Sentence, node: Word, head: Word, rel: str, granted: bool) -> bool:
    """Take a step up to a verb; return whether what is above no longer bears on the act."""
    lemma = head.lemma
    if rel in ("ccomp", "parataxis") and is_speech(head) and lemma not in ("hope", "see"):
        return _to_speech(look, sentence, node, head, granted)
    if granted:
        return True
    if rel == "advcl":
        return _to_main_clause(look, sentence, node, head)
    if rel in ("xcomp", "ccomp") and any(kid.lower in ("whether", "if") for kid in node.kids("mark")):
        look.at_least("unclear")
        return True
    if rel in ("ccomp", "dep") and node.place < head.place:
        subject = head.kid("nsubj")
        if head.lemma != "be" or (subject is not None and subject.lower not in ("it", "this", "that")):
            return True
    if lemma == "have" and any(
        k.lemma in ("choice", "option") and any(p.lower == "but" for p in k.children) for k in head.kids("dobj")
    ):
        look.planned()
        return False
    if rel in ("xcomp", "ccomp", "csubj", "csubjpass", "dep") and (node.is_verb or node.dep == "ccomp"):
        _to_matrix(look, node, head, rel)
        verb_own(look, head, sentence)
        return False
    if rel == "conj":
        return False
    if rel in ("acomp", "attr", "oprd"):
        verb_own(look, head, sentence)
        return False
    if rel in ("dobj", "nsubjpass", "prep", "agent", "npadvmod", "nsubj", "dative"):
        return noun_to_verb(look, sentence, node, head, rel)
    return False


def _to_speech(look: Outlook, sentence: Sentence, node: Word, head: Word, granted: bool) -> bool:
    lemma = head.lemma
    if _is_not_to_be_said(sentence, head):
        look.at_least("unclear")
        look.flags.add("not_said")
        return True
    negated = has_negation(head)
    if lemma == "expect" and _is_infinitive(node):
        look.planned()
    if lemma in words("demanded") and not granted and is_bidden(node):
        look.hypothetical()
        look.flags.add("demanded")
        look.demanded_by = head
    elif lemma in words("deny") and not granted:
        look.negative = not look.negative
        look.flags.add("denied")
    elif negated and not granted:
        nothing = head.kid("nsubj")
        if lemma in ("believe", "think", "expect") or (nothing is not None and nothing.lower == "nothing"):
            look.negative = not look.negative
        else:
            look.at_least("unclear")
            look.flags.add("not_said")
    if not granted:
        if lemma in words("probable_speech"):
            look.at_least("probable")
        if lemma in words("possible_speech"):
            look.at_least("possible")
        if any(kid.lower in ("whether", "if") for kid in node.kids("mark")):
            look.at_least("unclear")
    look.sources.append(head)
    if look.would and not granted:
        look.settle()
        look.would = False
    if (
        has_negation(head) is False
        and any(kid.lemma in ("may", "might", "could", "would") for kid in head.kids("aux"))
        and not granted
    ):
        look.at_least("possible")
    return True if lemma not in ("expect", "believe", "think", "hope", "fear") else granted


def _is_not_to_be_said(sentence: Sentence, speech: Word) -> bool:
    """Whether it would be wrong, too early or refused to say so: *it is wrong to say that*, *declined to say that*."""
    above = sentence.up(speech)
    if speech.dep not in ("xcomp", "csubj", "ccomp", "advcl") or above is None:
        return False
    around = [above, *above.kids("acomp", "attr", "xcomp")]
    if any(word.lower in words("false_words") | words("too_early") for word in around):
        return True
    return speech.dep == "xcomp" and above.lemma in words("not_done") and _is_infinitive(speech)


def _is_infinitive(verb: Word) -> bool:
    """Whether a verb is an infinitive with *to*."""
    return any(kid.lower == "to" for kid in verb.kids("aux"))


def _to_main_clause(look: Outlook, sentence: Sentence, node: Word, head: Word) -> bool:
    marks = [kid.lower for kid in node.kids("mark", "advmod")]
    if any(mark in words("conditional_marks") for mark in marks):
        if "whether" in marks:
            look.at_least("unclear")
        look.hypothetical()
        return True
    if any(kid.lower == "to" for kid in node.kids("aux")):
        if head.lemma in words("plan") or head.lemma in words("demanded"):
            _to_matrix(look, node, head, "xcomp")
            verb_own(look, head, sentence)
            return False
        look.planned()
        return True
    return bool(marks) or node.tag in ("VBD", "VBP", "VBZ", "VBG", "VBN")


def _to_matrix(look: Outlook, node: Word, head: Word, rel: str) -> None:
    """Read what a verb says of the one below it: *plans to*, *refused to*, *asked it to*, *prevents it from*."""
    lemma = head.lemma
    if rel in ("csubj", "csubjpass"):
        modal = any(kid.tag == "MD" for kid in head.kids("aux"))
        if modal or node.tag == "VBG":
            look.hypothetical()
        return
    if (
        lemma in ("provide", "assume", "suppose")
        and head.tag in ("VBN", "VBG")
        and head.dep in ("advcl", "prep", "ccomp", "csubj")
    ):
        look.hypothetical()
        return
    if lemma in words("told_passive") and head.kid("auxpass") and rel == "xcomp":
        look.at_least("probable")
        look.flags.add("hearsay")
        return
    passive_or_object = bool(head.kid("dobj", "nsubjpass", "auxpass")) or (node.kid("nsubj") is not None)
    if lemma in words("doubt"):
        look.at_least("probable")
        look.negative = not look.negative
        look.sources.append(head)
    elif lemma in words("not_done") or (lemma in words("prevented") and lemma != "keep"):
        look.negative = not look.negative
    elif lemma in words("deny"):
        look.negative = not look.negative
        look.flags.add("denied")
    elif lemma in words("demanded") and passive_or_object:
        look.hypothetical()
        look.flags.add("demanded")
        look.demanded_by = head
    elif _is_resolved(head, node):
        return
    elif lemma in words("attempted") and _came_to_nothing(head):
        look.negative = not look.negative
    elif lemma in words("plan"):
        if lemma == "expect":
            look.at_least("probable")
        look.planned()
        if lemma in ("propose", "hope", "wish", "try", "attempt", "look", "tend", "want", "seek"):
            look.at_least("possible" if lemma == "propose" else "certain")
    elif lemma in words("enabled"):
        look.at_least("possible") if lemma != "help" else None
    elif lemma in words("seeming"):
        look.at_least("probable")
    elif lemma in words("considered") or lemma in words("accused"):
        look.at_least("possible" if lemma not in ("know", "ask", "wonder", "decide") else "unclear")
        look.hypothetical()
    elif lemma in ("have", "be", "remain") and any(kid.lower == "yet" for kid in (*head.children, *node.children)):
        look.negative = not look.negative
    elif lemma == "have" and any(kid.lower == "to" for kid in node.kids("aux")):
        look.planned()
    elif lemma in ("see", "find", "know", "show", "prove") and has_negation(head):
        look.at_least("unclear")
    elif lemma == "be" and rel in ("ccomp", "xcomp"):
        free = head.kid("csubj")
        if free is not None and any(kid.tag == "MD" for kid in free.kids("aux")):
            look.at_least("possible")
            look.planned()
        if rel == "xcomp" and any(kid.lower == "to" for kid in node.kids("aux")):
            look.planned()
        _copula(look, head)
    elif lemma not in words("realised") and any(kid.lower == "to" for kid in node.kids("aux")) and rel == "xcomp":
        if node.dep == "xcomp" and lemma in ("use", "go"):
            look.planned() if lemma == "go" else None
        elif lemma not in ("help",):
            look.planned()


def _is_resolved(verb: Word, below: Word) -> bool:
    """Whether a vote or a decision is told as taken, which does what it decides unless for a later day: *voted to*."""
    later = [*below.kids("npadvmod"), *(noun for prep in below.kids("prep") for noun in prep.kids("pobj"))]
    if any(noun.lower in listed("times") or noun.tag == "CD" for noun in later):
        return False
    helpers = {kid.lower for kid in verb.kids("aux", "auxpass")}
    return verb.lemma in words("resolved") and verb.tag in ("VBD", "VBN") and helpers <= {"has", "have", "had"}


def _came_to_nothing(verb: Word) -> bool:
    """Whether what was tried failed: *tried to pay and had it returned*, *tried in vain to pay*."""
    if verb.tag not in ("VBD", "VBN"):
        return False
    if any(kid.lower in ("vain", "success") for prep in verb.kids("prep") for kid in prep.kids("pobj")):
        return True
    joined = [word for kid in verb.kids("conj") for word in (kid, *kid.kids("ccomp", "xcomp"))]
    return any(word.lemma in words("failed") or has_negation(word) for word in joined)


def _copula(look: Outlook, head: Word) -> None:
    for kid in head.kids("acomp", "attr", "oprd"):
        _adjective(look, kid.lower)


def to_adjective(look: Outlook, sentence: Sentence, node: Word, head: Word) -> bool:
    """Take a step up to an adjective; return whether what is above no longer bears on the act."""
    _adjective(look, head.lower)
    if head.lower in words("fearing_adjectives"):
        look.at_least("possible")
        look.hypothetical()
        return True
    for kid in head.kids("advmod"):
        read_adverb(look, kid.lower)
    if (
        node.is_verb
        and any(kid.lower == "to" for kid in node.kids("aux"))
        and head.lower in words("willing_adjectives") | {"about"}
    ):
        look.planned()
    copula = sentence.up(head)
    if copula is not None and copula.is_verb and head.dep in ("acomp", "attr", "oprd"):
        return False
    return False


def _adjective(look: Outlook, lower: str) -> None:
    if lower in words("unclear_adjectives"):
        look.at_least("unclear")
    elif lower in words("possible_adjectives"):
        look.at_least("possible")
        look.hypothetical()
    elif lower == "likely":
        look.at_least("probable")
        look.planned()
    elif lower in words("unlikely_words"):
        look.at_least("probable")
        look.planned()
        look.negative = not look.negative
    elif lower in words("impossible_adjectives"):
        look.negative = not look.negative
        look.planned()
