"""What does a world ask of itself? The content of ``world.yaml``: days, horizon, laws, money, the questions."""

from __future__ import annotations

from datetime import date

import msgspec

__all__ = ["Exposure", "Settings", "TopicQuestion"]


class Exposure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose own programmes would pay for helping.

    Parameters
    ----------
    supplier
        The would-be helper, a party.
    functions
        Its own functions that are looked at.
    """

    supplier: str
    functions: tuple[str, ...] = ()


class TopicQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the questions of the first screen.

    Parameters
    ----------
    asks
        The question in words.
    functions, offers, payments
        Ids of what answers it.
    exposure
        The helper whose exposure belongs to the answer.
    """

    asks: str
    functions: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    payments: tuple[str, ...] = ()
    exposure: Exposure | None = None


class Currencies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """In whose money a price is told.

    Parameters
    ----------
    operators
        Currency of an operator, by party.
    default
        Currency where the operator has none of its own.
    """

    operators: dict[str, str] = {}
    default: str = "EUR"


class Settings(msgspec.Struct, frozen=True):
    """The content of ``world.yaml``; every part but the name may be left out.

    Parameters
    ----------
    name
        Short name of the world.
    title
        Title for people.
    as_of
        Day for which the world is assessed unless another is asked for [date]; empty = today.
    dates_shown
        Further days that tell something [date].
    also_telling
        Days with the reason why they tell something.
    horizon_months
        How far ahead is looked [months].
    currency
        In whose money prices are told.
    laws
        Laws that are read for every operator.
    counter_laws
        Laws of the other side, shown as what it forbids or makes harder.
    questions
        The questions of the first screen, by short name.
    others
        Functions that belong to no question.
    """

    name: str
    title: str = ""
    as_of: date | None = None
    dates_shown: tuple[date, ...] = ()
    also_telling: dict[date, str] = {}
    horizon_months: int = 24
    currency: Currencies = Currencies()
    laws: tuple[str, ...] = ()
    counter_laws: tuple[str, ...] = ()
    questions: dict[str, TopicQuestion] = {}
    others: tuple[str, ...] = ()
