"""Which decisions does a file hold that the review page wrote? Every fault of it at once, or all of its decisions.

A decision counts for the row on which it was taken: the page writes the fingerprint of that row beside it, and that of
the earlier decision which it showed. A row that was read otherwise since, or a decision that somebody took meanwhile,
is therefore told and never written over.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, get_args

import msgspec

from cutset.brief import Decision, Proposal, Reading, Verdict, edit_faults
from cutset.errors import Fault, InputError, did_you_mean
from cutset.report.html.words import clean
from cutset.world.world import World

__all__ = ["FORMAT", "Answers", "fingerprint", "read_answers"]

FORMAT: Final = "cutset-decisions/1"
LARGEST: Final = 5_000_000
"""Largest file that is read [bytes]."""
LONGEST: Final = 4_000
"""Longest note or cell [characters]."""
VERDICTS: Final[tuple[str, ...]] = get_args(Verdict)
KEYS: Final = ("proposal_id", "doc_id", "row", "decision", "time", "note", "edited", "replaces")
NEEDED: Final = ("proposal_id", "doc_id", "row", "decision")


class Answers(msgspec.Struct, frozen=True):
    """What a file of decisions adds.

    Parameters
    ----------
    new
        Decisions to add.
    replaced
        The earlier decision of each that has one.
    standing
        How many decisions of the file stand already.
    """

    new: tuple[Decision, ...]
    replaced: tuple[tuple[Decision, Decision], ...]
    standing: int


def fingerprint(one: Proposal | Decision) -> str:
    """Return a short hash of what a person decides on, or of what was decided."""
    told = [one.kind, one.table, one.cells] if isinstance(one, Proposal) else one
    return hashlib.sha256(msgspec.json.encode(told, order="sorted")).hexdigest()[:16]


def read_answers(
    content: bytes,
    name: str,
    saved: Sequence[Reading],
    standing: Mapping[str, Decision],
    *,
    world_of: Callable[[str], World | None] = lambda _: None,
    reviewer: str = "",
    again: bool = False,
) -> Answers:
    """Read a file of decisions.

    Parameters
    ----------
    content, name
        The file.
    saved
        Readings whose rows are decided on.
    standing
        Decisions that stand, by proposal.
    world_of
        Returns the world of a reading, in which changed ids are looked up; None = they are not.
    reviewer
        Who decides, where the file does not say it.
    again
        Whether a decision may take the place of one that the page did not show.

    Raises
    ------
    InputError
        With every fault; nothing of the file counts then.
    """
    told = _told(content, name)
    reader = _Reader(name, saved, standing, world_of, again=again)
    who = told.get("reviewer", "")
    reader.words(who, "reviewer")
    found = [reader.decision(entry, f"decisions[{number}]") for number, entry in enumerate(told["decisions"])]
    reader.twice(found)
    if reader.faults:
        raise InputError(reader.faults)
    return reader.answers([one for one in found if one], who or reviewer)


def _told(content: bytes, name: str) -> dict[str, Any]:
    hint = "give the file that the review page downloaded, or the text that it shows"
    if len(content) > LARGEST:
        raise InputError.one("too-large", f"it is larger than {LARGEST} bytes", hint=hint, file=name)
    try:
        told = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        sentence = f"this is no JSON: {' '.join(str(error).split())}"
        raise InputError.one("bad-json", sentence, hint=hint, file=name) from None
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("decisions"), list):
        value = str(told.get("format", "")) if isinstance(told, dict) else ""
        raise InputError.one("bad-format", f"these are no decisions ({FORMAT})", value=value, hint=hint, file=name)
    return told


class _Reader:
    """Collects the faults of one file."""

    def __init__(
        self,
        name: str,
        saved: Sequence[Reading],
        standing: Mapping[str, Decision],
        world_of: Callable[[str], World | None],
        *,
        again: bool,
    ) -> None:
        self.name, self.standing, self.world_of, self.again = name, standing, world_of, again
        self.proposals = {one.proposal_id: (reading, one) for reading in saved for one in reading.proposals}
        self.articles = {reading.article.doc_id for reading in saved}
        self.faults: list[Fault] = []

    def fault(self, place: str, code: str, sentence: str, value: object = "", hint: str = "") -> None:
        """Note a fault."""
        shown = value if isinstance(value, str) else msgspec.json.encode(value).decode()
        self.faults.append(
            Fault(file=self.name, column=place, code=code, sentence=sentence, value=clean(shown), hint=hint)
        )

    def decision(self, entry: Any, place: str) -> Decision | None:
        """Return the decision of an entry where it has no fault."""
        before = len(self.faults)
        if not isinstance(entry, dict):
            self.fault(place, "bad-decision", "an entry is no object", entry)
            return None
        for key in sorted(set(entry) - set(KEYS)):
            self.fault(place, "unknown-key", "an entry has no such key", key, did_you_mean(key, KEYS))
        for key in sorted({*NEEDED} - set(entry)):
            self.fault(place, "missing-key", "an entry lacks a key", key)
        for key in KEYS:
            if key in entry and key != "edited":
                self.words(entry[key], f"{place}.{key}")
        self.edits(entry.get("edited", {}), f"{place}.edited")
        if len(self.faults) == before:
            self.meaning(entry, place)
        if len(self.faults) > before:
            return None
        plain = {key: entry[key] for key in ("proposal_id", "decision", "time", "note", "edited") if key in entry}
        return msgspec.convert(plain, Decision)

    def words(self, told: Any, place: str) -> None:
        """Note what is wrong with a text."""
        if not isinstance(told, str):
            self.fault(place, "bad-text", "this is no text", told)
        elif len(told) > LONGEST:
            self.fault(place, "too-long", f"it is longer than {LONGEST} characters", told)
        elif clean(told) != told:
            self.fault(place, "unseen-characters", "it holds characters that nobody sees", told, "take them out")

    def edits(self, told: Any, place: str) -> None:
        """Note what is wrong with changed cells, whatever they mean."""
        if not isinstance(told, dict):
            self.fault(place, "bad-text", "changed cells are no object of columns and texts", told)
            return
        for column, text in told.items():
            self.words(text, f"{place}.{column}")

    def meaning(self, entry: Mapping[str, Any], place: str) -> None:
        """Note what is wrong with an entry whose keys are as they must be."""
        verdict, edited = entry["decision"], entry.get("edited", {})
        if verdict not in VERDICTS:
            hint = did_you_mean(verdict, VERDICTS) or f"one of {', '.join(VERDICTS)}"
            self.fault(f"{place}.decision", "bad-verdict", "this is no decision", verdict, hint)
        elif bool(edited) is not (verdict == "edit"):
            sentence = "an edit changes no cell" if verdict == "edit" else f"{verdict} changes cells"
            self.fault(f"{place}.edited", "bad-verdict", sentence, verdict, "edit is what accepts with changed cells")
        if entry.get("time"):
            self.time(entry["time"], f"{place}.time")
        known = self.proposal(entry, place)
        if known:
            self.row(entry, *known, place)

    def time(self, told: str, place: str) -> None:
        """Note a moment that cannot be read."""
        try:
            datetime.fromisoformat(told)
        except ValueError:
            self.fault(place, "bad-date", "this is no moment", told, "write it as 2022-03-02T10:00:00+00:00")

    def proposal(self, entry: Mapping[str, Any], place: str) -> tuple[Reading, Proposal] | None:
        """Return the proposal of an entry, if it is the one that was decided on."""
        wanted = entry["proposal_id"]
        if entry["doc_id"] not in self.articles:
            hint = "it was decided on in another folder, or the article was saved anew and read from other bytes"
            self.fault(f"{place}.doc_id", "unknown-article", "no reading of this article", entry["doc_id"], hint)
            return None
        if wanted not in self.proposals or self.proposals[wanted][0].article.doc_id != entry["doc_id"]:
            hint = did_you_mean(wanted, self.proposals) or "the article was read otherwise since; write the page again"
            self.fault(f"{place}.proposal_id", "unknown-proposal", "no such proposed row", wanted, hint)
            return None
        reading, proposal = self.proposals[wanted]
        if entry["row"] != fingerprint(proposal):
            hint = "write the page again and decide on the row as it is now"
            self.fault(f"{place}.row", "other-row", "the article was read otherwise since the page", wanted, hint)
            return None
        return reading, proposal

    def row(self, entry: Mapping[str, Any], reading: Reading, proposal: Proposal, place: str) -> None:
        """Note what is wrong with a decision on this row."""
        if proposal.needs and entry["decision"] != "reject":
            hint = "read the article again with --published DATE" if "published" in proposal.needs else ""
            needs = ", ".join(proposal.needs)
            self.fault(place, "not-ready", f"{proposal.proposal_id} cannot be accepted yet; it needs", needs, hint)
        for fault in edit_faults(proposal, entry.get("edited", {}), self.world_of(reading.world)):
            at = f"{place}.edited.{fault.column}" if fault.column else f"{place}.edited"
            self.faults.append(msgspec.structs.replace(fault, file=self.name, column=at))
        earlier = self.standing.get(proposal.proposal_id)
        if earlier and not (self.again or _same(earlier, entry) or entry.get("replaces") == fingerprint(earlier)):
            who = f"{earlier.decision} by {earlier.reviewer or 'somebody'} on {earlier.time}"
            hint = "write the page again, which shows it, or say --again"
            self.fault(place, "decided-meanwhile", f"{proposal.proposal_id} was decided since the page:", who, hint)

    def twice(self, found: Sequence[Decision | None]) -> None:
        """Note a proposal on which the file decides twice."""
        for name, many in Counter(one.proposal_id for one in found if one).items():
            if many > 1:
                self.fault("decisions", "decided-twice", f"the file decides {many} times on", name, "keep one of them")

    def answers(self, found: Sequence[Decision], who: str) -> Answers:
        """Return what the decisions add to those that stand."""
        fresh = [one for one in found if not self._stands(one)]
        new = tuple(msgspec.structs.replace(one, reviewer=who) for one in fresh)
        return Answers(new, tuple(self._replaced(new)), len(found) - len(new))

    def _stands(self, one: Decision) -> bool:
        earlier = self.standing.get(one.proposal_id)
        return earlier is not None and _same(earlier, msgspec.to_builtins(one))

    def _replaced(self, new: Sequence[Decision]) -> Iterator[tuple[Decision, Decision]]:
        for one in new:
            earlier = self.standing.get(one.proposal_id)
            if earlier is not None:
                yield earlier, one


def _same(earlier: Decision, entry: Mapping[str, Any]) -> bool:
    """Whether an entry says what was decided earlier, whoever decided it and when."""
    now = (entry["decision"], entry.get("note", ""), entry.get("edited", {}))
    return (earlier.decision, earlier.note, earlier.edited) == now
