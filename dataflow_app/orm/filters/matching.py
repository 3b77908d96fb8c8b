"""Regular expressions as SQLite sees them: matched in Python, and stopped where they take too long."""

import time
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from dataflow_app.orm.databases.sqlite_functions import sqlite_function

#: How many seconds one statement may spend on one expression.
SECONDS = 5.0
#: Calls with a longer pause between them belong to different statements.
_PAUSE = 1.0


class TooSlow(Exception):  # noqa: N818 - it says what the expression is
    """An expression takes too long; SQLite hides what its functions raise, so that the name is all that can be told of it."""


@dataclass(slots=True)
class Matcher:
    """One expression, and how long it was busy of late."""

    expression: Any
    spent: float = 0.0
    ended: float = field(default_factory=time.monotonic)

    def finds(self, text: str) -> bool:
        """Whether the expression is found in the text; raise ``TooSlow`` where that takes longer than a statement may."""
        began = time.monotonic()
        if began - self.ended > _PAUSE:
            self.spent = 0.0
        try:
            return self.expression.search(text, timeout=max(SECONDS - self.spent, 0.001)) is not None
        except TimeoutError:
            raise TooSlow(self.expression.pattern) from None
        finally:
            self.ended = time.monotonic()
            self.spent += self.ended - began


@lru_cache(maxsize=256)
def matcher(pattern: str) -> Matcher:
    """Return the matcher of an expression; ``.`` matches a line's end too, classes such as that of digits know ASCII only."""
    import regex  # noqa: PLC0415 - slow to import, and no start of a process needs it

    return Matcher(regex.compile(pattern, regex.DOTALL | regex.ASCII | regex.V0))


@sqlite_function("dataflow_matches", 2)
def _matches(text: str | None, pattern: str) -> bool | None:
    return None if text is None else matcher(pattern).finds(text)
