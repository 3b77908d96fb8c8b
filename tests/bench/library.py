"""The library against Django and plain Python."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from dataflow_app import DataFlow, LocalRuntime, WorkflowBuilder
from dataflow_app.testing import FakeDataFlow, FakeNodeType
from tests.bench.__main__ import Row

BULK = 10_000
TRIVIAL = 100

db = DataFlow()


@db.model
class Reading:
    """A row of ten columns, as bulk loads have them."""

    code: str
    name: str
    place: str
    unit: str
    number: int
    weight: float
    height: float
    active: bool = True
    stage: str = "new"
    remark: str | None = None


#: Its managers come with the decorator, which type checkers do not see.
manager: Any = Reading.objects  # type: ignore[attr-defined]


def values(code: str) -> dict[str, object]:
    """Return one reading's columns."""
    text = {"code": code, "name": "Reading", "place": "Hall 4", "unit": "mm"}
    return {**text, "number": 7, "weight": 1.5, "height": 2.5, "active": True, "stage": "new", "remark": None}


def rows() -> Iterator[Row]:
    """Give every line of the table."""
    yield chain_of_trivial_nodes()
    yield create_one_row()
    yield bulk_create()


def chain_of_trivial_nodes() -> Row:
    """Hand a value through nodes that do nothing: what the executor itself costs."""
    echo = FakeNodeType("EchoNode")
    builder = WorkflowBuilder()
    for index in range(TRIVIAL):
        builder.add_node("EchoNode", f"n{index}", {} if index else {"value": 1})
        if index:
            builder.add_connection(f"n{index - 1}", "value", f"n{index}", "value")
    chain, runtime = builder.build(), LocalRuntime(dataflow=FakeDataFlow((echo,)))

    def plain() -> None:
        value = {"value": 1}
        for index in range(TRIVIAL):
            value = dict(zip((f"n{index}",), value.values(), strict=True))

    return Row(f"chain of {TRIVIAL} nodes that do nothing", "a plain loop of dictionaries", lambda: runtime.execute(chain), plain)


def create_one_row() -> Row:
    """Create a row by a node and by Django."""
    builder, runtime, codes = WorkflowBuilder(), LocalRuntime(), count()
    builder.add_node("ReadingCreateNode", "create", values("single"))
    definition = builder.build()
    return Row("create one row", "objects.create", lambda: runtime.execute(definition), lambda: manager.create(**values(f"s{next(codes)}")))


def bulk_create() -> Row:
    """Create many rows by a node and by Django."""
    builder, runtime = WorkflowBuilder(), LocalRuntime()
    data = [values(f"bulk-{index}") for index in range(BULK)]
    builder.add_node("ReadingBulkCreateNode", "load", {"data": data})
    definition = builder.build()

    def by_django() -> None:
        manager.bulk_create([manager.model(**row) for row in data], batch_size=1_000)

    work = f"bulk create {BULK:,} rows × 10 columns"
    return Row(work, "bulk_create, batches of 1,000", lambda: runtime.execute(definition), by_django, rounds=5)
