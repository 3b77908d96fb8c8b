"""An import that is carried out, or tried: by the services of bulk nodes, whole or not at all."""

import re
from typing import Any

from django.db import transaction

from dataflow_app.admin.import_plan import ImportPlan, PlannedRow
from dataflow_app.errors import NodeError
from dataflow_app.orm.acting import acting
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.create import Creating, bulk_create
from dataflow_app.orm.bulk.update import Selection, update_numbered
from dataflow_app.orm.columns import ROW_VERSION
from dataflow_app.scope import Scope

_ROW = re.compile(r"^Rows? (\d+)(?: and (\d+))?:? ?")
#: How many rows are tried out of the way one by one; what is wrong with more is told when these are mended.
_TRIES = 20


def write_import(bound: BoundModel, scope: Scope, plan: ImportPlan) -> None:
    """Write the new and the changed rows, in one transaction and one history; raise ``RefusedRow`` where the database refuses one."""
    with acting(scope), transaction.atomic(using=bound.database):
        _write(bound, scope, plan)


def try_import(bound: BoundModel, scope: Scope, plan: ImportPlan) -> None:
    """Write and take it all back; the rows that the database would refuse are refused in the plan."""
    for _ in range(_TRIES):
        try:
            with acting(scope), transaction.atomic(using=bound.database):
                _write(bound, scope, plan)
                transaction.set_rollback(True, using=bound.database)
        except RefusedRow as refusal:
            refusal.row.refuse(refusal.field, refusal.reason)
        else:
            return


class RefusedRow(NodeError):  # noqa: N818 - it names what was refused
    """A row of the file that the database refused."""

    def __init__(self, row: PlannedRow, fault: NodeError) -> None:
        self.row, self.reason = row, _ROW.sub("", str(fault))
        self.field = fault.port if fault.port not in (None, "data") else ""
        super().__init__(fault.code, f"Row {row.number}: {self.reason}", "", fault.port)


def _write(bound: BoundModel, scope: Scope, plan: ImportPlan) -> None:
    changed, new = plan.of("changed"), plan.of("new")
    with_versions = bound.options.versioned
    key = bound.model._meta.pk.attname
    if changed:
        versions = [{ROW_VERSION: row.present.row_version} if with_versions else {} for row in changed]
        data = [{key: row.present.pk, **row.values, **version} for row, version in zip(changed, versions, strict=True)]
        _numbered(changed, lambda: update_numbered(bound, scope, data, Selection()))
    if new:
        _numbered(new, lambda: bulk_create(bound, scope, [row.values for row in new], Creating()))


def _numbered(rows: list[PlannedRow], work: Any) -> None:
    """Do the work; where a row is refused, say which one of the file it was."""
    try:
        work()
    except NodeError as fault:
        found = _ROW.match(fault.message)
        if found is None:
            raise
        raise RefusedRow(rows[int(found[2] or found[1]) - 1], fault) from fault
