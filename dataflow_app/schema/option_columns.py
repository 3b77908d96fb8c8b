"""Whether the columns that a model's options name are there, and of the right kind."""

from collections.abc import Mapping, Sequence
from typing import Any

from dataflow_app.errors import ModelError, suggest
from dataflow_app.schema.expiry import CREATED_AT
from dataflow_app.schema.options import ModelOptions
from dataflow_app.schema.spec import CREATION_TIME, FieldKind, FieldSpec, TypeSpec

#: What Django calls the columns that hold text, JSON and times.
_EXPLICIT: dict[str, FieldKind] = {
    **dict.fromkeys(("CharField", "TextField", "SlugField", "FilePathField", "FileField"), FieldKind.TEXT),
    "JSONField": FieldKind.JSON,
    "DateTimeField": FieldKind.DATETIME,
}
_HOLDS = {FieldKind.TEXT: "text", FieldKind.JSON: "JSON", FieldKind.DATETIME: "a date with a time"}


def expiry_column(options: ModelOptions, fields: Sequence[FieldSpec]) -> tuple[FieldSpec, ...]:
    """Return the column ``created_at`` where rows expire by it and the class has none."""
    wanted = options.ttl is not None and options.ttl.field == CREATED_AT
    if not wanted or any(field.name == CREATED_AT for field in fields):
        return ()
    return (FieldSpec(CREATED_AT, TypeSpec(FieldKind.DATETIME), CREATION_TIME),)


def check_options(name: str, options: ModelOptions, fields: Mapping[str, FieldSpec], added: set[str]) -> None:
    """Raise ``ModelError`` for an option that names a column which is not there, or which it means nothing for."""
    if options.ttl:
        _check(f"{name}.__dataflow__['ttl']", options.ttl.field, FieldKind.DATETIME, fields)
    for key, names, kind in (
        ("['search_fields']", options.search_fields, FieldKind.TEXT),
        ("['postgresql']['text_search']", options.postgresql.text_search, FieldKind.TEXT),
        ("['postgresql']['jsonb_gin_indexes']", options.postgresql.jsonb_gin_indexes, FieldKind.JSON),
    ):
        for each in names:
            _check(f"{name}.__dataflow__{key}", each, kind, fields)
    for number, index in enumerate(options.postgresql.partial_indexes):
        for each in index.fields:
            _check_known(f"{name}.__dataflow__['postgresql']['partial_indexes'][{number}]", each.removeprefix("-"), {*fields, *added})


def _check(place: str, name: str, kind: FieldKind, fields: Mapping[str, FieldSpec]) -> None:
    fitting = [each for each, field in fields.items() if kind_of(field) is kind]
    if name not in fields:
        _check_known(place, name, fitting)
    if name not in fitting:
        remedy = f"Name one of {', '.join(fitting)}." if fitting else "The class has no such field."
        raise ModelError(f"{place} names '{name}', which does not hold {_HOLDS[kind]}.", remedy)


def _check_known(place: str, name: str, known: Any) -> None:
    if name not in known:
        raise ModelError(f"{place} names the unknown field '{name}'.{suggest(name, known)}")


def kind_of(field: FieldSpec) -> FieldKind | None:
    """Return what a column holds, that of a Django field too where it is text, JSON or a time; None where it cannot be told."""
    if field.type.kind is not FieldKind.EXPLICIT:
        return field.type.kind
    inner = getattr(field.default, "output_field", None) if field.default.get_internal_type() == "GeneratedField" else field.default
    return _EXPLICIT.get(inner.get_internal_type()) if inner is not None else None
