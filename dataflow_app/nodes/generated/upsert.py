"""``ProductUpsertNode``."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.graph.ports import Port, PortType
from dataflow_app.nodes.generated.base import GeneratedNodeType
from dataflow_app.nodes.generated.changes import update_of
from dataflow_app.nodes.generated.option import Option
from dataflow_app.nodes.generated.options import match_option, tenant_option, values_of
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.results import RowResult
from dataflow_app.orm.columns import AnyField, column
from dataflow_app.orm.rows.upsert import Upsert, upsert_row
from dataflow_app.orm.unique_sets import match_columns
from dataflow_app.orm.updates import is_operators
from dataflow_app.orm.values.pending import has_pending
from dataflow_app.scope import Scope

_OBJECTS = (
    ("where", "Which row", "Fields and values that tell which row is meant."),
    ("update", "Where it is there", "The new values of a row that is there, or operators such as $inc."),
    ("create", "Where it is not there", "The values of a new row, besides those of 'where'."),
)

_OPERATORS_GO = "Give operators under 'update', with 'where' and 'create'."


class UpsertNodeType(GeneratedNodeType):
    """Creates a row or updates it: flat columns with ``match_fields``, or ``where``, ``update`` and ``create``."""

    operation = "Upsert"
    says = "Updates the {name} that has the same unique fields, or creates it; tells which."
    kind = NodeKind.WRITE
    takes_columns = True

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """How rows are matched, and the three objects that may be given in place of flat columns."""
        schema = {"type": "object", "x-widget": "values", "x-model": self.bound.label}
        checks = {"where": values_of("where"), "update": update_of("update"), "create": values_of("create")}
        objects = [Option(name, PortType("json"), title, text, schema, checks[name], nullable=False) for name, title, text in _OBJECTS]
        match = match_option("The fields that tell which row is meant; the model's unique fields unless some are named.")
        return (match, *objects, *tenant_option(self.bound))

    @cached_property
    def outputs(self) -> tuple[Port, ...]:
        """The row, and whether it is new."""
        created = Port("created", PortType("boolean"), title="Created", description="Whether the row is new.")
        return (*super().outputs, created) if all(port.name != "created" for port in super().outputs) else super().outputs

    def requires(self, field: AnyField) -> bool:
        """No column: a row that is there needs none, and a new one may have them under ``create``."""
        del field
        return False

    def rules(self, given: Mapping[str, Any]) -> list[NodeError]:
        """Which row is meant must be told in one way."""
        flat = self.flat(given)
        objects = [name for name, _, _ in _OBJECTS if name in given]
        if not objects:
            return self._match_faults(given, flat)
        faults = []
        if flat:
            names = ", ".join(flat)
            faults.append(
                NodeError("invalid_parameter", f"Fields stand beside '{objects[0]}': {names}.", "Give them in one way.", port=objects[0])
            )
        if "where" not in given or "match_fields" in given:
            remedy = "With update and create give where, and no match_fields."
            faults.append(NodeError("invalid_parameter", f"Which {self.bound.name} is meant is not clear.", remedy, port="where"))
        elif given["where"] == {}:
            faults.append(NodeError("invalid_parameter", "where is empty.", "Name the fields that tell which row is meant.", port="where"))
        return faults

    def flat_faults(self, flat: Mapping[str, Any]) -> list[NodeError]:
        """Refuse operators: they say nothing of a row that is not there yet."""
        operators = [
            NodeError("invalid_parameter", f"{name} is given {next(iter(value))}, and a new row needs a value.", _OPERATORS_GO, port=name)
            for name, value in flat.items()
            if is_operators(value)
        ]
        return operators or super().flat_faults(flat)

    def perform(self, scope: Scope, given: Mapping[str, Any]) -> RowResult:
        """Create or update the row."""
        row, created = upsert_row(self.bound, scope, self._upsert(given), given.get("tenant_id"))
        return RowResult({"created": created, **row})

    def _upsert(self, given: Mapping[str, Any]) -> Upsert:
        if "where" in given:
            return Upsert(given["where"], given.get("update") or {}, given.get("create") or {})
        flat = {column(self.bound, name).attname: value for name, value in self.flat(given).items()}
        names = match_columns(self.bound, given.get("match_fields"), [flat])
        rest = {name: value for name, value in flat.items() if name not in names}
        return Upsert({name: flat[name] for name in names}, rest, rest)

    def _match_faults(self, given: Mapping[str, Any], flat: Mapping[str, Any]) -> list[NodeError]:
        if has_pending(given.get("match_fields")):
            return []
        present = {column(self.bound, name).attname: value for name, value in flat.items()}
        try:
            names = match_columns(self.bound, given.get("match_fields"), [present])
        except NodeError as fault:
            return [fault] if fault.code != "unknown_field" else []
        return [
            NodeError("invalid_parameter", f"'{name}' tells which {self.bound.name} is meant, and is not given.", port=name)
            for name in names
            if name not in present
        ]
