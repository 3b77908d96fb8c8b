"""The kinds of node type; the canvas gives each an accent of its own."""

from enum import StrEnum


class NodeKind(StrEnum):
    """What sort of work a node type does."""

    READ = "read"
    WRITE = "write"
    BULK = "bulk"
    FLOW = "flow"
    AI = "ai"
    INTEGRATION = "integration"
    TRIGGER = "trigger"
