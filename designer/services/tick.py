"""One tick: what has to happen by itself, every second."""

from designer.services.ask_for_purge import PURGES
from designer.services.fire_due_triggers import fire_due_triggers
from designer.services.requeue_expired_runs import requeue_expired_runs
from designer.services.resend_queued_runs import resend_queued_runs


def tick() -> None:
    """Start the runs that are due, take back those whose worker fell silent, and wake workers for those that nobody claimed.

    Once a minute a worker is asked to remove rows that have expired, which may take longer than a tick.
    """
    fire_due_triggers()
    requeue_expired_runs()
    resend_queued_runs()
    PURGES.ask()
