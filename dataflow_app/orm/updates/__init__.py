"""Updates: new values, and operators that the database applies to what a row holds at that moment."""

from dataflow_app.orm.updates.entries import is_operators
from dataflow_app.orm.updates.reading import read_update
from dataflow_app.orm.updates.update import Update
from dataflow_app.orm.updates.writing import Written, keeps_history, wants_keys, write_update

__all__ = ["Update", "Written", "is_operators", "keeps_history", "read_update", "wants_keys", "write_update"]
