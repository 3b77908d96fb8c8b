"""The options that shape a list."""

from typing import Any

from dataflow_app.graph.ports import PortType
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import NATURAL, TEXTS, known, limit_option, natural_check, switch, text_check
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.expressions.order_entries import read_entries
from dataflow_app.orm.rows.aggregate import UNITS, read_aggregate
from dataflow_app.orm.rows.distinct import read_distinct
from dataflow_app.orm.rows.metrics import OPERATORS
from dataflow_app.orm.rows.output import chosen_paths


def list_options(bound: BoundModel) -> tuple[Option, ...]:
    """Return what shapes a list: its order, which part of it, its columns, distinct values and groups."""
    return (_order_option(bound), *_part_options(), *_shape_options(bound))


def _order_option(bound: BoundModel) -> Option:
    schema = {"type": "array", "items": {"type": "string"}, "x-widget": "order_by", "x-model": bound.label}
    text = 'Field names; a minus in front means from high to low. {"price": "desc", "nulls": "first"} says where empty values go.'
    return Option("order_by", PortType("list"), "Order", text, schema, known(lambda _, value: read_entries(value) and None))


def _part_options() -> tuple[Option, ...]:
    after = "The 'next' of the page before, with the same order: go on after its last row, whatever was created or deleted since."
    return (
        limit_option("At most how many rows."),
        Option("offset", PortType("integer"), "Skip", "How many rows to leave out first.", NATURAL, natural_check("offset")),
        Option("after", PortType("text"), "After", after, {"type": "string"}, text_check("after")),
        switch("count", "Count all", "Whether 'total' is found out; where a list is cut, that takes a second query.", default=True),
    )


def _shape_options(bound: BoundModel) -> tuple[Option, ...]:
    fields = {**TEXTS, "x-widget": "columns", "x-model": bound.label}
    columns = "Which columns to give; all of them unless some are named. 'vendor.name' is that of the row it refers to."
    distinct = {"anyOf": [{"type": "boolean"}, TEXTS], "x-widget": "json", "x-model": bound.label}
    once = "true: the same values of 'fields' once. Field names: of the rows that share those values, the first in the order."
    groups = 'Groups in place of rows, such as {"group_by": ["brand"], "metrics": {"n": {"$count": "*"}, "mean": {"$avg": "price"}}}.'
    return (
        Option("fields", PortType("list"), "Columns", columns, fields, known(chosen_paths)),
        Option("distinct", PortType("any"), "Distinct", once, distinct, known(read_distinct)),
        Option("aggregate", PortType("json"), "Aggregate", groups, _aggregate_schema(bound), known(read_aggregate)),
    )


def _aggregate_schema(bound: BoundModel) -> dict[str, Any]:
    unit = {"type": "object", "propertyNames": {"enum": list(UNITS)}, "minProperties": 1, "maxProperties": 1}
    metric = {"type": "object", "propertyNames": {"enum": list(OPERATORS)}, "minProperties": 1, "maxProperties": 1}
    return {
        "type": "object",
        "x-widget": "json",
        "x-model": bound.label,
        "properties": {
            "group_by": {"type": "array", "items": {"anyOf": [{"type": "string"}, unit]}},
            "metrics": {"type": "object", "additionalProperties": metric},
            "having": {"type": "object"},
        },
        "additionalProperties": False,
    }
