"""The plan of an import as a page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from dataflow_app.admin.history_changes import Change, json_changes, shown_value
from dataflow_app.admin.import_plan import KINDS, ImportPlan, Kind, PlannedRow
from dataflow_app.orm.behaviour import describe_row
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import by_name

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one kind: how many, and the first hundred of them."""

    kind: Kind
    count: int
    rows: list[dict[str, Any]]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class Preview:
    """The rows by kind, and what else is to be said."""

    groups: list[Group]
    ignored: tuple[str, ...]
    refused: int
    writes: int


def preview(bound: BoundModel, plan: ImportPlan) -> Preview:
    """Return what is shown of the plan: refused rows first, unchanged ones only as a number."""
    groups = [_group(bound, kind, plan.of(kind)) for kind in KINDS]
    return Preview(groups, plan.ignored, groups[0].count, groups[1].count + groups[2].count)


def _group(bound: BoundModel, kind: Kind, rows: list[PlannedRow]) -> Group:
    return Group(kind, len(rows), [] if kind == "unchanged" else [_told(bound, row) for row in rows[:_SHOWN]])


def _told(bound: BoundModel, row: PlannedRow) -> dict[str, Any]:
    shown = row.present if row.present is not None else bound.model(**{k: v for k, v in row.values.items() if row.kind != "refused"})
    return {
        "number": row.number,
        "kind": row.kind,
        "name": describe_row(shown) if row.kind == "new" else str(shown) if row.present is not None else "",
        "changes": [] if row.kind == "refused" else [change for name in row.values for change in _changes(bound, row, name)],
        "faults": row.faults,
    }


def _changes(bound: BoundModel, row: PlannedRow, name: str) -> Iterator[tuple[str, str | None, str]]:
    """Return place, old and new value in words; within JSON, of each path that differs."""
    field, new = by_name(bound)[name], row.values[name]
    if row.present is None:
        yield Change(field, "", None, new).place, None, shown_value(new)
    elif isinstance(field, models.JSONField):
        for path, was, now in json_changes(getattr(row.present, name), new):
            yield Change(field, path, was, now).place, shown_value(was), shown_value(now)
    else:
        yield Change(field, "", None, new).place, shown_value(getattr(row.present, name)), shown_value(new)
