"""Whole runs of three effects: what each takes of web, worker, broker and database, and the bytes that it leaves."""

import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from tests.bench.engines.processor import processor_seconds
from tests.bench.engines.setting import Setting
from tests.bench.scaling.web import Web

_WORKERS, _PATIENCE = 2, 300
_TABLES = ("designer_run", "designer_event", "designer_noderun")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run takes, on average, while it is started over HTTP, and while it is executed; ``rate`` is runs a second of wall time.

    Processor seconds by process; ``wal`` and the tables are bytes.
    """

    rate: float
    starting: Mapping[str, float]
    executing: Mapping[str, float]


def cost(setting: Setting, web: Web, count: int) -> Cost:
    """Start runs while the workers stand still, then let them go on until all are over."""
    with setting.ours.workers(_WORKERS) as pids:
        web.start_runs("short", 20)
        _await_empty(setting)
        first = _read(setting, web, pids)
        with _standing_still(pids):
            web.start_runs("short", count)
            second = _read(setting, web, pids)
        start = time.perf_counter()
        _await_empty(setting)
        seconds, third = time.perf_counter() - start, _read(setting, web, pids)
    return Cost(count / seconds, _between(first, second, count), _between(second, third, count))


def start_by_service(setting: Setting, count: int) -> tuple[float, float]:
    """Return the processor seconds that a start without HTTP takes of its process, and of the database; nobody executes these runs."""
    pids = (setting.ours.submitter.pid, setting.postgresql.pid)
    before = [processor_seconds(pid) for pid in pids]
    setting.ours.submitter.ask("submit", flow="short", count=count)
    here, database = ((processor_seconds(pid) - earlier) / count for pid, earlier in zip(pids, before, strict=True))
    setting.ours.submitter.ask("cancel_all")
    return here, database


def _between(earlier: Mapping[str, float], later: Mapping[str, float], count: int) -> Mapping[str, float]:
    return {name: (later[name] - value) / count for name, value in earlier.items()}


@contextmanager
def _standing_still(pids: list[int]) -> Iterator[None]:
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    yield
    for pid in pids:
        os.kill(pid, signal.SIGCONT)


def _await_empty(setting: Setting) -> None:
    deadline = time.monotonic() + _PATIENCE
    while open_runs := setting.ours.query("SELECT count(*) FROM designer_run WHERE status IN ('queued', 'running')"):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{open_runs} runs are still open after {_PATIENCE} s.")
        time.sleep(0.25)


def _read(setting: Setting, web: Web, workers: list[int]) -> Mapping[str, float]:
    query = setting.ours.query
    return {
        "web": processor_seconds(web.pid),
        "worker": sum(map(processor_seconds, workers)),
        "database": processor_seconds(setting.postgresql.pid),
        "broker": processor_seconds(setting.redis.pid),
        "wal": float(query("SELECT (pg_current_wal_insert_lsn() - '0/0')::float8")),
        **{table: float(query(f"SELECT pg_total_relation_size('{table}')")) for table in _TABLES},
    }
