"""What a model asks of PostgreSQL alone: the option ``postgresql``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dataflow_app.errors import ModelError, one, suggest

KEYS = ("jsonb_gin_indexes", "text_search", "text_search_language", "partial_indexes")
PARTIAL_KEYS = ("fields", "condition", "name")
#: How PostgreSQL reads the words of a text: as they are written, or by the grammar of a language.
LANGUAGES = (
    "simple", "arabic", "armenian", "basque", "catalan", "danish", "dutch", "english", "finnish", "french", "german", "greek", "hindi",
    "hungarian", "indonesian", "irish", "italian", "lithuanian", "nepali", "norwegian", "portuguese", "romanian", "russian", "serbian",
    "spanish", "swedish", "tamil", "turkish", "yiddish",
)  # fmt: skip
_PARTIAL = "{'fields': ['brand'], 'condition': {'is_available': True}}"


@dataclass(frozen=True, slots=True)
class PartialIndex:
    """An index over the rows that meet ``condition`` (a filter, as nodes take it); ``name`` is empty where none was given."""

    fields: tuple[str, ...]
    condition: Mapping[str, Any] = field(hash=False)
    name: str = ""


@dataclass(frozen=True, slots=True)
class PostgresqlOptions:
    """GIN indexes on JSON columns, the text columns of the full text search and the language of their words, and partial indexes."""

    jsonb_gin_indexes: tuple[str, ...] = ()
    text_search: tuple[str, ...] = ()
    text_search_language: str = LANGUAGES[0]
    partial_indexes: tuple[PartialIndex, ...] = ()


NOTHING = PostgresqlOptions()


def read_postgresql(name: str, value: Any) -> PostgresqlOptions:
    """Return what ``postgresql`` of the class ``name`` says; raise ``ModelError`` for an unknown key or a wrong type."""
    place = f"{name}.__dataflow__['postgresql']"
    if not isinstance(value, Mapping):
        raise ModelError(f"{place} is {one(type(value).__name__)}, not a dict.", "Write it as {'text_search': ['name', 'description']}.")
    refuse_unknown(place, value, KEYS)
    return PostgresqlOptions(
        read_names(f"{place}['jsonb_gin_indexes']", value.get("jsonb_gin_indexes", ())),
        read_names(f"{place}['text_search']", value.get("text_search", ())),
        _read_language(f"{place}['text_search_language']", value.get("text_search_language", LANGUAGES[0])),
        _read_partial_indexes(f"{place}['partial_indexes']", value.get("partial_indexes", ())),
    )


def _read_language(place: str, value: Any) -> str:
    if value not in LANGUAGES:
        raise ModelError(f"{place} is {value!r}.{suggest(value, LANGUAGES)}", f"It is one of {', '.join(LANGUAGES)}.")
    return str(value)


def refuse_unknown(place: str, value: Mapping[Any, Any], known: tuple[str, ...]) -> None:
    """Raise ``ModelError`` for the first key that is none of the known ones."""
    for key in value:
        if key not in known:
            raise ModelError(f"{place} has the unknown key {key!r}.{suggest(key, known)}", f"It may hold {', '.join(known)}.")


def read_names(place: str, value: Any) -> tuple[str, ...]:
    """Return a list of names of fields; raise ``ModelError`` where it is none, or has one twice."""
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise ModelError(f"{place} is {value!r}, not a list of names of fields.", "Write it as ['name', 'description'].")
    for each in value:
        if value.count(each) > 1:
            raise ModelError(f"{place} names '{each}' twice.", "Once is enough.")
    return tuple(value)


def _read_partial_indexes(place: str, value: Any) -> tuple[PartialIndex, ...]:
    if not isinstance(value, list | tuple):
        raise ModelError(f"{place} is {one(type(value).__name__)}, not a list.", f"Write it as [{_PARTIAL}].")
    return tuple(_read_partial_index(f"{place}[{number}]", each) for number, each in enumerate(value))


def _read_partial_index(place: str, value: Any) -> PartialIndex:
    if not isinstance(value, Mapping):
        raise ModelError(f"{place} is {value!r}, not a dict.", f"Write it as {_PARTIAL}.")
    refuse_unknown(place, value, PARTIAL_KEYS)
    fields = read_names(f"{place}['fields']", value.get("fields", ()))
    if not fields:
        raise ModelError(f"{place} names no fields.", f"Write it as {_PARTIAL}.")
    name = read_index_name(place, value["name"]) if "name" in value else ""
    return PartialIndex(fields, read_condition(place, value.get("condition")), name)


def read_condition(place: str, value: Any) -> Mapping[str, Any]:
    """Return the filter of the rows that an index or a rule is about; raise ``ModelError`` where it is none."""
    remedy = "Write it as a filter: {'is_available': True}."
    if isinstance(value, str):
        raise ModelError(f"{place} has the condition {value!r}, which is text; SQL is not taken here.", remedy)
    if not isinstance(value, Mapping) or not value:
        raise ModelError(f"{place} has the condition {value!r}." if value else f"{place} has no condition.", remedy)
    return dict(value)


def read_index_name(place: str, name: Any) -> str:
    """Return the name of an index or a rule; raise ``ModelError`` where it is none."""
    if not isinstance(name, str) or not name.isidentifier():
        raise ModelError(f"{place} has the name {name!r}.", "A name is made of letters, digits and underscores.")
    return str(name)
