"""The details of an index: what each kind of index takes."""

from collections.abc import Callable, Mapping
from typing import Any, cast, get_args

from dataflow_app.errors import ModelError, one, suggest
from dataflow_app.schema.postgresql import LANGUAGES, refuse_unknown
from dataflow_app.schema.spec import IndexKind

KINDS: tuple[IndexKind, ...] = get_args(IndexKind)
_GIN = ("fastupdate", "gin_pending_list_limit", "tablespace")
OPTIONS: dict[IndexKind, tuple[str, ...]] = {
    "btree": ("opclasses", "fillfactor", "deduplicate_items", "tablespace"),
    "gin": ("opclasses", *_GIN),
    "gist": ("opclasses", "fillfactor", "buffering", "tablespace"),
    "hash": ("opclasses", "fillfactor", "tablespace"),
    "brin": ("opclasses", "autosummarize", "pages_per_range", "tablespace"),
    "text": ("language", *_GIN),
}
#: What a unique index takes, which is a constraint.
UNIQUE = ("opclasses", "nulls_distinct")


def read_kind(place: str, value: Any) -> IndexKind:
    """Return the type of an index; raise ``ModelError`` where there is none of that name."""
    if value not in KINDS:
        raise ModelError(f"{place} has the unknown type {value!r}.{suggest(value, KINDS)}", f"Types are {', '.join(KINDS)}.")
    return cast("IndexKind", value)


def read_index_options(place: str, value: Any, kind: IndexKind, *, unique: bool, count: int) -> Mapping[str, Any]:
    """Return the options of an index of that kind over ``count`` fields; raise ``ModelError`` for what it does not take."""
    if not isinstance(value, Mapping):
        raise ModelError(f"{place}['options'] is {one(type(value).__name__)}, not a dict.", "Write it as {'fillfactor': 90}.")
    refuse_unknown(f"{place}['options'] of {'a unique index' if unique else f'type {kind!r}'}", value, UNIQUE if unique else OPTIONS[kind])
    for key, given in value.items():
        fits, wanted = _WANTED[key]
        if not fits(given):
            raise ModelError(f"{place}['options']['{key}'] is {given!r}.", f"It is {wanted}.")
    if len(value.get("opclasses", ())) not in (0, count):
        raise ModelError(f"{place}['options']['opclasses'] is not as long as 'fields'.", "Name one operator class for each field.")
    return dict(value)


def _whole(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _is_switch(value: Any) -> bool:
    return isinstance(value, bool)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and value.isidentifier()


def _are_names(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(_is_name(each) for each in value)


_SWITCH = (_is_switch, "either True or False")
#: For each option, what fits it, and what it is in words.
_WANTED: dict[str, tuple[Callable[[Any], bool], str]] = {
    **dict.fromkeys(("fastupdate", "deduplicate_items", "buffering", "autosummarize", "nulls_distinct"), _SWITCH),
    "fillfactor": (_whole(10, 100), "a whole number of per cent from 10 to 100"),
    "gin_pending_list_limit": (_whole(64, 2**31 - 1), "a whole number of kilobytes from 64 on"),
    "pages_per_range": (_whole(1, 131_072), "a whole number of pages from 1 to 131072"),
    "tablespace": (_is_name, "the name of a tablespace"),
    "opclasses": (_are_names, "a list of names of operator classes, one for each field"),
    "language": (lambda value: value in LANGUAGES, f"one of {', '.join(LANGUAGES)}"),
}
