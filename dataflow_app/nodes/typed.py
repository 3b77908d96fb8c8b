"""Node types that are written by hand: their ports, schema and checks follow from two pydantic models."""

import re
from abc import abstractmethod
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from inspect import getdoc
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from dataflow_app.errors import NodeError
from dataflow_app.graph.model_problems import model_problem, model_problems
from dataflow_app.graph.ports import Port
from dataflow_app.graph.problem import Problem
from dataflow_app.nodes.model_ports import model_ports
from dataflow_app.nodes.node_type import NodeContext, NodeType


class Parameters(BaseModel):
    """The base of a node type's parameters: unknown names are refused, and text is not taken for a number."""

    model_config = ConfigDict(extra="forbid", strict=True, arbitrary_types_allowed=True, frozen=True)


class Output(BaseModel):
    """The base of a node type's output: it only describes the ports, and is never built."""

    model_config = ConfigDict(extra="forbid")


Given = TypeVar("Given", bound=Parameters)


class TypedNodeType(NodeType, Generic[Given]):
    """A node type whose parameters and output are described by pydantic models.

    A subclass says ``parameters_model`` and ``output_model``, ``kind``, ``category`` and ``work``. Its name is that of the
    class, its title the words of it, its description the docstring, unless it says otherwise.
    """

    parameters_model: ClassVar[type[Parameters]]
    output_model: ClassVar[type[Output]]

    def __init_subclass__(cls, **options: Any) -> None:
        """Fill in name, title and description from the class."""
        super().__init_subclass__(**options)
        own = vars(cls)
        cls.name = own.get("name", cls.__name__)
        cls.title = own.get("title", _title(cls.name))
        cls.description = own.get("description", getdoc(cls) or "")

    @abstractmethod
    def work(self, context: NodeContext, parameters: Given) -> Mapping[str, Any]:
        """Do the work with parameters that are right, and return the output by port name."""

    @cached_property
    def inputs(self) -> tuple[Port, ...]:
        """The input ports: the fields of ``parameters_model``."""
        return model_ports(self.parameters_model)

    @cached_property
    def outputs(self) -> tuple[Port, ...]:
        """The output ports: the fields of ``output_model``."""
        return model_ports(self.output_model)

    @cached_property
    def parameters_schema(self) -> dict[str, Any]:
        """The JSON Schema of ``parameters_model``."""
        schema = self.parameters_model.model_json_schema(by_alias=True)
        return {key: value for key, value in schema.items() if key not in ("title", "description")}

    def check(self, parameters: Mapping[str, Any], connected: AbstractSet[str]) -> list[Problem]:
        """Return unknown, missing and unfit parameters; what is connected is checked when the run is there."""
        return model_problems(self.parameters_model, parameters, connected)

    def run(self, context: NodeContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Check the parameters as they came, and do the work."""
        try:
            given: Any = self.parameters_model.model_validate(parameters)
        except ValidationError as error:
            problem = model_problem(self.parameters_model, error.errors()[0])
            raise NodeError("invalid_parameter", problem.message, problem.remedy, problem.port) from error
        return self.work(context, given)


def _title(name: str) -> str:
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+", name.removesuffix("Node"))
    return " ".join([*words[:1], *(word.lower() for word in words[1:])])
