"""Runs in Kailash's own environment: ``python kailash_flows.py URL ANSWERING``. A checkpoint after each node, in PostgreSQL."""

import asyncio
import logging
import sys
import uuid
import warnings
from importlib.metadata import version

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

from dataflow import DataFlow
from kailash.db.connection import ConnectionManager
from kailash.infrastructure.checkpoint_store import DBCheckpointStore
from kailash.nodes.base import Node, NodeParameter, register_node
from kailash.runtime.durable import DurableExecutionEngine
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

URL = sys.argv[1]
sys.path.append(sys.argv[2])
from answering import answer

LENGTH, MANY = 40, 100
loop = asyncio.new_event_loop()
connections = ConnectionManager(URL)
loop.run_until_complete(connections.initialize())
store = DBCheckpointStore(connections)
loop.run_until_complete(store.initialize())
engine = DurableExecutionEngine.builder().checkpoint_store(store).build()
db = DataFlow(URL)


@db.model
class KailashNote:
    """A row."""

    run: str
    node: str
    place: int


@register_node()
class AddOneNode(Node):
    """Do next to nothing."""

    def get_parameters(self):
        """Take a number."""
        return {"value": NodeParameter(name="value", type=int, required=False, default=0)}

    def run(self, **given):
        """Add one."""
        return {"value": given.get("value", 0) + 1}


def chained(length):
    """Return nodes that add one, each to what the one before gives."""
    builder = WorkflowBuilder()
    for index in range(length):
        builder.add_node("AddOneNode", f"n{index}", {} if index else {"value": 0})
        if index:
            builder.add_connection(f"n{index - 1}", "value", f"n{index}", "value")
    return builder.build()


def inserting():
    """Return nodes that insert a row each, one after the other."""
    builder = WorkflowBuilder()
    for index in range(LENGTH):
        builder.add_node("KailashNoteCreateNode", f"n{index}", {"run": "1", "node": f"n{index}", "place": index})
        if index:
            builder.add_connection(f"n{index - 1}", "place", f"n{index}", "place")
    return builder.build()


durable, short_lived, rows = chained(LENGTH), chained(MANY), inserting()
runtime = LocalRuntime()


def chain():
    """Run the chain, with a checkpoint after each node."""
    results, _ = loop.run_until_complete(engine.execute(durable, idempotency_key=str(uuid.uuid4())))
    check(results, LENGTH)


def local():
    """Run a longer chain, and keep nothing."""
    results, _ = runtime.execute(short_lived)
    check(results, MANY)


def effects():
    """Insert rows; nothing but the rows is kept."""
    results, _ = runtime.execute(rows)
    if len(results) != LENGTH:
        raise RuntimeError(f"{len(results)} of {LENGTH} nodes ran.")


def check(results, length):
    """Raise where the value is not what so many nodes make of it."""
    if results[f"n{length - 1}"]["value"] != length:
        raise RuntimeError(f"The last node gave {results.get(f'n{length - 1}')}.")


def checkpoints():
    """Return how many checkpoints are kept."""
    return loop.run_until_complete(connections.fetchone("SELECT count(*) AS n FROM kailash_checkpoints"))["n"]


db.create_tables()
answer(version("kailash"), {"chain": chain, "local": local, "effects": effects, "checkpoints": checkpoints})
