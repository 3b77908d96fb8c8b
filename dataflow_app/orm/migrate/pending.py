"""The tables that a DataFlow has yet to make, and when it makes them."""

import threading
from functools import partial
from typing import Any

from django.db import connections, models, transaction

from dataflow_app.errors import ModelError, suggest
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.migrate.evolve import evolve
from dataflow_app.orm.wrapping import unwrap_statements, wrap_statements


class PendingTables:
    """Tables are made when they are first needed: before a node on one of them is handed out, or before an SQL statement that names one.

    By then every class that refers to another is there, whatever their order. Where that happens in a transaction, they stay
    pending until it is committed, for a rollback takes them away again.
    """

    def __init__(self, database: str, *, automatic: bool) -> None:
        self._database = database
        self._automatic = automatic
        self._pending: dict[BoundModel, None] = {}
        self._lock = threading.RLock()
        self._busy = threading.local()

    def add(self, bound: BoundModel) -> None:
        """Have the table of a model made, or extended, at need."""
        with self._lock:
            self._pending[bound] = None
        if self._automatic:
            unwrap_statements(self._database, self._before)
            wrap_statements(self._database, self._before)

    def discard(self, bound: BoundModel) -> None:
        """Make the table of that model no more."""
        with self._lock:
            self._pending.pop(bound, None)

    def close(self) -> None:
        """Watch the database no more."""
        unwrap_statements(self._database, self._before)

    def migrate_automatically(self) -> None:
        """Make what is pending, unless that is left to ``migrate``."""
        if self._automatic and self._pending:
            self.migrate()

    def migrate(self) -> None:
        """Make what is pending; raise ``ModelError`` where that would lose data, or where a relation leads nowhere."""
        if getattr(self._busy, "here", False):
            return
        self._busy.here = True
        try:
            with self._lock:
                self._migrate(tuple(self._pending))
        finally:
            self._busy.here = False

    def _migrate(self, waiting: tuple[BoundModel, ...]) -> None:
        if not waiting:
            return
        tables = [model for bound in waiting for model in _models_of(bound)]
        for model in tables:
            _check_relations(model)
        evolve(connections[self._database], tables)
        transaction.on_commit(partial(self._made, waiting), using=self._database)

    def _made(self, made: tuple[BoundModel, ...]) -> None:
        for bound in made:
            self.discard(bound)

    def _tables(self) -> list[str]:
        return [model._meta.db_table for bound in tuple(self._pending) for model in _models_of(bound)]

    def _before(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        if self._pending and not getattr(self._busy, "here", False) and any(f'"{table}"' in sql for table in self._tables()):
            self.migrate()
        return execute(sql, params, many, context)


def _models_of(bound: BoundModel) -> list[type[models.Model]]:
    history = getattr(bound.model, "history", None)
    return [bound.model, *([history.model] if history else [])]


def _check_relations(model: type[models.Model]) -> None:
    for field in model._meta.local_concrete_fields:
        target: Any = field.remote_field.model if field.remote_field else None
        if isinstance(target, str):
            name = target.rpartition(".")[2]
            known = [each.__name__ for each in model._meta.apps.all_models[model._meta.app_label].values()]
            message = f"{model.__name__}.{field.name} refers to {name}, which is no model.{suggest(name, known)}"
            raise ModelError(message, "Define it, or correct the annotation.")
