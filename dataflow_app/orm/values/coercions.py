"""Values of columns by type: taken as they are, or converted where that is exact, or refused with a sentence.

Every function takes a value and returns it as the column's Python type, or raises ``ValueError`` with words that follow
the column's name, such as ``wants a whole number, and text 'abc' was given``.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime, parse_duration, parse_time

from dataflow_app.errors import one

_WHOLE = re.compile(r"[+-]?[0-9]{1,400}", re.ASCII)
_NUMBER = re.compile(r"[+-]?([0-9]{1,400}(\.[0-9]{0,400})?|\.[0-9]{1,400})([eE][+-]?[0-9]{1,4})?", re.ASCII)
#: SQLite keeps a duration as microseconds in 64 bits.
LONGEST = timedelta(microseconds=2**63 - 1)
_SHOWN = 60


def shown(value: Any) -> str:
    """Return the value in words, for a message: ``text 'abc'``, ``the number 3.5``, ``a list``."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the yes/no value {value}"
    if isinstance(value, int | float | Decimal):
        return f"the number {_cut(str(value))}"
    if isinstance(value, str):
        return f"text {_cut(repr(value))}"
    known = {"dict": "an object", "list": "a list", "bytes": "bytes"}
    return known.get(type(value).__name__, one(type(value).__name__))


def refused(wanted: str, value: Any) -> ValueError:
    """Return the error that says what is wanted and what was given."""
    return ValueError(f"wants {wanted}, and {shown(value)} was given")


def whole_number(value: Any) -> int:
    """Accept whole numbers, floats without a fraction, and text of digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, float | Decimal) and isfinite(value) and value == int(value):
        return int(value)
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise refused("a whole number", value)


def exact_number(value: Any) -> Decimal:
    """Accept finite numbers (a float as the digits that it shows) and text of one."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise refused("a number", value)
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise refused("a number", value)
    try:
        number = Decimal(repr(float(value)) if isinstance(value, float) else value)
    except InvalidOperation:
        raise refused("a number", value) from None
    if not number.is_finite():
        raise refused("a finite number", value)
    return number


def float_number(value: Any) -> float:
    """Accept finite numbers that a 64-bit float holds to the digit, and text of one."""
    exact = exact_number(value)
    number = float(exact)
    if not isfinite(number) or (isinstance(value, int) and int(number) != value):
        raise ValueError(f"cannot hold {shown(value)} exactly; 64-bit floats have about 15 digits")
    return number


def yes_or_no(value: Any) -> bool:
    """Accept true and false."""
    if isinstance(value, bool):
        return value
    raise refused("true or false", value)


def text(value: Any) -> str:
    """Accept text as it is, and whole numbers as their digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(int(value))
    if not isinstance(value, str):
        raise refused("text", value)
    return storable(str(value))


def storable(value: str) -> str:
    """Return text that a database can hold; refuse NUL and lone surrogates."""
    if "\0" in value:
        raise ValueError("holds a NUL character, which PostgreSQL cannot store; remove it")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ValueError("holds half of a surrogate pair, which is no character; remove it") from None
    return value


def moment(value: Any) -> datetime:
    """Accept a date with a time, or ISO 8601 text of one; without an offset the current time zone is meant."""
    found = _parsed(parse_datetime, value) if isinstance(value, str) and len(value) > len("2026-01-01") else value
    if not isinstance(found, datetime):
        raise refused("a date with a time, such as 2026-11-24T09:30:00Z", value)
    try:
        return _zoned(found)
    except (OverflowError, ValueError):
        raise ValueError(f"cannot hold {found!s}; the years 1 to 9999 are possible") from None


def _zoned(value: datetime) -> datetime:
    if not settings.USE_TZ:
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    aware = timezone.make_aware(value) if timezone.is_naive(value) else value
    aware.astimezone(UTC)
    return aware


def day(value: Any) -> date:
    """Accept a date, or ISO 8601 text of one; a date with a time is refused, for its time would be lost."""
    found = _parsed(parse_date, value) if isinstance(value, str) else value
    if isinstance(found, date) and not isinstance(found, datetime):
        return found
    raise refused("a date, such as 2026-11-24", value)


def time_of_day(value: Any) -> time:
    """Accept a time without an offset, or ISO 8601 text of one."""
    found = _parsed(time.fromisoformat, value) or _parsed(parse_time, value) if isinstance(value, str) else value
    if isinstance(found, time) and found.tzinfo is None:
        return found
    raise refused("a time, such as 09:30", value)


def duration(value: Any) -> timedelta:
    """Accept a timedelta, or text such as ``1 02:30:00`` or ISO 8601's ``P1DT2H``."""
    found = _parsed(parse_duration, value) if isinstance(value, str) else value
    if isinstance(found, timedelta):
        if abs(found.days) >= LONGEST.days:
            raise ValueError(f"takes durations of less than {LONGEST.days} days, and {found.days} days were given")
        return found
    raise refused("a duration, such as 02:30:00", value)


def identifier(value: Any) -> UUID:
    """Accept a UUID, or text of one."""
    found = _parsed(UUID, value) if isinstance(value, str) else value
    if isinstance(found, UUID):
        return found
    raise refused("a UUID", value)


def raw_bytes(value: Any) -> bytes:
    """Accept bytes."""
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    raise refused("bytes", value)


def _parsed(parse: Any, value: str) -> Any:
    """Return what the parser reads, or None where it reads nothing."""
    try:
        return parse(value)
    except (ValueError, OverflowError):
        return None


def _cut(value: str) -> str:
    return value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
