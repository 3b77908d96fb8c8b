"""New columns of tables that have rows: what those rows and their history hold in them."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from dataflow_app import DataFlow
from dataflow_app.orm.history.as_of import rows_as_of
from dataflow_app.orm.rows.changes import changes_of
from dataflow_app.scope import Scope
from tests.integration.orm.build.shapes import shape

KEPT = {"audit_log": True}


def rename(row: Any) -> Any:
    """Write a row under another name, and return what its history says was changed by that."""
    row.name = "renamed"
    row.save()
    return changes_of(type(row)._dataflow, Scope(), row.pk)[0]["fields"]


def test_rows_that_were_there_before_they_could_expire_count_from_now_on(dataflow: DataFlow) -> None:
    earlier = shape(dataflow, {"name": str}, __dataflow__=KEPT)
    for name in ("a", "b"):
        earlier.objects.create(name=name)
    before = timezone.now()
    model = shape(dataflow, {"name": str}, __dataflow__={**KEPT, "ttl": 3600})
    (time,) = set(model.objects.values_list("created_at", flat=True))
    assert before <= time <= timezone.now()
    assert set(model.history.values_list("created_at", flat=True)) == {time}
    assert rename(model.objects.get(name="a")) == {"name": {"old": "a", "new": "renamed"}}
    assert list(dataflow.plan()) == []


def test_each_row_gets_what_a_function_gives_for_it(dataflow: DataFlow) -> None:
    earlier = shape(dataflow, {"name": str}, __dataflow__=KEPT)
    rows = [earlier.objects.create(name=name) for name in ("a", "b", "gone")]
    gone = rows[2].pk
    rows[2].delete()
    model = shape(dataflow, {"name": str, "token": UUID}, token=uuid4, __dataflow__=KEPT)
    tokens = dict(model.objects.values_list("id", "token"))
    assert len(set(tokens.values())) == 2
    states = dict(model.history.exclude(id=gone).values_list("id", "token"))
    assert states == tokens
    assert rename(model.objects.get(name="a")) == {"name": {"old": "a", "new": "renamed"}}
    assert model.objects.create(name="new").token not in tokens.values()
    assert list(dataflow.plan()) == []


def test_each_row_gets_a_number_of_its_own_where_they_have_to_differ(dataflow: DataFlow) -> None:
    earlier = shape(dataflow, {"name": str})
    for name in ("a", "b", "c"):
        earlier.objects.create(name=name)
    numbers = count()
    unique = [{"fields": ["serial"], "unique": True}]
    model = shape(dataflow, {"name": str, "serial": int}, serial=lambda: next(numbers), __indexes__=unique)
    dataflow.migrate()
    assert len(set(model.objects.values_list("serial", flat=True))) == 3
    assert list(dataflow.plan()) == []


@pytest.mark.parametrize(
    ("annotation", "default", "value"),
    [
        (dict, lambda: {"a": 1}, {"a": 1}),
        (int | None, lambda: 3, 3),
        (datetime, lambda: datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)),
    ],
)
def test_rows_share_what_a_function_always_gives(dataflow: DataFlow, annotation: Any, default: Callable[[], Any], value: Any) -> None:
    shape(dataflow, {"name": str}).objects.create(name="a")
    model = shape(dataflow, {"name": str, "it": annotation}, it=default)
    assert model.objects.get().it == value


def test_rows_as_they_were_hold_the_default_of_a_column_that_came_later(dataflow: DataFlow) -> None:
    earlier = shape(dataflow, {"name": str}, __dataflow__={"versioned": True})
    row = earlier.objects.create(name="a")
    row.name = "b"
    row.save()
    model = shape(dataflow, {"name": str, "size": int, "note": str | None}, size=7, __dataflow__={"versioned": True})
    now = model.objects.get()
    now.size, now.note = 8, "n"
    now.save()
    bound = model._dataflow
    seen = [list(rows_as_of(bound, None, version).values_list("name", "size", "note")) for version in (1, 2, 3)]
    assert seen == [[("a", 7, None)], [("b", 7, None)], [("b", 8, "n")]]
    assert rows_as_of(bound, None, 2).filter(size=7).count() == 1
