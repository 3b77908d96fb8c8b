"""The memory of a worker: idle, and with a long queue before it."""

import time
from collections.abc import Iterator

from tests.bench.engines.limits import at_most
from tests.bench.engines.processor import resident
from tests.bench.engines.setting import Setting

WAITING = 10_000
#: Seconds in which a worker comes to rest.
_REST = 3.0


def workers(setting: Setting) -> Iterator[str]:
    """Measure a worker of its own that has executed some runs."""
    ours = setting.ours
    with ours.workers(1, threads=1) as (pid,):
        for _ in range(20):
            ours.submitter.time("run", flow="short")
        time.sleep(_REST)
        idle = resident(pid)
        yield at_most("memory of an idle worker", idle, 130, "MB")
        # Its one thread is held by a run that waits, so that the others stay in the queue.
        ours.submitter.ask("submit", flow="pause", count=1)
        time.sleep(0.5)
        before = resident(pid)
        ours.submitter.ask("submit", flow="one", count=WAITING)
        time.sleep(_REST)
        yield at_most(f"memory of a worker for each of {WAITING:,} waiting runs", (resident(pid) - before) / WAITING * 1024, 0.1, "kB")
        ours.submitter.ask("cancel_all")
