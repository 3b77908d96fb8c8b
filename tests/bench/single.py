"""One row at a time, through the runtime, against Django."""

from collections.abc import Iterator
from itertools import count

from dataflow_app import LocalRuntime, WorkflowBuilder
from tests.bench import raw
from tests.bench.measuring import Peer, Row
from tests.bench.peers import kailash
from tests.bench.readings import Place, reading

_ROUNDS = 400
#: What the runtime may take beside the work of the row, in seconds.
_ALLOWANCE = 50e-6


def rows(place: Place) -> Iterator[Row]:
    """Give the rows of the table."""
    raw.fill(place, place.plain, 1_000)
    yield create(place)
    yield read(place)


def create(place: Place) -> Row:
    """Create a row."""
    runtime = LocalRuntime(dataflow=place.db)
    definition = WorkflowBuilder().add_node("ReadingCreateNode", "create", reading(1)).build()
    manager, numbers = place.rows(place.plain), count()
    peers = (
        Peer("objects.create", lambda: manager.create(**reading(next(numbers))), 1.5, _ALLOWANCE),
        *kailash.peer(place, "create", 1),
    )
    return Row("Create one row", lambda: runtime.execute(definition), peers, _ROUNDS)


def read(place: Place) -> Row:
    """Read a row by its key."""
    runtime, manager = LocalRuntime(dataflow=place.db), place.rows(place.plain)
    key = manager.order_by("pk").first().pk
    definition = WorkflowBuilder().add_node("ReadingReadNode", "read", {"id": key}).build()
    peers = (Peer("objects.get", lambda: manager.get(pk=key), 1.5, _ALLOWANCE), *kailash.peer(place, "read", 1))
    return Row("Read one row", lambda: runtime.execute(definition), peers, _ROUNDS)
