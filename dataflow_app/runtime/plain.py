"""Plain JSON: values as people read them on a screen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dataflow_app.nodes.results import RowsResult
from dataflow_app.runtime.plain_values import MAX_DEPTH, is_sequence, legible, plain_scalar, plain_value

PREVIEW_LIMIT = 2_000
_MOST_ITEMS = 50


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
    return plain_value(value)


def preview(value: Any, limit: int = PREVIEW_LIMIT) -> Preview:
    """Return ``plain(value)`` cut to about ``limit`` characters of JSON: long texts end in ``…``, lists and mappings lose their tails."""
    writer = _Writer(limit)
    return Preview(writer.write(value), writer.truncated)


class _Writer:
    """Writes one value; ``left`` counts the characters that may still be written."""

    def __init__(self, limit: int) -> None:
        self.left = limit
        self.truncated = False

    def write(self, value: Any, depth: int = 0) -> Any:
        if depth > MAX_DEPTH:
            return self._text(str(value))
        if isinstance(value, RowsResult):
            return self._mapping(dict(value.items()), depth)
        if isinstance(value, Mapping):
            return self._mapping(value, depth)
        return self._items(value, depth) if is_sequence(value) else self._scalar(value)

    def _scalar(self, value: Any) -> Any:
        scalar = plain_scalar(value)
        if isinstance(scalar, str):
            return self._text(scalar)
        self.left -= 5 if scalar is None or isinstance(scalar, bool) else 8
        return scalar

    def _text(self, text: str) -> str:
        text = legible(text)
        if len(text) > max(self.left, 1):
            self.truncated = True
            text = f"{text[: max(self.left, 1)]}…"
        self.left -= len(text) + 2
        return text

    def _mapping(self, value: Mapping[Any, Any], depth: int) -> dict[str, Any]:
        written: dict[str, Any] = {}
        for key in value:
            if self._is_full(len(written)):
                break
            written[self._text(str(key))] = self.write(value[key], depth + 1)
        return written

    def _items(self, value: Iterable[Any], depth: int) -> list[Any]:
        written: list[Any] = []
        for item in value:
            if self._is_full(len(written)):
                break
            written.append(self.write(item, depth + 1))
        return written

    def _is_full(self, count: int) -> bool:
        """Whether the next item must be left out."""
        full = self.left <= 0 or count >= _MOST_ITEMS
        self.truncated = self.truncated or full
        return full
