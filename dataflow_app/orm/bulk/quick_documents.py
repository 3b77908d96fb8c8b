"""Columns of JSON checked at once: level by level through all their documents, so that no document is walked by itself."""

from collections.abc import Sequence
from itertools import chain
from math import isfinite
from types import NoneType
from typing import Any

from dataflow_app.orm.bulk.quick_values import Kinds, Test, texts
from dataflow_app.orm.values.json_column import IN_DIGITS, MAX_DEPTH
from dataflow_app.orm.values.json_shape import TYPES
from dataflow_app.schema.spec import FieldKind, TypeSpec

_PLAIN: Kinds = {dict, list, str, int, float, bool, NoneType}
_are_texts = texts(None)


def documents(spec: TypeSpec | None) -> Test:
    """Test values that are JSON as they stand, of the shape that the annotation asks for."""

    def test(kinds: Kinds, values: Sequence[Any]) -> Sequence[Any] | None:
        del kinds
        return values if _are_plain(values) and (spec is None or _are_shaped(spec, values)) else None

    return test


def _are_plain(level: Sequence[Any]) -> bool:
    for _ in range(MAX_DEPTH):
        kinds = set(map(type, level))
        if not kinds <= _PLAIN or (float in kinds and not _are_numbers(level)):
            return False
        objects = [each for each in level if type(each) is dict]
        words = [*chain.from_iterable(objects), *(each for each in level if type(each) is str)]
        if words and _are_texts(set(map(type, words)), words) is None:
            return False
        lists = (each for each in level if type(each) is list)
        level = [*chain.from_iterable(map(dict.values, objects)), *chain.from_iterable(lists)]
        if not level:
            return True
    return False


def _are_numbers(level: Sequence[Any]) -> bool:
    return all(isfinite(each) and abs(each) < IN_DIGITS for each in level if type(each) is float)


def _are_shaped(spec: TypeSpec, values: Sequence[Any]) -> bool:
    if spec.nullable:
        values = [each for each in values if each is not None]
    kinds = set(map(type, values))
    if spec.kind is FieldKind.JSON and spec.shape is not None:
        return not values or (kinds == {spec.shape} and (spec.item is None or _are_shaped(spec.item, _inside(spec.shape, values))))
    return spec.kind not in TYPES or kinds <= set(TYPES[spec.kind])


def _inside(shape: type[Any], values: Sequence[Any]) -> list[Any]:
    return list(chain.from_iterable(map(dict.values, values) if shape is dict else values))
