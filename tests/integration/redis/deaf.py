"""A node type that does not ask whether it should stop, for a worker: ``celery worker --include tests.integration.redis.deaf``."""

import time
from collections.abc import Mapping
from typing import Any

from dataflow_app.nodes.registry import REGISTRIES, Registry
from dataflow_app.testing import FakeNodeType

LONG = 60


def sleep(_: object, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """Hear nothing for a minute."""
    time.sleep(LONG)
    return parameters


REGISTRIES.open(Registry("deaf", [FakeNodeType("Deaf", sleep)]))
