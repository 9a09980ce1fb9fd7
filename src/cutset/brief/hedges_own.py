"""What does a word say of its own act? Auxiliaries, negation, adverbs and conditions beside a verb or an event noun."""

from __future__ import annotations

from typing import Final

from cutset.brief.clauses import has_negation
from cutset.brief.outlook import Outlook, words
from cutset.brief.tables import act_words, heads, listed, word_table
from cutset.brief.words import Sentence, Word, lemma_of

__all__ = ["POSSIBLE_MODALS", "averted", "dated_until", "learned_own", "noun_own", "read_adverb", "verb_own"]

POSSIBLE_MODALS: Final = ("may", "might", "could")


_SETTLES: Final = ("decide", "determine", "resolve", "settle")
_UNTIL_REACH: Final = 10
"""How far behind the word *until* may stand [words]."""
_ENDINGS: Final = ("STOP_SUPPLY", "REJECT", "CUT_TIES")
"""Acts that the denial of a deed tells: *accepts no more orders*."""


def averted(look: Outlook, word: Word, objects: list[Word]) -> None:
    """Read a measure that is stopped before it stands: *blocked sanctions*, *shelved the ban*."""
    of_measure = any(noun.lemma in heads("measure_words") for noun in objects)
    if of_measure and word.lemma in listed("put_off") | {"block", "reject", "oppose", "resist"} and not look.negative:
        look.negative = True


def dated_until(look: Outlook, sentence: Sentence, word: Word) -> None:
    """Read a date that is denied only until another: *will not fly until 2023*."""
    behind = sentence.words[word.place : word.place + _UNTIL_REACH]
    if look.negative and any(one.lower in ("until", "till", "before") for one in behind):
        look.negative = False


def learned_own(look: Outlook, act: str, word: Word) -> None:
    """Read a word that no pattern names: *denies dealing* tells no dealing, *takes no more orders* a stop."""
    undone = words("deny") | words("not_done") | listed("given_up") | listed("put_off")
    if act not in (*_ENDINGS, "POSITION", "IMPACT", "SCHEDULE", "STATUS") and word.lemma in undone:
        look.negative = not look.negative
    if look.negative and act in _ENDINGS and act not in act_words("V").get(word.lemma, ()):
        look.negative = False
    if act == "SCHEDULE" and word.lemma in listed("dated_ahead"):
        look.planned()


def verb_own(look: Outlook, verb: Word, sentence: Sentence) -> None:
    """Read the verb's own auxiliaries, negation, adverbs and conditions."""
    carrier = verb
    shared = sentence.up(verb) if verb.dep == "conj" else None
    auxiliaries = verb.kids("aux", "auxpass")
    if shared is not None and shared.is_verb and not auxiliaries and not verb.kid("nsubj", "nsubjpass"):
        auxiliaries = shared.kids("aux")
        same = any(kid.lower in ("or", "nor") for kid in shared.kids("cc")) or (verb.tag == "VB" and shared.tag == "VB")
        if same and has_negation(shared):
            look.negative = not look.negative
    for auxiliary in auxiliaries:
        _modal(look, auxiliary, verb)
    before = [word.lower for word in sentence.words[max(0, verb.place - 2) : verb.place]]
    if before in (["rather", "than"], ["instead", "of"]) and verb.dep != "pcomp":
        look.negative = not look.negative
    if has_negation(carrier) or _has_none(sentence, carrier):
        look.negative = not look.negative
    if look.negative and verb.lemma in _SETTLES and _asks_whether(sentence, verb):
        look.negative = False
        look.at_least("unclear")
    if shared is not None and any(kid.lower == "nor" for kid in shared.kids("cc")) and not look.negative:
        look.negative = True
    subject = verb.kid("nsubj", "nsubjpass")
    if _is_inverted(sentence, verb, subject):
        look.hypothetical()
    if _is_imperative(sentence, verb):
        look.hypothetical()
        look.flags.add("demanded")
    if (
        verb.dep in ("relcl", "acl")
        and verb.tag != "VB"
        and (subject is None or subject.lower in ("that", "who", "which"))
    ):
        subject = sentence.up(verb)
        done = verb.tag == "VBN" and verb.dep == "acl"
        if subject is not None and not done and _is_thought_of(sentence, subject):
            look.hypothetical()
        elif subject is not None and verb.tag == "VBP" and _is_any(sentence, subject, verb) and look.realis == "actual":
            look.realis = "generic"
    if subject is not None and (
        subject.lower in ("anyone", "whoever", "anybody")
        or any(kid.lower in ("any", "whichever") for kid in subject.kids("det"))
    ):
        look.hypothetical()
    for adverb in verb.kids("advmod", "npadvmod", "prt"):
        read_adverb(look, adverb.lower)
    for clause in verb.kids("advcl"):
        mark = next((kid.lower for kid in clause.kids("mark", "advmod") if kid.lower in words("conditional_marks")), "")
        if (
            mark
            and mark != "whether"
            and not _is_told_as_past(verb)
            and not any(kid.lower == "even" for kid in clause.kids("advmod"))
        ):
            look.hypothetical()
    if verb.kid("csubj") and any(kid.lemma in POSSIBLE_MODALS for kid in auxiliaries):
        look.hypothetical()
    if any(kid.lower in ("if", "unless") for kid in verb.kids("mark")):
        look.hypothetical()
    if _is_still_to_come(sentence, verb):
        look.planned()
    if any(kid.lower == "whether" for kid in verb.kids("mark")):
        look.at_least("unclear")


def _has_none(sentence: Sentence, verb: Word) -> bool:
    """Whether *no* stands right behind a verb whose object hangs elsewhere: *bought no further rockets and ...*."""
    behind = [word.lower for word in sentence.words[verb.place + 1 : verb.place + 3]]
    return behind[:1] == ["no"] and behind[1:] not in (["longer"], ["more"], ["doubt"]) and not verb.kid("dobj", "attr")


def _asks_whether(sentence: Sentence, verb: Word) -> bool:
    """Whether a verb leaves open what it tells: *has not decided whether to stay*."""
    return any(word.lower in ("whether", "if") for word in sentence.words[verb.place + 1 : verb.place + 4])


def _is_told_as_past(verb: Word) -> bool:
    """Whether a verb tells what was done, whatever the condition behind it: *warned it would respond if it helped*."""
    helpers = verb.kids("aux", "auxpass")
    return (verb.tag == "VBD" or any(kid.lower in ("has", "have", "was", "were") for kid in helpers)) and not any(
        kid.tag == "MD" or kid.lower == "had" for kid in helpers
    )


def _is_still_to_come(sentence: Sentence, verb: Word) -> bool:
    """Whether a present tense tells what is to come: *only once sanctions are lifted*, *until it leaves*."""
    marks = {kid.lower for kid in verb.kids("mark", "advmod")}
    helpers = verb.kids("aux", "auxpass")
    past = any(kid.lower in ("had", "was", "were", "did", "has", "have") or kid.tag == "MD" for kid in helpers)
    if not marks & {"once", "until", "till", "when", "before", "after"} or past or verb.tag == "VBD":
        return False
    if marks & {"once", "until", "till"}:
        return True
    above = sentence.up(verb)
    return above is not None and any(kid.tag == "MD" for kid in above.kids("aux"))


def _is_imperative(sentence: Sentence, verb: Word) -> bool:
    """Whether a verb tells somebody to do it: *give us back our rover*."""
    opens = verb.place == 0 or sentence.words[verb.place - 1].text in ('"', "\u201c", "'")
    return opens and verb.tag in ("VB", "VBP") and not verb.kid("nsubj", "nsubjpass", "aux", "auxpass")


def _is_inverted(sentence: Sentence, verb: Word, subject: Word | None) -> bool:
    """Whether a condition is told by turning the clause round: *were Beijing to ship*, *should it stop*."""
    if subject is None or any(w.text == "?" for w in sentence.words[verb.place :]):
        return False
    turned = [w for w in (verb, *verb.kids("aux", "auxpass")) if w.lower in ("were", "had", "should")]
    return any(w.place < subject.place for w in turned) and not any(
        w.text == '"' for w in sentence.words[: subject.place]
    )


def _is_any(sentence: Sentence, antecedent: Word, verb: Word) -> bool:
    """Whether a relative clause picks out any of a kind: *firms that ignore the rules*."""
    bare = antecedent.tag == "NNS" and not antecedent.kid("det", "poss", "nummod")
    restricts = not any(w.text == "," for w in sentence.words[antecedent.place : verb.place])
    return bare and verb.dep == "relcl" and restricts and verb.kid("nsubj") is not None


def _is_thought_of(sentence: Sentence, antecedent: Word) -> bool:
    """Whether a relative clause only says whom a threat or a rule would hit: *lenders which help may lose access*."""
    opens = antecedent.place == 0 and lemma_of(antecedent.lower, "NNS") in word_table("heads.yaml")["people"]
    bare = not antecedent.kid("det", "poss") and (opens or not antecedent.tag.startswith("NNP"))
    if not bare:
        return False
    governing = [above for above in sentence.above(antecedent) if above.is_verb]
    return any(
        above.lemma in words("punishing") or any(kid.tag == "MD" for kid in above.kids("aux")) for above in governing
    )


def _modal(look: Outlook, auxiliary: Word, verb: Word) -> None:
    lower = auxiliary.lemma
    if lower in POSSIBLE_MODALS:
        look.at_least("possible")
        if _is_yet_to_be(verb) and (lower != "could" or not has_negation(verb)):
            look.planned()
        if any(kid.lemma == "have" for kid in verb.kids("aux")) and lower != "may":
            look.hypothetical()
    elif lower == "can" and not has_negation(verb):
        look.at_least("possible")
    elif lower in ("will", "shall"):
        look.planned()
    elif lower == "would":
        look.would = True
    elif lower in ("should", "ought", "must"):
        look.hypothetical()
        look.flags.add("demanded")
    elif lower == "to" and verb.dep not in ("xcomp", "acl", "ccomp", "conj"):
        look.planned()


def _is_yet_to_be(verb: Word) -> bool:
    """Whether what may be is still to come: a plain form, no perfect, nothing going on, no state."""
    helpers = {kid.lemma for kid in verb.kids("aux", "auxpass")}
    return verb.lemma != "be" and (verb.tag == "VB" or verb.kid("auxpass") is not None) and "have" not in helpers


def read_adverb(look: Outlook, lower: str) -> None:
    """Read how sure an adverb makes it."""
    if lower in words("possible_adverbs"):
        look.at_least("possible")
    elif lower in words("probable_adverbs"):
        look.at_least("probable")
    elif lower in words("hearsay_adverbs"):
        look.at_least("probable")
        look.flags.add("hearsay")
    elif lower in ("almost", "nearly"):
        look.hypothetical()
    elif lower in ("hardly", "scarcely", "barely", "unlikely"):
        look.at_least("probable")


def noun_own(look: Outlook, noun: Word) -> None:
    """Read an event noun's own determiner and adjectives."""
    read_above = noun.dep in ("dobj", "nsubjpass", "attr")
    if not read_above and any(kid.lower in ("no", "neither") for kid in noun.kids("det", "neg")):
        look.negative = not look.negative
    for kid in noun.kids("amod"):
        if kid.lower in (
            "possible",
            "potential",
            "threatened",
            "hypothetical",
            "alleged",
            "feared",
            "rumoured",
            "rumored",
        ):
            look.at_least("possible")
        elif kid.lower in (
            "planned",
            "proposed",
            "future",
            "upcoming",
            "looming",
            "further",
            "new-to",
            "promised",
            "expected",
        ):
            look.planned()
            if kid.lower == "proposed":
                look.at_least("possible")
