"""A soak: mixed load and nothing that breaks, for as long as wanted; memory, connections and open files must stay flat."""

import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.crash.cluster import Cluster
from tests.crash.invariants import violations
from tests.crash.story import read_story
from tests.crash.workload import Workload

#: How much more memory a process may hold at the end than after the first quarter, in megabytes and as a share.
GROWTH, SHARE = 12.0, 0.10
#: How many more connections or open files there may be at the end.
MORE = 5
_CONNECTIONS = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"


@dataclass
class Soak:
    """What was measured, a list of values a name, and what came of the runs."""

    seconds: float
    readings: dict[str, list[float]] = field(default_factory=dict)
    runs: int = 0
    effects: int = 0
    violations: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield the report for people: what each reading was after the first quarter, and in the last one."""
        yield f"soak of {self.seconds / 60:.1f} min: {self.runs} runs, {self.effects} effects, {self.runs / self.seconds:.1f} runs a second"
        for name, values in sorted(self.readings.items()):
            early, late = ends(values)
            yield f"  {name}: {early:.0f} → {late:.0f}"
        yield from (f"  WRONG: {line}" for line in self.violations[:20])


def soak(cluster: Cluster, *, seed: int, seconds: float) -> Soak:
    """Let the cluster work, and return what was measured and what is wrong."""
    result = Soak(seconds)
    workload = Workload(cluster, json.loads((cluster.folder / "prepared.json").read_text()), seed)
    workload.start()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for name, value in read_all(cluster).items():
            result.readings.setdefault(name, []).append(value)
        time.sleep(min(5.0, seconds / 20))
    workload.stop()
    cluster.stop_schedules()
    workload.drain()
    story = read_story(cluster.query)
    result.runs, result.effects = len(story.runs), sum(story.entries.values())
    result.violations = [*violations(story, [(each.key, each.run) for each in workload.accepted]), *growth(result.readings)]
    return result


def read_all(cluster: Cluster) -> Mapping[str, float]:
    """Return the memory (MB) and the open files of each process with its children, and the connections to the servers."""
    found: dict[str, float] = {}
    for name, pid in sorted(cluster.pids.items()):
        family = [pid, *_children(pid)]
        found[f"{name} MB"] = sum(map(_memory, family))
        found[f"{name} files"] = sum(map(_files, family))
    if cluster.postgresql is not None:
        ((connections,),) = cluster.query(_CONNECTIONS)
        found["PostgreSQL connections"] = connections
    return found


def growth(readings: Mapping[str, list[float]]) -> list[str]:
    """Return what has grown."""
    found = []
    for name, values in readings.items():
        early, late = ends(values)
        bound = max(GROWTH, early * SHARE) if name.endswith("MB") else MORE
        if late - early > bound:
            found.append(f"{name} grew from {early:.0f} to {late:.0f}")
    return found


def ends(values: list[float]) -> tuple[float, float]:
    """Return the middle value of the second quarter, when all is warm, and of the last one."""
    quarter = max(1, len(values) // 4)
    return median(values[quarter : 2 * quarter] or values), median(values[-quarter:])


def _children(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in children.read_text().split()] if children.exists() else []


def _memory(pid: int) -> float:
    """Return what the process has for itself alone: what it was forked with is shared."""
    path = Path(f"/proc/{pid}/smaps_rollup")
    lines = path.read_text().splitlines() if path.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def _files(pid: int) -> int:
    try:
        return len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208 - names are counted, nothing is done with them
    except FileNotFoundError:
        return 0
