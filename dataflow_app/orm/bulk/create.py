"""Many new rows, and what happens to those that are there already."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.incoming import Numbered, batch_size, check_new, check_references, incoming
from dataflow_app.orm.bulk.keys import Key, Names, key_of, present_rows
from dataflow_app.orm.bulk.outcome import Outcome
from dataflow_app.orm.bulk.transaction import write_all
from dataflow_app.orm.bulk.upsert import Upserting, upsert_numbered
from dataflow_app.orm.bulk.writes import insert_rows
from dataflow_app.orm.columns import TENANT
from dataflow_app.orm.tenancy import effective_tenant, every_row
from dataflow_app.orm.unique_sets import match_columns, unique_sets
from dataflow_app.scope import Scope

#: What may be said of conflicts, with other words that mean the same.
RESOLUTIONS = {"error": "error", "skip": "skip", "upsert": "upsert", "ignore": "skip", "update": "upsert"}


@dataclass(frozen=True, slots=True)
class Creating:
    """How rows are created: what happens to one whose unique columns another row has, and by which columns that is told."""

    conflict_resolution: Any = None
    match_fields: Any = None
    batch_size: Any = None
    tenant_id: Any = None


def bulk_create(bound: BoundModel, scope: Scope, data: Any, how: Creating) -> Outcome:
    """Create the rows: all of them, or none where one cannot be."""
    resolution = resolved(how.conflict_resolution)
    if resolution == "upsert":
        return upsert_numbered(bound, scope, data, Upserting(how.match_fields, None, how.batch_size, how.tenant_id))
    tenant, size = effective_tenant(bound, scope, how.tenant_id), batch_size(how.batch_size)
    rows = incoming(bound, tenant, data)
    check_new(bound, rows)
    if resolution == "error" and how.match_fields is not None:
        raise NodeError(
            "invalid_parameter", "match_fields says nothing where conflicts are errors.", "Set conflict_resolution.", port="match_fields"
        )
    sets = () if resolution == "error" else _sets(bound, how.match_fields)
    return write_all(bound, scope, rows, lambda: _create(bound, tenant, rows, sets, size), again=resolution == "skip")


def resolved(value: Any) -> str:
    """Return ``error``, ``skip`` or ``upsert``; ``error`` where nothing is said."""
    if value is None:
        return "error"
    if not isinstance(value, str) or value not in RESOLUTIONS:
        hint = suggest(str(value), RESOLUTIONS) or " It is error, skip or upsert."
        raise NodeError("invalid_parameter", f"There is no conflict_resolution {value!r}.{hint}", port="conflict_resolution")
    return RESOLUTIONS[value]


def _create(bound: BoundModel, tenant: str | None, rows: Sequence[Numbered], sets: Sequence[Names], size: int) -> Outcome:
    check_references(bound, tenant, rows)
    wanted = _unseen(bound, rows, sets) if sets else rows
    new = [bound.model(**row.values) for row in wanted]
    insert_rows(bound, new, size)
    return Outcome(created=len(new), skipped=len(rows) - len(new), ids=[row.pk for row in new])


def _sets(bound: BoundModel, match_fields: Any) -> list[Names]:
    owner = (TENANT,) if bound.options.multi_tenant else ()
    sets = unique_sets(bound) if match_fields is None else (match_columns(bound, match_fields, ()),)
    return [names if names == (bound.model._meta.pk.attname,) else (*owner, *names) for names in sets]


def _unseen(bound: BoundModel, rows: Sequence[Numbered], sets: Sequence[Names]) -> list[Numbered]:
    """Return the rows whose keys neither the table (deleted rows count too) nor an earlier row of the data has."""
    known: list[set[Key]] = []
    for names in sets:
        keys = [key for row in rows if (key := key_of(row, names)) is not None]
        known.append(set(present_rows(every_row(bound), keys, names)))
    return [row for row in rows if _is_new(row, sets, known)]


def _is_new(row: Numbered, sets: Sequence[Names], known: list[set[Key]]) -> bool:
    keys = [key_of(row, names) for names in sets]
    if any(key in seen for key, seen in zip(keys, known, strict=True) if key is not None):
        return False
    for key, seen in zip(keys, known, strict=True):
        if key is not None:
            seen.add(key)
    return True
