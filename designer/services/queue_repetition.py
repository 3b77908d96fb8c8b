"""Queue a run that repeats another one."""

from django.db import connection, transaction
from django.utils import timezone

from designer.models import NodeRun, Run, TriggerKind
from designer.services.errors import Conflict
from designer.services.queue_run import queue_run
from designer.services.record_event import Happening, record_events
from designer.services.repetition import Repetition
from designer.services.share_values import share_values

_TABLE = NodeRun._meta.db_table
_COLUMNS = "node, iteration, status, parameters, output, error, rows, started_at, finished_at, duration_ms"
# From table to table, in the database: outputs never pass through here.
_COPY = f"INSERT INTO {_TABLE} (run_id, reused, {_COLUMNS}) SELECT %s, %s, {_COLUMNS} FROM {_TABLE} WHERE id IN (%s)"  # noqa: S608 - names
_IDS = {"postgresql": "SELECT unnest(%s)", "sqlite": "SELECT value FROM json_each(%s)"}


@transaction.atomic
def queue_repetition(repetition: Repetition, *, actor: str) -> Run:
    """Return the queued run, with the checkpoints that it takes over, each told by an event; what it repeats stays as it is.

    Raise ``Conflict`` where checkpoints have gone since the repetition was planned.
    """
    source = repetition.source
    run = queue_run(
        workflow=source.workflow,
        version=repetition.version,
        inputs=repetition.inputs,
        actor=actor,
        kind=TriggerKind.MANUAL,
        definition=repetition.definition.to_dict(),
        rerun_of=source,
        rerun_from=repetition.start,
    )
    if repetition.reused:
        _take_over(run, repetition)
    return run


def _take_over(run: Run, repetition: Repetition) -> None:
    source, ids = repetition.source, [done.pk for done in repetition.reused]
    with connection.cursor() as cursor:
        wanted = ids if connection.vendor == "postgresql" else str(ids)
        cursor.execute(_COPY % ("%s", "%s", _IDS[connection.vendor]), (run.pk, True, wanted))
        if cursor.rowcount != len(ids):
            raise Conflict(f"What run {source.pk} did is being removed.", "Start the workflow from its beginning.")
    share_values(from_run=source.pk, to_run=run.pk)
    record_events(run.pk, [_told(done, source.pk) for done in repetition.reused], at=timezone.now())


def _told(done: NodeRun, source: int) -> Happening:
    payload = {"run": source, "status": done.status, "rows": done.rows, "duration_ms": done.duration_ms, "error": done.error}
    return Happening("node_reused", payload, done.node)
