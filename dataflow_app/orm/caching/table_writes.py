"""When tables were last written, as numbers in Django's cache: whatever was read under an older number is out of date.

Every statement that names a watched table and is no ``SELECT`` counts as a write, whoever sends it: nodes, the admin, ``save``,
querysets, raw SQL. The number changes when the write is committed.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import connections, transaction

from dataflow_app.orm.bound_model import BoundModel, bound_to
from dataflow_app.orm.databases.connections import is_in_memory
from dataflow_app.orm.databases.wrapping import wrap_statements

#: The models whose answers are kept, by database.
_KEPT: dict[str, list[BoundModel]] = {}
#: A database in memory is another one in each process.
_PROCESS = uuid4().hex


def watch_writes(bound: BoundModel) -> None:
    """Watch the tables that answers of the model are made of, where it keeps answers; to be called for every model that is bound."""
    _watched.cache_clear()
    own_tables.cache_clear()
    related_tables.cache_clear()
    if bound.options.cache_ttl is None:
        return
    if bound.database not in _KEPT:
        wrap_statements(bound.database, _note)
    kept = _KEPT.setdefault(bound.database, [])
    kept[:] = [*(each for each in kept if each.label != bound.label), bound]


@lru_cache(maxsize=1024)
def own_tables(bound: BoundModel) -> tuple[str, ...]:
    """Return the model's table and that of its history."""
    history: Any = getattr(bound.model, "history", None)
    return tuple(sorted({bound.model._meta.db_table, *([history.model._meta.db_table] if bound.options.keeps_history and history else ())}))


@lru_cache(maxsize=1024)
def related_tables(bound: BoundModel) -> tuple[str, ...]:
    """Return the tables of the model and of all that it is related to, from either side, over any number of steps."""
    found: dict[str, None] = {}
    ahead = [bound]
    while ahead:
        each = ahead.pop()
        if each.model._meta.db_table not in found:
            found.update(dict.fromkeys(own_tables(each)))
            others: list[Any] = [getattr(field, "related_model", None) for field in each.model._meta.get_fields()]
            ahead += [other for model in others if isinstance(model, type) and (other := bound_to(model))]
    return tuple(sorted(found))


def generations(database: str, tables: Sequence[str]) -> list[str]:
    """Return the present numbers of the tables."""
    keys = [_key(database, table) for table in tables]
    found: dict[str, str] = cache.get_many(keys)
    for key in keys:
        if key not in found:
            found[key] = str(cache.get_or_set(key, uuid4().hex, timeout=None))
    return [found[key] for key in keys]


def has_written(database: str, tables: Iterable[str]) -> bool:
    """Whether the transaction that is under way has written to one of the tables."""
    names = set(tables)
    return any(isinstance(each[1], _Raise) and each[1].table in names for each in connections[database].run_on_commit)


class _Raise:
    """Gives a table a new number; held by the transaction that wrote to it, and forgotten with it when it is rolled back."""

    def __init__(self, database: str, table: str) -> None:
        self.database, self.table = database, table

    def __call__(self) -> None:
        cache.set(_key(self.database, self.table), uuid4().hex, timeout=None)


def _note(execute: Any, sql: Any, parameters: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - as Django calls it
    """Run a statement, and note the tables that it writes."""
    result = execute(sql, parameters, many, context)
    text = sql if isinstance(sql, str) else str(sql)
    if text[:6].upper() != "SELECT":
        connection = context["connection"]
        for table in _watched(connection.alias):
            if table in text and not has_written(connection.alias, [table]):
                transaction.on_commit(_Raise(connection.alias, table), using=connection.alias, robust=True)
    return result


@lru_cache(maxsize=256)
def _watched(database: str) -> tuple[str, ...]:
    return tuple(sorted({table for bound in _KEPT.get(database, ()) for table in related_tables(bound)}))


def _key(database: str, table: str) -> str:
    entry = connections[database].settings_dict
    where = [str(entry.get(name) or "") for name in ("ENGINE", "HOST", "PORT", "NAME")]
    return f"dataflow:written:{_hashed((*where, _PROCESS if is_in_memory(entry) else '', table))}"


@lru_cache(maxsize=1024)
def _hashed(parts: tuple[str, ...]) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()
