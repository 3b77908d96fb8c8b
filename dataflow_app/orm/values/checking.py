"""Values for columns, checked and converted in Python before any database sees them."""

from collections.abc import Callable, Mapping
from decimal import ROUND_FLOOR, Context, Decimal
from difflib import get_close_matches
from enum import Enum
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connections, models

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, column, concrete, required_columns, why_not_writable
from dataflow_app.orm.values import coercions
from dataflow_app.orm.values.faults import collect, raise_faults
from dataflow_app.orm.values.json_column import json_column_value
from dataflow_app.orm.values.json_shape import annotated, check_shape
from dataflow_app.orm.values.limits import whole_range
from dataflow_app.orm.values.pending import PENDING
from dataflow_app.orm.values.plain_tests import plain_tests

#: SQLite keeps a decimal as a 64-bit float, which is exact to this many digits.
SQLITE_DIGITS = 15
_EXACT = Context(prec=1200)
_SHOWN_CHOICES = 10
_UNTESTED: tuple[str, Callable[[Any], bool]] = ("", lambda _: False)

_BY_TYPE: "tuple[tuple[type[AnyField], Callable[[Any], Any]], ...]" = (
    (models.BooleanField, coercions.yes_or_no),
    (models.DecimalField, coercions.exact_number),
    (models.FloatField, coercions.float_number),
    (models.IntegerField, coercions.whole_number),
    (models.UUIDField, coercions.identifier),
    (models.DateTimeField, coercions.moment),
    (models.DateField, coercions.day),
    (models.TimeField, coercions.time_of_day),
    (models.DurationField, coercions.duration),
    (models.BinaryField, coercions.raw_bytes),
    (models.JSONField, json_column_value),
    (models.CharField, coercions.text),
    (models.TextField, coercions.text),
    (models.FileField, coercions.text),
)


def clean_value(bound: BoundModel, field: AnyField, value: Any) -> Any:
    """Return the value as the column holds it; raise ``NodeError`` (``invalid_parameter``) where it cannot."""
    if value is PENDING:
        return value
    if value is None:
        return _nothing(bound, field)
    cleaned = typed_value(bound, field, value)
    try:
        return _stored(bound, field, cleaned)
    except ValueError as error:
        raise _fault(bound, field, error) from None


def typed_value(bound: BoundModel, field: AnyField, value: Any) -> Any:
    """Return the value as the column's Python type, without asking whether the column could hold it: for comparisons."""
    try:
        return _coerced(concrete(field), _plain(field, value))
    except ValueError as error:
        raise _fault(bound, field, error) from None


def clean_values(bound: BoundModel, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return given columns' values by column name; raise one ``NodeError`` that says everything that is wrong."""
    cleaned, faults = checked_values(bound, values)
    raise_faults(faults)
    return cleaned


def checked_values(bound: BoundModel, values: Mapping[str, Any]) -> tuple[dict[str, Any], list[NodeError]]:
    """Return the values by column name, and what is wrong with the others."""
    cleaned: dict[str, Any] = {}
    faults: list[NodeError] = []
    tests = plain_tests(bound)
    for name, value in values.items():
        attname, test = tests.get(name, _UNTESTED)
        if test(value) and attname not in cleaned:
            cleaned[attname] = value
        else:
            collect(faults, partial(_take, bound, cleaned, name, value))
    return cleaned, faults


def missing_values(bound: BoundModel, cleaned: Mapping[str, Any]) -> list[NodeError]:
    """Return what a new row with these columns lacks."""
    lacking = [field for field in required_columns(bound) if field.attname not in cleaned]
    return [NodeError("invalid_parameter", f"{bound.name}.{field.name} is required.", port=field.name) for field in lacking]


def _take(bound: BoundModel, cleaned: dict[str, Any], name: str, value: Any) -> None:
    field = column(bound, name)
    reason = why_not_writable(bound, field)
    if reason:
        raise NodeError("invalid_parameter", f"{bound.name}.{field.name} {reason}, so no value may be given.", port=name)
    if field.attname in cleaned:
        raise NodeError(
            "invalid_parameter", f"{bound.name}.{field.name} is given twice, as '{field.name}' and '{field.attname}'.", port=name
        )
    cleaned[field.attname] = clean_value(bound, field, value)


def _nothing(bound: BoundModel, field: AnyField) -> None:
    if not field.null:
        raise NodeError("invalid_parameter", f"{bound.name}.{field.name} needs a value; nothing was given.", port=field.name)


def _plain(field: AnyField, value: Any) -> Any:
    """Return the key of a row that is given for a foreign key, and the value of an enum's member."""
    if isinstance(field, models.ForeignKey):
        key = field.target_field.attname
        if isinstance(value, field.related_model):
            return getattr(value, key)
        if isinstance(value, Mapping) and key in value:
            return value[key]
    return value.value if isinstance(value, Enum) else value


def _coerced(field: AnyField, value: Any) -> Any:
    for kind, convert in _BY_TYPE:
        if isinstance(field, kind):
            return convert(value)
    try:
        return field.to_python(coercions.storable(value) if isinstance(value, str) else value)
    except ValidationError as error:
        raise ValueError(_sentences(error)) from None


def _stored(bound: BoundModel, field: AnyField, value: Any) -> Any:
    inner = concrete(field)
    if isinstance(inner, models.DecimalField):
        value = _to_the_digit(bound, inner, value)
    elif isinstance(inner, models.IntegerField):
        _in_range(inner, value)
    elif isinstance(inner, models.CharField) and inner.max_length is not None and len(value) > inner.max_length:
        raise ValueError(f"takes {inner.max_length} characters at most, and {len(value)} were given")
    elif isinstance(inner, models.JSONField) and (spec := annotated(bound, field.name)):
        check_shape(spec, value)
    if field.choices:
        _chosen(field, value)
    try:
        field.run_validators(value)
    except ValidationError as error:
        raise ValueError(_sentences(error)) from None
    return value


def _to_the_digit(bound: BoundModel, field: Any, value: Decimal) -> Decimal:
    places = field.decimal_places or 0
    kept = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_FLOOR, context=_EXACT)
    if kept != value:
        raise ValueError(f"keeps {places} decimal places, and {coercions.shown(value)} has more; round it first")
    if field.max_digits is not None and kept.adjusted() >= field.max_digits - places and kept:
        raise ValueError(f"takes numbers up to {field.max_digits - places} digits before the point, and {coercions.shown(value)} was given")
    if connections[bound.database].vendor == "sqlite" and len(kept.normalize(_EXACT).as_tuple().digits) > SQLITE_DIGITS:
        raise ValueError(
            f"is exact to {SQLITE_DIGITS} digits on SQLite, and {coercions.shown(value)} has more; use PostgreSQL for such numbers"
        )
    return kept + 0 if kept else abs(kept)


def _in_range(field: AnyField, value: int) -> None:
    low, high = whole_range(field)
    if not low <= value <= high:
        raise ValueError(f"takes whole numbers from {low} to {high}, and {coercions.shown(value)} was given")


def _chosen(field: AnyField, value: Any) -> None:
    choices = [choice for choice, _ in field.flatchoices]
    if value in choices:
        return
    near = get_close_matches(str(value), [str(choice) for choice in choices], n=1)
    listed = ", ".join(repr(choice) for choice in choices[:_SHOWN_CHOICES]) + ("…" if len(choices) > _SHOWN_CHOICES else "")
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise ValueError(f"takes one of {listed}, and {coercions.shown(value)} was given{hint}")


def _sentences(error: ValidationError) -> str:
    return "does not take it: " + " ".join(str(message) for message in error.messages).rstrip(".")


def _fault(bound: BoundModel, field: AnyField, error: ValueError) -> NodeError:
    words = str(error)
    return NodeError("invalid_parameter", f"{bound.name}.{field.name} {words}{'' if words.endswith('?') else '.'}", port=field.name)
