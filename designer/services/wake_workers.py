"""Wake a worker for a queued run."""

import structlog
from kombu.exceptions import OperationalError

from designer import celery
from designer.services.enough_messages import are_enough, are_messages_counted

TASK = "designer.execute_run"
#: How long a message stays of use, in seconds, where any number may wait; the ticker sends another one for a run that is still queued
#: then. Where they are counted, those that wait stand for all runs, and must be heard whenever a worker comes.
LIFETIME = 30

_log = structlog.get_logger(__name__)


def wake_workers(run_id: int) -> None:
    """Send the task, unless enough of them wait.

    A broker that cannot be reached is logged, not raised: the row is queued, and the ticker sends again.
    """
    if are_enough():
        return
    try:
        celery.app.send_task(TASK, args=(run_id,), expires=None if are_messages_counted() else LIFETIME, ignore_result=True)
    except (OperationalError, OSError) as error:
        _log.warning("broker unreachable, the ticker will send the run again", run=run_id, error=str(error))


def wake_others(run_id: int) -> None:
    """Wake another worker, having claimed that run while others waited: not each of them had a message where enough were waiting."""
    if are_messages_counted():
        wake_workers(run_id)
