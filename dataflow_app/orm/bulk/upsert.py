"""Many rows that are created where they are not there, and updated where they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.incoming import Numbered, batch_size, check_new, check_references, incoming
from dataflow_app.orm.bulk.keys import Key, Names, complete_key_of, present_rows, refuse_doubles
from dataflow_app.orm.bulk.outcome import Outcome
from dataflow_app.orm.bulk.transaction import write_all
from dataflow_app.orm.bulk.writes import insert_rows, rewrite_rows
from dataflow_app.orm.columns import TENANT, column
from dataflow_app.orm.rows.find import locked
from dataflow_app.orm.tenancy import effective_tenant, rows_of
from dataflow_app.orm.unique_sets import match_columns
from dataflow_app.scope import Scope


@dataclass(frozen=True, slots=True)
class Upserting:
    """How rows are matched, and which columns of a row that is there are updated: those given, unless ``update_fields`` names some."""

    match_fields: Any = None
    update_fields: Any = None
    batch_size: Any = None
    tenant_id: Any = None


@dataclass(frozen=True, slots=True)
class Matching:
    """Rows of the data with the keys that they are matched by, and the columns that may be updated (None: all that are given)."""

    rows: Sequence[Numbered]
    keys: Sequence[Key]
    names: Names
    changing: frozenset[str] | None

    def new_values(self, row: Numbered) -> dict[str, Any]:
        """Return what a row that is there gets."""
        wanted = row.values.keys() if self.changing is None else self.changing
        return {name: value for name, value in row.values.items() if name not in self.names and name in wanted}


def upsert_numbered(bound: BoundModel, scope: Scope, data: Any, how: Upserting) -> Outcome:
    """Create and update the rows, all of them or none."""
    tenant, size = effective_tenant(bound, scope, how.tenant_id), batch_size(how.batch_size)
    rows = incoming(bound, tenant, data)
    matched = match_columns(bound, how.match_fields, [row.values for row in rows]) if rows else ()
    names: Names = (TENANT, *matched) if bound.options.multi_tenant and TENANT not in matched else matched
    refuse_doubles(bound, rows, names)
    changing = update_columns(bound, how.update_fields)
    plan = Matching(rows, [complete_key_of(bound, row, names) for row in rows], names, changing)
    return write_all(bound, scope, rows, lambda: _upsert(bound, tenant, plan, size), again=True)


def update_columns(bound: BoundModel, names: Any) -> frozenset[str] | None:
    """Return the columns that ``update_fields`` names; None where it is not given."""
    if names is None:
        return None
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise NodeError("invalid_parameter", "update_fields wants a list of field names.", port="update_fields")
    try:
        return frozenset(column(bound, name).attname for name in names)
    except NodeError as fault:
        raise NodeError(fault.code, fault.message, fault.remedy, port="update_fields") from None


def _upsert(bound: BoundModel, tenant: str | None, plan: Matching, size: int) -> Outcome:
    check_references(bound, tenant, plan.rows)
    present = _one_each(bound, present_rows(locked(bound, rows_of(bound, tenant)), plan.keys, plan.names), plan.names)
    new = [row for row, key in zip(plan.rows, plan.keys, strict=True) if key not in present]
    check_new(bound, new)
    created = {row.number: bound.model(**row.values) for row in new}
    insert_rows(bound, list(created.values()), size)
    updated = _updated(bound, plan, present, size)
    touched = {**created, **updated}
    skipped = len(plan.rows) - len(touched)
    return Outcome(created=len(created), updated=len(updated), skipped=skipped, ids=[touched[number].pk for number in sorted(touched)])


def _updated(bound: BoundModel, plan: Matching, present: dict[Key, models.Model], size: int) -> dict[int, models.Model]:
    """Write the given values into the rows that are there; a row that gives none is left alone."""
    updated: dict[int, models.Model] = {}
    changed: set[str] = set()
    for row, key in zip(plan.rows, plan.keys, strict=True):
        values = plan.new_values(row)
        if key not in present or not values:
            continue
        for name, value in values.items():
            setattr(present[key], name, value)
        changed |= values.keys()
        updated[row.number] = present[key]
    if updated:
        rewrite_rows(bound, list(updated.values()), changed, size)
    return updated


def _one_each(bound: BoundModel, present: dict[Key, list[models.Model]], names: Names) -> dict[Key, models.Model]:
    for key, rows in present.items():
        if len(rows) > 1:
            told = ", ".join(name for name in names if name != TENANT)
            message = f"{len(rows)} rows of {bound.name} have the same {told} ({', '.join(map(str, key))})."
            raise NodeError("invalid_parameter", message, "Match by unique fields.", port="match_fields")
    return {key: rows[0] for key, rows in present.items()}
