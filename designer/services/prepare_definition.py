"""Prepare a definition for running: read, checked and compiled once for all of its runs in this process."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from hashlib import blake2b
from threading import Lock
from typing import Any

from dataflow_app.graph.definition import Definition
from dataflow_app.graph.node_types import NodeTypeLike
from dataflow_app.graph.plan import Plan, PlannedNode
from dataflow_app.nodes.registry import REGISTRIES
from designer.services.compile_plan import compile_plan

#: How many definitions are remembered, and how many characters of JSON they may have together.
MOST, MOST_TEXT = 128, 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Prepared:
    """A definition that can run: itself, its JSON values with every default, its plan, and the node types that made it, by name.

    All of it is shared by many runs, so nothing of it may be changed.
    """

    definition: Definition
    content: Mapping[str, Any]
    plan: Plan
    types: Mapping[str, NodeTypeLike]

    @property
    def is_current(self) -> bool:
        """Whether the names of its node types still lead to the same ones."""
        return all(REGISTRIES.resolve(name) is node_type for name, node_type in self.types.items())


class PreparedDefinitions:
    """The definitions that were prepared last, by a digest of their content; safe to use from several threads."""

    def __init__(self, most: int = MOST, most_text: int = MOST_TEXT) -> None:
        self._most, self._most_text = most, most_text
        self._known: OrderedDict[bytes, tuple[Prepared, int]] = OrderedDict()
        self._text = 0
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many are remembered."""
        return len(self._known)

    def prepare(self, content: Mapping[str, Any]) -> Prepared:
        """Return the definition with that content; raise ``Invalid`` with every problem of one that cannot run."""
        text = json.dumps(content, sort_keys=True, separators=(",", ":"))
        digest = blake2b(text.encode(), digest_size=16).digest()
        with self._lock:
            known = self._known.get(digest)
            if known:
                self._known.move_to_end(digest)
        if known and known[0].is_current:
            return known[0]
        prepared = _prepare(content)
        self._keep(digest, prepared, len(text))
        return prepared

    def _keep(self, digest: bytes, prepared: Prepared, size: int) -> None:
        with self._lock:
            self._text += size - self._known.pop(digest, (None, 0))[1]
            self._known[digest] = prepared, size
            while len(self._known) > self._most or (self._text > self._most_text and len(self._known) > 1):
                self._text -= self._known.popitem(last=False)[1][1]


def own_plan(plan: Plan) -> Plan:
    """Return the plan with parameters of its own, so that a node which changes a list or a mapping among them spoils no other run."""
    nodes = tuple(replace(node, parameters=deepcopy(dict(node.parameters))) if _has_parts(node) else node for node in plan.nodes)
    return replace(plan, nodes=nodes)


def _has_parts(node: PlannedNode) -> bool:
    return any(isinstance(value, list | dict) for value in node.parameters.values())


def _prepare(content: Mapping[str, Any]) -> Prepared:
    definition = Definition.from_dict(content)
    plan = compile_plan(definition)
    by_id = {node.id: node.type for node in plan.nodes}
    return Prepared(definition, definition.to_dict(), plan, {node.type: by_id[node.id] for node in definition.nodes})


prepare_definition = PreparedDefinitions().prepare
