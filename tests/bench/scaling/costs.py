"""What a piece of work costs: wall time, processor time of this process and of the server process of its database session."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time

from django.db import connection


@dataclass
class Costs:
    """Sums over ``count`` pieces of work, in seconds."""

    count: int = 0
    wall: float = 0.0
    here: float = 0.0
    database: float = 0.0


def repeat(work: Callable[[int], object], seconds: float, *, before_each: Callable[[int], object] = bool) -> dict[str, float]:
    """Do the work for so many seconds, and return its costs; it is given how often it was done. ``before_each`` is not counted."""
    costs, server = Costs(), session_process()
    enough = perf_counter() + seconds
    while perf_counter() < enough:
        before_each(costs.count)
        start, here, database = perf_counter(), process_time(), processor_time(server)
        work(costs.count)
        costs.count += 1
        costs.wall += perf_counter() - start
        costs.here += process_time() - here
        costs.database += processor_time(server) - database
    return asdict(costs)


def session_process() -> int:
    """Return the process that serves this thread's database session; it runs on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid: int = cursor.fetchone()[0]
    return pid


def processor_time(pid: int) -> float:
    """Return what a process of one thread has computed, to the microsecond: the kernel counts user and system time in ticks of 10 ms."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
