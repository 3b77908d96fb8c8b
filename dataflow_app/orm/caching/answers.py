"""Answers that are given again: what was read of a model with ``cache_ttl``, for so many seconds, until something is written."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from django.core.cache import cache

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.caching.table_writes import generations, has_written, own_tables, related_tables
from dataflow_app.orm.columns import columns

Answer = TypeVar("Answer")
_NOTHING = object()
_TAGGED = (Decimal, date, time, timedelta, UUID)


def remembered(
    bound: BoundModel,
    kind: str,
    tenant: str | None,
    parameters: Mapping[str, Any],
    find: Callable[[], Answer],
    is_kept: Callable[[Answer], bool] = lambda _: True,
) -> Answer:
    """Return what ``find`` returns, or has returned for the same model, tenant and parameters since the last write.

    In a transaction that has written to one of the tables, nothing is taken from the cache and nothing put there; and never what
    ``is_kept`` says no to.
    """
    seconds = bound.options.cache_ttl
    text = None if seconds is None else _text(parameters)
    if text is None:
        return find()
    tables = related_tables(bound) if _looks_further(bound, text) else own_tables(bound)
    if has_written(bound.database, tables):
        return find()
    key = _key(bound, tables, [kind, bound.label, tenant, text])
    kept: Any = cache.get(key, _NOTHING)
    if kept is not _NOTHING:
        answer: Answer = kept
        return answer
    answer = find()
    if is_kept(answer):
        cache.set(key, answer, seconds)
    return answer


def _key(bound: BoundModel, tables: Sequence[str], parts: list[Any]) -> str:
    names = [field.attname for field in columns(bound)]
    content = json.dumps([*parts, names, tables, generations(bound.database, tables)])
    return f"dataflow:answer:{sha256(content.encode()).hexdigest()}"


def _text(parameters: Mapping[str, Any]) -> str | None:
    """Return the parameters as text; None where they hold something that has no text of its own, such as a row."""
    try:
        return json.dumps(parameters, sort_keys=True, ensure_ascii=False, default=_tagged)
    except (TypeError, ValueError, RecursionError):
        return None


def _tagged(value: Any) -> Any:
    if isinstance(value, _TAGGED):
        return {"\0": type(value).__name__, "value": str(value)}
    raise TypeError


def _looks_further(bound: BoundModel, text: str) -> bool:
    """Whether the parameters may name something of other models: by a dotted path, a relation, or a filter that has one."""
    dotted = [name for name, each in bound.options.filters.items() if "." in each.field]
    relations = [relation.get_accessor_name() for relation in bound.model._meta.related_objects]
    return "." in text or any(f'"{name}"' in text for name in (*dotted, *relations))
