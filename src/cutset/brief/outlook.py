"""How firmly is an act told? The way up the sentence from the word that tells it, with what each step adds.

Certainty, realis and polarity follow FactBank (Saurí and Pustejovsky 2009): a modal, a negation, a verb of saying,
wanting, refusing, demanding or preventing, a condition or a question above the act changes what the article commits
itself to. An act in a clause that is taken for granted (*after the firm had stopped ...*) keeps its own standing.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from cutset.brief.clauses import has_negation, is_bidden
from cutset.brief.tables import listed, word_table
from cutset.brief.words import Sentence, Word, lemma_of

__all__ = ["Outlook", "is_speech", "outlook_of"]

_RANK: Final = ("certain", "probable", "possible", "unclear")
_POSSIBLE_MODALS: Final = ("may", "might", "could")
_LINKS: Final = ("ccomp", "xcomp", "csubj", "csubjpass", "acl", "pcomp", "advcl", "relcl", "conj", "parataxis")
_OF_MANNER: Final = ("in", "by", "with", "through")
_GIVEN_UP: Final = listed("given_up")


class Outlook:
    """What the words above an act say of it."""

    def __init__(self) -> None:
        self.certainty = 0
        self.realis = "actual"
        self.negative = False
        self.would = False
        self.flags: set[str] = set()
        self.sources: list[Word] = []
        self.demanded_by: Word | None = None

    def at_least(self, word: str) -> None:
        """Make it no firmer than a word of the scale."""
        self.certainty = max(self.certainty, _RANK.index(word))

    def hypothetical(self) -> None:
        """Make it something that is only thought of."""
        self.realis = "conditional"
        self.flags.add("hypothetical")

    def planned(self) -> None:
        """Make it something to come, unless it is only thought of."""
        if self.realis == "actual":
            self.realis = "planned"

    def settle(self) -> None:
        """Read *would* now that it is known whether somebody says so."""
        if not self.would:
            return
        if self.sources and "hypothetical" not in self.flags:
            self.planned()
        else:
            self.hypothetical()

    @property
    def scale(self) -> str:
        """The word of the scale of certainty."""
        return _RANK[self.certainty]


def outlook_of(sentence: Sentence, trigger: Word) -> Outlook:
    """Return how firmly the act told by a word is told."""
    look = Outlook()
    node, taken_for_granted = trigger, False
    if trigger.is_verb:
        _own(look, trigger, sentence)
    else:
        _noun_own(look, trigger)
    for _ in range(len(sentence.words)):
        head = sentence.up(node)
        if head is None:
            break
        taken_for_granted = _step(look, sentence, node, head, taken_for_granted) or taken_for_granted
        node = head
    if any(word.text == "?" for word in sentence.words[trigger.place :]):
        look.at_least("unclear")
        look.flags.add("question")
    look.settle()
    return look


def is_speech(word: Word) -> bool:
    """Whether a word is a verb of saying or thinking."""
    return word.is_verb and word.lemma in words("speech")


@cache
def words(key: str) -> frozenset[str]:
    """Return a list of ``rules/hedges.yaml``."""
    return frozenset(word_table("hedges.yaml")[key])


def _own(look: Outlook, verb: Word, sentence: Sentence) -> None:
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
    if has_negation(carrier):
        look.negative = not look.negative
    if shared is not None and any(kid.lower == "nor" for kid in shared.kids("cc")) and not look.negative:
        look.negative = True
    subject = verb.kid("nsubj", "nsubjpass")
    if (
        verb.dep in ("relcl", "acl")
        and verb.tag != "VB"
        and (subject is None or subject.lower in ("that", "who", "which"))
    ):
        subject = sentence.up(verb)
        if subject is not None and _is_thought_of(sentence, subject):
            look.hypothetical()
    if subject is not None and (
        subject.lower in ("anyone", "whoever", "anybody")
        or any(kid.lower in ("any", "whichever") for kid in subject.kids("det"))
    ):
        look.hypothetical()
    for adverb in verb.kids("advmod", "npadvmod", "prt"):
        _adverb(look, adverb.lower)
    for clause in verb.kids("advcl"):
        mark = next((kid.lower for kid in clause.kids("mark", "advmod") if kid.lower in words("conditional_marks")), "")
        if mark and mark != "whether" and not any(kid.lower == "even" for kid in clause.kids("advmod")):
            look.hypothetical()
    if verb.kid("csubj") and any(kid.lemma in _POSSIBLE_MODALS for kid in auxiliaries):
        look.hypothetical()
    if any(kid.lower in ("if", "unless") for kid in verb.kids("mark")):
        look.hypothetical()
    if any(kid.lower == "whether" for kid in verb.kids("mark")):
        look.at_least("unclear")


def _is_thought_of(sentence: Sentence, antecedent: Word) -> bool:
    """Whether a relative clause only says whom a threat or a rule would hit: *lenders which help may lose access*."""
    above = sentence.up(antecedent)
    opens = antecedent.place == 0 and lemma_of(antecedent.lower, "NNS") in word_table("heads.yaml")["people"]
    bare = not antecedent.kid("det", "poss") and (opens or not antecedent.tag.startswith("NNP"))
    if above is None or not bare:
        return False
    return above.is_verb and any(kid.tag == "MD" for kid in above.kids("aux"))


def _modal(look: Outlook, auxiliary: Word, verb: Word) -> None:
    lower = auxiliary.lemma
    if lower in _POSSIBLE_MODALS:
        look.at_least("possible")
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


def _adverb(look: Outlook, lower: str) -> None:
    if lower in words("possible_adverbs"):
        look.at_least("possible")
    elif lower in words("probable_adverbs"):
        look.at_least("probable")
    elif lower in words("hearsay_adverbs"):
        look.at_least("probable")
        look.flags.add("hearsay")
    elif lower in ("hardly", "scarcely", "unlikely"):
        look.at_least("possible")


def _noun_own(look: Outlook, noun: Word) -> None:
    if any(kid.lower in ("no", "neither", "any-not") for kid in noun.kids("det", "neg")):
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


def _step(look: Outlook, sentence: Sentence, node: Word, head: Word, granted: bool) -> bool:
    """Take one step up; return whether what is above no longer bears on the act."""
    rel = node.dep
    if head.is_verb:
        return _to_verb(look, sentence, node, head, rel, granted)
    if granted:
        return True
    if head.tag.startswith("JJ") and rel in ("xcomp", "ccomp", "advcl", "pcomp", "prep"):
        return _to_adjective(look, sentence, node, head)
    if head.tag == "IN" or rel == "pcomp" or head.dep == "prep":
        return _to_preposition(look, sentence, node, head)
    if head.is_noun and rel in ("acl", "relcl", "ccomp", "xcomp", "appos"):
        return _to_noun(look, sentence, node, head, rel)
    return False


def _to_verb(look: Outlook, sentence: Sentence, node: Word, head: Word, rel: str, granted: bool) -> bool:
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
    if rel in ("ccomp", "dep") and node.place < head.place and head.lemma != "be":
        return True
    if rel in ("xcomp", "ccomp", "csubj", "csubjpass", "dep") and (node.is_verb or node.dep == "ccomp"):
        _to_matrix(look, node, head, rel)
        _own(look, head, sentence)
        return False
    if rel == "conj":
        return False
    if rel in ("acomp", "attr", "oprd"):
        _own(look, head, sentence)
        return False
    if rel in ("dobj", "nsubjpass", "prep", "agent", "npadvmod", "nsubj", "dative"):
        return _noun_to_verb(look, sentence, node, head, rel)
    return False


def _to_speech(look: Outlook, sentence: Sentence, node: Word, head: Word, granted: bool) -> bool:
    lemma = head.lemma
    negated = has_negation(head)
    if lemma in words("demanded") and not granted and is_bidden(node):
        look.hypothetical()
        look.flags.add("demanded")
        look.demanded_by = head
    elif lemma in words("deny") and not granted:
        look.negative = not look.negative
        look.flags.add("denied")
    elif negated and not granted:
        if lemma in ("believe", "think", "expect"):
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
            _own(look, head, sentence)
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
    passive_or_object = bool(head.kid("dobj", "nsubjpass", "auxpass")) or (node.kid("nsubj") is not None)
    if lemma in words("not_done") or lemma in words("prevented"):
        look.negative = not look.negative
    elif lemma in words("demanded") and passive_or_object:
        look.hypothetical()
        look.flags.add("demanded")
        look.demanded_by = head
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
    elif lemma == "have" and any(kid.lower == "to" for kid in node.kids("aux")):
        look.planned()
    elif lemma in ("see", "find", "know", "show", "prove") and has_negation(head):
        look.at_least("unclear")
    elif lemma == "be" and rel in ("ccomp", "xcomp"):
        if rel == "xcomp" and any(kid.lower == "to" for kid in node.kids("aux")):
            look.planned()
        _copula(look, head)
    elif lemma not in words("realised") and any(kid.lower == "to" for kid in node.kids("aux")) and rel == "xcomp":
        if node.dep == "xcomp" and lemma in ("use", "go"):
            look.planned() if lemma == "go" else None
        elif lemma not in ("help",):
            look.planned()


def _copula(look: Outlook, head: Word) -> None:
    for kid in head.kids("acomp", "attr", "oprd"):
        _adjective(look, kid.lower)


def _to_adjective(look: Outlook, sentence: Sentence, node: Word, head: Word) -> bool:
    _adjective(look, head.lower)
    for kid in head.kids("advmod"):
        _adverb(look, kid.lower)
    if (
        node.is_verb
        and any(kid.lower == "to" for kid in node.kids("aux"))
        and head.lower in words("willing_adjectives")
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
        look.negative = not look.negative
    elif lower in words("impossible_adjectives"):
        look.negative = not look.negative
        look.planned()


def _to_preposition(look: Outlook, sentence: Sentence, node: Word, prep: Word) -> bool:
    above = sentence.up(prep)
    lower = prep.lower
    before = sentence.words[prep.place - 1].lower if prep.place else ""
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
        if lower == "from" and above.lemma in words("prevented"):
            look.negative = not look.negative
            look.planned()
            _own(look, above, sentence)
            return False
        if above.lemma in words("demanded") and lower in ("for", "on", "to", "of"):
            look.hypothetical()
            look.flags.add("demanded")
            return True
        if above.lemma in words("considered") or (
            above.lemma in ("warn", "talk", "think", "dream", "speak", "caution")
            and lower in ("of", "about", "against")
        ):
            look.at_least("possible")
            look.hypothetical()
            return True
        if lower in ("in", "by", "for") and any(kid.lemma in (*_POSSIBLE_MODALS, "would") for kid in above.kids("aux")):
            look.at_least("possible")
            look.hypothetical()
            return True
        if above.lemma in ("insist", "plan", "count", "succeed", "work") and node.is_verb:
            look.planned() if above.lemma != "succeed" else None
            return False
        return lower not in _OF_MANNER
    if above.is_noun:
        return _to_noun(look, sentence, node, above, "prep")
    return False


def _to_noun(look: Outlook, sentence: Sentence, node: Word, noun: Word, rel: str) -> bool:
    lemma = noun.lemma
    infinitive = any(kid.lower == "to" for kid in node.kids("aux"))
    told = node.kid("mark") is not None and lemma in words("claimed_nouns") | words("no_evidence_nouns") | words(
        "possible_nouns"
    )
    if rel == "relcl" and not infinitive and not told:
        return True
    denied = any(kid.lower in ("no", "little", "neither", "any") for kid in noun.kids("det", "amod", "neg"))
    verb = _verb_above(sentence, noun)
    if (
        verb is not None
        and (verb.lemma in _GIVEN_UP or has_negation(verb))
        and noun.dep in ("dobj", "nsubjpass", "attr", "pobj")
    ):
        denied = True
    if lemma in words("no_evidence_nouns"):
        look.at_least("unclear" if denied else "possible")
        return True
    if lemma in words("refused_nouns"):
        look.negative = not look.negative
    elif lemma in words("demanded_nouns"):
        look.hypothetical()
        look.flags.add("demanded")
        return True
    elif lemma in words("claimed_nouns"):
        look.at_least("unclear" if denied else "certain")
        look.flags.add("hearsay")
        if (
            verb is not None
            and noun.dep == "nsubj"
            and any(k.lower in words("false_words") for k in verb.kids("acomp", "attr"))
        ):
            look.negative = not look.negative
            look.flags.add("denied")
        return True
    elif lemma in words("planned_nouns"):
        look.planned()
        if (
            verb is not None
            and noun.dep == "nsubj"
            and any(kid.lower in words("unclear_adjectives") or kid.lower == "far" for kid in verb.children)
        ):
            look.at_least("unclear")
        if denied:
            look.negative = not look.negative
    elif lemma in words("possible_nouns"):
        look.at_least("possible")
        look.hypothetical()
        if denied and infinitive:
            look.negative = not look.negative
        return True
    elif rel == "acl" and not infinitive:
        return True
    elif infinitive:
        look.planned()
    return rel != "prep" and not (node.is_verb and infinitive)


def _verb_above(sentence: Sentence, word: Word) -> Word | None:
    return next((above for above in sentence.above(word) if above.is_verb), None)


def _noun_to_verb(look: Outlook, sentence: Sentence, node: Word, head: Word, rel: str) -> bool:
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
        _own(look, head, sentence)
        return False
    if rel == "prep" and node.lower in _OF_MANNER and node.kid("pcomp"):
        _own(look, head, sentence)
        return False
    if rel in ("prep", "agent") and head.lemma in words("demanded") and node.lower in ("for", "on"):
        look.hypothetical()
        look.flags.add("demanded")
    return True
