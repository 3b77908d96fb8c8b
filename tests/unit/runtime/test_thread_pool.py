"""The threads of nodes that wait."""

from threading import Event

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
