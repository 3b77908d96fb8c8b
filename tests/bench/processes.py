"""Measurements that need a new process each: the memory of a long load, and the time until a first row."""

import json
import subprocess
import sys
from collections.abc import Iterator

from tests.bench.readings import Place

MILLION = 1_000_000
_MEMORY_LIMIT = 150.0
_START_LIMIT = 0.8

_LOAD = """
import json, re, sys
from pathlib import Path
from tests.bench.readings import open_place, readings
place = open_place("memory", sys.argv[1])
# What getrusage says begins with the memory of the process that started this one.
most = lambda: int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
node, model = sys.argv[3], place.supplied if sys.argv[3].startswith("Supplied") else place.plain
more = {"supplier": place.supplier()} if model is place.supplied else {}
how = {"match_fields": ["code"]} if "Upsert" in node else {}
load = lambda count: place.run(node, data=({**row, **more} for row in readings(count)), **how)
load(20_000)
place.clear(model)
before = most()
load(int(sys.argv[2]))
after = most()
print(json.dumps([(after - before) / 1024, place.rows(model).count()]))
place.clear(model)
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


_LOADS = {
    "ReadingBulkCreateNode": "BulkCreate of {:,} rows from an iterator",
    "SuppliedReadingBulkCreateNode": "the same with audit_log and a foreign key ({:,} rows)",
    "SuppliedReadingBulkUpsertNode": "BulkUpsert of {:,} rows with audit_log and a foreign key",
}


def memory(place: Place) -> Iterator[str]:
    """Give lines on the memory that loads of a million rows from an iterator take."""
    for node, work in _LOADS.items():
        taken, count = json.loads(_python(_LOAD, place.url, str(MILLION), node))
        verdict = "ok" if taken <= _MEMORY_LIMIT and count == MILLION else "MISSED"
        yield f"memory of {work.format(count)}: {taken:.0f} MB above the start  ({verdict} ≤ {_MEMORY_LIMIT:.0f} MB)"


def start_up() -> str:
    """Return a line on the time from a new process's first import to its first row; the best of five."""
    seconds = min(float(_python(_START)) for _ in range(5))
    verdict = "ok" if seconds <= _START_LIMIT else "MISSED"
    return f"from dataflow_app import DataFlow and a first Create on :memory: {seconds:.2f} s  ({verdict} ≤ {_START_LIMIT} s)"


def _python(program: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.splitlines()[-1]
