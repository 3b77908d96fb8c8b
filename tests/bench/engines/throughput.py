"""Short runs through two workers: how many a second, exactly once, what each costs, and whether a full database makes it dearer."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.engines.definitions import SHORT
from tests.bench.engines.filling import fill
from tests.bench.engines.installation import Installation
from tests.bench.engines.limits import at_least, at_most, is_so
from tests.bench.engines.processor import processor_seconds
from tests.bench.engines.setting import Setting

#: Runs in one measurement, and how many are stored for the last one.
RUNS, STORED = 2_000, 1_000_000
_WORKERS = 2
_PATIENCE = 120
_TABLES = ("designer_run", "designer_event", "designer_noderun")


@dataclass(frozen=True, slots=True)
class Drained:
    """What a queue of short runs took: seconds, processor seconds by process, bytes; and whether each effect happened once."""

    seconds: float
    processor: dict[str, float]
    stored: float
    is_exact: bool

    @property
    def lines(self) -> Iterator[str]:
        """What is told of it beside how fast it was."""
        each = ", ".join(f"{name} {seconds / RUNS * 1e3:.2f}" for name, seconds in self.processor.items())
        yield f"  processor ms a run: {each}; bytes stored a run: {self.stored / RUNS:,.0f}"
        yield is_so(f"  each of the {SHORT * RUNS:,} effects happened exactly once", self.is_exact)

    @property
    def working(self) -> float:
        """The processor seconds of all that executes."""
        return sum(seconds for name, seconds in self.processor.items() if name != "submitter")


def runs(setting: Setting) -> Iterator[str]:
    """Measure with few stored runs, and with many."""
    what = f"runs of {SHORT} effects through {_WORKERS} workers"
    few = _drain(setting)
    yield at_least(what, RUNS / few.seconds, 200, "runs a second")
    yield from few.lines
    filling = fill(setting.ours, STORED, flow="short")
    many = _drain(setting)
    stored = setting.ours.query("SELECT count(*) FROM designer_run")
    yield at_least(f"the same with {stored:,} stored runs, filled in {filling:.0f} s", RUNS / many.seconds, 200, "runs a second")
    yield from many.lines
    yield at_most("processor time a run, with many stored to with few", many.working / few.working, 1.15, "×")


def _drain(setting: Setting) -> Drained:
    """Queue runs while the workers stand still, then let them go on."""
    ours = setting.ours
    with ours.workers(_WORKERS) as pids:
        ours.submitter.time("run", flow="short")
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        watched = {"workers": pids, "PostgreSQL": [setting.postgresql.pid], "Redis": [setting.redis.pid], "submitter": [ours.submitter.pid]}
        before, size = _processor(watched), _bytes(ours)
        first, last = ours.submitter.ask("submit", flow="short", count=RUNS)
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
        _await_empty(ours)
        used = {name: seconds - before[name] for name, seconds in _processor(watched).items()}
    span = f"FROM designer_run WHERE id BETWEEN {first} AND {last}"
    seconds = ours.query(f"SELECT extract(epoch FROM max(finished_at) - min(started_at))::float8 {span}")
    return Drained(seconds, used, _bytes(ours) - size, _is_exact(ours, first, last))


def _processor(watched: dict[str, list[int]]) -> dict[str, float]:
    return {name: sum(map(processor_seconds, pids)) for name, pids in watched.items()}


def _await_empty(installation: Installation) -> None:
    deadline = time.monotonic() + _PATIENCE
    while open_runs := installation.query("SELECT count(*) FROM designer_run WHERE status IN ('queued', 'running')"):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{open_runs} runs are still open after {_PATIENCE} s.")
        time.sleep(0.25)


def _is_exact(installation: Installation, first: int, last: int) -> bool:
    """Whether each of these runs left the rows of its nodes, each once."""
    groups = f"SELECT run FROM notes_note WHERE run::bigint BETWEEN {first} AND {last} GROUP BY run"
    exact = f"{groups} HAVING count(*) = {SHORT} AND count(DISTINCT node) = {SHORT}"
    return bool(installation.query(f"SELECT (SELECT count(*) FROM ({exact}) e) = {RUNS} AND (SELECT count(*) FROM ({groups}) g) = {RUNS}"))


def _bytes(installation: Installation) -> float:
    return float(sum(installation.query(f"SELECT pg_total_relation_size('{table}')") for table in _TABLES))
