"""The Celery tasks: they wake, the database decides what is to be done."""

import os
import socket
from functools import partial
from itertools import count
from threading import get_ident
from time import monotonic, sleep

import structlog
from django.db import DatabaseError, close_old_connections

from dataflow_app.errors import DataFlowError
from dataflow_app.graph.run_inputs import read_inputs
from dataflow_app.orm.databases.lost import is_lost
from dataflow_app.runtime.executor import Executor
from dataflow_app.runtime.journal import LeaseLost, NodeFailure
from dataflow_app.runtime.outcome import Outcome
from dataflow_app.runtime.status import Status
from dataflow_app.scope import Scope
from designer.celery import app
from designer.journal import DatabaseJournal
from designer.journal.leaving import LEAVING
from designer.models import Run
from designer.realtime.hints import publish
from designer.services.claim_next import claim_next
from designer.services.claim_run import LEASE, claim_run
from designer.services.prepare_definition import own_plan, prepare_definition
from designer.services.prune_data import prune_some
from designer.services.purge_expired_rows import purge_expired_rows as purge_now
from designer.services.read_credential import read_credential
from designer.services.wake_workers import wake_others, wake_workers

#: How long one message keeps a worker at claiming, in seconds.
AT_A_STRETCH = 10.0
#: Each so-and-so-many-th claim of a process is for the oldest run that may be claimed, whatever its priority and its tenant.
OLDEST_EVERY = 8
#: What people read of a run that its worker gave back because it was paused.
PAUSED = "It stopped after the last finished node."
#: What they read of one that was given back because the database was gone.
CUT = "The database could not be reached; the run continues after the last finished node."
#: Seconds between two tries to give a run back.
ASK_EVERY = 0.2

_CLAIMS = count(1)
_log = structlog.get_logger(__name__)


@app.task(name="designer.execute_run")
def execute_run(*_: int) -> None:
    """Claim what is next and walk it to its end, and so on until nothing is left to claim.

    The message names the run that it was sent for, but what is claimed is for the database to say: a message that is lost, late or
    doubled changes nothing. After a while this ends, and another message goes on, so that workers come to other tasks too.
    """
    enough, is_first = monotonic() + AT_A_STRETCH, True
    while not LEAVING.is_asked() and (run := claim()) is not None:
        if is_first and run.is_followed:
            wake_others(run.pk)
        is_first = False
        execute(run)
        if LEAVING.is_asked() or monotonic() > enough:
            wake_workers(run.pk)
            return


def claim() -> Run | None:
    """Return the next run, now ours; None where there is none. Every so often it is the oldest, so that no run waits for ever."""
    return claim_next(owner_name(), by_age=next(_CLAIMS) % OLDEST_EVERY == 0)


def execute_this(run_id: int) -> bool:
    """Claim and execute one run where it may be claimed now, and return whether it was."""
    run = claim_run(run_id=run_id, owner=owner_name())
    if run is not None:
        execute(run)
    return run is not None


def owner_name() -> str:
    """Return what this thread is called as the holder of a lease."""
    return f"{socket.gethostname()}:{os.getpid()}:{get_ident()}"


def execute(run: Run) -> None:
    """Walk a claimed run to its end, or hand it over where this process is about to end."""
    with DatabaseJournal(run, notify=publish) as journal:
        try:
            outcome = walk(run, journal)
            if outcome.status is Status.RUNNING:
                hand_back(journal)
        except LeaseLost:
            _log.warning("run was taken over by another worker", run=run.pk)
        except Exception as error:  # noqa: BLE001 - whatever it is, the run must end and say so
            if is_lost(error):
                hand_back(journal)
                return
            _log.exception("run could not be executed", run=run.pk)
            end_broken(journal, error)


def hand_back(journal: DatabaseJournal) -> None:
    """Queue a run again that is not over, once the database can be reached; do nothing where it belongs to another worker by now."""
    reason = LEAVING.reason or (PAUSED if journal.is_paused() else CUT)
    enough = monotonic() + LEASE.total_seconds()
    while monotonic() < enough:
        try:
            journal.give_back(reason)
        except DatabaseError as error:
            _log.warning("run could not be handed over, trying again", error=str(error))
            close_old_connections()
            sleep(ASK_EVERY)
        else:
            return


@app.task(name="designer.purge_expired_rows")
def purge_expired_rows() -> None:
    """Remove the rows that are older than the ``ttl`` of their model."""
    purge_now()


@app.task(name="designer.prune")
def prune() -> None:
    """Remove runs that were kept long enough, and values that no run refers to, for some seconds."""
    prune_some()


def walk(run: Run, journal: DatabaseJournal) -> Outcome:
    """Compile the run's definition as it was when it was queued, and execute it within the bounds of its tenant; return how it ended."""
    prepared = prepare_definition(run.definition)
    inputs, _ = read_inputs(prepared.definition, run.inputs)
    scope = Scope(
        tenant=run.tenant.slug,
        enforced=True,
        actor=run.actor,
        run=str(run.pk),
        address=run.address or None,
        session=run.session or None,
    )
    secret = partial(open_credential, run.tenant_id)
    plan, leave = own_plan(prepared.plan), partial(must_leave, journal)
    return Executor(
        plan, journal, run=str(run.pk), scope=scope, inputs=inputs, secret=secret, must_leave=leave, interrupts=is_lost, keeps_results=False
    ).execute()


def must_leave(journal: DatabaseJournal) -> bool:
    """Whether no further node of the run is to start here: this process is about to end, or the run is to be paused."""
    return LEAVING.is_asked() or journal.is_paused()


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
