"""The library against Django and plain Python."""

from collections.abc import Iterator
from itertools import count

from dataflow_app import DataFlow, LocalRuntime, WorkflowBuilder
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


def values(code: str) -> dict[str, object]:
    """Return one reading's columns."""
    text = {"code": code, "name": "Reading", "place": "Hall 4", "unit": "mm"}
    return {**text, "number": 7, "weight": 1.5, "height": 2.5, "active": True, "stage": "new", "remark": None}


def rows() -> Iterator[Row]:
    """Give every line of the table."""
    runtime, codes = LocalRuntime(), count()
    chain = WorkflowBuilder()
    for index in range(TRIVIAL):
        chain.add_node("TransformNode", f"n{index}", {"expression": "value", "value": index})
        if index:
            chain.add_connection(f"n{index - 1}", "result", f"n{index}", "value")
    single = WorkflowBuilder()
    single.add_node("ReadingCreateNode", "create", values("single"))
    bulk = WorkflowBuilder()
    data = [values(f"bulk-{index}") for index in range(BULK)]
    bulk.add_node("ReadingBulkCreateNode", "load", {"data": data})
    create_one, create_many = single.build(), bulk.build()
    manager = Reading.objects  # type: ignore[attr-defined]
    yield Row("create one row", "objects.create", lambda: runtime.execute(create_one), lambda: manager.create(**values(f"s{next(codes)}")))
    yield Row(
        f"bulk create {BULK:,} rows × 10 columns",
        "bulk_create, batches of 1,000",
        lambda: runtime.execute(create_many),
        lambda: manager.bulk_create([manager.model(**row) for row in data], batch_size=1_000),
        rounds=5,
    )
