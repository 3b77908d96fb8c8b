"""Columns of values checked at once, by type.

Each test takes the Python types that occur in a column (not that of None) and its values (none of them None) and returns the
values as the column holds them, or None where it cannot vouch for every one. It says nothing about why: the exact and slow
``dataflow_app.orm.values.checking.clean_value`` does then. What a test accepts, ``clean_value`` accepts with the same outcome.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Context, Decimal, DecimalException, Inexact, InvalidOperation
from math import isfinite
from typing import Any, TypeAlias
from uuid import UUID

from dataflow_app.orm.values.coercions import LONGEST

Kinds: TypeAlias = "set[type]"
Test = Callable[[Kinds, Sequence[Any]], Sequence[Any] | None]

#: Floats hold every whole number up to here.
_EXACT_FLOATS = 2**53
_DAY = len("2026-01-01")
#: Every number of a column has fewer.
_DIGITS = 20


def texts(longest: int | None) -> Test:
    """Test texts of at most so many characters, without NUL and lone surrogates."""

    def test(kinds: Kinds, values: Sequence[Any]) -> Sequence[Any] | None:
        if kinds != {str} or (longest is not None and max(map(len, values)) > longest):
            return None
        together = "".join(values)
        return values if "\0" not in together and (together.isascii() or _is_encodable(together)) else None

    return test


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def whole_numbers(low: Any, high: Any) -> Test:
    """Test whole numbers between two, and text of digits."""

    def test(kinds: Kinds, values: Sequence[Any]) -> Sequence[Any] | None:
        numbers = _digits(values) if kinds == {str} else values if kinds == {int} else None
        return numbers if numbers and low <= min(numbers) and max(numbers) <= high else None

    return test


def _digits(values: Sequence[str]) -> list[int] | None:
    together = "".join(values)
    plain = together.isascii() and together.isdigit() and all(values) and max(map(len, values)) <= _DIGITS
    return list(map(int, values)) if plain else None


def floats(low: Any, high: Any) -> Test:
    """Test finite floats between two, and whole numbers that a float holds."""

    def test(kinds: Kinds, values: Sequence[Any]) -> Sequence[Any] | None:
        # The sum of what is not finite is not; that of very large numbers may not be either, and is left to the slow way.
        if not kinds <= {int, float} or not _is_finite(values) or not (low <= min(values) and max(values) <= high):
            return None
        if kinds == {float}:
            return values
        return list(map(float, values)) if min(values) >= -_EXACT_FLOATS and max(values) <= _EXACT_FLOATS else None

    return test


def _is_finite(values: Sequence[Any]) -> bool:
    try:
        return isfinite(sum(values))
    except OverflowError:
        return False


def decimals(digits: int, places: int, low: Any, high: Any) -> Test:
    """Test numbers of at most so many digits, so many of them behind the point; a float counts as the digits that it shows."""
    context, unit = Context(prec=digits, traps=[Inexact, InvalidOperation]), Decimal(1).scaleb(-places)

    def test(kinds: Kinds, values: Sequence[Any]) -> Sequence[Any] | None:
        if not kinds <= {int, float, Decimal}:
            return None
        try:
            numbers = values if kinds == {Decimal} else list(map(Decimal, map(str, values)))
            kept = [number.quantize(unit, context=context) for number in numbers]
        except (DecimalException, ValueError):
            return None
        if not all(map(Decimal.is_finite, kept)) or not (low <= min(kept) and max(kept) <= high):
            return None
        return kept if all(kept) else [number or abs(number) for number in kept]

    return test


def booleans(kinds: Kinds, values: Sequence[Any]) -> Sequence[Any] | None:
    """Test truth values."""
    return values if kinds == {bool} else None


def moments(kinds: Kinds, values: Sequence[Any]) -> Sequence[Any] | None:
    """Test dates with a time and an offset, and ISO 8601 text of them."""
    found: Sequence[Any] | None = values
    if kinds == {str} and min(map(len, values)) > _DAY:
        found = _read(datetime.fromisoformat, values)
    elif kinds != {datetime}:
        return None
    return found if found and _are_zoned(found) else None


def _are_zoned(values: Sequence[datetime]) -> bool:
    try:
        return all(value.utcoffset() is not None and value.astimezone(UTC) for value in values)
    except (OverflowError, ValueError):
        return False


def days(kinds: Kinds, values: Sequence[Any]) -> Sequence[Any] | None:
    """Test dates without a time, and ISO 8601 text of them."""
    return values if kinds == {date} else _read(date.fromisoformat, values) if kinds == {str} else None


def times(kinds: Kinds, values: Sequence[Any]) -> Sequence[Any] | None:
    """Test times without an offset."""
    return values if kinds == {time} and not any(value.tzinfo for value in values) else None


def durations(kinds: Kinds, values: Sequence[Any]) -> Sequence[Any] | None:
    """Test durations."""
    return values if kinds == {timedelta} and all(abs(value.days) < LONGEST.days for value in values) else None


def identifiers(kinds: Kinds, values: Sequence[Any]) -> Sequence[Any] | None:
    """Test UUIDs, and text of them."""
    return values if kinds == {UUID} else _read(UUID, values) if kinds == {str} else None


def raw_bytes(kinds: Kinds, values: Sequence[Any]) -> Sequence[Any] | None:
    """Test bytes."""
    return values if kinds == {bytes} else None


def _read(parse: Callable[[Any], Any], values: Sequence[Any]) -> list[Any] | None:
    try:
        return list(map(parse, values))
    except (ValueError, OverflowError):
        return None
