"""One class, defined again and again, as somebody does who works on a script."""

from typing import Any

from dataflow_app import DataFlow


def shape(dataflow: DataFlow, annotations: dict[str, Any], name: str = "Shape", **namespace: Any) -> Any:
    """Define the class ``Shape`` (again)."""
    body = {"__annotations__": annotations, "__module__": __name__, "__qualname__": name, **namespace}
    return dataflow.model(type(name, (), body))
