"""Data in batches: a list, or anything else that can be gone through once, of which no more than a batch is held."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.bulk.cancelling import stop_if_cancelled
from dataflow_app.orm.values.coercions import shown


def is_data(data: Any) -> bool:
    """Whether rows can be read from it."""
    return isinstance(data, Iterable) and not isinstance(data, Mapping | str | bytes | bytearray)


def check_data(data: Any) -> None:
    """Raise ``NodeError`` where no rows can be read from it."""
    if not is_data(data):
        raise NodeError("invalid_parameter", f"data wants a list of rows, and {shown(data)} was given.", port="data")


def read_batches(data: Any, size: int) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield the rows in batches, each with the number of its first row (from 1); stop between two where the run was cancelled."""
    check_data(data)
    first = 1
    for rows in _sliced(data, size) if isinstance(data, list | tuple) else _taken(data, size):
        stop_if_cancelled()
        yield first, rows
        first += len(rows)


def _sliced(data: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (data[start : start + size] for start in range(0, len(data), size))


def _taken(data: Iterable[Any], size: int) -> Iterator[Sequence[Any]]:
    rest = iter(data)
    while rows := list(islice(rest, size)):
        yield rows
