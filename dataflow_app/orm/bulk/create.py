"""Many new rows, and what happens to those that are there already."""

from dataclasses import dataclass
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.creation import Creation
from dataflow_app.orm.bulk.how import batch_size, leaves_out, resolved
from dataflow_app.orm.bulk.outcome import Outcome
from dataflow_app.orm.bulk.upsert import Upserting, bulk_upsert
from dataflow_app.orm.integrity import writing
from dataflow_app.orm.tenancy import effective_tenant
from dataflow_app.scope import Scope


@dataclass(frozen=True, slots=True)
class Creating:
    """How rows are created: what happens to one whose unique columns another row has, and by which columns that is told.

    ``on_error`` says whether a row with a fault keeps all from being written (``abort``) or is left out (``skip``);
    ``return_ids`` whether the outcome holds the keys of the rows.
    """

    conflict_resolution: Any = None
    match_fields: Any = None
    batch_size: Any = None
    tenant_id: Any = None
    on_error: Any = None
    return_ids: bool = False

    def upserting(self, *, skips: bool) -> Upserting:
        """Return how rows are upserted, where that is what happens to one that is there."""
        return Upserting(self.match_fields, None, self.batch_size, self.tenant_id, self.on_error, self.return_ids, skips)


def bulk_create(bound: BoundModel, scope: Scope, data: Any, how: Creating) -> Outcome:
    """Create the rows that ``data``, a list or any other iterable, gives: all of them, or none where one cannot be."""
    resolution = resolved(how.conflict_resolution)
    if resolution == "error" and how.match_fields is not None:
        message = "match_fields says nothing where conflicts are errors."
        raise NodeError("invalid_parameter", message, "Set conflict_resolution.", port="match_fields")
    if resolution != "error":
        return bulk_upsert(bound, scope, data, how.upserting(skips=resolution == "skip"))
    work = Creation(bound, effective_tenant(bound, scope, how.tenant_id), leaves_out(how.on_error), how.return_ids)
    with writing(bound, scope):
        return work.create(data, batch_size(how.batch_size))
