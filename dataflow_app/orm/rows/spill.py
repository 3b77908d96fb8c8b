"""Many rows in a file in place of memory."""

import pickle
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from tempfile import TemporaryFile
from threading import Lock
from typing import Any, overload

Values = tuple[Any, ...]


class Spill(Sequence[Values]):
    """Tuples in a temporary file, which nobody else sees and which goes with the last reference to it.

    They are written once, batch by batch as they come; reading holds one batch at a time. Any thread may read.
    """

    __hash__ = None  # type: ignore[assignment] # a list of rows has no hash

    def __init__(self, batches: Iterable[Sequence[Values]]) -> None:
        self._file = TemporaryFile(prefix="dataflow-rows-")  # noqa: SIM115 - it lives as long as the rows
        self._lock = Lock()
        self._starts: list[int] = []
        self._offsets: list[int] = [0]
        self._count = 0
        self._held: tuple[int, Sequence[Values]] = (-1, ())
        for batch in batches:
            self._write(batch)

    def _write(self, batch: Sequence[Values]) -> None:
        if not batch:
            return
        self._file.write(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL))
        self._starts.append(self._count)
        self._offsets.append(self._file.tell())
        self._count += len(batch)

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    @overload
    def __getitem__(self, key: int) -> Values: ...
    @overload
    def __getitem__(self, key: slice) -> list[Values]: ...
    def __getitem__(self, key: int | slice) -> Values | list[Values]:
        """Return the tuple at that place, or a list of those of the slice."""
        if isinstance(key, slice):
            return [self[place] for place in range(*key.indices(self._count))]
        place = key + self._count if key < 0 else key
        if not 0 <= place < self._count:
            raise IndexError(key)
        number = bisect_right(self._starts, place) - 1
        held, batch = self._held
        if held != number:
            batch = self._batch(number)
            self._held = (number, batch)
        return batch[place - self._starts[number]]

    def __iter__(self) -> Iterator[Values]:
        """Iterate over the tuples."""
        return chain.from_iterable(self.batches())

    def batches(self) -> Iterator[Sequence[Values]]:
        """Yield the tuples batch by batch, as they were given."""
        return map(self._batch, range(len(self._starts)))

    def _batch(self, number: int) -> Sequence[Values]:
        start, stop = self._offsets[number], self._offsets[number + 1]
        with self._lock:
            self._file.seek(start)
            content = self._file.read(stop - start)
        batch: Sequence[Values] = pickle.loads(content)  # noqa: S301 - written above, into a file without a name
        return batch
