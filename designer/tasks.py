"""The Celery tasks: they wake, the database decides what is to be done."""

import os
import socket
from functools import partial
from threading import get_ident

import structlog
from celery.worker import state as worker_state

from dataflow_app.errors import DataFlowError
from dataflow_app.graph.definition import Definition
from dataflow_app.graph.run_inputs import read_inputs
from dataflow_app.runtime.executor import Executor
from dataflow_app.runtime.journal import LeaseLost, NodeFailure
from dataflow_app.runtime.status import Status
from dataflow_app.scope import Scope
from designer.celery import app
from designer.journal import DatabaseJournal
from designer.models import Run
from designer.realtime.hints import publish
from designer.services.claim_run import claim_run
from designer.services.compile_plan import compile_plan
from designer.services.purge_expired_rows import purge_expired_rows as purge_now
from designer.services.read_credential import read_credential
from designer.services.tick import tick as tick_now
from designer.services.wake_next import wake_next

_log = structlog.get_logger(__name__)


@app.task(name="designer.execute_run")
def execute_run(run_id: int) -> None:
    """Claim the run and walk it to its end; do nothing where somebody else has it or it is over."""
    run = claim(run_id)
    if run is None:
        return
    with DatabaseJournal(run, notify=publish) as journal:
        try:
            walk(run, journal)
        except LeaseLost:
            _log.warning("run was taken over by another worker", run=run.pk)
        except Exception as error:  # noqa: BLE001 - whatever it is, the run must end and say so
            _log.exception("run could not be executed", run=run.pk)
            end_broken(journal, error)
    wake_next(run)


def claim(run_id: int) -> Run | None:
    """Return the run, now ours; None where it is not to be had, and in a worker that is about to stop."""
    if getattr(worker_state, "should_stop", None) is not None:
        return None
    return claim_run(run_id=run_id, owner=f"{socket.gethostname()}:{os.getpid()}:{get_ident()}")


@app.task(name="designer.tick")
def tick() -> None:
    """Start what is due, take back what fell silent."""
    tick_now()


@app.task(name="designer.purge_expired_rows")
def purge_expired_rows() -> None:
    """Remove the rows that are older than the ``ttl`` of their model."""
    purge_now()


def walk(run: Run, journal: DatabaseJournal) -> None:
    """Compile the run's definition as it was when it was queued, and execute it within the bounds of its tenant."""
    definition = Definition.from_dict(run.definition)
    inputs, _ = read_inputs(definition, run.inputs)
    scope = Scope(
        tenant=run.tenant.slug,
        enforced=True,
        actor=run.actor,
        run=str(run.pk),
        address=run.address or None,
        session=run.session or None,
    )
    secret = partial(open_credential, run.tenant_id)
    Executor(compile_plan(definition), journal, run=str(run.pk), scope=scope, inputs=inputs, secret=secret).execute()


def open_credential(tenant_id: int, name: str) -> dict[str, str]:
    """Return the secret values of the tenant's credential of that name."""
    return read_credential(tenant_id=tenant_id, name=name)


def end_broken(journal: DatabaseJournal, error: Exception) -> None:
    """End a run that no node can be blamed for: a definition that no longer compiles, or a fault of ours."""
    message, remedy = (error.message, error.remedy) if isinstance(error, DataFlowError) else (f"{type(error).__name__}: {error}", "")
    failure = NodeFailure(
        node="", node_type="", code="unexpected", message=message, remedy=remedy or "Open the draft: it shows what is wrong."
    )
    try:
        journal.run_finished(Status.FAILED, failure)
    except LeaseLost:
        _log.warning("run was taken over by another worker")
