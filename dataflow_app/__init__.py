"""DataFlow Designer's library: models from annotated classes, the nodes they bring, and the runtime of workflows.

Everything is loaded when it is first used, so that importing this package neither imports nor configures Django.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataflow_app.dataflow import DataFlow
    from dataflow_app.graph.builder import WorkflowBuilder
    from dataflow_app.graph.definition import Definition, Retry
    from dataflow_app.row import Row
    from dataflow_app.runtime.async_local import AsyncLocalRuntime
    from dataflow_app.runtime.local import LocalRuntime

__all__ = ["AsyncLocalRuntime", "DataFlow", "Definition", "LocalRuntime", "Retry", "Row", "WorkflowBuilder"]

_HOMES = {
    "AsyncLocalRuntime": "dataflow_app.runtime.async_local",
    "DataFlow": "dataflow_app.dataflow",
    "Definition": "dataflow_app.graph.definition",
    "LocalRuntime": "dataflow_app.runtime.local",
    "Retry": "dataflow_app.graph.definition",
    "Row": "dataflow_app.row",
    "WorkflowBuilder": "dataflow_app.graph.builder",
}


def __getattr__(name: str) -> Any:
    """Load an exported name."""
    if name not in _HOMES:
        raise AttributeError(f"module 'dataflow_app' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Return the exported names."""
    return __all__
