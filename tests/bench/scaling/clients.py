"""Many client processes that do the same at once, and what their database took meanwhile."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from tests.bench.engines.installation import ROOT, Installation
from tests.bench.engines.processor import processor_seconds
from tests.bench.engines.setting import Setting
from tests.bench.talking import Talking


@dataclass(frozen=True, slots=True)
class Taken:
    """What so many clients did together: how much, how fast, and what each piece took.

    ``rate`` is a second of wall time; ``here`` and ``database`` are processor seconds a piece, in the client and in the process of
    its session, ``server`` in all processes of PostgreSQL; ``wal`` bytes a piece; ``together`` pieces a flush of the log.
    """

    clients: int
    count: int
    rate: float
    wall: float
    here: float
    database: float
    server: float
    wal: float
    together: float


@contextmanager
def clients(installation: Installation, count: int) -> Iterator[list[Talking]]:
    """Run so many client processes."""
    command = [sys.executable, "-m", "tests.bench.scaling.client"]
    with ExitStack() as stack, ThreadPoolExecutor(count) as pool:
        made = [Talking(command, env=installation.environment, cwd=ROOT) for _ in range(count)]
        yield list(pool.map(stack.enter_context, made))


def at_once(setting: Setting, asked: list[Talking], do: str, seconds: float, **details: Any) -> Taken:
    """Have all of them do it for so many seconds."""
    before = _server(setting)
    with ThreadPoolExecutor(len(asked)) as pool:
        told = list(pool.map(lambda client: client.ask(do, seconds=seconds, **details), asked))
    cpu, wal, flushes = (after - earlier for after, earlier in zip(_server(setting), before, strict=True))
    count = sum(each["count"] for each in told)
    mean = {name: sum(each[name] for each in told) / count for name in ("wall", "here", "database")}
    return Taken(len(asked), count, count / seconds, **mean, server=cpu / count, wal=wal / count, together=count / max(flushes, 1))


def _server(setting: Setting) -> tuple[float, float, float]:
    """Return the processor seconds of PostgreSQL, the bytes that its log has, and how often that was flushed."""
    wal = setting.ours.query("SELECT (pg_current_wal_insert_lsn() - '0/0')::float8")
    flushes = setting.ours.query("SELECT sum(fsyncs)::float8 FROM pg_stat_io WHERE object = 'wal'")
    return processor_seconds(setting.postgresql.pid), float(wal), float(flushes)
