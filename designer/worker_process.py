"""What a Celery worker has beside its tasks: a presence that operators see, and a port for its counts, which a beat has too.

Celery calls these by its own signals. Under the pool ``prefork`` each child is a process that executes runs, and so is present by
itself; they count together in a folder, for the port is their parent's.
"""

import atexit
import os
import shutil
import tempfile
from typing import Any

from celery import signals

from designer.conf import options
from designer.metrics.folder import FOLDER
from designer.metrics.port import open_port
from designer.operations.presence import Presence
from designer.tracing import flush_traces

_PRESENT: list[Presence] = []


@signals.worker_init.connect
def prepare(sender: Any, **_: Any) -> None:
    """Let the processes of this worker count together, where there will be several."""
    if options().metrics_port and _forks(sender) and FOLDER not in os.environ:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="dataflow-metrics-")
        atexit.register(_remove, os.environ[FOLDER], os.getpid())


@signals.worker_ready.connect
def begin(sender: Any, **_: Any) -> None:
    """Serve the counts; be present, where runs are executed by threads of this process."""
    open_port()
    if not _forks(sender.controller):
        appear(sender.controller.concurrency)


@signals.beat_init.connect
def begin_to_tick(**_: Any) -> None:
    """Serve the counts of a ticker, which is who notices leases that expire."""
    open_port()


@signals.worker_process_init.connect
def appear_in_child(**_: Any) -> None:
    """Be present with the one run at a time that a child executes."""
    appear(1)


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


def _remove(folder: str, owner: int) -> None:
    """Remove the folder when the worker ends, not when one of its children does."""
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)
