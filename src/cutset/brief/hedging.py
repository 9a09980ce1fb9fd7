"""What makes an act less than told? The way up the sentence from the word that tells it, with what each step adds.

A modal, a negation, a verb of saying, wanting, refusing, demanding or preventing, a condition or a question above the
act changes what the article commits itself to (FactBank, Saurí and Pustejovsky 2009). An act in a clause that is taken
for granted (*after the firm had stopped ...*) keeps its own standing.
"""

from __future__ import annotations

from cutset.brief.frames import read_frames
from cutset.brief.hedges_nouns import read_likely, read_state, to_noun, to_preposition
from cutset.brief.hedges_own import noun_own, verb_own
from cutset.brief.hedges_verbs import to_adjective, to_verb
from cutset.brief.outlook import Outlook
from cutset.brief.words import Sentence, Word

__all__ = ["outlook_of"]


def outlook_of(sentence: Sentence, trigger: Word) -> Outlook:
    """Return how firmly the act told by a word is told."""
    look = Outlook()
    node, taken_for_granted = trigger, False
    if trigger.is_verb:
        verb_own(look, trigger, sentence)
        if trigger.lemma == "be":
            read_state(look, trigger)
    else:
        noun_own(look, trigger)
        _under_would(look, sentence, trigger)
        if trigger.tag.startswith("JJ"):
            read_likely(look, trigger, sentence.up(trigger))
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
    read_frames(look, sentence, trigger)
    return look


def _under_would(look: Outlook, sentence: Sentence, noun: Word) -> None:
    """Read an event noun whose effect is only thought of: *a withdrawal would hurt*."""
    verb = sentence.up(noun)
    is_subject = noun.is_noun and noun.dep in ("nsubj", "nsubjpass") and verb is not None
    if is_subject and any(kid.lower in ("would", "could", "might") for kid in verb.kids("aux")):  # type: ignore[union-attr]
        look.hypothetical()


def _step(look: Outlook, sentence: Sentence, node: Word, head: Word, granted: bool) -> bool:
    """Take one step up; return whether what is above no longer bears on the act."""
    rel = node.dep
    if head.is_verb:
        return to_verb(look, sentence, node, head, rel, granted)
    if granted:
        return True
    if head.tag.startswith("JJ") and rel in ("xcomp", "ccomp", "advcl", "pcomp", "prep"):
        return to_adjective(look, sentence, node, head)
    if head.tag == "IN" or rel == "pcomp" or head.dep == "prep":
        return to_preposition(look, sentence, node, head)
    if head.is_noun and rel in ("acl", "relcl", "ccomp", "xcomp", "appos"):
        return to_noun(look, sentence, node, head, rel)
    return False
