"""Options of generated nodes: parameters that are no columns of the model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.graph.ports import Port, PortType
from dataflow_app.orm.bound_model import BoundModel

Check = Callable[[BoundModel, Any], object]


@dataclass(frozen=True, slots=True)
class Option:
    """One option.

    ``schema`` is its JSON Schema; ``check`` raises ``NodeError`` where a value that is known cannot be used.
    """

    name: str
    type: PortType
    title: str
    description: str
    schema: Mapping[str, Any] = field(default_factory=dict)
    check: Check | None = None
    required: bool = False
    #: Whether None means that the option is not given; where it would widen what a node touches, it does not.
    nullable: bool = True

    def port(self) -> Port:
        """Return its input port."""
        return Port(self.name, self.type, self.required, self.title, self.description)

    def json_schema(self) -> dict[str, Any]:
        """Return its entry in the schema of the parameters."""
        return {"title": self.title, "description": self.description, **self.schema}

    def faults(self, bound: BoundModel, value: Any) -> list[NodeError]:
        """Return what is wrong with a value; a check may return several faults."""
        if value is None:
            return [] if self.nullable else [self._empty()]
        if self.check is None:
            return []
        try:
            found = self.check(bound, value)
        except NodeError as fault:
            return [NodeError(fault.code, fault.message, fault.remedy, port=self.name)]
        faults = [each for each in found if isinstance(each, NodeError)] if isinstance(found, list) else []
        return [NodeError(each.code, each.message, each.remedy, port=self.name) for each in faults]

    def _empty(self) -> NodeError:
        return NodeError("invalid_parameter", f"{self.name} is empty.", "Give it a value, or leave it out.", port=self.name)
