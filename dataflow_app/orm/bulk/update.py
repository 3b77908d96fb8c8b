"""Many changed rows: the same values for all that a filter finds, or each its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.incoming import Numbered, batch_size, check_references, incoming
from dataflow_app.orm.bulk.keys import complete_key_of, present_rows, refuse_doubles
from dataflow_app.orm.bulk.outcome import Outcome
from dataflow_app.orm.bulk.selection import selected_keys
from dataflow_app.orm.bulk.transaction import write_all
from dataflow_app.orm.bulk.writes import rewrite_rows, set_columns
from dataflow_app.orm.columns import ROW_VERSION, TENANT
from dataflow_app.orm.faults import raise_faults
from dataflow_app.orm.rows.create import references_of
from dataflow_app.orm.rows.find import locked
from dataflow_app.orm.rows.update import check_version
from dataflow_app.orm.tenancy import effective_tenant, rows_of, within
from dataflow_app.orm.values import checked_values
from dataflow_app.scope import Scope


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows are meant."""

    wanted: Any = None
    all_rows: bool = False
    limit: Any = None
    include_deleted: bool = False
    tenant_id: Any = None
    batch_size: Any = None


def update_selected(bound: BoundModel, scope: Scope, which: Selection, values: Mapping[str, Any]) -> Outcome:
    """Give every row that is meant the same new values."""
    tenant, size = effective_tenant(bound, scope, which.tenant_id), batch_size(which.batch_size)
    cleaned, faults = checked_values(bound, values)
    if bound.model._meta.pk.attname in cleaned:
        faults.append(NodeError("invalid_parameter", "Many rows cannot have one key.", "Leave it out of the new values.", port="update"))
    raise_faults(faults)
    if TENANT in cleaned and bound.options.multi_tenant:
        within(tenant, cleaned[TENANT], bound)

    def work() -> Outcome:
        raise_faults(references_of(bound, tenant, cleaned))
        keys = selected_keys(bound, tenant, which.wanted, all_rows=which.all_rows, limit=which.limit, include_deleted=which.include_deleted)
        set_columns(bound, keys, cleaned, size)
        return Outcome(updated=len(keys), ids=keys)

    return write_all(bound, scope, (), work, again=False)


def update_numbered(bound: BoundModel, scope: Scope, data: Any, which: Selection) -> Outcome:
    """Give each row of the data, which names it by its key, its own new values; all of them must be there."""
    tenant, size = effective_tenant(bound, scope, which.tenant_id), batch_size(which.batch_size)
    versions, plain = _without_versions(bound, data)
    rows = incoming(bound, tenant, plain)
    _leave_owners(bound, rows, plain)
    key = bound.model._meta.pk.attname
    refuse_doubles(bound, rows, (key,))
    return write_all(bound, scope, rows, lambda: _update(bound, tenant, rows, versions, which, size), again=False)


def _update(
    bound: BoundModel, tenant: str | None, rows: Sequence[Numbered], versions: Mapping[int, Any], which: Selection, size: int
) -> Outcome:
    check_references(bound, tenant, rows)
    names = (bound.model._meta.pk.attname,)
    keys = [complete_key_of(bound, row, names) for row in rows]
    present = present_rows(locked(bound, rows_of(bound, tenant, include_deleted=which.include_deleted)), keys, names)
    raise_faults([_absent(bound, row, key[0]) for row, key in zip(rows, keys, strict=True) if key not in present])
    changed: set[str] = set()
    for row, key in zip(rows, keys, strict=True):
        if row.number in versions:
            check_version(bound, present[key][0], versions[row.number])
        values = {name: value for name, value in row.values.items() if name not in names}
        for name, value in values.items():
            setattr(present[key][0], name, value)
        changed |= values.keys()
    if rows:
        rewrite_rows(bound, [present[key][0] for key in keys], changed, size)
    return Outcome(updated=len(rows), ids=[key[0] for key in keys])


def _without_versions(bound: BoundModel, data: Any) -> tuple[dict[int, Any], Any]:
    """Return the versions that rows were read in, by number, and the data without them."""
    if not bound.options.versioned or not isinstance(data, list | tuple):
        return {}, data
    versions = {number: row[ROW_VERSION] for number, row in enumerate(data, 1) if isinstance(row, Mapping) and ROW_VERSION in row}
    plain = [{name: value for name, value in row.items() if name != ROW_VERSION} if isinstance(row, Mapping) else row for row in data]
    return versions, plain


def _leave_owners(bound: BoundModel, rows: Sequence[Numbered], data: Any) -> None:
    """Take back the owners that were set for new rows: these rows have theirs."""
    if bound.options.multi_tenant:
        for row in rows:
            if TENANT not in data[row.number - 1]:
                del row.values[TENANT]


def _absent(bound: BoundModel, row: Numbered, key: Any) -> NodeError:
    return NodeError("row_not_found", f"Row {row.number}: there is no {bound.name} with {bound.model._meta.pk.name} {key}.", port="data")
