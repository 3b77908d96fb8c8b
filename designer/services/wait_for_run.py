"""Wait until a run is over."""

from time import monotonic, sleep

from django.db import connection

from dataflow_app.runtime.status import Status
from designer.models import Run

#: The most seconds that a request waits.
MOST = 60
_FIRST_PAUSE = 0.01
_LONGEST_PAUSE = 0.5
_GROWTH = 1.5


def wait_for_run(run_id: int, seconds: float) -> bool:
    """Return whether the run has ended within so many seconds.

    One column of one row is read, after pauses that grow from 10 ms to half a second. In a long pause the connection is given back,
    so that those who wait hold none.
    """
    end, pause = monotonic() + min(seconds, MOST), _FIRST_PAUSE
    while not has_ended(run_id):
        left = end - monotonic()
        if not left > 0:
            return False
        if pause == _LONGEST_PAUSE and not connection.in_atomic_block:
            connection.close()
        sleep(min(pause, left))
        pause = min(pause * _GROWTH, _LONGEST_PAUSE)
    return True


def has_ended(run_id: int) -> bool:
    """Whether the run is over; one that was deleted is, too."""
    status = Run.objects.filter(pk=run_id).values_list("status", flat=True).first()
    return status is None or Status(status).is_final
