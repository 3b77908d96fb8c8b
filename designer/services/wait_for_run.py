"""Wait until a run is over."""

from time import monotonic, sleep

from django.db import connection

from dataflow_app.runtime.status import Status
from designer.models import Run

#: The most seconds that a request waits.
MOST = 60
_SHORTEST_PAUSE = 0.001
_LONGEST_PAUSE = 0.5
#: The share of the time waited so far that a pause takes: so much later than it happens, at most, the end is seen.
_SHARE = 0.1
_STATUS = f"SELECT status FROM {Run._meta.db_table} WHERE id = %s"  # noqa: S608 - a name only


def wait_for_run(run_id: int, seconds: float) -> bool:
    """Return whether the run has ended within so many seconds.

    One column of one row is read, after pauses that grow from a millisecond to half a second. In the longest ones the connection is
    given back, so that those who wait hold none.
    """
    start = monotonic()
    end = start + min(seconds, MOST)
    while not has_ended(run_id):
        now = monotonic()
        if not end > now:
            return False
        pause = min(max(_SHORTEST_PAUSE, (now - start) * _SHARE), _LONGEST_PAUSE)
        if pause == _LONGEST_PAUSE and not connection.in_atomic_block:
            connection.close()
        sleep(min(pause, end - now))
    return True


def has_ended(run_id: int) -> bool:
    """Whether the run is over; one that was deleted is, too."""
    with connection.cursor() as cursor:
        cursor.execute(_STATUS, (run_id,))
        found = cursor.fetchone()
    return found is None or Status(found[0]).is_final
