"""Rows of many keys, named in one parameter of a statement: a list of thousands in its text takes longer to read than the rows."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connections, models
from django.db.models.expressions import RawSQL

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import primary_key


def rows_with_keys(bound: BoundModel, rows: "models.QuerySet[Any]", keys: Sequence[Any]) -> "models.QuerySet[Any]":
    """Return those of the rows whose keys are among the given ones."""
    connection, key = connections[rows.db], primary_key(bound)
    if isinstance(key, models.BinaryField):
        return rows.filter(pk__in=keys)
    stored = [key.get_db_prep_save(each, connection) for each in keys]
    if connection.vendor == "postgresql":
        kind = key.db_type(connection)
        return rows.filter(pk__in=RawSQL(f"SELECT unnest(CAST(%s AS {kind}[]))", [stored]))  # noqa: S611 - Django's name of a type
    return rows.filter(pk__in=json_keys(json.dumps(stored)))


def json_keys(listed: str) -> RawSQL:
    """Return SQLite's way to read a list of keys that is given as JSON."""
    return RawSQL("SELECT value FROM json_each(%s)", [listed])
