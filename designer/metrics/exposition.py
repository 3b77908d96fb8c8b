"""What this process, and those that share a folder with it, have counted, in Prometheus's text format."""

import os

from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from designer.metrics.database_pool import DatabasePoolCollector
from designer.metrics.instruments import instruments

#: The environment variable that names a folder in which processes count together, such as those of one ``uvicorn --workers``; the
#: client library reads it when it is loaded.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def counted() -> bytes:
    """Return the counts as text; of all processes where they share a folder."""
    instruments()
    return generate_latest(counted_together() if os.environ.get(FOLDER) else REGISTRY) + generate_latest(_pool())


def counted_together() -> CollectorRegistry:
    """Return a registry of what the processes that share a folder have counted."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # the client has no types here
    return registry


def _pool() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(DatabasePoolCollector())
    return registry
