"""How a bulk write is to be done: the words of its options."""

from dataclasses import dataclass
from typing import Any, Literal

from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.values.coercions import shown

Resolution = Literal["error", "skip", "upsert"]

#: What may be said of conflicts, with other words that mean the same.
RESOLUTIONS: dict[str, Resolution] = {"error": "error", "skip": "skip", "upsert": "upsert", "ignore": "skip", "update": "upsert"}
ON_ERROR = ("abort", "skip")
MAX_BATCH = 100_000
DEFAULT_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Upserting:
    """How rows are matched, and which columns of a row that is there are updated: those given, unless ``update_fields`` names some.

    With ``skips`` a row that is there is left alone. ``on_error`` says whether a row with a fault keeps all from being written
    (``abort``) or is left out (``skip``); ``return_ids`` whether the outcome holds the keys of the rows.
    """

    match_fields: Any = None
    update_fields: Any = None
    batch_size: Any = None
    tenant_id: Any = None
    on_error: Any = None
    return_ids: bool = False
    skips: bool = False


def resolved(value: Any) -> Resolution:
    """Return ``error``, ``skip`` or ``upsert``; ``error`` where nothing is said."""
    if value is None:
        return "error"
    if not isinstance(value, str) or value not in RESOLUTIONS:
        hint = suggest(str(value), RESOLUTIONS) or " It is error, skip or upsert."
        raise NodeError("invalid_parameter", f"There is no conflict_resolution {value!r}.{hint}", port="conflict_resolution")
    return RESOLUTIONS[value]


def leaves_out(on_error: Any) -> bool:
    """Whether rows with a fault are left out and the others written; where nothing is said, one fault keeps all from being written."""
    if on_error is not None and on_error not in ON_ERROR:
        hint = suggest(str(on_error), ON_ERROR) or " It is abort or skip."
        raise NodeError("invalid_parameter", f"There is no on_error {on_error!r}.{hint}", port="on_error")
    return bool(on_error == "skip")


def batch_size(value: Any) -> int:
    """Return how many rows are written at a time; 10,000 where nothing is said."""
    if value is None:
        return DEFAULT_BATCH
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MAX_BATCH:
        raise NodeError(
            "invalid_parameter", f"batch_size wants a whole number from 1 to {MAX_BATCH}, and {shown(value)} was given.", port="batch_size"
        )
    return value
