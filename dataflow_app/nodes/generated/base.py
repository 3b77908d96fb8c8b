"""What the node types generated from a model have in common."""

from abc import abstractmethod
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, ClassVar

from dataflow_app.errors import NodeError, suggest
from dataflow_app.graph.ports import Port, PortType
from dataflow_app.graph.problem import Problem, ProblemCode
from dataflow_app.nodes.effect import Effect
from dataflow_app.nodes.generated.column_ports import field_schema, input_port, output_port
from dataflow_app.nodes.generated.connected import with_connected
from dataflow_app.nodes.generated.operations import node_type_name
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.node_type import NodeContext, NodeType
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, by_name, columns, is_required, why_not_writable
from dataflow_app.orm.values.checking import checked_values
from dataflow_app.orm.values.faults import raise_faults
from dataflow_app.scope import Scope


class GeneratedNodeType(NodeType):
    """One operation on the rows of one model.

    A subclass names the operation, its options, which columns are parameters, and does the work in ``perform``.
    """

    operation: ClassVar[str]
    says: ClassVar[str]
    #: Whether the columns of the model are parameters too.
    takes_columns: ClassVar[bool] = False
    is_whole = True

    def __init__(self, bound: BoundModel) -> None:
        self.bound = bound
        self.name = node_type_name(bound, self.operation)
        self.title = self._title()
        self.description = self.says.format(name=bound.model._meta.verbose_name, names=bound.model._meta.verbose_name_plural)
        self.category = bound.name
        self.database = bound.database
        self.model = bound.label
        self.effect = Effect.NONE if self.kind is NodeKind.READ else Effect.DATABASE

    @cached_property
    @abstractmethod
    def options(self) -> tuple[Option, ...]:
        """The parameters that are no columns."""

    @abstractmethod
    def perform(self, scope: Scope, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """Do the work with parameters that were checked; raise ``NodeError`` where it cannot be done."""

    def rules(self, given: Mapping[str, Any]) -> list[NodeError]:
        """Return what is wrong with the parameters together, such as one that needs another."""
        del given
        return []

    @cached_property
    def columns(self) -> tuple[tuple[AnyField, bool], ...]:
        """The columns that are parameters, and whether each is required."""
        if not self.takes_columns:
            return ()
        taken = {option.name for option in self.options}
        free = [field for field in columns(self.bound) if field.name not in taken and why_not_writable(self.bound, field) is None]
        return tuple((field, self.requires(field)) for field in free)

    def drawn_faults(self, given: Mapping[str, Any]) -> list[NodeError]:
        """Return what is wrong with values that are too many to be checked twice when the node runs."""
        del given
        return []

    def requires(self, field: AnyField) -> bool:
        """Whether a column must be given."""
        return is_required(self.bound, field)

    @cached_property
    def inputs(self) -> tuple[Port, ...]:
        """The input ports: required columns first, then the other columns, then the options."""
        ports = [input_port(self.bound, field, required=required) for field, required in self.columns]
        return (*sorted(ports, key=lambda port: not port.required), *(option.port() for option in self.options))

    @cached_property
    def outputs(self) -> tuple[Port, ...]:
        """The output ports: the row, and each of its columns."""
        record = Port("record", PortType("row", self.bound.label), title=str(self.bound.model._meta.verbose_name), description="The row.")
        ports = [output_port(self.bound, field) for field in columns(self.bound)]
        return (*(() if any(port.name == "record" for port in ports) else (record,)), *ports)

    @cached_property
    def parameters_schema(self) -> dict[str, Any]:
        """JSON Schema (2020-12) of the parameters; ``x-widget``, ``x-model`` and ``x-field`` tell a form more."""
        properties = {field.name: field_schema(self.bound, field) for field, _ in self.columns}
        properties |= {option.name: option.json_schema() for option in self.options}
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self.title,
            "description": self.description,
            "type": "object",
            "properties": properties,
            "required": [port.name for port in self.inputs if port.required],
            "additionalProperties": False,
        }

    def check(self, parameters: Mapping[str, Any], connected: AbstractSet[str]) -> list[Problem]:
        """Return everything that is wrong with the parameters as drawn."""
        try:
            given = with_connected(parameters, connected)
        except NodeError as fault:
            return [_problem("too_large", fault)]
        problems = [_problem("invalid_parameter", fault) for fault in [*self.faults(given), *self.drawn_faults(given)]]
        problems += [_problem("unknown_parameter", fault) for fault in self.unknown(given)]
        problems += [_problem("missing_parameter", fault) for fault in self.missing(given)]
        return list(dict.fromkeys(problems))

    def run(self, context: NodeContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Check the parameters, do the work and return the output."""
        raise_faults([*self.unknown(parameters), *self.missing(parameters), *self.faults(parameters)])
        return self.perform(context.scope, parameters)

    def faults(self, given: Mapping[str, Any]) -> list[NodeError]:
        """Return what is wrong with the values of known parameters."""
        found = [fault for option in self.options if option.name in given for fault in option.faults(self.bound, given[option.name])]
        return found + self.flat_faults(self.flat(given)) + self.rules(given)

    def flat_faults(self, flat: Mapping[str, Any]) -> list[NodeError]:
        """Return what is wrong with the values of columns."""
        return checked_values(self.bound, flat)[1]

    def unknown(self, given: Mapping[str, Any]) -> list[NodeError]:
        """Return an error for each parameter that the node type does not have."""
        known = self._known
        if known.issuperset(given):
            return []
        names = known - {field.attname for field, _ in self.columns if field.attname != field.name}
        return [
            NodeError("unknown_field", f"{self.name} has no parameter '{name}'.{suggest(str(name), names)}", port=str(name))
            for name in given
            if name not in known
        ]

    def missing(self, given: Mapping[str, Any]) -> list[NodeError]:
        """Return an error for each required parameter that is not given."""
        lacking = [option.name for option in self.options if option.required and given.get(option.name) is None]
        lacking += [name for name, attname in self._required if name not in given and attname not in given]
        return [
            NodeError("invalid_parameter", f"{self.name} needs '{name}'.", "Give it a value or connect it.", port=name) for name in lacking
        ]

    def flat(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the parameters that are columns."""
        if not self.takes_columns:
            return {}
        names = self._column_names
        return {name: value for name, value in given.items() if name in names}

    @cached_property
    def _column_names(self) -> frozenset[str]:
        """The names that parameters which are columns may have."""
        return frozenset(by_name(self.bound)) - {option.name for option in self.options}

    @cached_property
    def _known(self) -> frozenset[str]:
        """The names that parameters may have."""
        return frozenset((*(option.name for option in self.options), *(by_name(self.bound) if self.takes_columns else ())))

    @cached_property
    def _required(self) -> tuple[tuple[str, str], ...]:
        """The columns that must be given, by both of their names."""
        return tuple((field.name, field.attname) for field, required in self.columns if required)

    def _title(self) -> str:
        words = {"BulkCreate": "Create many", "BulkUpdate": "Update many", "BulkDelete": "Delete many", "BulkUpsert": "Upsert many"}
        many = self.operation in ("List", "Count", *words)
        meta = self.bound.model._meta
        return f"{words.get(self.operation, self.operation)} {meta.verbose_name_plural if many else meta.verbose_name}"


def _problem(code: ProblemCode, fault: NodeError) -> Problem:
    return Problem(code, fault.message, fault.remedy, port=fault.port)
