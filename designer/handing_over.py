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

REASON = "The worker was told to stop; another one continues after the last finished node."

_PIPE: list[int] = []


@signals.celeryd_init.connect
def prepare(**_: Any) -> None:
    """Open the pipe before any child is there, and listen in this process, where the pool of threads executes runs."""
    _PIPE[:] = os.pipe()
    _listen(_PIPE[0], hand_over)


@signals.worker_process_init.connect
def prepare_child(**_: Any) -> None:
    """Listen in a child, and to a supervisor that tells all processes of a worker at once: such a child hands over and ends."""
    if len(_PIPE) > 1:
        os.close(_PIPE.pop())
        _listen(_PIPE[0], hand_over)
    told, teller = os.pipe()
    _listen(told, _hand_over_and_end)
    signal.signal(signal.SIGTERM, lambda *_: os.write(teller, b"."))


@signals.worker_shutting_down.connect
def tell(**_: Any) -> None:
    """Tell all processes of the worker; called by the handler of a signal, so it does next to nothing."""
    if len(_PIPE) > 1:
        os.close(_PIPE.pop())


def hand_over() -> None:
    """Start no further node in this process; those under way have some seconds to end."""
    LEAVING.begin(REASON, grace=options().grace_seconds)


def _hand_over_and_end() -> None:
    hand_over()
    PULSE.wait_until_idle(options().grace_seconds)
    os._exit(0)


def _listen(end: int, react: Callable[[], object]) -> None:
    def wait() -> None:
        select([end], [], [])
        react()

    Thread(target=wait, name="handing-over", daemon=True).start()
