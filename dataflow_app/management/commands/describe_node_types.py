"""``manage.py describe_node_types``: the reference of node types, in Markdown."""

from argparse import ArgumentParser
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.core.management.base import BaseCommand

from dataflow_app.graph.ports import Port
from dataflow_app.nodes.effect import Effect
from dataflow_app.nodes.node_type import NodeType
from dataflow_app.nodes.registry import REGISTRIES

PROMISES = {
    Effect.NONE: "changes nothing",
    Effect.DATABASE: "changes rows, exactly once",
    Effect.EXTERNAL: "changes something elsewhere, at least once, with an idempotency key",
}


class Command(BaseCommand):
    """Print every node type of this project."""

    help = "Print the reference of this project's node types as Markdown."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the categories to describe."""
        parser.add_argument("category", nargs="*", help="a model's name or a category such as Flow (default: all)")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's own signature
        """Print to the standard output, so that a redirect makes a page of it."""
        wanted = options["category"]
        node_types = [node_type for node_type in REGISTRIES if not wanted or node_type.category in wanted]
        self.stdout.write(reference(node_types), ending="")


def reference(node_types: Iterable[NodeType]) -> str:
    """Return a page with a chapter a category and a section a node type."""
    ordered = sorted(node_types, key=lambda node_type: (node_type.category, node_type.name))
    chapters = [_chapter(category, list(members)) for category, members in groupby(ordered, key=lambda node_type: node_type.category)]
    return "\n\n".join(["# Node types\n\nWritten by `manage.py describe_node_types`.", *chapters]) + "\n"


def _chapter(category: str, members: list[NodeType]) -> str:
    return "\n\n".join([f"## {category}", *map(_section, members)])


def _section(node_type: NodeType) -> str:
    facts = f"{node_type.description}\n\nKind {node_type.kind} · {PROMISES[node_type.effect]}."
    tables = [_table("Input", node_type.inputs), _table("Output", node_type.outputs)]
    return "\n\n".join([f"### {node_type.name}", facts, *filter(None, tables)])


def _table(heading: str, ports: tuple[Port, ...]) -> str:
    rows = [f"| `{port.name}`{' *' if port.required else ''} | {port.type.label} | {_cell(port.description)} |" for port in ports]
    return "\n".join([f"| {heading} | type | meaning |", "|---|---|---|", *rows]) if rows else ""


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
