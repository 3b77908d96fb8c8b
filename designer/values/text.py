"""The text of a value in a file: one JSON document, whose items stand so many a line where it is a list or rows.

Rows are ``{"$table":{"names":[…],"rows":[``, then lines of tuples, then ``]}}``; a list is ``[``, lines of items, ``]``; anything else
is one line. So a page of a long list is read without parsing what comes before it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from math import isfinite
from types import NoneType
from typing import Any, TypeVar

from dataflow_app.nodes.results import Records
from dataflow_app.runtime.encoding import encode, is_plain_text

#: Items in a line.
ITEMS = 100
#: Rows that are encoded together.
_TOGETHER = 1_000
Item = TypeVar("Item")


def text_of(encoded: Any) -> str:
    """Return the JSON text of an encoded value; the same value always has the same."""
    return json.dumps(encoded, separators=(",", ":"))


def lines_of_rows(records: Records) -> Iterator[str]:
    """Yield the lines of rows, which are encoded as they are asked for."""
    yield f'{{"$table":{{"names":{text_of(encode(records.names))},"rows":[\n'
    yield from _item_lines(chain.from_iterable(map(_encoded_rows, parts(records.tuples, _TOGETHER))))
    yield "]}}\n"


def lines_of(encoded: Any) -> Iterator[str]:
    """Yield the lines of a value that is encoded already."""
    if not isinstance(encoded, list):
        yield f"{text_of(encoded)}\n"
        return
    yield "[\n"
    yield from _item_lines(encoded)
    yield "]\n"


def _encoded_rows(rows: Sequence[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """Return rows encoded column by column: most columns hold what JSON knows, which is seen at once for all of their values."""
    columns = list(zip(*rows, strict=True))
    return zip(*map(_encoded_column, columns), strict=True) if columns else rows


def _encoded_column(values: Sequence[Any]) -> Sequence[Any]:
    kinds = {*map(type, values)} - {NoneType}
    as_it_is = (
        kinds <= {int, bool}
        or (kinds == {str} and is_plain_text("".join(filter(None, values))))
        or (kinds == {float} and all(map(isfinite, filter(None, values))))
    )
    return values if as_it_is else list(map(encode, values))


def _item_lines(items: Iterable[Any]) -> Iterator[str]:
    before = ""
    for part in parts(items, ITEMS):
        yield f"{before}{text_of(part)[1:-1]}"
        before = ",\n"
    yield "\n" if before else ""


def parts(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items so many at a time."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part


class TextReader:
    """Reads the text of a value from its lines, once, from the first to the last; values stay encoded."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        first = next(self._lines)
        #: The names of the columns, where it is rows.
        self.names: tuple[str, ...] | None = None
        self._whole: Any = None
        self._has_items = first == b"[\n"
        if first.startswith(b'{"$table":') and first.endswith(b'"rows":[\n'):
            self.names = tuple(json.loads(first + b"]}}")["$table"]["names"])
        elif not self._has_items:
            self._whole = json.loads(first)

    @property
    def is_list(self) -> bool:
        """Whether it has items."""
        return self._has_items or self.names is not None

    def whole(self) -> Any:
        """Return the value: a list of all items where it is a list."""
        return list(chain.from_iterable(self.batches())) if self.is_list else self._whole

    def batches(self, offset: int = 0) -> Iterator[Sequence[Any]]:
        """Yield the items line by line, from one place on."""
        skipped, within = divmod(offset, ITEMS)
        for line in islice(self._lines, skipped, None):
            if line.startswith(b"]"):
                return
            yield json.loads(b"[" + line.rstrip(b",\n") + b"]")[within:]
            within = 0
