"""Tagged JSON read again: the Python values of what ``encode`` gave."""

import base64
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from dataflow_app.errors import DataFlowError
from dataflow_app.nodes.results import RowResult, RowsResult

#: What finds a value that is kept elsewhere, by what ``$stored`` says of it.
Loader = Callable[[Any], Any]


class EncodingError(DataFlowError):
    """A value that cannot be kept as JSON, or cannot be read from it."""


def _refuse(_: Any) -> Any:
    raise EncodingError("The value is kept elsewhere, and this reader does not know where.")


def decode(value: Any, load: Loader = _refuse) -> Any:
    """Return the Python value of what ``encode`` gave; ``load`` finds the values that are kept elsewhere (``{"$stored": …}``)."""
    if isinstance(value, list):
        return [decode(item, load) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((tag, content),) = value.items()
        if tag in _SCALARS:
            return _SCALARS[tag](content)
        if tag in _CONTAINERS:
            return _CONTAINERS[tag](content, load)
    return {key: decode(item, load) for key, item in value.items()}


def _rows(content: Any, load: Loader) -> RowsResult:
    by_name = decode(content, load)
    records = by_name.pop("records")
    return RowsResult(records, **by_name)


_SCALARS: dict[str, Callable[[Any], Any]] = {
    "$decimal": Decimal,
    "$datetime": datetime.fromisoformat,
    "$date": date.fromisoformat,
    "$time": time.fromisoformat,
    "$seconds": lambda content: timedelta(microseconds=round(float(content) * 1_000_000)),
    "$uuid": UUID,
    "$bytes": base64.b64decode,
    "$float": float,
    "$text": lambda content: base64.b64decode(content).decode("utf-8", "surrogatepass"),
}
_CONTAINERS: dict[str, Callable[[Any, Loader], Any]] = {
    "$map": lambda content, load: {decode(key, load): decode(item, load) for key, item in content},
    "$row": lambda content, load: RowResult(decode(content, load)),
    "$rows": _rows,
    "$stored": lambda content, load: load(content),
}
#: The keys of objects that stand for something else.
TAGS = frozenset((*_SCALARS, *_CONTAINERS))
