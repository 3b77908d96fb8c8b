"""The threads of nodes that wait."""

from functools import partial
from threading import Event
from time import sleep
from weakref import ref

from dataflow_app.runtime.thread_pool import ThreadPool


def test_what_is_done_is_found_behind_what_nobody_waits_for_any_more() -> None:
    pool: ThreadPool[str] = ThreadPool(1)
    release = Event()

    def slow() -> str:
        release.wait(20)
        return "slow"

    for _ in range(9):
        pool.abandon(pool.submit(slow))
    number = pool.submit(slow)
    release.set()
    assert pool.finished(20) == (number, "slow")
    assert pool.busy == 0
    pool.close()


def test_an_idle_thread_holds_nothing_of_what_it_did() -> None:
    pool: ThreadPool[int] = ThreadPool(1)
    rows = {1, 2, 3}
    known = ref(rows)
    pool.submit(partial(len, rows))
    assert pool.finished(20) == (0, 3)
    del rows
    while known() is not None:  # ended by pytest-timeout where it never is
        sleep(0.001)
    pool.close()
