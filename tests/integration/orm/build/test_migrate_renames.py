"""Models and fields that are called otherwise than before."""

from typing import Any

import pytest
from django.db import connection

from dataflow_app import DataFlow
from dataflow_app.errors import ModelError
from dataflow_app.orm.migrate.table import read_table
from tests.integration.orm.build.shapes import shape


def renamed(**names: str) -> dict[str, Any]:
    """Return ``__dataflow__`` with former and present names."""
    return {"renamed": names}


def texts(dataflow: DataFlow) -> list[str]:
    """Return what the plan would do."""
    return [step.text for step in dataflow.plan()]


def test_a_column_keeps_its_values_under_its_new_name(dataflow: DataFlow) -> None:
    shape(dataflow, {"list_price": float, "name": str}).objects.create(list_price=9.5, name="Drill")
    model = shape(dataflow, {"price": float, "name": str}, __dataflow__=renamed(list_price="price"))
    assert texts(dataflow) == ["rename the column list_price to price"]
    assert list(model.objects.values_list("price", "name")) == [(9.5, "Drill")]
    assert set(read_table(connection, model._meta.db_table).columns) == {"id", "price", "name"}


def test_a_hint_may_stay_and_means_nothing_more(dataflow: DataFlow) -> None:
    shape(dataflow, {"list_price": float}).objects.create(list_price=9.5)
    model = shape(dataflow, {"price": float}, __dataflow__=renamed(list_price="price"))
    dataflow.migrate()
    assert texts(dataflow) == []
    assert shape(dataflow, {"price": float}, __dataflow__=renamed(list_price="price")).objects.get().price == 9.5
    assert model is not None


@pytest.mark.parametrize("first", ["a", "b"])
def test_a_database_may_be_at_any_of_the_former_names(dataflow: DataFlow, first: str) -> None:
    shape(dataflow, {first: int}).objects.create(**{first: 3})
    assert shape(dataflow, {"c": int}, __dataflow__=renamed(a="c", b="c")).objects.get().c == 3


def test_a_column_may_change_its_type_with_its_name(dataflow: DataFlow) -> None:
    shape(dataflow, {"size": int | None}).objects.create(size=3)
    model = shape(dataflow, {"length": float, "width": float}, width=1.5, __dataflow__=renamed(size="length"))
    assert list(model.objects.values_list("length", "width")) == [(3.0, 1.5)]


def test_values_that_do_not_fit_are_counted_by_the_former_name(dataflow: DataFlow) -> None:
    shape(dataflow, {"size": str}).objects.create(size="wide")
    shape(dataflow, {"width": int}, width=0, __dataflow__=renamed(size="width"))
    with pytest.raises(ModelError, match=r"Shape\.width is now bigint, .* is text and has data that does not fit \(1 row\)"):
        dataflow.migrate()
    assert texts(dataflow) == ["rename the column size to width", "column width: change its type from text to bigint"]


def test_a_hint_that_comes_late_still_finds_the_values(dataflow: DataFlow) -> None:
    shape(dataflow, {"size": int | None}).objects.create(size=3)
    shape(dataflow, {"width": int | None}).objects.count()
    model = shape(dataflow, {"width": int | None}, __dataflow__=renamed(size="width"))
    assert model.objects.get().width == 3
    assert set(read_table(connection, model._meta.db_table).columns) == {"id", "width"}


def test_a_hint_that_comes_too_late_is_refused(dataflow: DataFlow) -> None:
    shape(dataflow, {"size": int | None}).objects.create(size=3)
    shape(dataflow, {"width": int | None}).objects.create(width=4)
    shape(dataflow, {"width": int | None}, __dataflow__=renamed(size="width"))
    with pytest.raises(ModelError, match=r"Shape\.width was size, says 'renamed', but .* has both columns, with values\. Move what"):
        dataflow.migrate()


def test_a_model_keeps_its_rows_and_its_history_under_its_new_name(dataflow: DataFlow) -> None:
    audited = {"audit_log": True}
    indexes = [{"name": "by_name", "fields": ["name"], "unique": True}]
    old = shape(dataflow, {"name": str}, name="Item", __dataflow__=audited, __indexes__=indexes)
    old.objects.create(name="Drill")
    dataflow._bindings.remove("Item")
    new = shape(dataflow, {"title": str}, name="Product", __dataflow__={**audited, **renamed(Item="Product", name="title")}, __indexes__=[
        {"name": "by_name", "fields": ["title"], "unique": True}
    ])  # fmt: skip
    row = new.objects.get()
    assert (row.title, list(row.history.values_list("title", flat=True))) == ("Drill", ["Drill"])
    assert not {old._meta.db_table, old.history.model._meta.db_table} & set(connection.introspection.table_names())
    assert [each.text for each in dataflow.plan()] == []
    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        new.objects.create(title="Drill")


def test_a_relation_follows_what_it_refers_to(dataflow: DataFlow) -> None:
    maker = shape(dataflow, {"name": str}, name="Maker")
    gadget = shape(dataflow, {"maker": maker, "name": str}, name="Gadget")
    gadget.objects.create(maker=maker.objects.create(name="Acme"), name="Drill")
    for bound in dataflow.models:
        dataflow._bindings.remove(bound.name)
    vendor = shape(dataflow, {"name": str}, name="Vendor", __dataflow__=renamed(Maker="Vendor"))
    gadget = shape(dataflow, {"vendor": vendor, "name": str}, name="Gadget", __dataflow__=renamed(maker="vendor"))
    assert texts(dataflow)[:2] == [f"rename the table {maker._meta.db_table}", "rename the column maker_id to vendor_id"]
    assert gadget.objects.get().vendor.name == "Acme"
    assert texts(dataflow) == []


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (["size"], r"Shape\.__dataflow__\['renamed'\] is a list, not a dict\. Write former names and present ones"),
        ({"size": 3}, r"holds 'size': 3, which are no two names"),
        ({"size": "lenght"}, r"leads from 'size' to the unknown field 'lenght'\. Did you mean 'length'\?"),
        ({"length": "width"}, r"says that 'length' has another name now, but Shape has it still"),
        ({"Shape": "Shape"}, r"says that 'Shape' has another name now, but Shape has it still"),
    ],
)
def test_a_hint_that_makes_no_sense_is_refused(dataflow: DataFlow, value: Any, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        shape(dataflow, {"length": int, "width": int}, __dataflow__={"renamed": value})


def test_a_hint_in_an_installed_app_is_refused_for_its_migrations_rename(dataflow: DataFlow) -> None:
    body = {"__annotations__": {"length": int}, "__module__": "dataflow_app.catalog.models.product", "__dataflow__": renamed(size="length")}
    with pytest.raises(ModelError, match=r"Ruler\.__dataflow__\['renamed'\] would have no effect.*makemigrations asks whether"):
        dataflow.model(type("Ruler", (), body))
