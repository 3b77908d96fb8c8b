"""The workflows that are run while things go wrong, with every kind of effect in them and branches that run side by side."""

from typing import Any

from dataflow_app import Definition, WorkflowBuilder
from tests.crash.figures import LINES


def transfer() -> Definition:
    """Move money between two accounts, by single rows and by filters, and leave an entry for each step."""
    builder = WorkflowBuilder()
    for name in ("source", "target", "amount"):
        builder.add_input(name, "integer")
    builder.add_input("pause", "number")
    builder.add_node("InputNode", "order")
    builder.add_node("AccountUpdateNode", "take", _change("source", "-inputs.amount"))
    builder.add_node("AccountUpdateNode", "give", _change("target", "inputs.amount"))
    builder.add_node("EntryCreateNode", "booked")
    builder.add_node("TransformNode", "thought", {"expression": "$ % 7"})
    builder.add_node("EntryCreateNode", "noted")
    builder.add_node("DelayNode", "pause", {"seconds": {"$expression": "inputs.pause"}})
    builder.add_node("EntryCreateNode", "told")
    builder.add_node("EntryBulkCreateNode", "lines", {"data": [{"place": place} for place in range(1, LINES + 1)]})
    builder.add_node("AccountBulkUpdateNode", "lend", _change_two(1))
    builder.add_node("AccountBulkUpdateNode", "repay", _change_two(-1))
    for source, output, target, port in _CONNECTIONS:
        builder.add_connection(source, output, target, port)
    return builder.build()


def scheduled() -> Definition:
    """Leave one entry: what a schedule starts."""
    builder = WorkflowBuilder()
    builder.add_node("EntryCreateNode", "booked")
    return builder.build()


#: Ports that carry a number feed ``place``: a connection is what makes one node wait for another.
_CONNECTIONS = (
    ("order", "amount", "booked", "place"),
    ("order", "amount", "thought", "value"),
    ("thought", "result", "noted", "place"),
    ("order", "amount", "pause", "value"),
    ("pause", "value", "told", "place"),
)


def _change(account: str, amount: str) -> dict[str, Any]:
    return {"id": {"$expression": f"inputs.{account}"}, "balance": {"$expression": '{"$inc": ' + amount + "}"}}


def _change_two(amount: int) -> dict[str, Any]:
    return {"filter": {"id": {"$lte": 2}}, "update": {"balance": {"$inc": amount}}}
