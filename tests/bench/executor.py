"""What the executor itself costs."""

from collections.abc import Iterator

from dataflow_app import LocalRuntime, WorkflowBuilder
from dataflow_app.testing import FakeDataFlow, FakeNodeType
from tests.bench.measuring import Peer, Row

TRIVIAL = 100


def rows() -> Iterator[Row]:
    """Hand a value through nodes that do nothing."""
    builder = WorkflowBuilder()
    for index in range(TRIVIAL):
        builder.add_node("EchoNode", f"n{index}", {} if index else {"value": 1})
        if index:
            builder.add_connection(f"n{index - 1}", "value", f"n{index}", "value")
    chain, runtime = builder.build(), LocalRuntime(dataflow=FakeDataFlow((FakeNodeType("EchoNode"),)))

    def loop() -> None:
        value = {"value": 1}
        for index in range(TRIVIAL):
            value = dict(zip((f"n{index}",), value.values(), strict=True))

    yield Row(f"chain of {TRIVIAL} nodes that do nothing", lambda: runtime.execute(chain), (Peer("a plain loop", loop),))
