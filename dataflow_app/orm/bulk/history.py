"""The history of rows that were loaded: their states are copied by the database."""

from collections.abc import Sequence
from typing import Any

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.history.recorded import plain_rows, record_keys
from dataflow_app.orm.history.states import Change, record_states


def record_loaded(bound: BoundModel, keys: Sequence[Any], change: Change) -> None:
    """Write the states of the rows of these keys to their history; numbers that follow one another are named by their ends."""
    if isinstance(keys, range):
        record_states(bound, plain_rows(bound).filter(pk__gte=keys[0], pk__lte=keys[-1]), change)
    else:
        record_keys(bound, keys, change)
