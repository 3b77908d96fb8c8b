"""What the executor itself costs."""

from collections.abc import Iterator, Mapping
from typing import Any

from dataflow_app import LocalRuntime, WorkflowBuilder
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.testing import FakeDataFlow, FakeNodeType
from tests.bench.measuring import Peer, Row

TRIVIAL, WIDE = 100, 5_000
#: What a node that does nothing may take, compiling included, in seconds.
A_NODE = 20e-6
FIBONACCI = 33


def rows() -> Iterator[Row]:
    """Hand a value through nodes that do nothing, and compute in some that do."""
    runtime = LocalRuntime(dataflow=FakeDataFlow((FakeNodeType("EchoNode"), FakeNodeType("FibonacciNode", _compute))))
    chain, wide = _chain(TRIVIAL), _siblings(WIDE)
    promised = Peer("20 µs a node", A_NODE * TRIVIAL, limit=1)
    yield Row(f"chain of {TRIVIAL} nodes that do nothing", lambda: runtime.execute(chain), (Peer("a plain loop", _loop), promised))
    long = _chain(WIDE)
    yield Row(f"chain of {WIDE:,} nodes", lambda: runtime.execute(long), (Peer("20 µs a node", A_NODE * WIDE),), rounds=5)
    yield Row(f"{WIDE:,} siblings", lambda: runtime.execute(wide), (Peer("20 µs a node", A_NODE * WIDE),), rounds=5)
    ten = _siblings(10, "FibonacciNode")
    yield Row(f"10 x fibonacci({FIBONACCI})", lambda: runtime.execute(ten), (Peer("a plain loop", _ten, limit=1.02),), rounds=3)


def _chain(count: int) -> Any:
    builder = WorkflowBuilder()
    for index in range(count):
        builder.add_node("EchoNode", f"n{index}", {} if index else {"value": 1})
        if index:
            builder.add_connection(f"n{index - 1}", "value", f"n{index}", "value")
    return builder.build()


def _siblings(count: int, type_name: str = "EchoNode") -> Any:
    builder = WorkflowBuilder()
    for index in range(count):
        builder.add_node(type_name, f"n{index}", {"value": FIBONACCI})
    return builder.build()


def _loop() -> None:
    value = {"value": 1}
    for index in range(TRIVIAL):
        value = dict(zip((f"n{index}",), value.values(), strict=True))


def _fibonacci(number: int) -> int:
    return number if number < 2 else _fibonacci(number - 1) + _fibonacci(number - 2)


def _compute(_: NodeContext, given: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"value": _fibonacci(given["value"])}


def _ten() -> list[int]:
    return [_fibonacci(FIBONACCI) for _ in range(10)]
