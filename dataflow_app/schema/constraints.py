"""Rules that every row of a model keeps: the option ``constraints``."""

from collections.abc import Mapping
from typing import Any

from dataflow_app.errors import ModelError, one
from dataflow_app.schema.indexes import Kinds, read_fields
from dataflow_app.schema.postgresql import read_condition, read_index_name, refuse_unknown
from dataflow_app.schema.spec import CheckSpec, IndexSpec

KEYS = ("name", "check", "unique", "condition")
_EXAMPLE = "[{'name': 'price_positive', 'check': {'price': {'$gte': 0}}}, {'unique': ['brand', 'code']}]"


def read_constraints(name: str, value: Any, fields: Kinds) -> tuple[tuple[CheckSpec, ...], tuple[IndexSpec, ...]]:
    """Return the checks, and the unique rules, of the class ``name``; raise ``ModelError`` for whatever would have no effect."""
    place = f"{name}.__dataflow__['constraints']"
    if not isinstance(value, list | tuple):
        raise ModelError(f"{place} is {one(type(value).__name__)}, not a list.", f"Write it as {_EXAMPLE}.")
    rules = [_read_rule(f"{place}[{number}]", each, fields) for number, each in enumerate(value)]
    names = [each.name for each in rules if each.name]
    for each in names:
        if names.count(each) > 1:
            raise ModelError(f"{place} has two rules named '{each}'.", "Give each a name of its own.")
    return tuple(each for each in rules if isinstance(each, CheckSpec)), tuple(each for each in rules if isinstance(each, IndexSpec))


def _read_rule(place: str, value: Any, fields: Kinds) -> CheckSpec | IndexSpec:
    if not isinstance(value, Mapping):
        raise ModelError(f"{place} is {value!r}, not a dict.", f"Write the list as {_EXAMPLE}.")
    refuse_unknown(place, value, KEYS)
    if ("check" in value) == ("unique" in value):
        raise ModelError(f"{place} has {'both' if 'check' in value else 'neither'} 'check' and 'unique'.", f"Write the list as {_EXAMPLE}.")
    name = read_index_name(place, value["name"]) if "name" in value else ""
    if "check" in value:
        return _read_check(place, name, value)
    condition = read_condition(place, value["condition"]) if "condition" in value else None
    return IndexSpec(name, read_fields(place, value["unique"], fields), unique=True, condition=condition, place=place)


def _read_check(place: str, name: str, value: Mapping[str, Any]) -> CheckSpec:
    if "condition" in value:
        raise ModelError(f"{place} has 'condition' beside 'check'.", "Write the whole rule as 'check'; 'condition' belongs to 'unique'.")
    if not name:
        raise ModelError(f"{place} has no name, which says what is wrong where a row breaks it.", "Write 'name': 'price_positive'.")
    return CheckSpec(name, read_condition(place, value["check"]), place)
