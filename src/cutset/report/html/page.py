"""How does a document become one HTML page that needs nothing else?

Everything stands in the file: style, script, drawings; see :mod:`cutset.report.html.frame`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

import jinja2
import msgspec
from markupsafe import Markup

from cutset.report.document import (
    Document,
    FunctionLine,
    OfferLine,
    PartyLine,
    ProgrammeLine,
    StepLine,
    TopicLine,
)
from cutset.report.html import frame
from cutset.report.html.picture import Picture, lay_out
from cutset.report.html.ties import Ties, find_ties
from cutset.report.html.timeline import Axis, Row, axis_of, row_of
from cutset.report.html.words import Linker, anchor, clean
from cutset.report.topics import CAUSE_PREFIX

__all__ = ["AUDIENCES", "as_html"]

AUDIENCES: Final = ("board", "analyst", "audit")
LOOKS: Final = {
    "stopped since": "bad",
    "stops on": "bad",
    "late by": "bad",
    "missed": "bad",
    "forbidden": "bad",
    "caught": "bad",
    "refused": "bad",
    "at risk": "risk",
    "possible": "risk",
    "same": "bad",
    "candidate": "risk",
    "harder": "risk",
    "cannot tell": "untold",
    "not due yet": "later",
    "runs": "well",
    "on time": "well",
}
"""Look of each status; what is not named here is told without a sign of its own."""
GLANCE: Final = (
    ("bad", "stop, are late or missed"),
    ("risk", "at risk"),
    ("untold", "cannot be told"),
    ("well", "run or are on time"),
    ("later", "not due yet"),
)
ALWAYS_TOLD: Final = ("bad", "risk", "untold")
"""Told even where there is none."""
MOST_CHAINS: Final = 300
"""Chains written out on the page; those of further functions are kept as data and unfold when opened."""
LARGE: Final = 200
"""Functions above which the page is laid out piece by piece."""
HERE: Final = Path(__file__).parent / "templates"


def as_html(document: Document, audience: str = "analyst") -> bytes:
    """Return a document as one HTML page.

    Parameters
    ----------
    document
        The document.
    audience
        board, analyst or audit: what is open and shown at first; the page itself can switch.
    """
    style, script = (frame.cdata((HERE / name).read_text("utf-8")) for name in ("page.css", "page.js"))
    page = _Page(document)
    text = (
        _environment(page)
        .get_template("page.html.j2")
        .render(
            doc=document,
            page=page,
            audience=audience,
            audiences=AUDIENCES,
            style=Markup(style),
            script=Markup(script),
            policy=frame.policy(style, script),
        )
    )
    return text.encode("utf-8")


def _environment(page: _Page) -> jinja2.Environment:
    environment = frame.environment(HERE)
    environment.filters.update(
        linked=page.linker.linked, named=page.linker.named, plain=page.linker.plain, look=_look, spaced=_spaced
    )
    environment.globals.update(prefix=CAUSE_PREFIX)
    return environment


def _look(status: str) -> str:
    return LOOKS.get(status, "plain")


def _spaced(word: str) -> str:
    return word.replace("_", " ")


class PartyGroup(msgspec.Struct, frozen=True):
    """A party with everything that has hold of it."""

    party: str
    name: str
    status: str
    lines: tuple[PartyLine, ...]


class _Page:
    """What the templates ask of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.linker = Linker(document)
        self.axis: Axis = axis_of(document)
        self.numbers = {one.id: number for number, one in enumerate(document.sources, 1)}
        self.by_source = {one.id: one for one in document.sources}
        self.known = {row.id: row.known for row in document.cited}
        self.folded = _beyond([one.id for one in document.functions if one.because])
        self.folded_proofs = _beyond([one.id for one in document.parties if one.because])

    def row(self, one: FunctionLine) -> Row:
        """Return the drawing of a function on the line of time."""
        return row_of(one, self.axis, self.document.horizon)

    @cached_property
    def ties(self) -> Ties:
        """Return what ties causes to functions."""
        return find_ties(self.document, self.linker, LOOKS)

    @cached_property
    def picture(self) -> Picture:
        """Return the dependency picture."""
        return lay_out(self.ties)

    @property
    def is_large(self) -> bool:
        """Whether the page is laid out piece by piece as it is scrolled."""
        return len(self.document.functions) > LARGE

    @property
    def glance(self) -> list[tuple[str, str, int]]:
        """How many functions share each look, with words."""
        counts = Counter(_look(one.status) for one in self.document.functions)
        return [(look, words, counts[look]) for look, words in GLANCE if counts[look] or look in ALWAYS_TOLD]

    @property
    def causes(self) -> list[tuple[str, str, int]]:
        """How many functions that are not well began with each kind of cause."""
        counts = Counter(one.cause_kind for one in self.document.functions if one.because)
        return [(kind, words, counts[kind]) for kind, words in CAUSE_PREFIX.items() if counts[kind]]

    @property
    def programmes(self) -> list[ProgrammeLine]:
        """Programmes that have functions."""
        return [one for one in self.document.programmes if one.functions]

    def answer(self, topic: TopicLine) -> list[tuple[str, str, str]]:
        """Return the lines of an answer: look, status words, the rest."""
        return [_split(line) for line in topic.answer]

    def sentence(self, one: FunctionLine) -> str:
        """Return what the finding says beyond its heading and its badge, or nothing."""
        name = next((row.name for row in self.document.programmes if row.id == one.programme), one.programme)
        said = one.words.removeprefix(f"{name}: {one.name} - ")
        return "" if said == one.short else said

    def offers(self, one: FunctionLine) -> list[OfferLine]:
        """Return the offers of the items on which a function rests."""
        return self._offers_of.get(one.function, [])

    @cached_property
    def _offers_of(self) -> Mapping[str, list[OfferLine]]:
        functions = {item.item: item.functions for item in self.document.items}
        found: dict[str, list[OfferLine]] = defaultdict(list)
        for offer in self.document.offers:
            for function in functions.get(offer.item, ()):
                found[function].append(offer)
        return found

    @property
    def held(self) -> list[PartyGroup]:
        """Parties on which something has hold, or may have."""
        groups: dict[str, list[PartyLine]] = defaultdict(list)
        for one in self.document.parties:
            if one.measure or one.because:
                groups[one.party].append(one)
        return [
            PartyGroup(name, lines[0].name, min((one.status for one in lines), key=_firmness), tuple(lines))
            for name, lines in groups.items()
        ]

    @property
    def others(self) -> list[tuple[str, list[PartyLine]]]:
        """Return the other parties by what may be said of them."""
        held = {one.party for one in self.held}
        groups: dict[str, list[PartyLine]] = defaultdict(list)
        for one in self.document.parties:
            if one.party not in held:
                groups[f"{one.status}: {one.words}"].append(one)
        return sorted(groups.items())

    def sources(self, names: Sequence[str]) -> list[tuple[int, str, str]]:
        """Return number, place and short title of sources."""
        found = []
        for name in names:
            if name in self.by_source:
                one = self.by_source[name]
                told = ", ".join(filter(None, (one.publisher, str(one.date or ""))))
                found.append((self.numbers[name], anchor("source", name), told or one.title))
        return found

    def days(self, step: StepLine) -> str:
        """Return the days of a step in words."""
        start = f"from {step.from_}" if step.from_ else ""
        return f"{start} until {step.until}".strip() if step.until else start

    def known_on(self, row: str) -> date | None:
        """Return the day on which a row became known."""
        return self.known.get(row)

    def gap(self, line: str) -> tuple[str, str]:
        """Return what cannot be told, and which row would settle it."""
        subject, _, row = line.partition(": ")
        return (subject, row) if row else ("", line)

    @property
    def folded_chains(self) -> Markup:
        """The chains that are not written out, as data that ends no script early."""
        chains = {
            name: [{"words": self.linker.plain(step.words), "facts": self._facts(step)} for step in because]
            for name, because in self._chains()
            if name in self.folded or name in self.folded_proofs
        }
        text = msgspec.json.encode(chains, order="sorted").decode()
        return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))

    def _chains(self) -> Iterator[tuple[str, tuple[StepLine, ...]]]:
        yield from ((one.id, one.because) for one in self.document.functions)
        yield from ((one.id, one.because) for one in self.document.parties)

    def _facts(self, step: StepLine) -> str:
        cites = " ".join(f"[{number}]" for number, _, _ in self.sources(step.sources))
        parts = (f"{step.table} {step.row}".strip(), self.days(step), step.confidence, cites)
        return clean("; ".join(filter(None, parts)))


def _beyond(chained: Sequence[str]) -> frozenset[str]:
    """Return the findings whose chains are too many to be written out."""
    return frozenset(chained[MOST_CHAINS:])


def _firmness(status: str) -> int:
    order = ("caught", "possible", "cannot tell")
    return order.index(status) if status in order else len(order)


def _split(line: str) -> tuple[str, str, str]:
    """Return look, first words and rest of a line of an answer."""
    for words, look in (*LOOKS.items(), ("late", "bad"), ("may be forbidden", "risk")):
        if line.startswith(words):
            head, colon, rest = line.partition(": ")
            return (look, head, rest) if colon else (look, line, "")
    return "plain", "", line
