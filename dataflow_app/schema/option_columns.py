"""Whether the columns that a model's options name are there, and of the right kind."""

from collections.abc import Collection, Mapping, Sequence

from dataflow_app.errors import ModelError, suggest
from dataflow_app.schema.expiry import CREATED_AT
from dataflow_app.schema.options import ModelOptions
from dataflow_app.schema.postgresql import LANGUAGES
from dataflow_app.schema.spec import CREATION_TIME, FieldKind, FieldSpec, TypeSpec

#: What Django's fields hold; those that are not here are taken at their word.
_EXPLICIT: dict[str, FieldKind] = {
    **dict.fromkeys(("CharField", "TextField", "SlugField", "FilePathField", "FileField"), FieldKind.TEXT),
    **dict.fromkeys(("IntegerField", "BigIntegerField", "SmallIntegerField"), FieldKind.INTEGER),
    **dict.fromkeys(("PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField"), FieldKind.INTEGER),
    **dict.fromkeys(("AutoField", "BigAutoField", "SmallAutoField"), FieldKind.INTEGER),
    **dict.fromkeys(("ForeignKey", "OneToOneField"), FieldKind.RELATION),
    "JSONField": FieldKind.JSON,
    "BooleanField": FieldKind.BOOLEAN,
    "DecimalField": FieldKind.DECIMAL,
    "FloatField": FieldKind.FLOAT,
    "DateField": FieldKind.DATE,
    "DateTimeField": FieldKind.DATETIME,
    "TimeField": FieldKind.TIME,
    "DurationField": FieldKind.DURATION,
    "UUIDField": FieldKind.UUID,
    "BinaryField": FieldKind.BINARY,
}
#: What the columns hold that a model's options add.
_ADDED = {
    "id": FieldKind.INTEGER,
    "tenant_id": FieldKind.TEXT,
    "deleted_at": FieldKind.DATETIME,
    "deletion_reason": FieldKind.TEXT,
    "row_version": FieldKind.INTEGER,
}
_HOLDS = {FieldKind.TEXT: "text", FieldKind.JSON: "JSON", FieldKind.DATETIME: "a date with a time"}


def expiry_column(options: ModelOptions, fields: Sequence[FieldSpec]) -> tuple[FieldSpec, ...]:
    """Return the column ``created_at`` where rows expire by it and the class has none."""
    wanted = options.ttl is not None and options.ttl.field == CREATED_AT
    if not wanted or any(field.name == CREATED_AT for field in fields):
        return ()
    return (FieldSpec(CREATED_AT, TypeSpec(FieldKind.DATETIME), CREATION_TIME),)


def kinds_of(fields: Sequence[FieldSpec], added: Collection[str]) -> dict[str, FieldKind | None]:
    """Return what each column holds, those that the model's options add included; None where it cannot be told."""
    return {name: _ADDED[name] for name in added} | {field.name: _kind_of(field) for field in fields}


def check_options(name: str, options: ModelOptions, kinds: Mapping[str, FieldKind | None]) -> None:
    """Raise ``ModelError`` for an option that names a column which is not there, or which it means nothing for."""
    postgresql = options.postgresql
    wanted = (
        ("['ttl']", (options.ttl.field,) if options.ttl else (), FieldKind.DATETIME),
        ("['search_fields']", options.search_fields, FieldKind.TEXT),
        ("['postgresql']['text_search']", postgresql.text_search, FieldKind.TEXT),
        ("['postgresql']['jsonb_gin_indexes']", postgresql.jsonb_gin_indexes, FieldKind.JSON),
    )
    for key, names, kind in wanted:
        for each in names:
            _check(f"{name}.__dataflow__{key}", each, kind, kinds)
    if postgresql.text_search_language != LANGUAGES[0] and not options.text_search:
        place = f"{name}.__dataflow__['postgresql']"
        raise ModelError(f"{place} has 'text_search_language', but no 'text_search'.", "Name the fields that it is the language of.")


def _check(place: str, name: str, kind: FieldKind, kinds: Mapping[str, FieldKind | None]) -> None:
    fitting = [each for each, found in kinds.items() if found is kind]
    if name not in kinds:
        raise ModelError(f"{place} names the unknown field '{name}'.{suggest(name, fitting) or suggest(name, kinds)}")
    if name not in fitting:
        remedy = f"Name one of {', '.join(fitting)}." if fitting else "The class has no such field."
        raise ModelError(f"{place} names '{name}', which does not hold {_HOLDS[kind]}.", remedy)


def _kind_of(field: FieldSpec) -> FieldKind | None:
    """Return what a column holds, a Django field too where that can be told."""
    if field.type.kind is not FieldKind.EXPLICIT:
        return field.type.kind
    computed = field.default.get_internal_type() == "GeneratedField"
    return _EXPLICIT.get((field.default.output_field if computed else field.default).get_internal_type())
