"""Columns that change their type, and whether they may have no value."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, models

from dataflow_app import DataFlow
from dataflow_app.errors import ModelError
from dataflow_app.orm.migrate.table import read_table
from tests.integration.orm.build.shapes import shape


def column(model: Any, name: str) -> tuple[str, bool]:
    """Return the type of a column and whether it must have a value."""
    found = read_table(connection, model._meta.db_table).columns[name]
    return found.type, found.not_null


PRICE = models.DecimalField(max_digits=6, decimal_places=2)
CHANGES: list[Any] = [
    (models.IntegerField(), 7, models.BigIntegerField(), 7),
    (models.BigIntegerField(), 2**31 - 1, models.IntegerField(), 2**31 - 1),
    (models.IntegerField(), 7, models.DecimalField(max_digits=15, decimal_places=4), Decimal("7.0000")),
    (models.BigIntegerField(), 2**53, models.FloatField(), 2.0**53),
    (models.IntegerField(), -70, models.TextField(), "-70"),
    (models.TextField(), "-70", models.IntegerField(), -70),
    (models.BigIntegerField(), 1, models.BooleanField(), True),
    (models.BooleanField(), True, models.IntegerField(), 1),
    (models.CharField(max_length=5), "short", models.CharField(max_length=50), "short"),
    (models.CharField(max_length=50), "short", models.CharField(max_length=5), "short"),
    (models.CharField(max_length=5), "short", models.TextField(), "short"),
    (models.TextField(), "short", models.CharField(max_length=5), "short"),
    (PRICE, Decimal("12.50"), models.DecimalField(max_digits=15, decimal_places=4), Decimal("12.5000")),
    (PRICE, Decimal("12.50"), models.FloatField(), 12.5),
    (models.FloatField(), 99.99, models.DecimalField(max_digits=15, decimal_places=4), Decimal("99.9900")),
    (models.FloatField(), 7.0, models.IntegerField(), 7),
    (models.DateField(), date(2026, 11, 24), models.DateTimeField(), datetime(2026, 11, 24, tzinfo=UTC)),
    (models.DateTimeField(), datetime(2026, 11, 24, tzinfo=UTC), models.DateField(), date(2026, 11, 24)),
    (models.PositiveIntegerField(), 7, models.IntegerField(), 7),
    (models.IntegerField(), 7, models.PositiveIntegerField(), 7),
]  # fmt: skip


@pytest.mark.parametrize(("before", "value", "after", "expected"), CHANGES)
def test_a_type_changes_where_every_value_comes_through(dataflow: DataFlow, before: Any, value: Any, after: Any, expected: Any) -> None:
    shape(dataflow, {}, it=before).objects.create(it=value)
    model = shape(dataflow, {}, it=after)
    (row,) = model.objects.all()
    assert (row.it, type(row.it)) == (expected, type(expected))
    assert list(dataflow.plan()) == []


REFUSED: list[Any] = [
    (models.BigIntegerField(), 2**31, models.IntegerField()),
    (models.BigIntegerField(), 2**53 + 1, models.FloatField()),
    (models.IntegerField(), 2, models.BooleanField()),
    (models.IntegerField(), 123456, models.CharField(max_length=5)),
    (models.TextField(), "07", models.IntegerField()),
    (models.TextField(), "seven", models.IntegerField()),
    (models.TextField(), "longer", models.CharField(max_length=5)),
    (models.FloatField(), 1.5, models.IntegerField()),
    (models.FloatField(), 1.23456, models.DecimalField(max_digits=15, decimal_places=4)),
    (models.DateTimeField(), datetime(2026, 11, 24, 1, tzinfo=UTC), models.DateField()),
    (models.TextField(), "{}", models.JSONField()),
    (models.JSONField(), {}, models.TextField()),
    (models.IntegerField(), 20261124, models.DateField()),
]


@pytest.mark.parametrize(("before", "value", "after"), REFUSED)
def test_a_type_does_not_change_where_a_value_would_not(dataflow: DataFlow, before: Any, value: Any, after: Any) -> None:
    model = shape(dataflow, {}, it=before)
    model.objects.create(it=value)
    kind = column(model, "it")
    after.null = True
    shape(dataflow, {}, it=after)
    with pytest.raises(ModelError, match=r"Shape\.it is now .* has data that does not fit \(1 row\)\..*--allow-data-loss"):
        dataflow.migrate()
    dataflow.close()
    assert column(model, "it") == kind


@pytest.mark.parametrize(
    ("before", "value", "after", "expected"),
    [
        (models.TextField(), "longer", models.CharField(max_length=5), "longe"),
        (models.BigIntegerField(), 2**40, models.IntegerField(default=3), 3),
        (models.BigIntegerField(), 2**40, models.IntegerField(null=True), None),
        (models.JSONField(), {"a": 1}, models.TextField(default="none"), "none"),
    ],
)
def test_with_consent_what_does_not_fit_is_cut_or_left_out(dataflow: DataFlow, before: Any, value: Any, after: Any, expected: Any) -> None:
    shape(dataflow, {}, it=before).objects.create(it=value)
    model = shape(dataflow, {}, it=after)
    (step,) = dataflow.migrate(allow_data_loss=True)
    assert "has data that does not fit (1 row)" in step.lost
    assert model.objects.get().it == expected


def test_a_decimal_is_rounded_with_consent_only(dataflow: DataFlow) -> None:
    shape(dataflow, {}, it=models.DecimalField(max_digits=15, decimal_places=4)).objects.create(it=Decimal("1.2345"))
    model = shape(dataflow, {}, it=models.IntegerField(null=True))
    with pytest.raises(ModelError):
        dataflow.migrate()
    dataflow.migrate(allow_data_loss=True)
    assert model.objects.get().it is None


@pytest.mark.parametrize("rows", [0, 2])
def test_a_field_that_may_be_nothing_now(dataflow: DataFlow, rows: int) -> None:
    earlier = shape(dataflow, {"name": str, "size": int})
    for number in range(rows):
        earlier.objects.create(name=str(number), size=number)
    model = shape(dataflow, {"name": str, "size": int | None})
    model.objects.create(name="new")
    assert list(model.objects.order_by("id").values_list("size", flat=True)) == [*range(rows), None]
    assert column(model, "size") == ("bigint", False)


def test_a_field_that_must_have_a_value_takes_its_default(dataflow: DataFlow) -> None:
    earlier = shape(dataflow, {"size": int | None})
    earlier.objects.create(size=None)
    earlier.objects.create(size=4)
    model = shape(dataflow, {"size": int}, size=7)
    assert list(model.objects.order_by("id").values_list("size", flat=True)) == [7, 4]
    assert column(model, "size") == ("bigint", True)


def test_a_field_that_must_have_a_value_is_refused_where_a_row_has_none(dataflow: DataFlow) -> None:
    shape(dataflow, {"size": int | None}).objects.create(size=None)
    shape(dataflow, {"size": int})
    with pytest.raises(ModelError, match=r"Shape\.size must have a value now, but 1 row of .* has none\. Give the field a default"):
        dataflow.migrate(allow_data_loss=True)


def test_a_field_that_must_have_a_value_is_fine_where_every_row_has_one(dataflow: DataFlow) -> None:
    shape(dataflow, {"size": int | None}).objects.create(size=3)
    model = shape(dataflow, {"size": int})
    assert model.objects.get().size == 3
    assert column(model, "size") == ("bigint", True)


def test_columns_go_with_consent_only(dataflow: DataFlow) -> None:
    shape(dataflow, {"name": str, "size": int, "note": str | None}).objects.create(name="old", size=3, note="n")
    model = shape(dataflow, {"name": str})
    with pytest.raises(ModelError, match=r"data in the column size.*'renamed': \{'size': 'new_name'\}.*allow_data_loss=True\)"):
        dataflow.migrate()
    steps = dataflow.migrate(allow_data_loss=True)
    assert [step.text for step in steps] == ["drop the column size", "drop the column note"]
    assert set(read_table(connection, model._meta.db_table).columns) == {"id", "name"}
    assert model.objects.get().name == "old"


def test_all_that_is_wrong_is_said_at_once(dataflow: DataFlow) -> None:
    shape(dataflow, {"name": str, "size": int}).objects.create(name="old", size=3)
    shape(dataflow, {"name": str, "height": int, "width": int})
    with pytest.raises(ModelError) as caught:
        dataflow.migrate()
    assert "Shape.height is new" in str(caught.value)
    assert "Shape.width is new" in str(caught.value)


def test_the_history_follows(dataflow: DataFlow) -> None:
    options = {"audit_log": True}
    shape(dataflow, {"name": str, "size": int}, __dataflow__=options).objects.create(name="old", size=3)
    model = shape(dataflow, {"name": str, "size": Decimal, "note": str}, note="-", __dataflow__=options)
    row = model.objects.get()
    row.name = "new"
    row.save()
    states = model.history.order_by("history_id").values_list("name", "size", "note")
    assert list(states) == [("old", Decimal(3), "-"), ("new", Decimal(3), "-")]


def test_a_plan_is_shown_and_not_carried_out(dataflow: DataFlow) -> None:
    model = shape(dataflow, {"name": str, "size": int})
    table = model._meta.db_table
    assert str(dataflow.plan()) == f"{table}: create the table"
    model.objects.create(name="old", size=2**40)
    model = shape(dataflow, {"name": str | None, "size": int, "note": str}, size=models.IntegerField())
    lines = str(dataflow.plan()).splitlines()
    assert lines[1].startswith(f"{table}: column size: change its type from bigint to integer  REFUSED: Shape.size is now integer")
    assert [lines[0], *lines[2:]] == [
        f"{table}: column name: allow NULL",
        f"{table}: add the column note (text)  REFUSED: Shape.note is new, but the table {table} has rows that would have no value for it.",
    ]
    dataflow.close()
    assert set(read_table(connection, table).columns) == {"id", "name", "size"}


def test_a_table_that_is_as_it_should_be_needs_nothing(dataflow: DataFlow) -> None:
    shape(dataflow, {"name": str}).objects.count()
    assert str(dataflow.plan()) == "Nothing to do: the tables are as their models say."
    assert len(dataflow.migrate()) == 0
