"""Rows of the data and rows of the table that are the same."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from dataflow_app.errors import NodeError
from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.incoming import Numbered
from dataflow_app.orm.coercions import shown
from dataflow_app.orm.columns import TENANT
from dataflow_app.orm.tenancy import AnyRows

Key = tuple[Any, ...]
Names = tuple[str, ...]
_LOOKED_UP = 300


def key_of(row: Numbered, names: Names) -> Key | None:
    """Return the row's values of the columns; None where one is not given or empty, for an empty value is the same as no other."""
    key = tuple(row.values.get(name) for name in names)
    return None if None in key else key


def complete_key_of(bound: BoundModel, row: Numbered, names: Names) -> Key:
    """Return the row's values of the columns; raise ``NodeError`` where one is not given or empty."""
    key = key_of(row, names)
    if key is None:
        lacking = next(name for name in names if row.values.get(name) is None)
        message = f"Row {row.number} has no '{lacking}', by which rows of {bound.name} are matched."
        raise NodeError("invalid_parameter", message, "Give it a value in every row.", port="data")
    return key


def refuse_doubles(bound: BoundModel, rows: Iterable[Numbered], names: Names) -> None:
    """Raise ``NodeError`` where two rows of the data have the same key, naming both."""
    seen: dict[Key, int] = {}
    for row in rows:
        key = complete_key_of(bound, row, names)
        earlier = seen.setdefault(key, row.number)
        if earlier != row.number:
            raise doubled(bound, earlier, row.number, {name: row.values[name] for name in names if name != TENANT})


def doubled(bound: BoundModel, first: int, second: int, key: dict[str, Any]) -> NodeError:
    """Return the error of two rows of the data that are the same."""
    told = " and ".join(f"{name} {shown(value).removeprefix('text ').removeprefix('the number ')}" for name, value in key.items())
    return NodeError(
        "integrity", f"Rows {first} and {second} are the same {bound.name}: both have {told}.", "Leave one of them out.", port="data"
    )


def present_rows(rows: AnyRows, keys: Sequence[Key], names: Names) -> dict[Key, list[models.Model]]:
    """Return the table's rows that have one of the keys, by key."""
    found: dict[Key, list[models.Model]] = {}
    wanted = set(keys)
    for part in batches(list(dict.fromkeys(keys)), _LOOKED_UP):
        limits = {f"{name}__in": {key[place] for key in part} for place, name in enumerate(names)}
        for row in rows.filter(**limits).order_by("pk"):
            key = tuple(getattr(row, name) for name in names)
            if key in wanted:
                found.setdefault(key, []).append(row)
    return found
