"""What an annotation says of a JSON column: a list or an object, and what is in it."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.values import coercions
from dataflow_app.orm.values.pending import PENDING
from dataflow_app.schema.spec import FieldKind, TypeSpec

_WORDS: dict[FieldKind, str] = {
    FieldKind.TEXT: "text",
    FieldKind.INTEGER: "whole numbers",
    FieldKind.FLOAT: "numbers",
    FieldKind.BOOLEAN: "true and false",
}
TYPES: dict[FieldKind, tuple[type, ...]] = {
    FieldKind.TEXT: (str,),
    FieldKind.INTEGER: (int,),
    FieldKind.FLOAT: (int, float),
    FieldKind.BOOLEAN: (bool,),
}


@lru_cache(maxsize=1024)
def annotated(bound: BoundModel, name: str) -> TypeSpec | None:
    """Return what the class says of a column; None where the model was no annotated class, or the column was added to it."""
    field = bound.spec.by_name.get(name) if bound.spec else None
    return field.type if field else None


def check_shape(spec: TypeSpec, value: Any) -> None:
    """Raise ``ValueError``, with words that follow the column's name, where a JSON value is not what the annotation says.

    Of what a list or an object holds, text, numbers, truth values, lists and objects are told apart; the value is JSON already,
    where dates, decimals and the like are text.
    """
    if value is PENDING or (value is None and spec.nullable):
        return
    if spec.kind is FieldKind.JSON and spec.shape is not None:
        _check_container(spec, spec.shape, value)
    elif spec.kind in TYPES and not _is_one(spec.kind, value):
        raise ValueError(f"holds {_WORDS[spec.kind]}, and {coercions.shown(value)} is in it")


def _check_container(spec: TypeSpec, shape: type[Any], value: Any) -> None:
    if not isinstance(value, shape):
        raise coercions.refused("a list" if shape is list else "an object", value)
    if spec.item is not None:
        for item in value.values() if isinstance(value, Mapping) else value:
            check_shape(spec.item, item)


def _is_one(kind: FieldKind, value: Any) -> bool:
    return isinstance(value, TYPES[kind]) and (kind is FieldKind.BOOLEAN or not isinstance(value, bool))
