"""What an update may not lead to, told by the database while it computes: the statement fails, so that nothing is written.

A database has errors of its own only. On PostgreSQL the sentence is a text that is cast to a number, and comes back in the error
of that cast; on SQLite a function raises, and its sentence waits for the thread that asked.
"""

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import DataError, OperationalError

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.updates.fragment import Fragment, cast, sql

_SIGN = "dataflow-update|"
_TOLD = re.compile(re.escape(_SIGN) + r"(?P<place>[^|]*)\|(?P<sentence>[^|]*)\|(?P<found>[^\"|]*)")
_RAISED = "user-defined function raised exception"
_OUT_OF_RANGE = "22003"


class _Waiting(threading.local):
    told = ""


_WAITING = _Waiting()


class Refused(ValueError):  # noqa: N818 - it names what happened to the value
    """A value at ``place`` that cannot be changed as asked: a sentence that follows the place, and what stands at its ``{found}``."""

    def __init__(self, place: str, sentence: str, found: str) -> None:
        super().__init__(sentence)
        self.place, self.sentence, self.found = place, sentence, found


def refusal(place: str, sentence: str, found: Fragment) -> Fragment:
    """Return what fails on PostgreSQL when it is reached, and not before: ``found`` is no constant, so no planner tries it."""
    return sql("CAST(CONCAT({sign}, {found}) AS integer)", sign=cast(_signed(place, sentence), "text"), found=found)


def keep(refused: Refused) -> None:
    """Keep the sentence for the thread whose statement fails now; SQLite's functions call it before they raise."""
    _WAITING.told = _signed(refused.place, refused.sentence) + refused.found


@contextmanager
def told_by_database(bound: BoundModel, changed: Iterable[str] = ()) -> Iterator[None]:
    """Turn what the database told in the ``with`` block into ``NodeError``; ``changed`` are the columns that it computed."""
    _WAITING.told = ""
    try:
        yield
    except (DataError, OperationalError) as error:
        fault = _fault(bound, error, list(changed))
        if fault is None:
            raise
        raise fault from error


def _signed(place: str, sentence: str) -> str:
    return f"{_SIGN}{_unbarred(place)}|{_unbarred(sentence)}|"


def _unbarred(text: str) -> str:
    return text.replace("|", "/")


def _fault(bound: BoundModel, error: Exception, changed: list[str]) -> NodeError | None:
    told = _TOLD.search(_WAITING.told if _RAISED in str(error) else str(error))
    if told:
        message = f"{bound.name}.{told['place']} {told['sentence']}".replace("{found}", told["found"])
        return NodeError("invalid_parameter", message, "Nothing was written.", port="update")
    if changed and getattr(error.__cause__, "sqlstate", None) == _OUT_OF_RANGE:
        message = f"{bound.name}.{' or '.join(changed)} would become too large."
        return NodeError("invalid_parameter", message, "Nothing was written.", port="update")
    return None
