"""What a class says in ``__indexes__``."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from dataflow_app.errors import ModelError, one, suggest
from dataflow_app.schema.spec import IndexSpec

KEYS = ("name", "fields", "unique")


def read_indexes(name: str, value: Any, fields: Collection[str]) -> tuple[IndexSpec, ...]:
    """Return the indexes of the class ``name``; raise ``ModelError`` for an unknown key or field, and for two of one name."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise ModelError(
            f"{name}.__indexes__ is {one(type(value).__name__)}, not a list.", "Write it as [{'name': 'by_brand', 'fields': ['brand']}]."
        )
    indexes = tuple(_read_index(f"{name}.__indexes__[{number}]", each, fields) for number, each in enumerate(value))
    names = [each.name for each in indexes]
    for each in names:
        if names.count(each) > 1:
            raise ModelError(f"{name}.__indexes__ has two indexes named '{each}'.", "Give each a name of its own.")
    return indexes


def _read_index(place: str, value: Any, fields: Collection[str]) -> IndexSpec:
    if not isinstance(value, Mapping):
        raise ModelError(f"{place} is {value!r}, not a dict.", "Write it as {'name': 'by_brand', 'fields': ['brand']}.")
    for key in value:
        if key not in KEYS:
            raise ModelError(f"{place} has the unknown key '{key}'.{suggest(key, KEYS)}", f"It may hold {', '.join(KEYS)}.")
    names = _read_fields(place, value.get("fields"), fields)
    if not isinstance(value.get("unique", False), bool):
        raise ModelError(f"{place} has unique = {value['unique']!r}.", "It is either True or False.")
    return IndexSpec(_read_name(place, value, names), names, value.get("unique", False))


def _read_name(place: str, value: Mapping[str, Any], fields: tuple[str, ...]) -> str:
    name = value.get("name", "idx_" + "_".join(each.lstrip("-") for each in fields))
    if not isinstance(name, str) or not name.isidentifier():
        raise ModelError(f"{place} has the name {name!r}.", "A name is made of letters, digits and underscores.")
    return name


def _read_fields(place: str, value: Any, known: Collection[str]) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise ModelError(f"{place} names no fields.", "Write them as a list: 'fields': ['brand', '-list_price'].")
    for each in value:
        if str(each).removeprefix("-") not in known:
            raise ModelError(f"{place} names the unknown field '{each}'.{suggest(each, known)}")
    return tuple(str(each) for each in value)
