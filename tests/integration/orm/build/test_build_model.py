"""Annotated classes as Django models, on the selected database."""

import pickle
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from functools import cached_property, wraps
from typing import Any, Literal
from uuid import UUID, uuid4

import pytest
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dataflow_app import DataFlow, LocalRuntime, WorkflowBuilder
from dataflow_app.errors import ModelError
from dataflow_app.orm.bound_model import BoundModel, bound_to


class Color(Enum):
    """Choices."""

    RED = "red"
    BLUE = "blue"


class Everything:
    """One column of each kind."""

    text: str
    whole: int
    real: float
    flag: bool
    money: Decimal
    day: date
    moment: datetime
    clock: time
    span: timedelta
    key: UUID
    raw: bytes
    mapping: dict
    sequence: list[str]
    color: Color = Color.RED
    mode: Literal["a", "b"] = "a"
    missing: str | None = None


VALUES: dict[str, Any] = {
    "text": "  Trade union select committee \u00e9\U0001f600\n",
    "whole": 2**63 - 1,
    "real": 99.99,
    "flag": True,
    "money": Decimal("12345678901.2345"),
    "day": date(2026, 2, 28),
    "moment": datetime(2026, 2, 28, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=2))),
    "clock": time(23, 59, 59, 1),
    "span": timedelta(days=3, microseconds=7),
    "key": UUID("12345678-1234-5678-1234-567812345678"),
    "raw": b"\x00\xff",
    "mapping": {"a": [1, None, {"b": "c"}]},
    "sequence": ["x", "y"],
}


def test_every_kind_of_value_comes_back_as_it_was_stored(dataflow: DataFlow) -> None:
    model: Any = dataflow.model(Everything)
    stored = model.objects.create(**VALUES)
    row = model.objects.get(pk=stored.pk)
    assert {name: bytes(value) if name == "raw" else value for name, value in ((name, getattr(row, name)) for name in VALUES)} == VALUES
    assert (row.color, row.mode, row.missing) == ("red", "a", None)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=3000),
    whole=st.integers(-(2**63), 2**63 - 1),
    real=st.floats(allow_nan=False, allow_infinity=False),
)
def test_text_and_numbers_are_never_changed(dataflow: DataFlow, text: str, whole: int, real: float) -> None:
    class Value:
        text: str
        whole: int
        real: float

    known = {bound.name: bound.model for bound in dataflow.models}
    model: Any = known.get("Value") or dataflow.model(Value)
    row = model.objects.get(pk=model.objects.create(text=text, whole=whole, real=real).pk)
    assert (row.text, row.whole, row.real) == (text, whole, real)


def test_a_member_of_an_enum_is_stored_by_its_value(dataflow: DataFlow) -> None:
    class Paint:
        color: Color

    model: Any = dataflow.model(Paint)
    row = model.objects.create(color=Color.BLUE)
    assert model.objects.get(pk=row.pk).color == "blue"
    assert model.objects.filter(color=Color.BLUE).count() == 1
    assert model._meta.get_field("color").deconstruct()[1] == "django.db.models.TextField"


def test_a_mutable_default_is_a_copy_for_each_row(dataflow: DataFlow) -> None:
    class Tagged:
        tags: list = ["new"]
        extra: dict = {}

    model: Any = dataflow.model(Tagged)
    one, two = model(), model()
    one.tags.append("x")
    one.extra["a"] = 1
    assert (two.tags, two.extra, Tagged.tags) == (["new"], {}, ["new"])


def test_a_function_as_default_is_called_for_each_row(dataflow: DataFlow) -> None:
    class Keyed:
        key: UUID = uuid4  # type: ignore[assignment] # a function as default is our own way

    model: Any = dataflow.model(Keyed)
    assert model().key != model().key


def test_a_new_row_holds_what_reading_it_gives(dataflow: DataFlow) -> None:
    class Reading:
        value: float = 1
        price: Decimal = 5  # type: ignore[assignment] # a whole number is a decimal, too
        taken_at: datetime = datetime.now  # type: ignore[assignment] # a function as default is our own way

    model: Any = dataflow.model(Reading)
    new = model.objects.create()
    assert (type(new.value), type(new.price), new.taken_at.tzinfo) == (float, Decimal, UTC)
    read = model.objects.get(pk=new.pk)
    assert (read.value, read.price, read.taken_at) == (new.value, new.price, new.taken_at)


def test_columns_stand_in_the_order_of_the_class(dataflow: DataFlow) -> None:
    late = models.CharField(max_length=5, default="x")

    class Ordered:
        one: str
        two: str = late  # type: ignore[assignment] # a field as default is our own way
        three: int = 0

        __dataflow__ = {"multi_tenant": True, "soft_delete": True, "versioned": True}

    model: Any = dataflow.model(Ordered)
    names = [field.name for field in model._meta.fields]
    assert names == ["id", "one", "two", "three", "tenant_id", "deleted_at", "deletion_reason", "row_version"]
    assert model._meta.get_field("two") is not late
    assert model._meta.get_field("two").max_length == 5


def test_an_annotated_id_is_the_primary_key(dataflow: DataFlow) -> None:
    class Numbered:
        id: int
        name: str

    class Keyed:
        id: UUID = uuid4  # type: ignore[assignment] # likewise
        name: str

    numbered: Any = dataflow.model(Numbered)
    keyed: Any = dataflow.model(Keyed)
    assert isinstance(numbered._meta.pk, models.BigAutoField)
    assert isinstance(keyed.objects.create(name="x").pk, UUID)


def _decorated(function: Any) -> Any:
    @wraps(function)
    def wrapper(*args: Any) -> Any:
        return function(*args)

    return wrapper


def test_methods_properties_and_super_work(dataflow: DataFlow) -> None:
    class Shouting:
        def shout(self) -> str:
            return f"{self.name}!"  # type: ignore[attr-defined]

    class Speaker(Shouting):
        name: str
        factor = 2

        def shout(self) -> str:
            return super().shout() * self.factor

        @property
        def loud(self) -> str:
            return super().shout().upper()

        @cached_property
        def kept(self) -> str:
            return super().shout()

        @classmethod
        def made(cls, name: str) -> Any:
            return cls(name=name)  # type: ignore[call-arg]

        @staticmethod
        def plain() -> int:
            return __class__.factor  # type: ignore[name-defined, no-any-return]

        @_decorated
        def wrapped(self) -> str:
            return super().shout()

        def save(self, *args: Any, **kwargs: Any) -> None:
            self.name = self.name.strip()
            super().save(*args, **kwargs)  # type: ignore[misc]

        def __str__(self) -> str:
            return f"<{self.name}>"

    model: Any = dataflow.model(Speaker)
    row = model.made(" a ")
    row.save()
    assert (row.name, row.shout(), row.loud, row.kept, row.wrapped(), model.plain(), str(row)) == ("a", "a!a!", "A!", "a!", "a!", 2, "<a>")


def test_meta_and_docstring_are_kept(dataflow: DataFlow) -> None:
    class Thing:
        """What it is."""

        name: str

        class Meta:
            ordering = ["-name"]
            verbose_name_plural = "many things"

    model: Any = dataflow.model(Thing)
    assert (model.__doc__, model._meta.ordering, model._meta.verbose_name_plural) == ("What it is.", ["-name"], "many things")
    assert (model.__name__, model.__module__, model.__qualname__) == ("Thing", __name__, Thing.__qualname__)


@pytest.mark.parametrize(("option", "message"), [("abstract", "has no table"), ("verbos_name", "Did you mean 'verbose_name'?")])
def test_a_meta_that_cannot_be_is_refused(dataflow: DataFlow, option: str, message: str) -> None:
    thing = type("Thing", (), {"__annotations__": {"name": str}, "__module__": __name__, "Meta": type("Meta", (), {option: True})})
    with pytest.raises(ModelError) as caught:
        dataflow.model(thing)
    assert message in str(caught.value)


def test_an_order_by_a_field_that_is_not_there_is_refused(dataflow: DataFlow) -> None:
    class Thing:
        name: str

        class Meta:
            ordering = ["-nam"]

    with pytest.raises(ModelError, match=r"Thing\.Meta orders by the unknown field 'nam'\. Did you mean 'name'\?"):
        dataflow.model(Thing)


def test_a_list_node_keeps_the_order_of_the_class(dataflow: DataFlow) -> None:
    class Step:
        name: str
        place: int

        class Meta:
            ordering = ["-place", "pk"]

    dataflow.model(Step)
    create = WorkflowBuilder().add_node(
        "StepBulkCreateNode", "create", {"data": [{"name": name, "place": place} for name, place in (("a", 1), ("b", 2), ("c", 2))]}
    )
    LocalRuntime(dataflow=dataflow).execute(create)
    listing = WorkflowBuilder().add_node("StepListNode", "own").add_node("StepListNode", "named", {"order_by": ["name"]})
    results, _ = LocalRuntime(dataflow=dataflow).execute(listing)
    assert {node: [row["name"] for row in rows["records"]] for node, rows in results.items()} == {
        "own": ["b", "c", "a"],
        "named": ["a", "b", "c"],
    }


def test_indexes_are_made_and_a_unique_one_holds_within_a_tenant(dataflow: DataFlow) -> None:
    class Item:
        code: str
        price: float = 0.0

        __dataflow__ = {"multi_tenant": True}
        __indexes__ = [
            {"name": "by_code", "fields": ["code"], "unique": True},
            {"name": "a_very_long_name_of_an_index_that_no_database_takes", "fields": ["-price", "code"]},
        ]

    model: Any = dataflow.model(Item)
    model.objects.create(code="a", tenant_id="one")
    model.objects.create(code="a", tenant_id="two")
    assert model._meta.constraints[0].fields == ("tenant_id", "code")
    assert [(index.fields, len(index.name)) for index in model._meta.indexes] == [(["-price", "code"], 30)]
    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        model.objects.create(code="a", tenant_id="one")


def test_another_model_is_a_foreign_key(dataflow: DataFlow) -> None:
    @dataflow.model
    class Vendor:
        name: str
        parent: "Vendor | None" = None

    @dataflow.model
    class Product:
        name: str
        vendor: Vendor
        second: Vendor | None = None

    vendor: Any = Vendor
    product: Any = Product
    one = vendor.objects.create(name="v", parent=vendor.objects.create(name="p"))
    product.objects.create(name="x", vendor=one)
    assert product.objects.get(vendor__parent__name="p").vendor_id == one.pk
    assert product._meta.get_field("vendor").remote_field.on_delete is models.PROTECT
    assert product._meta.get_field("second").remote_field.on_delete is models.SET_NULL
    with pytest.raises(models.ProtectedError):
        one.delete()


def test_a_model_may_be_named_before_it_is_there(dataflow: DataFlow) -> None:
    @dataflow.model
    class Early:
        name: str
        late: "Late | None" = None

    @dataflow.model
    class Late:
        name: str
        early: "Early | None" = None

    early, late = (bound.model._default_manager for bound in dataflow.models)
    row = early.create(name="e", late=late.create(name="l"))
    assert early.get(late__name="l") == row


def test_a_model_that_never_comes_is_an_error_with_a_suggestion(dataflow: DataFlow) -> None:
    class Vendor:
        name: str

    class Product:
        vendor: "Vendr"  # type: ignore[name-defined]  # noqa: F821

    dataflow.model(Vendor)
    product: Any = dataflow.model(Product)
    with pytest.raises(ModelError, match=r"Product\.vendor refers to Vendr, which is no model\. Did you mean 'Vendor'"):
        product.objects.count()


def test_a_model_is_bound(dataflow: DataFlow) -> None:
    class Product:
        name: str

    model: Any = dataflow.model(Product)
    bound = bound_to(model)
    assert isinstance(bound, BoundModel)
    assert (bound.model, bound.name, bound.database) == (model, "Product", "default")
    assert bound.label == f"{model._meta.app_label}.Product"
    assert model._meta.app_label.startswith("script_tests_integration_orm_")
    assert model._meta.db_table == f"{model._meta.app_label}_product"
    assert bound in dataflow.models


def test_an_existing_model_is_bound_as_it_is(dataflow: DataFlow) -> None:
    from django.contrib.auth.models import Group  # noqa: PLC0415

    before = [field.name for field in Group._meta.get_fields()]
    assert dataflow.model(Group) is Group
    bound = dataflow.models[0]
    assert (bound.model, bound.label, bound.database, bound.spec) == (Group, "auth.Group", "default", None)
    assert [field.name for field in Group._meta.get_fields()] == before


def test_a_foreign_key_may_reach_an_existing_model(dataflow: DataFlow) -> None:
    from django.contrib.auth.models import Group  # noqa: PLC0415

    class Member:
        name: str
        group: Group | None = None

    model: Any = dataflow.model(Member)
    model.objects.create(name="x", group=Group.objects.create(name="g"))
    assert model.objects.get(group__name="g").name == "x"


class Picklable:
    """A class in a module."""

    name: str

    __dataflow__ = {"audit_log": True}


def test_rows_of_a_class_in_a_module_can_be_pickled(dataflow: DataFlow) -> None:
    global Picklable  # noqa: PLW0603
    Picklable = dataflow.model(Picklable)  # type: ignore[misc]
    row: Any = Picklable.objects.create(name="x")  # type: ignore[attr-defined]
    record = row.history.get()
    assert pickle.loads(pickle.dumps(row)).name == "x"  # noqa: S301
    assert pickle.loads(pickle.dumps(record)).name == "x"  # noqa: S301


def test_a_dataclass_becomes_a_model_too(dataflow: DataFlow) -> None:
    import dataclasses  # noqa: PLC0415

    @dataclasses.dataclass
    class Point:
        x: int
        tags: list[str] = dataclasses.field(default_factory=list)

    model: Any = dataflow.model(Point)
    assert model.objects.get(pk=model.objects.create(x=3).pk).tags == []


def test_a_mixin_brings_fields_defaults_and_methods(dataflow: DataFlow) -> None:
    class Switched:
        is_active: bool = True

        def flip(self) -> None:
            self.is_active = not self.is_active

    class Lamp(Switched):
        name: str

    model: Any = dataflow.model(Lamp)
    row = model.objects.create(name="x", is_active=False)
    assert model.objects.only("name").get(pk=row.pk).is_active is False
    row.flip()
    assert (row.is_active, issubclass(model, Switched)) == (True, True)


def test_no_migration_is_missing() -> None:
    from django.core.management import call_command  # noqa: PLC0415

    call_command("makemigrations", "--check", "--dry-run", "--skip-checks", verbosity=0)
