"""The tables that a DataFlow has yet to make, and when it makes them."""

import logging
import sys
import threading
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connections, models, transaction

from dataflow_app.errors import ModelError, suggest
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.build.django_checks import check_model
from dataflow_app.orm.databases.wrapping import unwrap_statements, wrap_statements
from dataflow_app.orm.migrate.consent import PlanShown, consent
from dataflow_app.orm.migrate.evolve import evolve
from dataflow_app.orm.migrate.plan import Plan
from dataflow_app.orm.migrate.survey import survey
from dataflow_app.orm.migrate.target import Target, targets_of

logger = logging.getLogger("dataflow.migrate")


class PendingTables:
    """Tables are made when they are first needed: before a node on one of them is handed out, or before an SQL statement that names one.

    By then every class that refers to another is there, whatever their order. Where that happens in a transaction, they stay
    pending until it is committed, for a rollback takes them away again.
    """

    def __init__(self, database: str, *, automatic: bool) -> None:
        self._database = database
        self._automatic = automatic
        self._all: dict[BoundModel, list[Target]] = {}
        self._pending: dict[BoundModel, None] = {}
        self._lock = threading.RLock()
        self._busy = threading.local()

    def add(self, bound: BoundModel) -> None:
        """Have the table of a model made, or changed, at need."""
        with self._lock:
            self._all[bound] = targets_of(bound, _source(bound))
            self._pending[bound] = None
        if self._automatic:
            unwrap_statements(self._database, self._before)
            wrap_statements(self._database, self._before)

    def discard(self, bound: BoundModel) -> None:
        """Make the table of that model no more."""
        with self._lock:
            self._all.pop(bound, None)
            self._pending.pop(bound, None)

    def close(self) -> None:
        """Watch the database no more."""
        unwrap_statements(self._database, self._before)

    def migrate_automatically(self) -> None:
        """Make what is pending, unless that is left to ``migrate``."""
        if self._automatic and self._pending:
            self._run(explicit=False, allow_data_loss=False)

    def migrate(self, *, allow_data_loss: bool = False) -> Plan:
        """Bring all tables to the shape of their models and return what was done; raise ``ModelError`` where that cannot be.

        A table that another program made is taken over.
        """
        return self._run(explicit=True, allow_data_loss=allow_data_loss)

    def plan(self, *, allow_data_loss: bool = False) -> Plan:
        """Return what ``migrate`` would do, without doing it."""
        with self._lock:
            waiting = tuple(self._all)
            _check(waiting)
            targets = [target for bound in waiting for target in self._all[bound]]
            self._busy.here = True
            try:
                return survey(connections[self._database], targets, drops=allow_data_loss).plan
            finally:
                self._busy.here = False

    def _run(self, *, explicit: bool, allow_data_loss: bool) -> Plan:
        if getattr(self._busy, "here", False):
            return Plan()
        if consent().only_plan:
            raise PlanShown(self.plan(allow_data_loss=allow_data_loss or consent().allow_data_loss))
        self._busy.here = True
        try:
            with self._lock:
                waiting = tuple(self._all if explicit else self._pending)
                return self._migrate(waiting, explicit=explicit, allow_data_loss=allow_data_loss or consent().allow_data_loss)
        finally:
            self._busy.here = False

    def _migrate(self, waiting: tuple[BoundModel, ...], *, explicit: bool, allow_data_loss: bool) -> Plan:
        if not waiting:
            return Plan()
        _check(waiting)
        targets = [target for bound in waiting for target in self._all[bound]]
        plan = evolve(connections[self._database], targets, allow_data_loss=allow_data_loss, takes_over=explicit)
        transaction.on_commit(partial(self._made, waiting, plan), using=self._database)
        return plan

    def _made(self, made: tuple[BoundModel, ...], plan: Plan) -> None:
        for step in plan:
            logger.log(logging.WARNING if step.lost else logging.INFO, "%s", step)
        with self._lock:
            for bound in made:
                self._pending.pop(bound, None)

    def _tables(self) -> list[str]:
        return [target.table for bound in tuple(self._pending) for target in self._all.get(bound, ())]

    def _before(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        if self._pending and not getattr(self._busy, "here", False) and any(f'"{table}"' in sql for table in self._tables()):
            self._run(explicit=False, allow_data_loss=False)
        return execute(sql, params, many, context)


def _source(bound: BoundModel) -> str:
    """Return the file that a model's class is written in; an empty text where there is none, as in a notebook."""
    file = getattr(sys.modules.get(bound.spec.module if bound.spec else ""), "__file__", None)
    return str(Path(file).resolve()) if file else ""


def _check(waiting: tuple[BoundModel, ...]) -> None:
    for bound in waiting:
        history = getattr(bound.model, "history", None)
        for model in (bound.model, *([history.model] if history else [])):
            _check_relations(model)
        check_model(bound.model, bound.database)


def _check_relations(model: type[models.Model]) -> None:
    for field in model._meta.local_concrete_fields:
        target: Any = field.remote_field.model if field.remote_field else None
        if isinstance(target, str):
            name = target.rpartition(".")[2]
            known = [each.__name__ for each in model._meta.apps.all_models[model._meta.app_label].values()]
            message = f"{model.__name__}.{field.name} refers to {name}, which is no model.{suggest(name, known)}"
            raise ModelError(message, "Define it, or correct the annotation.")
