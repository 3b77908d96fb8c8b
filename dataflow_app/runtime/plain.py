"""Plain JSON: values as people read them on a screen."""

import base64
import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from dataflow_app.nodes.results import RowsResult

MAX_DEPTH = 20
PREVIEW_LIMIT = 2_000
_MOST_ITEMS = 50
_EXACT_IN_BROWSERS = 2**53 - 1


@dataclass(frozen=True, slots=True)
class Preview:
    """A value as JSON, cut to a size; ``truncated`` tells whether something was left out."""

    value: Any
    truncated: bool


def plain(value: Any) -> Any:
    """Return a value as JSON for reading.

    Dates are ISO text; decimals (so that ``1.20`` keeps its zero), UUIDs and whole numbers that a browser would round are text;
    bytes are base64, infinities and NaN are the words ``inf``, ``-inf``, ``nan``, a NUL is shown as ``␀``, and a value
    that JSON does not know is its ``str``. There is no way back; ``encode`` has one.
    """
    return _Writer(None).write(value)


def preview(value: Any, limit: int = PREVIEW_LIMIT) -> Preview:
    """Return ``plain(value)`` cut to about ``limit`` characters of JSON: long texts end in ``…``, lists and mappings lose their tails."""
    writer = _Writer(limit)
    return Preview(writer.write(value), writer.truncated)


class _Writer:
    """Writes one value; ``left`` counts the characters that may still be written, or is None where any number may."""

    def __init__(self, limit: int | None) -> None:
        self.left = limit
        self.truncated = False

    def write(self, value: Any, depth: int = 0) -> Any:
        if depth > MAX_DEPTH:
            return self._text(str(value))
        if isinstance(value, RowsResult):
            return self._mapping(dict(value.items()), depth)
        if isinstance(value, Mapping):
            return self._mapping(value, depth)
        if isinstance(value, Sequence | AbstractSet) and not isinstance(value, str | bytes | bytearray | memoryview):
            return self._items(value, depth)
        return self._scalar(value)

    def _scalar(self, value: Any) -> Any:
        if value is None or isinstance(value, bool):
            return self._spend(value, 5)
        if isinstance(value, int):
            return self._spend(int(value), 8) if abs(value) <= _EXACT_IN_BROWSERS else self._text(str(value))
        if isinstance(value, float):
            return self._spend(float(value) if math.isfinite(value) else str(value), 8)
        return self._text(_written(value))

    def _text(self, text: str) -> str:
        text = text.replace("\x00", "␀").encode("utf-8", "replace").decode("utf-8")
        if self.left is not None and len(text) > max(self.left, 1):
            self.truncated = True
            text = f"{text[: max(self.left, 1)]}…"
        self._spend(None, len(text) + 2)
        return text

    def _mapping(self, value: Mapping[Any, Any], depth: int) -> dict[str, Any]:
        written: dict[str, Any] = {}
        for key in value:
            if self._is_full(len(written)):
                break
            written[self._text(str(key))] = self.write(value[key], depth + 1)
        return written

    def _items(self, value: Sequence[Any] | AbstractSet[Any], depth: int) -> list[Any]:
        written: list[Any] = []
        for item in value:
            if self._is_full(len(written)):
                break
            written.append(self.write(item, depth + 1))
        return written

    def _is_full(self, count: int) -> bool:
        """Whether the next item must be left out."""
        full = self.left is not None and (self.left <= 0 or count >= _MOST_ITEMS)
        self.truncated = self.truncated or full
        return full

    def _spend(self, value: Any, characters: int) -> Any:
        if self.left is not None:
            self.left -= characters
        return value


def _written(value: Any) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return str(value)
