"""Which names of the world stand where in an article, and what do they say of whom they name?"""

from __future__ import annotations

from bisect import bisect_left

from cutset.brief.claim import Mention
from cutset.brief.gazetteer import STATE_SCORE, Gazetteer, Hit
from cutset.brief.words import Word

__all__ = ["NamesIn"]


class NamesIn:
    """The names of one article.

    Parameters
    ----------
    text
        The article's text as stored.
    gazetteer
        Names of the world.
    """

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text, self.gazetteer = text, gazetteer
        self.hits = gazetteer.hits(text)
        self._add_family_names()
        self.starts = [hit.start for hit in self.hits]

    def between(self, start: int, end: int) -> list[Hit]:
        """Return the names between two places."""
        first = bisect_left(self.starts, start)
        found: list[Hit] = []
        while first < len(self.hits) and self.hits[first].start < end:
            found.append(self.hits[first])
            first += 1
        return found

    def at(self, word: Word, kinds: tuple[str, ...]) -> Hit | None:
        """Return the name of one of some kinds that a word belongs to."""
        first = max(0, bisect_left(self.starts, word.end) - 2)
        for hit in self.hits[first : first + 3]:
            if hit.start < word.end and word.start < hit.end and hit.kind in kinds:
                return hit
        return None

    def mention_of(self, hit: Hit, text: str, start: int, end: int, word: Word) -> Mention:
        """Return the words from one place to another as a mention of what a name among them names."""
        start, end = (
            min(start, hit.start) if hit.start < end else start,
            max(end, hit.end) if hit.start < end + 2 else end,
        )
        text = self.text[start:end]
        if hit.kind == "party":
            return Mention(
                text, start, end, hit.refers, hit.country, round(hit.score, 2), ((hit.refers, round(hit.score, 2)),)
            )
        state = self.gazetteer.states.get(hit.refers)
        score = round(hit.score * STATE_SCORE, 2)
        if state and hit.kind in ("country", "seat"):
            return Mention(text, start, end, state, hit.country, score, ((state, score),))
        return Mention(text, start, end, "", hit.country, score, ((state, round(score / 2, 2)),) if state else ())

    def kind(self, hit: Hit) -> str:
        """Return the kind of party that a name names; empty where it names none."""
        return self.gazetteer.parties[hit.refers].kind if hit.kind == "party" else ""

    def is_person(self, hit: Hit) -> bool:
        """Whether a name is a person\'s."""
        return self.kind(hit) == "person"

    def is_group(self, hit: Hit) -> bool:
        """Whether a name is that of a country or of a party that is no person."""
        return hit.kind in ("country", "seat") or (hit.kind == "party" and self.kind(hit) != "person")

    def _add_family_names(self) -> None:
        """Link a family name alone to the person whose full name the article gave before."""
        people = [hit for hit in self.hits if self.is_person(hit) and " " in self.text[hit.start : hit.end]]
        covered = {place for hit in self.hits for place in range(hit.start, hit.end)}
        for hit in people:
            party = self.gazetteer.parties[hit.refers]
            words = self.text[hit.start : hit.end].split()
            family = words[0] if party.country == "CN" else words[-1]
            at = self.text.find(family, hit.end)
            while at >= 0:
                end = at + len(family)
                alone = not self.text[end : end + 1].isalpha() and not self.text[at - 1].isalpha()
                if at not in covered and alone:
                    self.hits.append(Hit(at, end, "party", hit.refers, 0.85, hit.country))
                    covered.update(range(at, end))
                at = self.text.find(family, end)
        self.hits.sort(key=lambda hit: hit.start)
