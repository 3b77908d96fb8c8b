"""What a Celery worker does when it is told to stop: it starts no further node, and hands its runs over.

Celery calls these by its own signals. They tell every process of the worker through a pipe: its end is closed when the worker stops,
and by the system when it is killed, so that under the pool ``prefork`` children whose parent is gone hand over, too.
"""

import os
import signal
from collections.abc import Callable
from select import select
from threading import Thread
from typing import Any

from celery import signals

from designer.conf import options
from designer.journal.leaving import LEAVING
from designer.journal.pulse import PULSE
from designer.worker_process import disappear

REASON = "The worker was told to stop; another one continues after the last finished node."

#: How long a node may take to notice that its time is up, in seconds.
LAST = 5.0

_PIPE: list[int] = []


@signals.celeryd_init.connect
def prepare(**_: Any) -> None:
    """Open the pipe before any child is there, and listen in this process, where the pool of threads executes runs."""
    _PIPE[:] = os.pipe()
    _listen(_PIPE[0], hand_over_in_time)


@signals.worker_process_init.connect
def prepare_child(**_: Any) -> None:
    """Listen in a child, and to a supervisor that tells all processes of a worker at once."""
    if len(_PIPE) > 1:
        os.close(_PIPE.pop())
        _listen(_PIPE[0], hand_over_in_time)
    told, teller = os.pipe()
    _listen(told, _hand_over_and_end)

    def be_told(**_: Any) -> None:
        # Only now: after this signal a child is given handlers that end it in the middle of whatever it does.
        signal.signal(signal.SIGTERM, lambda *_: os.write(teller, b"."))

    signals.task_prerun.connect(be_told, weak=False)


@signals.worker_shutting_down.connect
def tell(**_: Any) -> None:
    """Tell all processes of the worker; called by the handler of a signal, so it does next to nothing."""
    if len(_PIPE) > 1:
        os.close(_PIPE.pop())


def hand_over() -> None:
    """Start no further node in this process; those under way have some seconds to end."""
    LEAVING.begin(REASON, grace=options().grace_seconds)


def hand_over_in_time() -> None:
    """Hand over, and end the process where a node does not listen: its run is another worker's by then."""
    hand_over()
    if not PULSE.wait_until_idle(options().grace_seconds + LAST):
        _end()


def _hand_over_and_end() -> None:
    """Hand over, and end where the worker itself goes on: it ends its children where it was told, too."""
    hand_over_in_time()
    if not _is_closed(_PIPE[0]):
        _end()


def _end() -> None:
    disappear()
    os._exit(0)


def _is_closed(end: int) -> bool:
    return bool(select([end], [], [], 0)[0])


def _listen(end: int, react: Callable[[], object]) -> None:
    def wait() -> None:
        select([end], [], [])
        react()

    Thread(target=wait, name="handing-over", daemon=True).start()
