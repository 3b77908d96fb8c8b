"""The flows that are measured, as definitions of ours."""

from dataflow_app import Definition, WorkflowBuilder

#: Nodes of a long flow, of a short one, and of one that nothing is kept of; what the busy nodes compute, and how many of them there are.
LONG, SHORT, MANY = 40, 3, 100
FIBONACCI, BUSY = 33, 10


def chain(length: int = LONG) -> Definition:
    """Return nodes that add one, each to what the one before gives."""
    return _chained("AddOneNode", "value", "value", length, 0)


def effects(length: int = LONG) -> Definition:
    """Return nodes that insert a row each, one after the other."""
    return _chained("NoteCreateNode", "place", "place", length, 1)


def busy() -> Definition:
    """Return nodes that keep a processor busy, one after the other."""
    return _chained("FibonacciNode", "value", "value", BUSY, FIBONACCI)


def pause() -> Definition:
    """Return a node that waits longer than any measurement."""
    return WorkflowBuilder().add_node("DelayNode", "pause", {"seconds": 600}).build()


def _chained(node_type: str, output: str, port: str, length: int, first: int) -> Definition:
    builder = WorkflowBuilder()
    for index in range(length):
        builder.add_node(node_type, f"n{index}", {} if index else {port: first})
        if index:
            builder.add_connection(f"n{index - 1}", output, f"n{index}", port)
    return builder.build()
