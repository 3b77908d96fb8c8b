"""Indexes, constraints and foreign keys that come, change and go."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from dataflow_app import DataFlow
from dataflow_app.errors import ModelError
from dataflow_app.orm.migrate.table import read_table
from tests.integration.orm.build.shapes import shape


def rules(model: Any) -> set[tuple[str, tuple[str, ...]]]:
    """Return the kinds and columns of the rules of a table, apart from its key."""
    found = read_table(connection, model._meta.db_table).rules.values()
    return {(rule.kind, rule.columns) for rule in found if rule.kind != "primary key" and not rule.name.endswith("_like")}


def breaks(model: Any, **values: Any) -> bool:
    """Whether the database refuses a row."""
    try:
        with transaction.atomic():
            model.objects.create(**values)
    except IntegrityError:
        return True
    return False


def remove(model: Any, key: int) -> None:
    """Remove a row without asking Django, and have the database look at once."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE id = {key}")  # noqa: S608 - a test's own table
    connection.check_constraints()


def by(*fields: str, **more: Any) -> list[dict[str, Any]]:
    """Return ``__indexes__`` with one index."""
    return [{"name": "by", "fields": list(fields), **more}]


def test_an_index_that_is_gone_is_dropped(dataflow: DataFlow) -> None:
    shape(dataflow, {"name": str, "size": int}, __indexes__=by("name")).objects.create(name="a", size=1)
    model = shape(dataflow, {"name": str, "size": int})
    (step,) = dataflow.migrate()
    assert step.text.startswith("drop the index by_")
    assert rules(model) == set()


def test_an_index_of_the_same_name_over_other_fields_is_made_anew(dataflow: DataFlow) -> None:
    shape(dataflow, {"name": str, "size": int}, __indexes__=by("name")).objects.create(name="a", size=1)
    model = shape(dataflow, {"name": str, "size": int}, __indexes__=by("name", "size"))
    dataflow.migrate()
    assert rules(model) == {("index", ("name", "size"))}
    assert list(dataflow.plan()) == []


def test_a_unique_index_comes_and_goes(dataflow: DataFlow) -> None:
    shape(dataflow, {"name": str}).objects.create(name="a")
    model = shape(dataflow, {"name": str}, __indexes__=by("name", unique=True))
    dataflow.migrate()
    assert breaks(model, name="a")
    model = shape(dataflow, {"name": str})
    dataflow.migrate()
    assert not breaks(model, name="a")


def test_a_unique_field_comes_and_goes(dataflow: DataFlow) -> None:
    shape(dataflow, {}, code=models.CharField(max_length=9)).objects.create(code="a")
    model = shape(dataflow, {}, code=models.CharField(max_length=9, unique=True))
    dataflow.migrate()
    assert breaks(model, code="a")
    model = shape(dataflow, {}, code=models.CharField(max_length=9, db_index=True))
    dataflow.migrate()
    assert not breaks(model, code="a")
    assert rules(model) == {("index", ("code",))}
    assert list(dataflow.plan()) == []
    model = shape(dataflow, {}, code=models.CharField(max_length=9))
    dataflow.migrate()
    assert rules(model) == set()


def test_a_unique_field_is_new(dataflow: DataFlow) -> None:
    shape(dataflow, {"name": str}).objects.create(name="a")
    model = shape(dataflow, {"name": str}, code=models.CharField(max_length=9, unique=True, null=True))
    dataflow.migrate()
    assert not breaks(model, name="b", code="x")
    assert breaks(model, name="c", code="x")
    assert list(dataflow.plan()) == []


def test_a_check_comes_and_goes(dataflow: DataFlow) -> None:
    shape(dataflow, {"size": int}).objects.create(size=1)
    meta = type("Meta", (), {"constraints": [models.CheckConstraint(condition=models.Q(size__gt=0), name="size_is_positive")]})
    model = shape(dataflow, {"size": int}, Meta=meta)
    dataflow.migrate()
    assert breaks(model, size=0)
    assert list(dataflow.plan()) == []
    model = shape(dataflow, {"size": int})
    dataflow.migrate()
    assert not breaks(model, size=0)


def test_a_check_that_a_row_breaks_is_refused(dataflow: DataFlow) -> None:
    earlier = shape(dataflow, {"size": int})
    earlier.objects.create(size=0)
    meta = type("Meta", (), {"constraints": [models.CheckConstraint(condition=models.Q(size__gt=0), name="size_is_positive")]})
    shape(dataflow, {"size": int}, Meta=meta)
    with pytest.raises(ModelError, match="The check rule size_is_positive of Shape cannot be made: there are rows that break it"):
        dataflow.migrate()


def test_a_number_becomes_a_foreign_key_and_a_number_again(dataflow: DataFlow) -> None:
    maker = shape(dataflow, {"name": str}, name="Maker")
    acme = maker.objects.create(name="Acme")
    shape(dataflow, {"maker_id": int}).objects.create(maker_id=acme.pk)
    model = shape(dataflow, {"maker": maker})
    assert model.objects.get().maker == acme
    assert ("foreign key", ("maker_id",)) in rules(model)
    assert list(dataflow.plan()) == []
    model = shape(dataflow, {"maker_id": int})
    dataflow.migrate()
    assert rules(model) == set()


def test_a_foreign_key_to_nothing_is_refused(dataflow: DataFlow) -> None:
    maker = shape(dataflow, {"name": str}, name="Maker")
    maker.objects.count()
    shape(dataflow, {"maker_id": int}).objects.create(maker_id=77)
    shape(dataflow, {"maker": maker})
    with pytest.raises(ModelError, match=r"Shape\.maker_id refers to .*_maker now, where 1 row of .*_shape find nothing"):
        dataflow.migrate()


def test_an_index_that_somebody_else_made_stays(dataflow: DataFlow) -> None:
    model = shape(dataflow, {"name": str, "size": int | None}, __indexes__=by("name"))
    model.objects.create(name="a", size=None)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX tuned ON {model._meta.db_table} (size)")
    model = shape(dataflow, {"name": str, "size": int}, size=0)
    dataflow.migrate()
    assert rules(model) == {("index", ("size",))}


def test_other_tables_go_on_referring_to_a_table_that_changes(dataflow: DataFlow) -> None:
    maker = shape(dataflow, {"name": str, "size": int | None}, name="Maker")
    gadget = shape(dataflow, {"maker": maker}, name="Gadget")
    first = maker.objects.create(name="Acme", size=2)
    gadget.objects.create(maker=first)
    later = shape(dataflow, {"name": str | None, "size": float}, name="Maker", size=0.0)
    later.objects.create(name=None)
    assert list(later.objects.order_by("id").values_list("name", "size")) == [("Acme", 2.0), (None, 0.0)]
    with pytest.raises(IntegrityError), transaction.atomic():
        remove(later, first.pk)


def test_numbers_of_removed_rows_are_not_given_again(dataflow: DataFlow) -> None:
    earlier = shape(dataflow, {"size": int})
    earlier.objects.create(size=1)
    gone = earlier.objects.create(size=2)
    number = gone.pk
    gone.delete()
    model = shape(dataflow, {"size": int | None})
    assert model.objects.create(size=3).pk > number
