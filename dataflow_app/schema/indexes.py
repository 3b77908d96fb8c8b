"""What a class says in ``__indexes__``."""

from collections.abc import Mapping, Sequence
from typing import Any

from dataflow_app.errors import ModelError, one, suggest
from dataflow_app.schema.index_options import read_index_options, read_kind
from dataflow_app.schema.options import ModelOptions
from dataflow_app.schema.postgresql import read_condition, read_index_name, read_names, refuse_unknown
from dataflow_app.schema.spec import FieldKind, IndexKind, IndexSpec

KEYS = ("name", "fields", "unique", "condition", "include", "type", "options")
#: What the fields of some kinds of index must hold. What cannot be told, a Django field that is given, is the programmer's to know.
_HOLDS: dict[IndexKind, tuple[FieldKind | None, str]] = {
    "gin": (FieldKind.JSON, "JSON; an index of the words of a text has the type 'text'"),
    "text": (FieldKind.TEXT, "text"),
    "gist": (None, "a range or a shape, which are Django fields of PostgreSQL's own"),
}

Kinds = Mapping[str, FieldKind | None]


def read_indexes(name: str, value: Any, fields: Kinds) -> tuple[IndexSpec, ...]:
    """Return the indexes of the class ``name``; raise ``ModelError`` for whatever would have no effect, and for two of one name.

    ``fields`` are the fields by name with what they hold (None where that cannot be told).
    """
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise ModelError(
            f"{name}.__indexes__ is {one(type(value).__name__)}, not a list.", "Write it as [{'name': 'by_brand', 'fields': ['brand']}]."
        )
    indexes = tuple(_read_index(f"{name}.__indexes__[{number}]", each, fields) for number, each in enumerate(value))
    names = [each.name for each in indexes if each.name]
    for each in names:
        if names.count(each) > 1:
            raise ModelError(f"{name}.__indexes__ has two indexes named '{each}'.", "Give each a name of its own.")
    return indexes


def partial_indexes(name: str, options: ModelOptions, fields: Kinds) -> tuple[IndexSpec, ...]:
    """Return the indexes that the option ``postgresql`` calls partial; SQLite has those too."""
    found = []
    for number, each in enumerate(options.postgresql.partial_indexes):
        place = f"{name}.__dataflow__['postgresql']['partial_indexes'][{number}]"
        found.append(IndexSpec(each.name, read_fields(place, each.fields, fields), condition=each.condition, place=place))
    return tuple(found)


def _read_index(place: str, value: Any, fields: Kinds) -> IndexSpec:
    if not isinstance(value, Mapping):
        raise ModelError(f"{place} is {value!r}, not a dict.", "Write it as {'name': 'by_brand', 'fields': ['brand']}.")
    refuse_unknown(place, value, KEYS)
    names = read_fields(place, value.get("fields"), fields)
    unique = value.get("unique", False)
    if not isinstance(unique, bool):
        raise ModelError(f"{place} has unique = {unique!r}.", "It is either True or False.")
    kind = read_kind(place, value.get("type", "btree"))
    index = IndexSpec(
        read_index_name(place, value["name"]) if "name" in value else "",
        names,
        unique,
        read_condition(place, value["condition"]) if "condition" in value else None,
        _read_include(place, value.get("include", ()), names, fields),
        kind,
        read_index_options(place, value.get("options", {}), kind, unique=unique, count=len(names)),
        place,
    )
    _check_kind(index, fields)
    return index


def read_fields(place: str, value: Any, known: Kinds) -> tuple[str, ...]:
    """Return the fields of an index, each with its ``-`` where it has one."""
    if not isinstance(value, list | tuple) or not value:
        raise ModelError(f"{place} names no fields.", "Write them as a list: 'fields': ['brand', '-list_price'].")
    names = read_names(f"{place}['fields']", value)
    plain = [each.removeprefix("-") for each in names]
    for each in plain:
        if each not in known:
            raise ModelError(f"{place} names the unknown field '{each}'.{suggest(each, known)}")
        if plain.count(each) > 1:
            raise ModelError(f"{place} names '{each}' twice.", "Once is enough.")
    return names


def _read_include(place: str, value: Any, fields: tuple[str, ...], known: Kinds) -> tuple[str, ...]:
    names = read_names(f"{place}['include']", value)
    for each in names:
        if each not in known:
            raise ModelError(f"{place}['include'] names the unknown field '{each}'.{suggest(each, known)}")
        if each in (field.removeprefix("-") for field in fields):
            raise ModelError(f"{place}['include'] names '{each}', which is one of 'fields' already.", "Leave it out of one of them.")
    return names


def _check_kind(index: IndexSpec, fields: Kinds) -> None:
    """Refuse what PostgreSQL's indexes of that kind cannot do."""
    if index.kind == "btree":
        return
    if index.unique:
        raise ModelError(f"{index.place} is unique, which an index of type '{index.kind}' cannot be.", "Leave out one of the two.")
    if index.include and index.kind != "gist":
        raise ModelError(f"{index.place} has 'include', which an index of type '{index.kind}' cannot have.", "Leave it out.")
    if index.kind == "hash" and len(index.fields) > 1:
        raise ModelError(f"{index.place} has {len(index.fields)} fields, but an index of type 'hash' has one.", "Leave out 'type'.")
    wanted, words = _HOLDS.get(index.kind, (None, ""))
    for each in index.fields:
        if each.startswith("-"):
            raise ModelError(f"{index.place} has the field '{each}', but an index of type '{index.kind}' has no order.", "Leave out the -.")
        if words and fields[each] not in (None, wanted):
            raise ModelError(f"{index.place} has the type '{index.kind}', but '{each}' does not hold {words}.", "Leave out 'type'.")
