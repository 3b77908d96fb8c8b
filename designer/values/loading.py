"""Encoded parameters and outputs as Python values again, with what is in the storage: whole, lazily, in pieces, or as previews."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from threading import Lock
from typing import Any, overload

from dataflow_app.nodes.results import Records
from dataflow_app.orm.rows.spill import Spill, Values
from dataflow_app.runtime.decoding import decode
from designer.values.files import opened
from designer.values.text import TextReader


def load(encoded: Any) -> Any:
    """Return the whole value; rows in the storage are fetched into a file of this process when somebody reads them."""
    return decode(encoded, _fetched)


def load_output(encoded: Any) -> Mapping[str, Any]:
    """Return a node's output; parts of it that are in the storage are fetched each time that somebody asks for them."""
    if isinstance(encoded, dict) and any(_told(part) is not None for part in encoded.values()):
        return LazyOutput(encoded)
    output: Mapping[str, Any] = load(encoded)
    return output


def head(encoded: Any, count: int) -> Any:
    """Return the value with no more than the first items of each list that is in the storage."""
    return decode(encoded, partial(_first, count))


def stored_part(encoded: Any) -> dict[str, Any] | None:
    """Return what is told of a value that is in the storage as a whole; None for any other."""
    return _told(encoded)


def items_of(told: Mapping[str, Any], offset: int = 0) -> Iterator[Any]:
    """Yield the items of a list, or rows, in the storage from one place on; of what is no list, the value itself."""
    with opened(told["digest"]) as lines:
        reader = TextReader(lines)
        if not reader.is_list:
            yield load(reader.whole())
        for item in chain.from_iterable(reader.batches(offset)):
            values = load(item)
            yield dict(zip(reader.names, values, strict=True)) if reader.names else values


class LazyOutput(Mapping[str, Any]):
    """An output by port, of which no more is in memory than was asked for."""

    def __init__(self, encoded: Mapping[str, Any]) -> None:
        self._encoded = encoded

    def __getitem__(self, name: str) -> Any:
        """Return what that port gave."""
        return load(self._encoded[name])

    def __contains__(self, name: object) -> bool:
        """Whether there is such a port."""
        return name in self._encoded

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ports."""
        return iter(self._encoded)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._encoded)


class StoredTuples(Sequence[Values]):
    """The tuples of rows in the storage, fetched when the first one is asked for."""

    __hash__ = None  # type: ignore[assignment] # a list of rows has no hash

    def __init__(self, digest: str, count: int) -> None:
        self._digest, self._count = digest, count
        self._lock = Lock()
        self._spill: Spill | None = None

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    @overload
    def __getitem__(self, key: int) -> Values: ...
    @overload
    def __getitem__(self, key: slice) -> list[Values]: ...
    def __getitem__(self, key: int | slice) -> Values | list[Values]:
        """Return the tuple at that place, or a list of those of the slice."""
        return self._here()[key]

    def __iter__(self) -> Iterator[Values]:
        """Iterate over the tuples."""
        return iter(self._here())

    def _here(self) -> Spill:
        with self._lock:
            if self._spill is None:
                with opened(self._digest) as lines:
                    batches = TextReader(lines).batches()
                    self._spill = Spill([tuple(load(values)) for values in batch] for batch in batches)
            return self._spill


def _told(encoded: Any) -> dict[str, Any] | None:
    told: dict[str, Any] | None = encoded["$stored"] if isinstance(encoded, dict) and list(encoded) == ["$stored"] else None
    return told


def _fetched(told: Mapping[str, Any]) -> Any:
    names = told.get("names")
    if names is not None:
        return Records(tuple(names), StoredTuples(told["digest"], told["rows"]))
    with opened(told["digest"]) as lines:
        return load(TextReader(lines).whole())


def _first(count: int, told: Mapping[str, Any]) -> Any:
    if told["rows"] is None:
        return _fetched(told)
    return list(islice(items_of(told), count))
