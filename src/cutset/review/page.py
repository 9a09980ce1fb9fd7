"""How do articles and their claims become one page on which a person decides, offline, in the form of the report?

The page asks nothing of anybody: its decisions leave it as a file, which ``cutset brief review --from`` takes in. What
stands in an article is escaped and shown without unseen characters; see :mod:`cutset.report.html.frame`.
"""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
from markupsafe import Markup, escape

from cutset import __version__
from cutset.brief import Decision, Reading
from cutset.report import html
from cutset.report.document import NOTICE
from cutset.report.html import frame
from cutset.report.html.words import clean
from cutset.review.answers import FORMAT
from cutset.review.cards import Card, Form, cards
from cutset.review.marks import Left, Told, told_parts
from cutset.world.rows import TABLES

__all__ = ["as_review_page"]

HERE: Final = Path(__file__).parent / "templates"
OF_REPORT: Final = Path(html.__file__).parent / "templates"
LARGE: Final = 60
"""Claims above which the page is laid out piece by piece."""
_ID: Final = re.compile(r"(\b[A-Z]{1,3}-[A-Z0-9][\w.#-]{1,30}\b)")


class _Article(msgspec.Struct, frozen=True):
    reading: Reading
    parts: tuple[Told | Left, ...]
    cards: tuple[Card, ...]


def as_review_page(
    saved: Sequence[Reading],
    decided: Mapping[str, Decision],
    *,
    name_in: Callable[[str], Callable[[str], str]] = lambda _: lambda _: "",
    folder: str = "brief",
    reviewer: str = "",
) -> bytes:
    """Return the page on which claims are reviewed.

    Parameters
    ----------
    saved
        Readings of the articles; shown by day of publication.
    decided
        Decisions that stand, by proposal; the page shows them and starts from them.
    name_in
        Returns, for a world by name, what tells the name of an id.
    folder
        Folder of the readings, for the command that takes the decisions in.
    reviewer
        Who decides; the page asks for it where it is not given.
    """
    style = frame.cdata((OF_REPORT / "page.css").read_text("utf-8") + (HERE / "review.css").read_text("utf-8"))
    script = frame.cdata((HERE / "review.js").read_text("utf-8"))
    saved = sorted(saved, key=lambda one: (one.article.published.day or date.max, one.article.name))
    articles = tuple(
        _Article(reading, told_parts(reading.article, {one.number: one.claim for one in told}), told)
        for reading, told in zip(saved, cards(saved, decided, name_in), strict=True)
    )
    forms = [form for article in articles for card in article.cards for form in card.forms]
    where = "" if folder == "brief" else f" --folder {shlex.quote(folder)}"
    environment = frame.environment(HERE, OF_REPORT)
    environment.filters.update(whole_ids=_whole_ids)
    page = environment.get_template("review.html.j2")
    return page.render(
        articles=articles,
        claims=sum(len(one.cards) for one in articles),
        forms=len(forms),
        LARGE=LARGE,
        worlds=sorted({one.world for one in saved if one.world}),
        version=__version__,
        notice=NOTICE,
        format=FORMAT,
        place=_place(forms),
        reviewer=reviewer,
        command=f"cutset brief review{where} --from decisions.json",
        told_table=_told_table,
        style=Markup(style),
        script=Markup(script),
        policy=frame.policy(style, script),
    ).encode("utf-8")


def _place(forms: Sequence[Form]) -> str:
    """Return under which name the browser may keep what is decided: another one as soon as anything differs."""
    told = [(form.proposal.proposal_id, form.row, form.replaces) for form in forms]
    return f"cutset-review-{hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:16]}"


def _whole_ids(text: str) -> Markup:
    """Return a text in which no id is broken at the end of a line."""
    pieces = _ID.split(clean(text))
    shown = Markup('<span class="whole">{}</span>')
    return Markup("").join(shown.format(piece) if odd % 2 else escape(piece) for odd, piece in enumerate(pieces))


def _told_table(table: str) -> str:
    """Return in one sentence what a row of a table says."""
    return (TABLES[table].__doc__ or "").strip().partition("\n")[0].rstrip(".").replace("*", "").lower()
