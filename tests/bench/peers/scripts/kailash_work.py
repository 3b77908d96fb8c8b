"""Runs in Kailash DataFlow's own environment: ``python kailash_work.py URL ROWS`` prints the seconds of each piece of work as JSON."""

import json
import logging
import sys
import time
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

URL, ROWS = sys.argv[1], int(sys.argv[2])
SINGLE = 30
db = DataFlow(URL)


@db.model
class KailashReading:
    """The columns of the bench; it keeps no None."""

    code: str
    name: str
    place: str
    unit: str
    number: int
    weight: float
    height: float
    active: bool = True
    stage: str = "new"
    remark: str = ""


def reading(number):
    """Return the columns of one row, as the bench has them."""
    text = {"code": f"C{number:07}", "name": f"Reading {number}", "place": f"Hall {number % 40}", "unit": ("mm", "cm", "m")[number % 3]}
    sizes = {"number": number, "weight": number / 8, "height": number % 50 / 4, "active": number % 5 > 0}
    return {**text, **sizes, "stage": ("new", "seen")[number % 7 == 0], "remark": "" if number % 4 else f"Remark {number}"}


def run(operation, parameters):
    """Run one node."""
    builder = WorkflowBuilder()
    builder.add_node(f"KailashReading{operation}Node", "node", parameters)
    with LocalRuntime() as runtime:
        return runtime.execute(builder.build())[0]["node"]


def repeat(operation, parameters):
    """Run the node several times and return the seconds of one."""
    for number in range(3):
        run(operation, parameters(number))
    start = time.perf_counter()
    for number in range(3, 3 + SINGLE):
        run(operation, parameters(number))
    return (time.perf_counter() - start) / SINGLE


def once(operation, parameters):
    """Run the node once and return its seconds."""
    start = time.perf_counter()
    run(operation, parameters)
    return time.perf_counter() - start


def upserted(number):
    """Return a row with a key: every other one is there already."""
    return {"id": number + 1, **reading(number)}


WORK = {
    "bulk_create": lambda: once("BulkCreate", {"data": [reading(number) for number in range(ROWS)], "batch_size": 1000}),
    "list": lambda: once("List", {"limit": ROWS, "enable_cache": False}),
    "read": lambda: repeat("Read", lambda number: {"id": str(number + 1)}),
    "bulk_update": lambda: once("BulkUpdate", {"filter": {"active": {"$in": [True, False]}}, "update": {"stage": "done"}}),
    "create": lambda: repeat("Create", lambda number: reading(1_000_000 + number)),
    "bulk_upsert": lambda: once(
        "BulkUpsert",
        {"data": [upserted(number) for number in range(ROWS // 2, ROWS // 2 + ROWS)], "batch_size": 1000, "conflict_resolution": "update"},
    ),
}
db.create_tables()
answers = {}
for name, work in WORK.items():
    try:
        answers[name] = work()
    except Exception as error:  # noqa: BLE001 - what it says is the answer
        answers[name] = str(error)[-160:]
print(json.dumps(answers))
sys.stdout.flush()
