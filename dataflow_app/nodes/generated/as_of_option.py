"""``as_of``: rows as they were."""

from typing import Any

from dataflow_app.graph.ports import PortType
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import known
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.history.as_of import rows_as_of
from dataflow_app.orm.rows.list import moment_of

_WHEN = "A time, such as 2026-11-24T09:30:00Z: read the rows as they were then, also those that were removed since."


def as_of_option(bound: BoundModel) -> tuple[Option, ...]:
    """Return ``as_of``, a time, for a model that keeps its history."""
    schema = {"type": "string", "format": "date-time"}
    check: Any = known(lambda _, value: moment_of(value))
    return (Option("as_of", PortType("datetime"), "As of", _WHEN, schema, check),) if bound.options.keeps_history else ()


def version_as_of_option(bound: BoundModel) -> tuple[Option, ...]:
    """Return ``as_of``, a time or a version of the row, for a model that keeps its history."""
    if not bound.options.versioned:
        return as_of_option(bound)
    check: Any = known(_read)
    schema = {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "integer", "minimum": 1}], "x-widget": "json"}
    text = "A time, such as 2026-11-24T09:30:00Z, or a version, such as 3: read the row as it was then."
    return (Option("as_of", PortType("any"), "As of", text, schema, check),)


def _read(bound: BoundModel, value: Any) -> None:
    rows_as_of(bound, None, value)
