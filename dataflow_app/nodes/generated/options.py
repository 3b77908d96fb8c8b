"""The options that several operations share, and how each is checked."""

from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.graph.ports import PortType
from dataflow_app.nodes.generated.column_ports import kind_of
from dataflow_app.nodes.generated.option import Option
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import TENANT, column, primary_key
from dataflow_app.orm.filters import filter_faults
from dataflow_app.orm.rows.list import natural
from dataflow_app.orm.unique_sets import match_columns
from dataflow_app.orm.values.checking import checked_values, clean_value
from dataflow_app.orm.values.coercions import shown
from dataflow_app.orm.values.pending import PENDING, has_pending

#: JSON Schemas of a list of texts and of a count.
TEXTS = {"type": "array", "items": {"type": "string"}}
NATURAL = {"type": "integer", "minimum": 0}


def filter_option(bound: BoundModel, description: str = "Which rows are meant.") -> Option:
    """Return ``filter``: an object of fields and their values or operators."""
    schema = {"type": "object", "x-widget": "filter", "x-model": bound.label}
    return Option("filter", PortType("json"), "Filter", description, schema, filter_faults, nullable=False)


def key_option(bound: BoundModel) -> Option:
    """Return the primary key, ``id`` in most models."""
    key = primary_key(bound)
    schema = {"type": "integer"} if kind_of(key) == "integer" else {}
    return Option(
        key.name,
        PortType(kind_of(key), bound.label, key.name),
        "ID" if key.name == "id" else key.name.capitalize(),
        f"The key of the {bound.name}.",
        {**schema, "x-widget": "row", "x-model": bound.label, "x-field": key.name},
        lambda bound, value: clean_value(bound, key, value),
        nullable=False,
    )


def tenant_option(bound: BoundModel) -> tuple[Option, ...]:
    """Return ``tenant_id`` for a model with tenants; it can narrow what a node works on, never widen it."""
    if not bound.options.multi_tenant:
        return ()
    return (
        Option(
            TENANT,
            PortType("text", bound.label, TENANT),
            "Tenant",
            "Limits the work to the rows of one tenant. A run in the designer is limited to its own anyway.",
            {"type": "string", "x-widget": "tenant"},
            lambda bound, value: clean_value(bound, column(bound, TENANT), value),
            nullable=False,
        ),
    )


def deleted_option(bound: BoundModel) -> tuple[Option, ...]:
    """Return ``include_deleted`` for a model that keeps deleted rows."""
    if not bound.options.soft_delete:
        return ()
    return (switch("include_deleted", "Include deleted", "Whether rows that were deleted softly are seen too.", default=False),)


def deletion_options(bound: BoundModel) -> tuple[Option, ...]:
    """Return how rows are deleted."""
    soft = bound.options.soft_delete
    reason = Option(
        "deletion_reason", PortType("text"), "Reason", "Why, kept with the row.", {"type": "string"}, text_check("deletion_reason")
    )
    return (
        switch("soft_delete", "Keep the row", "Mark the row as deleted and keep it.", default=soft),
        switch("hard_delete", "Remove for good", "Remove the row from the database.", default=not soft),
        *((reason,) if soft else ()),
    )


def limit_option(description: str) -> Option:
    """Return ``limit``."""
    return Option("limit", PortType("integer"), "Limit", description, NATURAL, natural_check("limit"))


def match_option(description: str) -> Option:
    """Return ``match_fields``."""
    schema = {**TEXTS, "x-widget": "columns"}
    return Option(
        "match_fields", PortType("list"), "Match by", description, schema, known(lambda bound, names: match_columns(bound, names, ()))
    )


def switch(name: str, title: str, description: str, *, default: bool) -> Option:
    """Return an option that is true or false."""
    return Option(name, PortType("boolean"), title, description, {"type": "boolean", "default": default}, _switched(name))


def values_of(name: str) -> Any:
    """Return the check of an object of columns and their values."""

    def check(bound: BoundModel, value: Any) -> list[NodeError]:
        if value is PENDING:
            return []
        if not isinstance(value, dict):
            return [NodeError("invalid_parameter", f"{name} wants an object of fields and values, and {shown(value)} was given.")]
        return checked_values(bound, value)[1]

    return check


def natural_check(name: str) -> Any:
    """Return the check of a whole number that is not negative."""
    return known(lambda _, value: natural(value, name))


def known(check: Any) -> Any:
    """Return a check that waits for values which are not known yet."""
    return lambda bound, value: None if has_pending(value) else check(bound, value)


def _switched(name: str) -> Any:
    def check(_: BoundModel, value: Any) -> None:
        if value is not PENDING and not isinstance(value, bool):
            raise NodeError("invalid_parameter", f"{name} wants true or false, and {shown(value)} was given.")

    return check


def text_check(name: str) -> Any:
    """Return the check of a text."""

    def check(_: BoundModel, value: Any) -> None:
        if value is not PENDING and not isinstance(value, str):
            raise NodeError("invalid_parameter", f"{name} wants text, and {shown(value)} was given.")

    return check
