"""Node types as the palette and the forms need them."""

import hashlib
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from dataflow_app.nodes.node_type import NodeType
from dataflow_app.nodes.registry import REGISTRIES
from designer.api.serializers.node_types import NodeTypeSerializer


def describe_all() -> tuple[dict[str, Any], ...]:
    """Return every node type of this process as the API sends it."""
    return describe(tuple(REGISTRIES))


@cache
def describe(node_types: tuple[NodeType, ...]) -> tuple[dict[str, Any], ...]:
    """Return the node types as JSON values; the same ones are described once, for they never change."""
    return tuple(dict(described) for described in NodeTypeSerializer(node_types, many=True).data)


def fingerprint(described: Iterable[dict[str, Any]]) -> str:
    """Return an ETag that changes with any word of the description."""
    text = DjangoJSONEncoder(sort_keys=True).encode(list(described))
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
