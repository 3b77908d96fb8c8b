"""Measurements that need a new process each: the memory of a long load, and the time until a first row."""

import json
import subprocess
import sys

from tests.bench.readings import Place

MILLION = 1_000_000
_MEMORY_LIMIT = 150.0
_START_LIMIT = 0.8

_LOAD = """
import json, resource, sys
from tests.bench.readings import open_place, readings
place = open_place("memory", sys.argv[1])
place.run("ReadingBulkCreateNode", data=readings(20_000))
place.empty()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
place.run("ReadingBulkCreateNode", data=readings(int(sys.argv[2])))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([(after - before) / 1024, place.rows(place.plain).count()]))
"""

_START = """
import time
start = time.perf_counter()
from dataflow_app import DataFlow, LocalRuntime, WorkflowBuilder
with DataFlow(":memory:") as db:
    @db.model
    class Thing:
        name: str
    LocalRuntime().execute(WorkflowBuilder().add_node("ThingCreateNode", "create", {"name": "a"}).build())
    print(time.perf_counter() - start)
"""


def memory(place: Place) -> str:
    """Return a line on the memory that a load of a million rows from an iterator takes."""
    taken, count = json.loads(_python(_LOAD, place.url, str(MILLION)))
    verdict = "ok" if taken <= _MEMORY_LIMIT and count == MILLION else "MISSED"
    return f"BulkCreate of {count:,} rows from an iterator: {taken:.0f} MB above the start  ({verdict} ≤ {_MEMORY_LIMIT:.0f} MB)"


def start_up() -> str:
    """Return a line on the time from a new process's first import to its first row; the best of five."""
    seconds = min(float(_python(_START)) for _ in range(5))
    verdict = "ok" if seconds <= _START_LIMIT else "MISSED"
    return f"from dataflow_app import DataFlow and a first Create on :memory: {seconds:.2f} s  ({verdict} ≤ {_START_LIMIT} s)"


def _python(program: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.splitlines()[-1]
