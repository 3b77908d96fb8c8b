"""The rows of one part of a list, in memory, or in a file where they are many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dataflow_app.orm.rows.fetching import Converter, Tuples, fetch, fetch_batches
from dataflow_app.orm.rows.spill import Spill, Values

#: More rows than these are kept in a file.
MANY = 10_000
#: So many of them are read at a time.
BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a list: ``last`` is the last of them with all that was selected, ``more`` whether others follow."""

    tuples: Tuples | Spill
    last: Values | None = None
    more: bool = False


def read_part(ordered: Any, readings: Sequence[Converter | None], offset: int, limit: int | None, width: int) -> Part:
    """Return so many rows of an ordered query from a place on, of each the first ``width`` of the values that are selected.

    One row more is asked for where there is a limit: that tells whether others follow. Many rows are asked for twice, for who
    reads them must not hold them: the first time without those above ``MANY``, and then all of them, by one statement.
    """
    if limit == 0:
        return Part([], more=True)
    most = None if limit is None else limit + 1
    found = fetch(ordered[offset : offset + min(MANY + 1 if most is None else most, MANY + 1)], readings)
    if len(found) > MANY and (most is None or most > MANY + 1):
        return _spilled(ordered[offset : None if most is None else offset + most], readings, limit, width)
    kept = found if limit is None else found[:limit]
    return Part(_narrowed(kept, width), kept[-1] if kept else None, more=len(kept) < len(found))


def _spilled(query: Any, readings: Sequence[Converter | None], limit: int | None, width: int) -> Part:
    reader = _Reader(limit, width)
    tuples = Spill(reader.cut(fetch_batches(query, readings, BATCH)))
    return Part(tuples, reader.last, reader.more)


class _Reader:
    """Lets rows through up to the limit, and remembers the last one."""

    def __init__(self, limit: int | None, width: int) -> None:
        self._left, self._width = limit, width
        self.last: Values | None = None
        self.more = False

    def cut(self, batches: Iterator[Tuples]) -> Iterator[Tuples]:
        for batch in batches:
            kept = batch if self._left is None else batch[: self._left]
            self.more = self.more or len(kept) < len(batch)
            if self._left is not None:
                self._left -= len(kept)
            self.last = kept[-1] if kept else self.last
            yield _narrowed(kept, self._width)


def _narrowed(rows: Tuples, width: int) -> Tuples:
    return [row[:width] for row in rows] if rows and len(rows[0]) > width else rows
