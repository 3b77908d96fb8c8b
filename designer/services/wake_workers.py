"""Wake a worker for a queued run."""

import structlog
from kombu.exceptions import OperationalError

from designer import celery

TASK = "designer.execute_run"
#: How long a message stays of use, in seconds; the ticker sends another one for a run that is still queued then.
LIFETIME = 30

_log = structlog.get_logger(__name__)


def wake_workers(run_id: int) -> None:
    """Send the task. A broker that cannot be reached is logged, not raised: the row is queued, and the ticker sends again."""
    try:
        celery.app.send_task(TASK, args=(run_id,), expires=LIFETIME, ignore_result=True)
    except (OperationalError, OSError) as error:
        _log.warning("broker unreachable, the ticker will send the run again", run=run_id, error=str(error))
