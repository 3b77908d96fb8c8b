"""What a Celery worker has beside its tasks: a presence that operators see, and a port for its counts, which a beat has too.

Celery calls these by its own signals. Under a pool of processes each child executes runs, and so is present by itself.
"""

from typing import Any

from celery import signals
from django.db import connection

from designer.conf import options
from designer.database_pool import BESIDE_RUNS
from designer.metrics.port import open_port
from designer.operations.presence import Presence
from designer.tracing import flush_traces

_PRESENT: list[Presence] = []


@signals.worker_ready.connect
def begin(sender: Any, **_: Any) -> None:
    """Serve the counts; be present, with a connection for each run, where runs are executed by threads of this process."""
    open_port()
    if not _forks(sender.controller):
        fit_pool(sender.controller.concurrency)
        appear(sender.controller.concurrency)


@signals.beat_init.connect
def begin_to_tick(**_: Any) -> None:
    """Serve the counts of a ticker, which is who notices leases that expire."""
    open_port()


@signals.worker_init.connect
def expect_children(**_: Any) -> None:
    """Let children appear; connected here and not before, so that Celery has put away the connections they were forked with."""
    signals.worker_process_init.connect(appear_in_child)


def appear_in_child(**_: Any) -> None:
    """Be present with the one run at a time that a child executes."""
    appear(1)


def fit_pool(threads: int) -> None:
    """Let a pool that was made for ``WORKER_CONCURRENCY`` runs be one for so many; it has opened no connection yet."""
    pool = connection.settings_dict["OPTIONS"].get("pool")
    if isinstance(pool, dict) and pool.get("max_size") == options().worker_concurrency + BESIDE_RUNS:
        pool["max_size"] = threads + BESIDE_RUNS


def appear(threads: int) -> None:
    """Report this process as a worker until it ends."""
    if _PRESENT:
        return
    presence = Presence(threads)
    presence.start()
    _PRESENT.append(presence)


@signals.worker_shutdown.connect
@signals.worker_process_shutdown.connect
def disappear(**_: Any) -> None:
    """Take the report back, and send the traces that wait."""
    while _PRESENT:
        _PRESENT.pop().stop()
    flush_traces()


def _forks(worker: Any) -> bool:
    return "prefork" in str(worker.pool_cls) or "prefork" in getattr(worker.pool_cls, "__module__", "")
