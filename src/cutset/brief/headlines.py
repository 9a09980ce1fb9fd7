"""Which words of a headline does a parser of running text hang wrong? Verbs read as nouns, and *X to do Y*."""

from __future__ import annotations

from cutset.brief.words import Sentence, Word, is_known_verb, lemma_of

__all__ = ["mended_headline"]


def mended_headline(sentence: Sentence) -> bool:
    """Hang the words of a headline where they belong; True where something changed."""
    root = next((word for word in sentence.words if word.head == word.place), None)
    if root is None or not root.tag.startswith("NN"):
        return False
    return _to_do(sentence, root) or _verb_read_as_noun(sentence, root)


def _to_do(sentence: Sentence, root: Word) -> bool:
    """Make the infinitive behind a name its verb: *SpaceX to launch satellites*."""
    for verb in sentence.words[root.place + 1 :]:
        if verb.head != root.place or verb.dep not in ("relcl", "acl", "xcomp") or verb.tag != "VB":
            continue
        between = sentence.words[root.place + 1 : verb.place]
        if not any(word.lower == "to" and word.head == verb.place for word in between):
            continue
        verb.head, verb.dep = verb.place, "ROOT"
        root.head, root.dep = verb.place, "nsubj"
        return True
    return False


def _verb_read_as_noun(sentence: Sentence, root: Word) -> bool:
    """Read a plural behind a name as the verb where no other word is one: *ESA delays Mars rover launch*."""
    if root.tag != "NNS" or any(word.tag in ("VBZ", "VBP", "VBD", "MD") for word in sentence.words):
        return False
    verb = lemma_of(root.lower, "VBZ")
    before = [word for word in sentence.words[: root.place] if word.head == root.place]
    name = next((word for word in reversed(before) if word.dep in ("compound", "nmod", "poss")), None)
    behind = [word for word in sentence.words[root.place + 1 :] if word.head == root.place]
    noun = next((word for word in behind if word.dep in ("appos", "dep", "dobj") and word.tag.startswith("NN")), None)
    if name is None or noun is None or not name.text[:1].isupper() or name.dep == "poss" or not is_known_verb(verb):
        return False
    root.tag, root.lemma = "VBZ", verb
    for word in before:
        if word is not name and word.dep in ("compound", "nmod", "amod", "det"):
            word.head = name.place
    name.dep, noun.dep = "nsubj", "dobj"
    return True
