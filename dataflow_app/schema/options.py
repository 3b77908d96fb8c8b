"""What a class says about itself in ``__dataflow__``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, cast

from dataflow_app.errors import ModelError, one, suggest
from dataflow_app.schema.expiry import Expiry, read_expiry, read_seconds
from dataflow_app.schema.postgresql import NOTHING, PostgresqlOptions, read_names, read_postgresql
from dataflow_app.schema.renames import read_renamed

FilterKind = Literal["range", "exact", "contains", "in"]
FILTER_KINDS: tuple[FilterKind, ...] = ("range", "exact", "contains", "in")
SWITCHES = ("multi_tenant", "soft_delete", "audit_log", "versioned", "monitoring")
KEYS = (*SWITCHES, "ttl", "cache_ttl", "search_fields", "postgresql", "filters", "constraints", "renamed")


@dataclass(frozen=True, slots=True)
class NamedFilter:
    """A filter that a model gives a name of its own.

    ``range`` takes ``[low, high]`` or ``{"min": …, "max": …}``, either of which may be None; ``exact``, ``contains`` and
    ``in`` take one value, a part of a text, and a list of values. A value of None filters nothing.
    """

    name: str
    field: str
    kind: FilterKind


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """The features that a model asks for.

    ``multi_tenant`` keeps each tenant's rows apart, ``soft_delete`` keeps deleted rows, ``audit_log`` keeps each row's
    history, ``versioned`` refuses to save a row that somebody else saved since, ``monitoring`` logs rows and time of each node.
    ``ttl`` says when rows expire and ``cache_ttl`` for how many seconds what was read may be given again. ``search_fields`` are
    the text columns that the admin searches, ``postgresql`` what only PostgreSQL has. ``renamed`` leads from
    former names of the model and its fields to the present ones.
    """

    multi_tenant: bool = False
    soft_delete: bool = False
    audit_log: bool = False
    versioned: bool = False
    monitoring: bool = False
    filters: Mapping[str, NamedFilter] = field(default_factory=lambda: MappingProxyType({}))
    ttl: Expiry | None = None
    cache_ttl: int | None = None
    search_fields: tuple[str, ...] = ()
    postgresql: PostgresqlOptions = NOTHING
    renamed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def text_search(self) -> tuple[str, ...]:
        """The text columns that ``$text`` searches."""
        return self.postgresql.text_search or self.search_fields

    @property
    def keeps_history(self) -> bool:
        """Whether every state of a row is kept: for the audit log, or so that a version can be read again."""
        return self.audit_log or self.versioned


def read_options(name: str, value: object) -> ModelOptions:
    """Return the options that the class ``name`` gives in ``__dataflow__``; raise ``ModelError`` for what is none."""
    if not isinstance(value, Mapping):
        raise ModelError(f"{name}.__dataflow__ is {one(type(value).__name__)}, not a dict.", f"Write it as {{'{SWITCHES[0]}': True}}.")
    for key in value:
        if key not in KEYS:
            hint = suggest(key, KEYS) or f" It may hold {', '.join(KEYS)}."
            raise ModelError(f"{name}.__dataflow__ has the unknown key '{key}'.{hint}")
    found: dict[str, Any] = {key: _read_switch(name, key, value[key]) for key in SWITCHES if key in value}
    found |= {key: read(name, value[key]) for key, read in _READERS.items() if key in value}
    return ModelOptions(**found)


def _read_cache_ttl(name: str, value: object) -> int:
    return read_seconds(f"{name}.__dataflow__['cache_ttl']", value, "Write a number of seconds, such as 60.")


def _read_search_fields(name: str, value: object) -> tuple[str, ...]:
    return read_names(f"{name}.__dataflow__['search_fields']", value)


def _read_switch(name: str, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ModelError(f"{name}.__dataflow__['{key}'] is {value!r}.", "It is either True or False.")
    return value


def _read_filters(name: str, value: object) -> Mapping[str, NamedFilter]:
    if not isinstance(value, Mapping):
        raise ModelError(
            f"{name}.__dataflow__['filters'] is {one(type(value).__name__)}, not a dict.",
            "Write it as {'price_range': {'field': 'price', 'kind': 'range'}}.",
        )
    return MappingProxyType({str(key): _read_filter(name, str(key), each) for key, each in value.items()})


def _read_filter(name: str, key: str, value: Any) -> NamedFilter:
    place = f"{name}.__dataflow__['filters']['{key}']"
    if not isinstance(value, Mapping) or "field" not in value:
        raise ModelError(f"{place} does not say which field it filters.", "Write it as {'field': 'price', 'kind': 'range'}.")
    for unknown in set(value) - {"field", "kind"}:
        raise ModelError(f"{place} has the unknown key '{unknown}'.{suggest(unknown, ('field', 'kind'))}", "It holds field and kind.")
    kind = value.get("kind", "exact")
    if kind not in FILTER_KINDS:
        raise ModelError(f"{place} has the unknown kind {kind!r}.{suggest(kind, FILTER_KINDS)}", f"Kinds are {', '.join(FILTER_KINDS)}.")
    return NamedFilter(key, str(value["field"]), cast("FilterKind", kind))


_READERS: dict[str, Callable[[str, Any], Any]] = {
    "ttl": read_expiry,
    "cache_ttl": _read_cache_ttl,
    "search_fields": _read_search_fields,
    "postgresql": read_postgresql,
    "filters": _read_filters,
    "renamed": read_renamed,
}
