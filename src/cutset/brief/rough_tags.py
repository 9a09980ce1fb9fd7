"""Which kind of word is each, without a language model? Closed classes by table, the rest by form and neighbours.

Table ``rules/closed_classes.yaml``; forms after the usual endings of English. Tags are those of the Penn Treebank.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from cutset.brief.tables import listed, rule_table, word_table
from cutset.brief.words import lemma_of

__all__ = ["cut_sentences", "tagged", "tokenised"]

_TOKEN: Final = re.compile(
    r"(?:[A-Z]\.){2,}|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|No|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.|"
    r"\d[\d,.:/]*\d|\d+|(?:ca|wo|do|does|did|is|are|was|were|has|have|had|would|could|should|must|need)(?=n'?t\b)|n'?t\b|'(?:s|re|ve|ll|d|m)\b|"
    r"[^\W\d_]+(?:[-'/.][^\W_]+)*(?<!'s)|%|\$|\.{2,}|\S",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"""[.!?…]["')\]]*\s+(?=["'(\[]?[A-Z0-9])""")
_ABBREVIATED: Final = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|No|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|vs|Inc|Ltd|Co)\.$"
)
_STARTERS: Final = re.compile(r"(?:The|In|It|He|She|They|But|And|A|An|This|That|On|At|For|As|If|We|There)\b")
_ADJECTIVE: Final = re.compile(r".{3,}(?:al|ive|ous|able|ible|ic|ful|less|ish|ary|ese|ian|ern|(?<!m)ent|ant)$")
_ABSTRACT: Final = re.compile(r"(?:tion|ment|ness|ship)$")
_NEVER_VERBS: Final = listed("never_verbs")
_SHARES: Final = frozenset(("most", "all", "some", "many", "both", "much", "half", "several", "few", "any", "each"))
_BARE_AFTER: Final = listed("bare_after")
_BIDDING: Final = listed("bidding")
_BE: Final = listed("be")
_HAVE: Final = frozenset(["have", "has", "had", "having", "'ve"])
_DO: Final = frozenset(["do", "does", "did"])


def cut_sentences(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence of a paragraph."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        piece = text[max(0, match.start() - 12) : match.start() + 1]
        if _ABBREVIATED.search(piece) and text[match.start()] == "." and not _STARTERS.match(text[match.end() :]):
            continue
        spans.append((start, match.end()))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def tokenised(sentence: str) -> list[tuple[int, int, str]]:
    """Return start, end and text of each token."""
    found: list[tuple[int, int, str]] = []
    for match in _TOKEN.finditer(sentence):
        token = match.group()
        if token.lower() == "cannot":
            found.extend(((match.start(), match.start() + 3, token[:3]), (match.start() + 3, match.end(), token[3:])))
        elif len(token) > 2 and token[-2:].lower() == "'s" and token[0] != "'":
            found.extend(((match.start(), match.end() - 2, token[:-2]), (match.end() - 2, match.end(), token[-2:])))
        else:
            found.append((match.start(), match.end(), token))
    return found


def tagged(tokens: list[str]) -> list[str]:
    """Return the tag of each token."""
    tags: list[str] = []
    for place, token in enumerate(tokens):
        tags.append(_tag(tokens, tags, place, token))
    return tags


def _tag(tokens: list[str], tags: list[str], place: int, token: str) -> str:
    lower = token.lower()
    before = tags[-1] if tags else ""
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    if lower == "'s":
        return (
            "VBZ"
            if before == "PRP"
            or (before.startswith("NN") and after.lower() in ("a", "an", "the", "not", "been", "going"))
            else "POS"
        )
    if not token[0].isalnum() and lower not in _closed():
        return token if token in (",", ".", ":", "'", '"') else "SYM"
    if token[0].isdigit():
        return "CD"
    if token == "US":
        return "NNP"
    if before == '"' and after == '"' and lower.endswith("ing"):
        return "JJ"
    if lower == "that":
        return _that(tokens, tags, place)
    if lower == "no" and after.lower() == "longer":
        return "RB"
    if lower in ("though", "however") and after == ",":
        return "RB"
    if lower == "neither" and after and lemma_of(after.lower(), "VBD") in _verbs():
        return "RB"
    if lower == "to":
        return "TO" if (_is_base(after.lower()) and not (after[:1].isupper())) or after.lower().endswith("ly") else "IN"
    if lower in ("may", "march", "will") and token[0].isupper() and place > 0:
        return "NNP"
    if lower == "there" and before.startswith(("VB", "RB")) and not after[:1].isalpha():
        return "RB"
    if after.lower() == "of" and lower in _SHARES:
        return "NN"
    closed = _closed().get(lower)
    if closed == "IN-M" and (after[:1].isdigit() or after.lower() in listed("times")):
        return "IN"
    if closed in ("VBP", "VBZ") and before in ("TO", "MD"):
        return "VB"
    if closed:
        return closed
    if lower in _adjectives() and not (before.startswith(("DT", "PRP$")) and not after[:1].isalpha()):
        return "JJ"
    if token[0].isupper() and ((place > 0 and tokens[place - 1] not in ('"', ".", ":")) or token[1:2].isupper()):
        return "JJ" if lower in _demonyms() else "NNP"
    verb = _verb_tag(tokens, tags, place, lower, before, after.lower())
    if verb:
        return verb
    if token[0].isupper():
        return "JJ" if lower in _demonyms() else _opening(lower)
    if before == "MD" and lower.isalpha() and not lower.endswith("ly"):
        return "VB"
    if lower.endswith("ly") and len(lower) > 4:
        return "RB"
    if _ADJECTIVE.match(lower) and _nounish(after):
        return "JJ"
    return "NNS" if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) else "NN"


def _opening(lower: str) -> str:
    """Return the tag of a word that opens a sentence: a common noun may wear its capital only there."""
    if lower.endswith("s") and lemma_of(lower, "NNS") in _nouns():
        return "NNS"
    return "NN" if lower in _nouns() or _ABSTRACT.search(lower) else "NNP"


def _that(tokens: list[str], tags: list[str], place: int) -> str:
    before = tags[place - 1] if place else ""
    after = tokens[place + 1].lower() if place + 1 < len(tokens) else ""
    if before.startswith("NN"):
        if after.endswith("ing"):
            return "IN-M"
        finite = _closed().get(after) in ("MD", "VBZ", "VBD", "VBP") or (
            lemma_of(after, "VBD") in _verbs() and after not in _verbs()
        )
        beyond = tokens[place + 2].lower() if place + 2 < len(tokens) else ""
        many = before == "NNS" and after in _verbs() and _verbish_after(beyond)
        return "WDT" if finite or many else "IN-M"
    if before.startswith(("VB", "JJ")) or before in (",", "RB", "CC"):
        return "IN-M"
    return "DT"


def _verb_tag(tokens: list[str], tags: list[str], place: int, lower: str, before: str, after: str) -> str:
    lemma = lemma_of(lower, "VB")
    if lemma not in _verbs():
        return ""
    last = tokens[place - 1].lower() if place else ""
    auxiliary = _auxiliary_before(tokens, tags, place)
    if lower == lemma:
        if before in ("TO", "MD") or auxiliary in ("MD", "do"):
            return "VB"
        if (
            auxiliary in ("be", "have")
            and lemma_of(lower, "VBN") == lower
            and (
                lower
                in ("cut", "put", "set", "hit", "hurt", "shut", "let", "cost", "quit", "split", "rid", "shed", "bet")
                or (lower in ("come", "become", "overcome", "run") and auxiliary == "have")
            )
        ):
            return "VBN"
        if before.startswith(("NN", "PRP")) and any(
            t.lower() in _BARE_AFTER for t in tokens[max(0, place - 4) : place]
        ):
            return "VB"
        if before in ("DT", "PRP$", "POS", "JJ", "CD", "IN", "VBN-J") or (
            before.startswith("VB") and last not in _BARE_AFTER
        ):
            return ""
        if last in _BARE_AFTER:
            return "VB" if _verbish_after(after) else ""
        bidden = "IN-M" in tags[-4:] and any(t.lower() in _BIDDING for t in tokens[max(0, place - 7) : place])
        if (
            bidden
            and before.startswith(("NN", "PRP"))
            and not _verb_since_break(tokens, tags)
            and _verbish_after(after)
        ):
            return "VB"
        if (
            before in ("NNS", "NNPS", "PRP", "WDT", "WP", "RB", "NNP", "CC", ",")
            and _verbish_after(after)
            and not _verb_since_break(tokens, tags)
        ):
            past = lower in ("cut", "put", "set", "hit", "hurt", "shut", "let", "cost", "quit")
            plural = before in ("NNS", "PRP", "WDT", "WP", "RB", "CC", "NNPS")
            return "VBD" if past else "VBP" if plural and after not in ("of",) else ""
        return "VB" if place == 0 and _closed().get(after, "")[:2] in ("DT", "PR", "TO", "RB", "IN") else ""
    if lower.endswith("ing"):
        if before in ("DT", "PRP$", "POS", "JJ"):
            return "JJ" if _nounish(after) else "NN"
        return "VBG"
    if lower.endswith("s") and lemma_of(lower, "VBZ") == lemma and not lower.endswith("ss"):
        if lower in _NEVER_VERBS or before in ("DT", "PRP$", "POS", "JJ", "CD", "IN", "TO", "VBG", "VBN", "VB", "VBD"):
            return ""
        subject = before in ("NN", "NNP", "PRP", "WDT", "RB", "WP") and last not in ("they", "we", "i", "you")
        return "VBZ" if subject and _verbish_after(after) and not _verb_since_break(tokens, tags) else ""
    if auxiliary in ("be", "have"):
        return "VBN"
    if before in ("VB", "VBG", "VBD", "VBZ", "VBP") and _nounish(after):
        return "JJ"
    if before in ("DT", "PRP$", "JJ", "CD") or (before == "IN" and _nounish(after)):
        return "JJ" if after and not _closed().get(after, "").startswith("IN") else "VBN"
    if after == "by" and (before.startswith("NN") or before == ","):
        return "VBN"
    if (
        before.startswith("NN")
        and _verb_since_break(tokens, tags)
        and (after in ("by", "in", "on", "for", "with", "to", "from", "at") or not after.isalpha())
    ):
        return "VBN"
    return "VBD"


def _auxiliary_before(tokens: list[str], tags: list[str], place: int) -> str:
    at = place - 1
    while at >= 0 and (
        tags[at] in ("RB",) or tokens[at].lower() in ("not", "n't", "nt", "also", "be", "been", "being", "all", "both")
    ):
        word = tokens[at].lower()
        if word in _BE:
            return "be"
        at -= 1
    if at < 0:
        return ""
    word = tokens[at].lower()
    if word in _BE and tags[at] != "POS":
        return "be"
    if word in _HAVE:
        return "have"
    if word in _DO:
        return "do"
    if tags[at] == "MD":
        return "MD"
    if tags[at].startswith("NN") or tags[at] == "PRP":
        question = at - 1 - (1 if at and tags[at - 1] in ("DT", "JJ") else 0)
        if question == 0 and (tokens[0].lower() in _DO or tags[0] == "MD"):
            return "MD"
    return ""


def _verb_since_break(tokens: list[str], tags: list[str]) -> bool:
    """Whether the clause that runs has a finite verb already."""
    for place in range(len(tags) - 1, -1, -1):
        tag = tags[place]
        if tag in ("VBD", "VBZ", "VBP", "MD"):
            return lemma_of(tokens[place].lower(), "VBD") not in _speech()
        if tag in (",", ":", '"', "SYM", "CC", "WDT", "WP", "WRB") or tag == "IN-M":
            return False
    return False


def _is_base(lower: str) -> bool:
    return lower in _verbs() or lower in ("be", "have", "do", "not")


def _verbish_after(after: str) -> bool:
    """Whether what follows a word speaks for its being a verb."""
    tag = _closed().get(after.lower(), "")
    return (
        not after
        or tag in ("DT", "IN", "PRP", "PRP$", "TO", "RB", "CD", "WP", "WRB", "JJ", "IN-M", "MD-NOT")
        or after.lower() in ("to", "that", "its", "not", ",", ".", '"')
        or after[:1].isupper()
        or after[:1].isdigit()
        or after.lower().endswith("ing")
        or (after[:1].isalpha() and tag == "" and not _is_base(after.lower()))
    )


def _nounish(after: str) -> bool:
    return bool(after) and after[0].isalpha() and _closed().get(after.lower(), "") in ("", "JJ")


@cache
def _closed() -> dict[str, str]:
    return {word: tag for tag, words in word_table("closed_classes.yaml").items() for word in " ".join(words).split()}


@cache
def _speech() -> frozenset[str]:
    return frozenset(word_table("hedges.yaml")["speech"])


@cache
def _verbs() -> frozenset[str]:
    table = word_table("forms.yaml")
    irregular = {line.split()[0] for line in table["irregular_verbs"]}
    return frozenset(" ".join(table["verbs"]).split()) | irregular


@cache
def _adjectives() -> frozenset[str]:
    hedges = word_table("hedges.yaml")
    keys = (
        "unclear_adjectives",
        "possible_adjectives",
        "impossible_adjectives",
        "willing_adjectives",
        "certain_adjectives",
        "unlikely_words",
    )
    return (
        frozenset(word for key in keys for word in hedges[key])
        - {
            "set",
            "open",
            "hardly",
            "barely",
            "scarcely",
            "clear",
            "free",
            "determined",
            "prepared",
            "confirmed",
            "bound",
        }
        | {"dependent", "reliant", "due"}
        | listed("adjectives")
    )


@cache
def _nouns() -> frozenset[str]:
    return frozenset(word for words in word_table("heads.yaml").values() for word in words) | listed("opening_nouns")


@cache
def _demonyms() -> frozenset[str]:
    places = rule_table("places.yaml", list[dict[str, str | list[str]]])
    return frozenset(word.lower() for place in places for word in place["adjectives"] if " " not in word)
