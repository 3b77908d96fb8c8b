"""What a definition that comes from outside may hold: JSON that every database can keep."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

MAX_DEPTH = 64

Path = tuple[int | str, ...]


def fault_in(value: Any) -> tuple[Path, str] | None:
    """Return the place of, and a sentence about, a part that cannot be kept; None where all can.

    That is text with a NUL or half of a character, NaN and infinity, and whatever nests deeper than 64 levels. Does not recurse.
    """
    waiting: list[tuple[Path, Any]] = [((), value)]
    while waiting:
        path, item = waiting.pop()
        fault = _text_fault(item) if isinstance(item, str) else _number_fault(item)
        if fault:
            return path, fault
        inner = _inside(item)
        if inner and len(path) >= MAX_DEPTH:
            return path[:3], f"It nests deeper than {MAX_DEPTH} levels."
        for key, each in inner:
            fault = _text_fault(key)
            if fault:
                return path, f"A name in it cannot be kept: {fault}"
            waiting.append(((*path, key), each))
    return None


def _inside(item: Any) -> list[tuple[Any, Any]]:
    if isinstance(item, Mapping):
        return list(item.items())
    return list(enumerate(item)) if isinstance(item, list | tuple) else []


def _text_fault(text: Any) -> str | None:
    if not isinstance(text, str) or (text.isascii() and "\x00" not in text):
        return None
    if "\x00" in text:
        return "Text must not contain the character NUL."
    return "Text must not contain half a character (a lone surrogate)." if any("\ud800" <= each <= "\udfff" for each in text) else None


def _number_fault(number: Any) -> str | None:
    return "A number must be finite." if isinstance(number, float) and not isfinite(number) else None
