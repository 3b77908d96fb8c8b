"""One tick: what has to happen by itself, every second."""

from designer.services.ask_for_purge import PURGES
from designer.services.attempt import attempt
from designer.services.fire_due_triggers import fire_due_triggers
from designer.services.requeue_expired_runs import requeue_expired_runs
from designer.services.resend_queued_runs import resend_queued_runs

#: Seconds between two ticks.
INTERVAL = 1.0

_DUTIES = (fire_due_triggers, requeue_expired_runs, resend_queued_runs, PURGES.ask)


def tick() -> None:
    """Start the runs that are due, take back those whose worker fell silent, and wake workers for those that nobody claimed.

    Once a minute a worker is asked to remove rows and runs that have expired, which may take longer than a tick.
    """
    for duty in _DUTIES:
        duty()


def tick_on() -> None:
    """Tick, for somebody who will tick again: a duty that fails is logged, and keeps no other from being done."""
    for duty in _DUTIES:
        attempt(duty)
