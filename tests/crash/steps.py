"""The steps of the protocol by name, and where in the product's processes each of them is.

Nothing of the product knows of them: its functions are wrapped, and its statements and commits watched, in processes that tests start.
"""

import re
import sys
from collections.abc import Callable
from functools import wraps
from threading import local
from typing import Any

from celery.worker.request import Request
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from designer.journal import DatabaseJournal
from designer.services.claim_next import claim_next
from designer.services.claim_run import claim_run
from designer.services.queue_run import queue_run
from designer.services.renew_lease import renew_lease
from designer.services.requeue_runs import requeue_runs

Pass = Callable[[str], object]
Function = Callable[..., Any]

_EFFECT = re.compile(r'(INSERT INTO|UPDATE) "?ledger_')
_CHECKPOINT = re.compile(r'(INSERT INTO|UPDATE) "?designer_noderun')


class Transaction(local):
    """What the transaction of this thread has written so far."""

    has_checkpoint = False
    has_fired = False

    def reset(self) -> tuple[bool, bool]:
        """Begin anew; return what was written."""
        seen = self.has_checkpoint, self.has_fired
        self.has_checkpoint = self.has_fired = False
        return seen


class StepWatch:
    """Calls ``pass_step`` with the name of each step that this process comes to."""

    def __init__(self, pass_step: Pass) -> None:
        self._pass = pass_step
        self._transaction = Transaction()

    def install(self) -> None:
        """Begin to watch; call it when all modules of the product are loaded."""
        for claim in (claim_next, claim_run):
            self._wrap(claim, "claim", lambda claimed: claimed is not None)
        self._wrap(renew_lease, "renew", bool)
        self._wrap(requeue_runs, "requeue", bool)
        _replace(queue_run, self._firing(queue_run))
        journal: Any = DatabaseJournal
        journal.run_finished = self._around(journal.run_finished, "finish", lambda _: True)
        request: Any = Request
        request.acknowledge = self._before(request.acknowledge, "ack")
        database: Any = BaseDatabaseWrapper
        database.commit, database.rollback = self._committing(database.commit), self._rolling_back(database.rollback)
        connection_created.connect(self._watch_statements)

    def _wrap(self, function: Function, name: str, counts: Callable[[Any], bool]) -> None:
        """Put steps around a function of the product, wherever it was imported; the second one only where the answer counts."""
        _replace(function, self._around(function, name, counts))

    def _around(self, function: Function, name: str, counts: Callable[[Any], bool]) -> Function:
        @wraps(function)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            self._pass(f"before_{name}")
            answer = function(*args, **kwargs)
            if counts(answer):
                self._pass(f"after_{name}")
            return answer

        return wrapped

    def _before(self, function: Function, name: str) -> Function:
        return self._around(function, name, lambda _: False)

    def _firing(self, function: Function) -> Function:
        """A run of a trigger is queued in the transaction that moves the trigger on: after its commit the trigger has fired."""

        @wraps(function)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            is_fired = kwargs.get("trigger") is not None
            if is_fired:
                self._pass("before_fire")
            answer = function(*args, **kwargs)
            self._transaction.has_fired |= is_fired
            return answer

        return wrapped

    def _committing(self, commit: Function) -> Function:
        def committing(connection: BaseDatabaseWrapper) -> None:
            has_checkpoint, has_fired = self._transaction.reset()
            if has_checkpoint:
                self._pass("before_commit")
            commit(connection)
            if has_checkpoint:
                self._pass("after_commit")
            if has_fired:
                self._pass("after_fire")

        return committing

    def _rolling_back(self, rollback: Function) -> Function:
        def rolling_back(connection: BaseDatabaseWrapper) -> None:
            self._transaction.reset()
            rollback(connection)

        return rolling_back

    def _watch_statements(self, connection: BaseDatabaseWrapper, **_: Any) -> None:
        if self._watch_statement not in connection.execute_wrappers:
            connection.execute_wrappers.append(self._watch_statement)

    def _watch_statement(self, execute: Function, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's own
        """A statement outside a transaction is one: checkpoints without an effect are written so."""
        is_effect, is_checkpoint = _EFFECT.search(sql) is not None, _CHECKPOINT.search(sql) is not None
        is_whole = is_checkpoint and not context["connection"].in_atomic_block
        names = ["effect"] * is_effect + ["commit"] * is_whole
        for name in names:
            self._pass(f"before_{name}")
        answer = execute(sql, params, many, context)
        self._transaction.has_checkpoint |= is_checkpoint and not is_whole
        for name in names:
            self._pass(f"after_{name}")
        return answer


def _replace(function: Function, by: Function) -> None:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "designer":
            for attribute, value in list(vars(module).items()):
                if value is function:
                    setattr(module, attribute, by)
