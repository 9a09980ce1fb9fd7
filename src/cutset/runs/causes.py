"""Why does a reading differ between two sides: data, law, time, lists, decisions, engine or another question?

A factor is a cause where the new side with that factor taken back no longer gives the new reading (it was
necessary); where no factor alone is, the causes are those that, alone new, change the old reading. Rows are singled
out the same way: the fewest rows that, taken back, change the reading, those of the finding's own chain tried first.
A day is singled out by halving the time between the sides. Fewest sets by division: Junker, QuickXplain, AAAI 2004.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from cutset.runs.between import Between, Factor, LimitReached, RowKey
from cutset.runs.engine import engine_version
from cutset.runs.readings import Key, Reading, readings
from cutset.runs.sides import Side
from cutset.runs.telling_rows import row_words
from cutset.world.cells import columns
from cutset.world.rows import Row

__all__ = ["LAW_TABLES", "Cause", "Reasons", "how_it_differs"]

LAW_TABLES: Final = frozenset({"laws", "bound", "measures", "targets", "exceptions", "acts", "ownership_rules"})
"""Tables that say what the law is; the rest say what the world is."""
MOST_SETS: Final = 4
"""How many sets of rows are named for one change: the first, and those that would have done so without it."""


class Cause(msgspec.Struct, frozen=True, omit_defaults=True):
    """One cause of a change.

    Parameters
    ----------
    kind
        data, law, time, lists, decisions, engine or question.
    how
        supposed, newly known, updated, added, changed, withdrawn, not yet known, begins to apply, ends, day reached.
    row, table
        The row, where one was singled out.
    words
        The row, or what differs, in words.
    day
        When the row became known, or the day that was reached [date].
    bites
        Day that was reached besides, on which what the row says begins or ends [date].
    without
        What the reading would be without it.
    besides
        Whether it would have changed the reading only without the causes before it, or changes it further.
    """

    kind: str
    how: str
    words: str
    row: str = ""
    table: str = ""
    day: date | None = None
    bites: date | None = None
    without: str = ""
    besides: bool = False


class Reasons:
    """Finds the causes of changes between two sides.

    Parameters
    ----------
    between
        Assesses worlds between them.
    """

    def __init__(self, between: Between) -> None:
        self.between, self.old, self.new = between, between.old, between.new
        self.saved_old, self.saved_new = readings(self.old.document), readings(self.new.document)
        self.other_engine = [side for side in (self.old, self.new) if side.engine != engine_version()]

    def of(self, key: Key) -> tuple[Cause, ...]:
        """Return the causes for which the reading differs, the first one first."""
        try:
            return self._engine(key) or joined(self._causes(key))
        except LimitReached:
            words = f"not singled out: {self.between.limit} worlds were assessed, as many as allowed"
            return (Cause("unknown", "limit reached", words),)

    def _engine(self, key: Key) -> tuple[Cause, ...]:
        """Return the engine as a cause where the saved reading is not what this engine says of the same inputs."""
        if not self.other_engine:
            return ()
        now_old, now_new = self.between(list(Factor)).get(key), self.between().get(key)
        then_old, then_new = self.saved_old.get(key), self.saved_new.get(key)
        if sense(now_old) == sense(then_old) and sense(now_new) == sense(then_new):
            return ()
        words = f"assessed by {self.old.engine} and by {self.new.engine}; this is {engine_version()}"
        cause = Cause("engine", "other version", words, without=told(now_new))
        return (cause, *(() if sense(now_old) == sense(now_new) else joined(self._causes(key))))

    def _causes(self, key: Key) -> Iterator[Cause]:
        between, target = self.between, sense(self.between().get(key))
        factors = between.factors
        necessary = [one for one in factors if sense(between([one]).get(key)) != target]
        context: list[Factor] = []
        found = necessary
        if not necessary:
            before = sense(between(factors).get(key))
            found = [one for one in factors if sense(between([o for o in factors if o != one]).get(key)) != before]
            context = [one for one in factors if one not in found[:1]]
        for factor in found or factors:
            if factor is Factor.ROWS:
                yield from self._rows(key, [one for one in context if one is not Factor.ROWS])
            else:
                yield self._other(factor, key)

    def _other(self, factor: Factor, key: Key) -> Cause:
        without = told(self.between([factor]).get(key))
        if factor is Factor.TIME:
            return self._time(key, without)
        if factor is Factor.LISTS:
            old, new = _versions(self.between.old_lists), _versions(self.between.new_lists)
            return Cause("lists", "other version", f"{old or 'no list'} -> {new or 'no list'}", without=without)
        if factor is Factor.DECISIONS:
            words = "what people decided about parties and entries of the lists differs"
            return Cause("decisions", "decided otherwise", words, without=without)
        if factor is Factor.SETTINGS:
            return Cause("data", "changed", "the settings of the world (world.yaml) differ", without=without)
        words = question_words(self.old, self.new)
        return Cause("question", "asked otherwise", words, without=without)

    def _time(self, key: Key, without: str) -> Cause:
        day = self._day(key)
        reading = self.between().get(key) or self.between([Factor.TIME]).get(key)
        for row in self._of_chain(reading):
            edge = _edge(row, day)
            if edge and row.table in LAW_TABLES:
                how = "ends" if edge == "until" else "begins to apply"
                words = row_words(self.between.new_world, row)
                return Cause("law", how, words, row.id, row.table, day, without=without)
            if edge:
                words = row_words(self.between.new_world, row)
                return Cause("time", "day reached", words, row.id, row.table, day, without=without)
        old, new = self.old.inputs.question.as_of, self.new.inputs.question.as_of
        return Cause("time", "day reached", f"the as-of day moved from {old} to {new}", day=day, without=without)

    def _of_chain(self, reading: Reading | None) -> list[Row]:
        """Return the rows of a reading's chain, those of law first."""
        world = self.between.new_world
        rows = [row for name in (reading.chain if reading else ()) if (row := world.find(name)) is not None]
        return sorted(rows, key=lambda row: row.table not in LAW_TABLES)

    def _day(self, key: Key) -> date:
        """Return the first day on which the later reading stands, by halving the time between the sides."""
        low, high = sorted((self.old.inputs.question.as_of, self.new.inputs.question.as_of))
        late = sense(self.between(as_of=high).get(key))
        while (high - low).days > 1:
            middle = low + timedelta(days=(high - low).days // 2)
            if sense(self.between(as_of=middle).get(key)) == late:
                high = middle
            else:
                low = middle
        return high

    def _rows(self, key: Key, context: Sequence[Factor]) -> Iterator[Cause]:
        """Yield the fewest rows that made the difference, then those that would have made one without them."""
        gone: list[RowKey] = []
        end = sense(self.between(context, self.between.differing).get(key))
        for besides in (False, *[True] * (MOST_SETS - 1)):
            now = sense(self.between(context, gone).get(key))
            if now == end and gone:
                return
            chosen = self._fewest(key, context, gone, now)
            if not chosen:
                return
            gone += chosen
            without = told(self.between(context, gone).get(key))
            for row in chosen:
                yield msgspec.structs.replace(how_it_differs(self.between, row, without), besides=besides)

    def _fewest(
        self, key: Key, context: Sequence[Factor], gone: Sequence[RowKey], now: tuple[str, ...]
    ) -> list[RowKey]:
        def changes(rows: Sequence[RowKey]) -> bool:
            return sense(self.between(context, [*gone, *rows]).get(key)) != now

        candidates = self._candidates(key, context, gone)
        return fewest(candidates, changes)

    def _candidates(self, key: Key, context: Sequence[Factor], gone: Sequence[RowKey]) -> list[RowKey]:
        """Return the rows that differ, those of the chain at that point first and in its order."""
        here = self.between(context, gone).get(key)
        before = self.between(context, self.between.differing).get(key)
        chain = [*(here.chain if here else ()), *(before.chain if before else ()), key.subject]
        place = {name: number for number, name in reversed(list(enumerate(chain)))}
        left = [row for row in self.between.units if row not in set(gone)]
        return sorted(left, key=lambda row: place.get(row.id, len(chain)))


def fewest(candidates: Sequence[RowKey], changes: Callable[[Sequence[RowKey]], bool]) -> list[RowKey]:
    """Return a set of rows that changes the reading and of which none can be left out, early candidates first.

    Parameters
    ----------
    candidates
        Rows, the likeliest first.
    changes
        Whether taking these rows back changes the reading.
    """
    chosen: list[RowKey] = []
    if not changes(candidates):
        return []
    while not (chosen and changes(chosen)):
        low, high = 0, len(candidates)
        while high - low > 1:
            middle = _next_try(low, high)
            if changes([*candidates[:middle], *chosen]):
                high = middle
            else:
                low = middle
        chosen.append(candidates[high - 1])
        candidates = candidates[: high - 1]
    return _thinned(chosen, changes)


def _next_try(low: int, high: int) -> int:
    """Return how many of the first candidates to take: 1, 2, 4 ... while nothing is known, then half."""
    return min(high - 1, max(1, low * 2)) if low * 2 < high // 2 else (low + high) // 2


def _thinned(chosen: list[RowKey], changes: Callable[[Sequence[RowKey]], bool]) -> list[RowKey]:
    for row in tuple(chosen):
        rest = [one for one in chosen if one != row]
        if rest and changes(rest):
            chosen = rest
    return chosen


def how_it_differs(between: Between, key: RowKey, without: str = "") -> Cause:
    """Return how a row differs between the sides, as a cause."""
    old, new = between.old_rows.get(key), between.new_rows.get(key)
    old_day, new_day = between.old.inputs.question.known_by, between.new.inputs.question.known_by
    row = (new or between.old_rows[key])[-1]
    if row in between.supposed:
        how = "supposed" if new is not None else "no longer supposed"
    elif new is None:
        how = "not yet known" if row.known > new_day else "withdrawn"
    elif row.known > old_day:
        how = "newly known" if old is None else "updated"
    else:
        how = "added" if old is None else "changed"
    world = between.new_world if new is not None else between.old_world
    kind = "law" if key.table in LAW_TABLES else "data"
    return Cause(kind, how, row_words(world, row), key.id, key.table, row.known, without=without)


def joined(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """Return the causes with the day on which a row bites told beside the day on which the row became known."""
    told_of: dict[tuple[str, str], Cause] = {}
    for number, cause in enumerate(causes):
        name = (cause.table, cause.row) if cause.row else ("", str(number))
        first = told_of.get(name)
        told_of[name] = cause if first is None else msgspec.structs.replace(first, bites=cause.day)
    return tuple(told_of.values())


def sense(reading: Reading | None) -> tuple[str, ...]:
    """Return what makes two readings the same; nothing for a subject that is not spoken of."""
    return reading.sense if reading is not None else ()


def told(reading: Reading | None) -> str:
    """Return a reading in words."""
    return reading.words if reading is not None else ""


def question_words(old: Side, new: Side) -> str:
    """Return how the two questions differ, the day left aside."""
    before, after = old.inputs.question, new.inputs.question
    parts = [
        f"{name.replace('_', ' ')} {getattr(before, name) or 'all'} -> {getattr(after, name) or 'all'}"
        for name in ("horizon_months", "laws", "actor", "readings", "seed")
        if getattr(before, name) != getattr(after, name)
    ]
    return "; ".join(parts)


def _versions(lists: Sequence[object]) -> str:
    return ", ".join(
        f"{getattr(one, 'list_id', '')} of {getattr(one, 'published', None) or 'unknown date'}"
        f" ({str(getattr(one, 'version', ''))[:12]})"
        for one in lists
    )


def _edge(row: Row, day: date) -> str:
    """Return the column of a row that holds the day, or nothing."""
    return next((column.name for column in columns(type(row)) if getattr(row, column.field) == day), "")
