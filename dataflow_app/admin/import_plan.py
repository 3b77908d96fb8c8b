"""What an import would do, row by row: found out before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from django.db import models

from dataflow_app.admin.cells import EMPTY, from_cell
from dataflow_app.admin.import_matching import Matching, Present
from dataflow_app.admin.table import Table
from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import TENANT, AnyField, by_name, why_not_writable
from dataflow_app.orm.references import missing_references
from dataflow_app.orm.tenancy import within
from dataflow_app.orm.values.checking import clean_value, missing_values
from dataflow_app.orm.values.faults import collect
from dataflow_app.orm.values.json_column import json_column_value

Kind = Literal["refused", "changed", "new", "unchanged"]
#: How many columns that are not there are named.
_NAMED = 5
KINDS: tuple[Kind, ...] = ("refused", "changed", "new", "unchanged")


@dataclass(slots=True)
class PlannedRow:
    """A row of the file: what would become of it, which columns it writes, and why it is refused where it is."""

    number: int
    kind: Kind = "new"
    present: Any = None
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def refuse(self, name: str, reason: str) -> None:
        """Note what is wrong with a field, or with the row where no field is named."""
        self.kind = "refused"
        self.faults.append((name, reason))


@dataclass(frozen=True, slots=True)
class ImportRules:
    """How the rows of a file are read: by what they are matched, whose new rows are, and what the person may do."""

    match: tuple[str, ...] | None
    tenant: str | None
    owner: str
    may_add: bool
    may_change: bool


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Every row of the file, and the columns that are left alone because the database or the model keeps them."""

    rows: list[PlannedRow]
    ignored: tuple[str, ...]

    def of(self, *kinds: Kind) -> list[PlannedRow]:
        """Return the rows that would become of these kinds."""
        return [row for row in self.rows if row.kind in kinds]


def plan_import(bound: BoundModel, table: Table, rules: ImportRules) -> ImportPlan:
    """Return the plan; raise ``NodeError`` where the file names fields that the model has not."""
    fields = _fields(bound, table)
    kept = {name: each for name, each in fields.items() if each.primary_key or why_not_writable(bound, each) is None}
    given = [
        _values(bound, PlannedRow(number), kept, row, is_typed=table.is_typed)
        for number, row in zip(table.numbers, table.rows, strict=True)
    ]
    matching = Matching(bound, rules.match or _default_match(bound, kept), rules.tenant)
    present = matching.present([values for _, values in given], rules.owner)
    for (row, values), there in zip(given, present, strict=True):
        _place(bound, row, values, there, rules)
    rows = [row for row, _ in given]
    _refuse_doubles(rows, matching)
    _refuse_references(bound, rows, rules)
    return ImportPlan(rows, tuple(name for name in fields if name not in kept))


def _fields(bound: BoundModel, table: Table) -> dict[str, AnyField]:
    known = by_name(bound)
    unknown = [name for name in table.columns if name not in known]
    if unknown:
        told = (f"The file has the column '{name}', which {bound.name} has not.{suggest(name, known)}" for name in unknown[:_NAMED])
        raise NodeError("unknown_field", " ".join(told), "Rename or remove it." if len(unknown) == 1 else "Rename or remove them.")
    return {name: known[name] for name in table.columns}


def _default_match(bound: BoundModel, fields: dict[str, AnyField]) -> tuple[str, ...]:
    return Matching.offered(bound, [each.attname for each in fields.values()])[0]


def _values(
    bound: BoundModel, row: PlannedRow, fields: dict[str, AnyField], given: dict[str, Any], *, is_typed: bool
) -> tuple[PlannedRow, dict[str, Any]]:
    """Return the row with the values that it gives, by column; those that cannot be are noted."""
    values: dict[str, Any] = {}
    for name in given.keys() & fields.keys() if is_typed else fields:
        column, cell = fields[name], given[name]
        try:
            value = cell if is_typed else from_cell(column, cell)
        except ValueError as error:
            row.refuse(column.name, f"{error}.")
            continue
        if value is EMPTY or (value is None and column.primary_key):
            values[column.attname] = EMPTY
            continue
        faults: list[NodeError] = []
        values[column.attname] = collect(faults, partial(clean_value, bound, column, value))
        for fault in faults:
            row.refuse(column.name, _without_name(bound, fault))
    return row, values


def _place(bound: BoundModel, row: PlannedRow, values: dict[str, Any], there: Present, rules: ImportRules) -> None:
    """Decide whether the row is new, changed or unchanged, and which columns it writes."""
    row.present = there.row
    if there.fault:
        row.refuse("", there.fault)
        return
    row.values = _against(bound, row, values) if there.row is not None else _as_new(bound, row, values, rules)
    if row.kind == "refused":
        return
    row.kind = "new" if there.row is None else "changed" if row.values else "unchanged"
    allowed = {"new": rules.may_add, "changed": rules.may_change}.get(row.kind, True)
    if not allowed:
        row.refuse("", f"You may not {'add' if row.kind == 'new' else 'change'} {bound.model._meta.verbose_name_plural}.")


def _against(bound: BoundModel, row: PlannedRow, values: dict[str, Any]) -> dict[str, Any]:
    """Return the columns in which the file differs from the row that is there."""
    different: dict[str, Any] = {}
    for name, given in values.items():
        column, old = by_name(bound)[name], getattr(row.present, name)
        if column.primary_key:
            continue
        value = _emptied(column, old) if given is EMPTY else given
        if value is EMPTY:
            row.refuse(column.name, "needs a value; the cell is empty.")
        elif not same(column, old, value):
            different[name] = value
    return different


def _as_new(bound: BoundModel, row: PlannedRow, values: dict[str, Any], rules: ImportRules) -> dict[str, Any]:
    """Return the columns of a new row, its owner among them."""
    new = {name: value for name, value in values.items() if value is not EMPTY}
    if bound.options.multi_tenant:
        faults: list[NodeError] = []
        wanted = new.get(TENANT) or rules.owner
        new[TENANT] = collect(faults, partial(within, rules.tenant, wanted, bound))
        for fault in faults:
            row.refuse(TENANT, str(fault))
        if not wanted:
            row.refuse(TENANT, "is missing: whose row is it? Name the tenant in the file, or above.")
    named = {name for name, _ in row.faults}
    for fault in missing_values(bound, new):
        if fault.port not in named:
            row.refuse(fault.port or "", "is required.")
    return new


def _emptied(column: AnyField, old: Any) -> Any:
    """Return what an empty cell means for a row that is there: nothing where that is possible, else no text, else ``EMPTY``."""
    if old is None or old == "":
        return old
    if column.null:
        return None
    return "" if isinstance(column, models.CharField | models.TextField) and column.blank else EMPTY


def same(column: AnyField, old: Any, new: Any) -> bool:
    """Whether the row has the value already."""
    if isinstance(column, models.JSONField):
        old = json_column_value(old)
        return bool(old == new) and str(old) == str(new)
    return bool(old == new)


def _refuse_doubles(rows: Iterable[PlannedRow], matching: Matching) -> None:
    seen: dict[Any, int] = {}
    for row in rows:
        key = ("row", row.present.pk) if row.present is not None else matching.key_of(row.values)
        if key is not None and (earlier := seen.setdefault(key, row.number)) != row.number:
            row.refuse("", f"Row {earlier} is the same row.")


def _refuse_references(bound: BoundModel, rows: list[PlannedRow], rules: ImportRules) -> None:
    writing = [row for row in rows if row.kind in ("new", "changed")]
    for place, fault in missing_references(bound, [row.values for row in writing], rules.tenant):
        writing[place].refuse(fault.port or "", _without_name(bound, fault))


def _without_name(bound: BoundModel, fault: NodeError) -> str:
    return str(fault).removeprefix(f"{bound.name}.{fault.port} ").removeprefix(f"{bound.name}.")
