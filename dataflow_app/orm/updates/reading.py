"""An update read against a model: its spellings, its operators, and everything that is wrong with them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, why_not_writable
from dataflow_app.orm.updates.column_operators import computed_column
from dataflow_app.orm.updates.entries import PLAIN, Entry, read_entries
from dataflow_app.orm.updates.json_change import ChangedJson, Operation
from dataflow_app.orm.updates.json_operators import json_change, spec_below
from dataflow_app.orm.updates.limits import class_validators, is_checked_by_limits
from dataflow_app.orm.updates.update import Update
from dataflow_app.orm.values.checking import checked_values
from dataflow_app.orm.values.coercions import shown
from dataflow_app.orm.values.json_column import json_column_value
from dataflow_app.orm.values.json_shape import annotated
from dataflow_app.orm.values.pending import PENDING, has_pending


def read_update(bound: BoundModel, values: Any) -> Update:
    """Return what an update does; ``faults`` of the result says everything that is wrong with it.

    A column is given its new value (``{"stock": 5}``), operators (``{"stock": {"$inc": -1}}``), or stands under an operator
    (``{"$inc": {"stock": -1}}``). A path such as ``specifications.power`` leads into a JSON column. An object of nothing but
    ``$…`` keys is operators; ``{"$literal": {…}}`` stores such an object.
    """
    if values is PENDING:
        return Update()
    if not isinstance(values, Mapping):
        fault = NodeError(
            "invalid_parameter", f"An update is an object of fields and values, and {shown(values)} was given.", port="update"
        )
        return Update(faults=(fault,))
    return _Reader(bound).read(values)


class _Reader:
    """Reads one update, and notes what is wrong with it rather than stopping at the first fault."""

    def __init__(self, bound: BoundModel) -> None:
        self.bound = bound
        self.faults: list[NodeError] = []
        self.computed: dict[str, Any] = {}
        self.fields: dict[str, AnyField] = {}

    def read(self, values: Mapping[str, Any]) -> Update:
        """Return the update."""
        entries = [entry for entry in read_entries(self.bound, values, self.faults) if self._may_be_written(entry)]
        refused = self._conflicts(entries)
        entries = [entry for entry in entries if entry not in refused]
        plain = {entry.name: self._plain_value(entry) for entry in entries if _is_plain(entry)}
        cleaned, faults = checked_values(self.bound, plain)
        self.faults += faults
        rest = [entry for entry in entries if not _is_plain(entry)]
        for field in dict.fromkeys(entry.field for entry in rest):
            self._compute(field, [entry for entry in rest if entry.field is field])
        unchecked = [name for name in self.computed if not _is_checked(self.fields[name])]
        return Update(cleaned, self.computed, tuple(unchecked), tuple(self.faults))

    def _may_be_written(self, entry: Entry) -> bool:
        reason = None if _is_plain(entry) else why_not_writable(self.bound, entry.field)
        if reason:
            self._note(entry, f"{reason}, so no value may be given.")
        return reason is None

    def _conflicts(self, entries: list[Entry]) -> list[Entry]:
        """Return the entries whose place another entry changes too, or one that the path leads through."""
        refused = []
        for number, entry in enumerate(entries):
            for earlier in entries[:number]:
                if entry.field is earlier.field and _meet(entry.path, earlier.path):
                    refused.append(entry)
                    self._note_twice(earlier, entry)
                    break
        return refused

    def _plain_value(self, entry: Entry) -> Any:
        if entry.operator == "$unset":
            if not entry.field.null:
                self._note(entry, "needs a value, so $unset cannot empty it; $set gives it another.")
                return PENDING
            return None
        return entry.operand

    def _compute(self, field: AnyField, entries: Iterable[Entry]) -> None:
        self.fields[field.attname] = field
        if not isinstance(field, models.JSONField):
            for entry in entries:
                expression = self._noting(entry, lambda entry=entry: computed_column(self.bound, field, entry.operator, entry.operand))
                self.computed[field.attname] = expression
            return
        operations = [self._noting(entry, lambda entry=entry: self._operation(entry)) for entry in entries]
        self.computed[field.attname] = ChangedJson(field, [operation for operation in operations if operation is not None])

    def _operation(self, entry: Entry) -> Operation:
        spec = annotated(self.bound, entry.field.name)
        for key in entry.path:
            spec = spec_below(spec, key)
        operator = "$literal" if entry.operator == PLAIN else entry.operator
        operand = _as_number(entry.operand) if operator in ("$inc", "$mul", "$min", "$max") else entry.operand
        operand = None if operator == "$unset" else json_column_value(operand)
        json_change(operator, operand, spec)
        return operator, entry.path, operand

    def _noting(self, entry: Entry, work: Any) -> Any:
        """Return what the work returns; None where it fails, or where the operand is not known yet."""
        if has_pending(entry.operand):
            return None
        try:
            return work()
        except NodeError as fault:
            self.faults.append(fault)
        except ValueError as error:
            words = str(error)
            self._note(entry, words if words.endswith((".", "?")) else f"{words}.")
        return None

    def _note(self, entry: Entry, words: str) -> None:
        name = entry.field.name if not entry.path else entry.name
        self.faults.append(NodeError("invalid_parameter", f"{self.bound.name}.{name} {words}", port=entry.field.name))

    def _note_twice(self, earlier: Entry, entry: Entry) -> None:
        written = [f"'{each.name}'" + (f" ({each.operator})" if each.operator else "") for each in (earlier, entry)]
        message = f"{self.bound.name}.{entry.field.name} is given twice, as {' and '.join(written)}."
        self.faults.append(NodeError("invalid_parameter", message, "Change each place once.", port=entry.field.name))


def _is_plain(entry: Entry) -> bool:
    """Whether the entry gives a whole column a value, which needs no look at what it holds."""
    if entry.path:
        return False
    if entry.operator == "$set" and isinstance(entry.field, models.JSONField):
        return not isinstance(entry.operand, Mapping)
    return entry.operator in (PLAIN, "$set", "$literal", "$unset")


def _is_checked(field: AnyField) -> bool:
    """Whether the database checks whatever is computed in the column."""
    return not class_validators(field) if isinstance(field, models.JSONField) else is_checked_by_limits(field)


def _meet(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    shorter = min(len(left), len(right))
    return left[:shorter] == right[:shorter]


def _as_number(value: Any) -> Any:
    """Return a decimal as JSON's number; elsewhere in JSON it is kept as the text of its digits."""
    if isinstance(value, Decimal) and value.is_finite():
        return int(value) if value == value.to_integral_value() else float(value)
    return value
