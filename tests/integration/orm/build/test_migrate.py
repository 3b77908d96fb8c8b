"""Tables that follow their classes, and never lose data."""

import threading
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from django.db import connection, connections, transaction

from dataflow_app import DataFlow
from dataflow_app.errors import ModelError
from dataflow_app.orm.migrate.table import read_table
from dataflow_app.schema.annotation import PLAIN
from tests.integration.orm.build.shapes import shape

EVERY = {"multi_tenant": True, "soft_delete": True, "audit_log": True, "versioned": True}


def columns(model: Any) -> set[str]:
    """Return the columns that the table has."""
    return set(read_table(connection, model._meta.db_table).columns)


def test_a_table_is_made_when_it_is_first_needed(dataflow: DataFlow) -> None:
    model = shape(dataflow, {"name": str})
    assert model._meta.db_table not in connection.introspection.table_names()
    assert model.objects.count() == 0
    assert columns(model) == {"id", "name"}


def test_a_new_field_is_a_new_column_with_its_default(dataflow: DataFlow) -> None:
    shape(dataflow, {"name": str}).objects.create(name="old")
    model = shape(
        dataflow,
        {"name": str, "note": str | None, "size": int, "tags": list, "price": Decimal, "on": bool, "kind": str},
        size=7, tags=["a"], price=Decimal("1.5"), on=True, kind="it's",
    )  # fmt: skip
    row = model.objects.get()
    assert (row.name, row.note, row.size, row.tags, row.price, row.on, row.kind) == ("old", None, 7, ["a"], Decimal("1.5"), True, "it's")
    model.objects.create(name="new")
    assert model.objects.count() == 2


def test_a_new_option_adds_its_columns_and_its_history(dataflow: DataFlow) -> None:
    shape(dataflow, {"name": str}).objects.create(name="old")
    model = shape(dataflow, {"name": str}, __dataflow__=EVERY)
    row = model.objects.get()
    row.save()
    assert (row.tenant_id, row.deleted_at, row.row_version, row.history.count()) == ("", None, 2, 1)


def test_a_new_required_field_is_refused_where_there_are_rows(dataflow: DataFlow) -> None:
    shape(dataflow, {"name": str}).objects.create(name="old")
    model = shape(dataflow, {"name": str, "size": int})
    with pytest.raises(
        ModelError, match=r"Shape\.size is new, but the table .* has rows that would have no value for it\. Give the field a default"
    ):
        dataflow.migrate()
    dataflow.close()
    assert columns(model) == {"id", "name"}


def test_a_model_that_cannot_be_migrated_leaves_others_alone(dataflow: DataFlow) -> None:
    from django.contrib.auth.models import Group  # noqa: PLC0415

    shape(dataflow, {"name": str}).objects.create(name="old")
    model = shape(dataflow, {"name": str, "size": int})
    assert Group.objects.count() == 0
    with pytest.raises(ModelError):
        model.objects.count()


def test_a_new_required_field_is_added_where_there_are_none(dataflow: DataFlow) -> None:
    shape(dataflow, {"name": str}).objects.count()
    model = shape(dataflow, {"name": str, "size": int})
    assert model.objects.create(name="x", size=3).size == 3


def test_a_field_that_went_away_with_data_is_refused(dataflow: DataFlow) -> None:
    shape(dataflow, {"name": str, "size": int}).objects.create(name="old", size=3)
    model = shape(dataflow, {"name": str})
    with pytest.raises(ModelError, match=r"has data in the column size, for which Shape has no field any more"):
        dataflow.migrate()
    dataflow.close()
    assert columns(model) == {"id", "name", "size"}


def test_a_field_that_went_away_is_kept_where_it_is_in_nobodys_way(dataflow: DataFlow) -> None:
    shape(dataflow, {"name": str, "size": int | None}).objects.create(name="old", size=3)
    model = shape(dataflow, {"name": str})
    model.objects.create(name="new")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name, size FROM {model._meta.db_table} ORDER BY id")  # noqa: S608
        assert cursor.fetchall() == [("old", 3), ("new", None)]


def test_a_field_that_went_away_without_data_is_dropped(dataflow: DataFlow) -> None:
    shape(dataflow, {"name": str, "size": int}).objects.count()
    model = shape(dataflow, {"name": str})
    model.objects.create(name="new")
    assert columns(model) == {"id", "name"}


@pytest.mark.parametrize(("before", "value", "after"), [(str, "x", int), (float, 1.5, int), (int, 3, bool), (dict, {}, str)])
def test_a_type_that_may_not_hold_the_data_is_refused(dataflow: DataFlow, before: type, value: Any, after: type) -> None:
    shape(dataflow, {"it": before}).objects.create(it=value)
    shape(dataflow, {"it": after})
    with pytest.raises(ModelError, match=r"Shape\.it is now .*, but the column in .* is .* and has data that does not fit"):
        dataflow.migrate()


def test_a_type_may_change_where_there_is_no_data(dataflow: DataFlow) -> None:
    shape(dataflow, {"it": str}).objects.count()
    model = shape(dataflow, {"it": int})
    assert model.objects.create(it=3).it == 3
    assert model.objects.get().it == 3


def test_a_longer_text_is_allowed(dataflow: DataFlow) -> None:
    from django.db import models  # noqa: PLC0415

    shape(dataflow, {}, it=models.CharField(max_length=5)).objects.create(it="short")
    model = shape(dataflow, {"it": str})
    model.objects.create(it="much longer")
    assert [row.it for row in model.objects.order_by("id")] == ["short", "much longer"]


def test_indexes_are_added_later(dataflow: DataFlow) -> None:
    shape(dataflow, {"name": str}).objects.create(name="a")
    indexes = [{"name": "plain", "fields": ["name"]}, {"name": "only", "fields": ["name"], "unique": True}]
    model = shape(dataflow, {"name": str}, __indexes__=indexes)
    dataflow.migrate()
    names = read_table(connection, model._meta.db_table).rules
    assert {each.name for each in (*model._meta.indexes, *model._meta.constraints)} <= set(names)
    with pytest.raises(Exception, match=r"UNIQUE|unique"), transaction.atomic():
        model.objects.create(name="a")


def test_a_unique_index_over_rows_that_are_alike_is_refused(dataflow: DataFlow) -> None:
    model = shape(dataflow, {"name": str})
    model.objects.create(name="a")
    model.objects.create(name="a")
    shape(dataflow, {"name": str}, __indexes__=[{"name": "only", "fields": ["name"], "unique": True}])
    with pytest.raises(ModelError, match="cannot be made: there are rows that are alike in it"):
        dataflow.migrate()


def test_nothing_changes_the_second_time(dataflow: DataFlow) -> None:
    def use() -> int:
        model = shape(dataflow, {"name": str, "size": int}, size=1, __indexes__=[{"name": "by", "fields": ["name"]}])
        model.objects.create(name="x")
        count: int = model.objects.count()
        return count

    assert [use() for _ in range(3)] == [1, 2, 3]


def test_every_kind_of_column_is_the_same_when_it_is_looked_at_again(dataflow: DataFlow) -> None:
    kinds = {kind.__name__: kind for kind in PLAIN} | {"choice": Literal["a", "b"], "number": Literal[1, 2]}
    nullable = {name: kind | None for name, kind in kinds.items()}
    shape(dataflow, nullable, __dataflow__=EVERY).objects.create()
    model = shape(dataflow, nullable, __dataflow__=EVERY)
    assert model.objects.count() == 1


def test_a_rollback_takes_the_table_and_the_next_use_makes_it_again(tmp_path: Path, own_databases: None) -> None:
    with DataFlow(f"sqlite:///{tmp_path}/a.db") as dataflow:
        model = shape(dataflow, {"name": str})
        with transaction.atomic(using=dataflow.database):
            model.objects.create(name="lost")
            transaction.set_rollback(True, using=dataflow.database)
        model.objects.create(name="kept")
        assert [row.name for row in model.objects.all()] == ["kept"]


def test_without_auto_migrate_only_migrate_makes_tables(own_databases: None) -> None:
    with DataFlow(":memory:", auto_migrate=False) as dataflow:
        model = shape(dataflow, {"name": str})
        with pytest.raises(Exception, match="no such table"):
            model.objects.count()
        dataflow.migrate()
        assert model.objects.count() == 0


def test_many_threads_make_a_table_once(tmp_path: Path, own_databases: None) -> None:
    with DataFlow(f"sqlite:///{tmp_path}/a.db") as dataflow:
        model = shape(dataflow, {"name": str})
        failures: list[BaseException] = []

        def work(number: int) -> None:
            try:
                model.objects.create(name=str(number))
            except BaseException as error:  # noqa: BLE001 - told by the assertion
                failures.append(error)
            finally:
                connections[dataflow.database].close()

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (failures, model.objects.count()) == ([], 8)
