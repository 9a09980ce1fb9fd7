"""What does every check look at, and how does it say what it found?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Final

from cutset.errors import Fault, Remark, did_you_mean
from cutset.world.checks.codes import moneys_of
from cutset.world.places import NOWHERE, Places
from cutset.world.rows import TABLES, Act, Law, OwnershipRule, RedFlag, Row, Source
from cutset.world.world import World

__all__ = ["Inspection"]


METHOD: Final = (Law, Act, OwnershipRule, RedFlag, Source)
MOST_HINTS: Final = 300
"""So many names are looked for; where more are wrong, something is wrong with all of them."""
MOST_NAMES: Final = 5_000
"""Hints look for near names among so many known ones at most; in larger tables among those that begin alike."""


class Inspection:
    """A world under inspection, and what has been found in it.

    Parameters
    ----------
    world
        The world.
    places
        File and line of its rows.
    unread
        Tables that are there and could not be read.
    settings_place
        File or sheet of the settings.
    unreadable
        Rows whose formula could not be read, with its text.
    """

    def __init__(
        self,
        world: World,
        places: Places,
        unread: frozenset[type[Row]] = frozenset(),
        settings_place: str = "world.yaml",
        unreadable: Sequence[tuple[Row, str]] = (),
    ) -> None:
        self.world, self.places, self.unread, self.settings_place = world, places, unread, settings_place
        self.unreadable = unreadable
        self.faults: list[Fault] = []
        self.remarks: list[Remark] = []
        self._hints: dict[str, str] = {}

    def fault(self, row: Row, column: str, code: str, sentence: str, value: object = "", hint: str = "") -> None:
        """Note a fault of a row."""
        place = self.places.of(row)
        self.faults.append(
            Fault(
                file=place.file if place is not NOWHERE else type(row).table,
                row=place.line,
                column=column,
                code=code,
                sentence=sentence,
                value=str(value),
                hint=hint,
            )
        )

    def remark(self, row: Row, column: str, code: str, sentence: str, value: object = "", hint: str = "") -> None:
        """Note a remark on a row."""
        place = self.places.of(row)
        file = place.file if place is not NOWHERE else type(row).table
        self.remarks.append(
            Remark(file=file, row=place.line, column=column, code=code, sentence=sentence, value=str(value), hint=hint)
        )

    def has(self, kind: type[Row]) -> bool:
        """Whether the world has the table, with rows or without, readable or not.

        Sources that came with supplied tables of method do not make a table of sources.
        """
        brought = self.places.has(kind) or kind in self.unread
        return brought or (bool(self.world.of(kind)) and not (kind is Source and self.places.has_any()))

    def is_read(self, kind: type[Row]) -> bool:
        """Whether the world has the table and its ids are known, so that what is not in it is not there."""
        return self.has(kind) and kind not in self.unread

    def is_supplied(self, row: Row) -> bool:
        """Whether a row of method was supplied, so that no fault of it is the user's."""
        return isinstance(row, METHOD) and self.places.has_any() and not self.places.of(row).line

    def ids(self, kind: type[Row]) -> Mapping[str, Row]:
        """Return the rows of a table by id."""
        return self.world.by_id(kind)

    @cached_property
    def moneys(self) -> frozenset[str]:
        """Codes of money that the world may use."""
        return moneys_of(self.world.settings)

    @cached_property
    def any_ids(self) -> frozenset[str]:
        """Every id of every table."""
        return frozenset(row.id for kind in TABLES.values() for row in self.world.of(kind))

    def near(self, wanted: str, known: Collection[str]) -> str:
        """Return a hint at known names near a wanted one; each name is looked for once, and not without end."""
        if wanted not in self._hints:
            looked_for = len(self._hints) < MOST_HINTS
            self._hints[wanted] = self._nearest(wanted, known) if looked_for else ""
        return self._hints[wanted]

    @staticmethod
    def _nearest(wanted: str, known: Collection[str]) -> str:
        if len(known) > MOST_NAMES:
            known = [name for name in known if name[:3] == wanted[:3]][:MOST_NAMES]
        return did_you_mean(wanted, known)
