"""Options and outputs that the bulk operations share."""

from collections.abc import Mapping
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.graph.ports import Port, PortType
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import switch
from dataflow_app.nodes.results import Records, RowsResult
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.checking import check_rows
from dataflow_app.orm.bulk.how import DEFAULT_BATCH, MAX_BATCH, ON_ERROR, RESOLUTIONS, batch_size, leaves_out, resolved
from dataflow_app.orm.bulk.outcome import Outcome
from dataflow_app.orm.bulk.reading import check_data
from dataflow_app.orm.bulk.row_faults import RowFaults
from dataflow_app.orm.bulk.update import Selection
from dataflow_app.orm.values.pending import DRAWN, PENDING, has_pending

_WORDS = {
    "created": "How many rows were created.",
    "updated": "How many rows were updated.",
    "skipped": "How many rows were left as they were.",
    "deleted": "How many rows were deleted.",
}


def data_option(bound: BoundModel, description: str, *, required: bool) -> Option:
    """Return ``data``: a list of rows."""
    schema = {"type": "array", "items": {"type": "object"}, "x-widget": "rows", "x-model": bound.label}
    return Option("data", PortType("rows"), "Rows", description, schema, _is_rows, required=required, nullable=False)


def drawn_rows_faults(bound: BoundModel, data: Any) -> list[NodeError]:
    """Return what is wrong with the first 200 rows that are drawn; when a node runs, each row is checked before it is written."""
    rows = rows_in(data)
    if not isinstance(rows, list | tuple) or not rows:
        return []
    faults = RowFaults()
    check_rows(bound, rows[:DRAWN], 1, faults)
    return faults.told()


def rows_in(data: Any) -> Any:
    """Return the rows of another node's whole result, or the data as it is; rows in a file are read as they are written."""
    rows = data.records if isinstance(data, RowsResult) else data
    return rows.plain() if isinstance(rows, Records) else rows


def batch_option() -> Option:
    """Return ``batch_size``."""
    schema = {"type": "integer", "minimum": 1, "maximum": MAX_BATCH, "default": DEFAULT_BATCH}
    return Option("batch_size", PortType("integer"), "Batch size", "How many rows are checked and written at a time.", schema, _batch)


def ids_option() -> Option:
    """Return ``return_ids``."""
    return switch("return_ids", "Give ids", "Whether the keys of the rows are given.", default=False)


def all_option() -> Option:
    """Return ``all``."""
    return switch("all", "All rows", "Allows a filter that limits nothing.", default=False)


def resolution_option(default: str = "error") -> Option:
    """Return ``conflict_resolution``."""
    schema = {"type": "string", "enum": list(RESOLUTIONS), "default": default}
    text = "What happens where a row is there already: an error, leaving it as it is, or an update."
    return Option("conflict_resolution", PortType("text"), "Where a row is there", text, schema, _resolution)


def errors_option() -> Option:
    """Return ``on_error``."""
    schema = {"type": "string", "enum": list(ON_ERROR), "default": "abort"}
    text = "What a row with a fault does: it keeps all rows from being written, or it is left out and told in errors."
    return Option("on_error", PortType("text"), "Where a row has a fault", text, schema, _on_error)


def outcome_ports(*counts: str) -> tuple[Port, ...]:
    """Return the output ports of a bulk operation."""
    ports = [Port(name, PortType("integer"), title=name.capitalize(), description=_WORDS[name]) for name in counts]
    total = Port("count", PortType("integer"), title="Count", description="How many rows were written.")
    return (
        *ports,
        total,
        Port("ids", PortType("list"), title="IDs", description="The keys of those rows, in order, where return_ids is true."),
    )


def errors_ports() -> tuple[Port, ...]:
    """Return the output ports of an operation that may leave rows out."""
    text = "What is wrong with them: objects of row (from 1), field, code and message, where on_error is skip."
    return (
        Port("failed", PortType("integer"), title="Failed", description="How many rows were left out, where on_error is skip."),
        Port("errors", PortType("list"), title="Errors", description=text),
    )


def outcome_output(outcome: Outcome, counts: tuple[str, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the output of a bulk operation."""
    numbers = {name: getattr(outcome, name) for name in counts}
    ids = {"ids": outcome.ids} if given.get("return_ids") else {}
    left_out = {"failed": outcome.failed, "errors": outcome.errors} if given.get("on_error") == "skip" else {}
    return {**numbers, "count": outcome.created + outcome.updated + outcome.deleted, **ids, **left_out}


def selection(bound: BoundModel, given: Mapping[str, Any]) -> Selection:
    """Return which rows are meant."""
    return Selection(
        wanted=given.get("filter"),
        all_rows=bool(given.get("all")),
        limit=given.get("limit"),
        include_deleted=bool(given.get("include_deleted")) and bound.options.soft_delete,
        tenant_id=given.get("tenant_id"),
        batch_size=given.get("batch_size"),
    )


def selection_faults(bound: BoundModel, given: Mapping[str, Any]) -> list[NodeError]:
    """Return an error where a filter is given that is plainly empty, or none at all, without ``all``."""
    if given.get("all") or has_pending(given.get("filter")) or given.get("filter"):
        return []
    message = f"The filter is empty, so every {bound.name} would be meant."
    return [NodeError("invalid_parameter", message, "Set all to true if that is so.", port="filter")]


def _is_rows(_: BoundModel, value: Any) -> None:
    if value is not PENDING:
        check_data(rows_in(value))


def _batch(_: BoundModel, value: Any) -> None:
    if value is not PENDING:
        batch_size(value)


def _resolution(_: BoundModel, value: Any) -> None:
    if value is not PENDING:
        resolved(value)


def _on_error(_: BoundModel, value: Any) -> None:
    if value is not PENDING:
        leaves_out(value)
