"""Rows updated where they are: by one statement, with their trace in the history, and with their results looked at where needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import column
from dataflow_app.orm.history.states import record_states
from dataflow_app.orm.key_sets import rows_with_keys
from dataflow_app.orm.tenancy import AnyRows
from dataflow_app.orm.updates.recorded import update_recorded
from dataflow_app.orm.updates.refusals import told_by_database
from dataflow_app.orm.updates.statement import update_returning, update_rows
from dataflow_app.orm.updates.update import Update
from dataflow_app.orm.values.checking import clean_value
from dataflow_app.orm.values.faults import collect, raise_faults


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows were written, and their keys in order, where those were asked for or needed."""

    count: int
    keys: tuple[Any, ...] = ()


def write_update(bound: BoundModel, rows: AnyRows, update: Update, *, with_keys: bool = False, reason: str | None = None) -> Written:
    """Update the rows, inside a transaction of the caller's; ``reason`` is kept with their states in the history.

    Raises ``NodeError`` where a result is not allowed in its column.
    """
    values = update.expressions()
    with told_by_database(bound, update.computed):
        if not (with_keys or wants_keys(bound, update)):
            return Written(update_rows(bound, rows, values))
        if keeps_history(bound) and not update.unchecked:
            recorded = update_recorded(bound, rows, values, reason, with_keys=with_keys)
            if recorded is not None:
                return Written(recorded[0], tuple(sorted(recorded[1])))
        found = update_returning(bound, rows, values, [bound.model._meta.pk.attname, *update.unchecked])
    _look_at(bound, update.unchecked, found)
    keys = tuple(sorted(row[0] for row in found))
    record_keys(bound, keys, reason)
    return Written(len(keys), keys)


def wants_keys(bound: BoundModel, update: Update) -> bool:
    """Whether the rows that were written have to be known: their results are looked at, or their states kept."""
    return bool(update.unchecked) or keeps_history(bound)


def keeps_history(bound: BoundModel) -> bool:
    """Whether states of the model's rows are kept."""
    return getattr(bound.model, "history", None) is not None


def record_keys(bound: BoundModel, keys: Sequence[Any], reason: str | None = None) -> None:
    """Write the present states of the rows of these keys, which were updated, to their history."""
    if keeps_history(bound) and keys:
        record_states(bound, rows_with_keys(bound, models.QuerySet(bound.model, using=bound.database), keys), "~", reason)


def _look_at(bound: BoundModel, names: Sequence[str], found: Sequence[tuple[Any, ...]]) -> None:
    """Raise ``NodeError`` where a column holds now what its class does not allow."""
    faults: list[NodeError] = []
    for place, name in enumerate(names, 1):
        results = {repr(row[place]): row[place] for row in found}
        for value in results.values():
            collect(faults, partial(clean_value, bound, column(bound, name), value))
    raise_faults(faults)
