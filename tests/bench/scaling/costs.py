"""What a piece of work costs: wall time, processor time of this process and of the server process of its database session."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, thread_time

from django.db import connection


@dataclass
class Costs:
    """Sums, in seconds, over ``count`` pieces of work."""

    count: int = 0
    wall: float = 0.0
    here: float = 0.0
    database: float = 0.0

    @contextmanager
    def of_one(self, server: int) -> Iterator[None]:
        """Add what the block takes; ``server`` is the process id of its database session."""
        start, here, database = perf_counter(), thread_time(), processor_time(server)
        yield
        self.count += 1
        self.wall += perf_counter() - start
        self.here += thread_time() - here
        self.database += processor_time(server) - database


def repeat(work: Callable[[int], object], seconds: float) -> dict[str, float]:
    """Do the work for so many seconds, and return its costs; it is given how often it was done before."""
    costs, server = Costs(), session_process()
    enough = perf_counter() + seconds
    while perf_counter() < enough:
        with costs.of_one(server):
            work(costs.count)
    return asdict(costs)


def session_process() -> int:
    """Return the process that serves this thread's database session; it runs on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid: int = cursor.fetchone()[0]
    return pid


def processor_time(pid: int) -> float:
    """Return what a process of one thread has computed, to the nanosecond: the kernel's counts by user and system are ticks of 10 ms."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
