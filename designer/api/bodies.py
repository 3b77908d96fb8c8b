"""Reading a JSON body: strictly, and never more than is allowed."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import IO, Any

from rest_framework.parsers import BaseParser

from designer.api.problems import Refused

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 100
MAX_INTEGER = 2**63 - 1


class JSONBody(BaseParser):
    """Parses a body into JSON values that both databases can hold; refuses anything else with a remedy."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,  # noqa: ARG002 - DRF's own signature
        parser_context: Mapping[str, Any] | None = None,  # noqa: ARG002 - DRF's own signature
    ) -> Any:
        """Return the values; raise ``Refused`` (400 or 413)."""
        body = stream.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise Refused(413, "too_large", f"The body is larger than {MAX_BYTES // 1024**2} MB. Split the work into smaller pieces.")
        values = decode(body)
        check_values(values)
        return values


def decode(body: bytes) -> object:
    """Return the JSON values of UTF-8 text; raise ``Refused`` where it is none."""
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=refuse_constant)
    except UnicodeDecodeError as error:
        raise Refused(400, "invalid_json", f"The body is not UTF-8 text (byte {error.start}). Send JSON in UTF-8.") from error
    except json.JSONDecodeError as error:
        detail = f"The body is not JSON: {error.msg} in line {error.lineno}, column {error.colno}."
        raise Refused(400, "invalid_json", detail) from error
    except RecursionError as error:
        raise too_deep() from error
    except ValueError as error:
        raise Refused(400, "invalid_json", "The body holds a number of too many digits. Send it as text.") from error


def refuse_constant(name: str) -> float:
    """Refuse the constants that Python's parser accepts beyond JSON."""
    raise Refused(400, "invalid_json", f"The body holds {name}, which is no JSON value. Send null or a number.")


def check_values(root: object) -> None:
    """Raise ``Refused`` for what a database or a browser cannot keep: depth, NUL, lone surrogates, numbers beyond their range."""
    level: list[object] = [root]
    for _ in range(MAX_DEPTH + 1):
        if not level:
            return
        level = [part for value in level for part in parts(value)]
    raise too_deep()


def parts(value: object) -> Iterator[object]:
    """Yield what a value is made of; raise ``Refused`` for a leaf that cannot be kept."""
    if isinstance(value, dict):
        yield from value
        yield from value.values()
    elif isinstance(value, list):
        yield from value
    elif isinstance(value, str):
        check_text(value)
    elif isinstance(value, int | float):
        check_number(value)


def check_text(text: str) -> None:
    """Raise ``Refused`` for text that PostgreSQL cannot store."""
    if "\x00" in text:
        raise Refused(400, "invalid_text", f"The text {text[:40]!r} holds the character NUL (\\u0000), which cannot be stored. Remove it.")
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise Refused(400, "invalid_text", f"The text {text[:40]!r} holds half a character (a lone surrogate). Send whole characters.")


def check_number(number: float) -> None:
    """Raise ``Refused`` for infinities, and for integers that no column and no browser keeps exactly."""
    if abs(number) > MAX_INTEGER and not isinstance(number, float):
        raise Refused(400, "invalid_number", f"The number {str(number)[:30]} is beyond 64 bits. Send it as text.")
    if not math.isfinite(number):
        raise Refused(400, "invalid_number", "The body holds a number that is too large to be one. Send a smaller number, or text.")


def too_deep() -> Refused:
    """Return the refusal of a body that nests without end."""
    return Refused(400, "too_deep", f"The body nests more than {MAX_DEPTH} levels deep. Flatten it.")
