"""Whole classes, read."""

import dataclasses
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Optional

import pytest

from dataflow_app.errors import ModelError
from dataflow_app.schema.options import NamedFilter
from dataflow_app.schema.reader import read_model
from dataflow_app.schema.spec import MISSING, FieldKind, FieldSpec, IndexSpec, TypeSpec


def a_class(annotations: dict[str, Any], **namespace: Any) -> type:
    """Return a class as a script would define it."""
    return type("Product", (), {"__annotations__": annotations, "__module__": __name__, **namespace})


class Guide:
    """The guide's first model."""

    product_code: str
    list_price: float
    embedding_status: str = "pending"
    knowledge_graph_id: Optional[str] = None  # noqa: UP045 - as the guide writes it
    ai_tags: Optional[list] = None  # noqa: UP045
    limit: ClassVar[int] = 3

    __dataflow__ = {"multi_tenant": True, "soft_delete": True, "audit_log": True, "versioned": True}


def test_fields_come_in_the_order_of_the_class_and_class_variables_are_none() -> None:
    spec = read_model(Guide)
    assert spec.fields == (
        FieldSpec("product_code", TypeSpec(FieldKind.TEXT)),
        FieldSpec("list_price", TypeSpec(FieldKind.FLOAT)),
        FieldSpec("embedding_status", TypeSpec(FieldKind.TEXT), "pending"),
        FieldSpec("knowledge_graph_id", TypeSpec(FieldKind.TEXT, nullable=True), None),
        FieldSpec("ai_tags", TypeSpec(FieldKind.JSON, nullable=True, shape=list), None),
    )
    assert [field.is_required for field in spec.fields] == [True, True, False, False, False]
    assert (spec.name, spec.qualname, spec.module, spec.docstring) == (
        "Product".replace("Product", "Guide"),
        "Guide",
        __name__,
        "The guide's first model.",
    )


def test_options_are_read() -> None:
    options = read_model(Guide).options
    assert (options.multi_tenant, options.soft_delete, options.audit_log, options.versioned, options.monitoring) == (
        True,
        True,
        True,
        True,
        False,
    )


def test_text_annotations_mean_what_they_say() -> None:
    spec = read_model(
        a_class({"name": "str", "price": "Decimal | None", "on": "Optional[date]", "tags": "list[str]", "owner": "Vendor | None"})
    )
    assert [field.type.kind for field in spec.fields] == [
        FieldKind.TEXT,
        FieldKind.DECIMAL,
        FieldKind.DATE,
        FieldKind.JSON,
        FieldKind.RELATION,
    ]
    assert [field.type.nullable for field in spec.fields] == [False, True, True, False, True]
    assert spec.by_name["owner"].type.target == "Vendor"


def test_names_around_a_class_in_a_function_are_known() -> None:
    spec = read_model(a_class({"price": "Money"}), {"Money": Decimal})
    assert spec.fields[0].type.kind is FieldKind.DECIMAL


def test_a_plain_mixin_brings_its_fields_first() -> None:
    class Stamped:
        created_at: datetime
        is_active: bool = True

    class Product(Stamped):
        name: str

    assert [field.name for field in read_model(Product).fields] == ["created_at", "is_active", "name"]


def test_dataclass_defaults_are_defaults() -> None:
    @dataclasses.dataclass
    class Product:
        name: str
        tags: list[str] = dataclasses.field(default_factory=list)
        size: int = dataclasses.field(default=3)

    assert [field.default for field in read_model(Product).fields] == [MISSING, list, 3]


@pytest.mark.parametrize(
    "name", ["version", "author", "description", "success", "status", "type", "filter", "data", "limit", "count", "record", "_private"]
)
def test_names_that_others_reserve_are_ours_to_use(name: str) -> None:
    assert read_model(a_class({name: str})).fields[0].name == name


@pytest.mark.parametrize("name", ["save", "delete", "pk", "objects", "full_clean", "a__b", "name_", "class"])
def test_a_name_that_would_break_the_model_is_refused(name: str) -> None:
    with pytest.raises(ModelError, match=f"Product cannot have a field named '{name}'"):
        read_model(a_class({name: str}))


def test_a_column_that_an_option_adds_cannot_be_a_field_too() -> None:
    with pytest.raises(ModelError, match="an option in __dataflow__ adds a column of that name"):
        read_model(a_class({"row_version": int}, __dataflow__={"versioned": True}))


@pytest.mark.parametrize(
    ("annotation", "default", "message"),
    [
        (str, None, "does not allow None"),
        (int, "three", "which is no integer"),
        (bool, 1, "which is no boolean"),
        (int, True, "which is no integer"),
        (list, {}, "which is no list"),
        (dict, [], "which is no dict"),
        (date, datetime(2026, 1, 1), "which is no date"),  # noqa: DTZ001
        ("Literal['red', 'blue']", "rad", "none of its choices. Did you mean 'red'?"),
    ],
)
def test_a_default_that_does_not_fit_is_refused(annotation: Any, default: Any, message: str) -> None:
    with pytest.raises(ModelError) as caught:
        read_model(a_class({"x": annotation}, x=default))
    assert message in str(caught.value)


def test_a_class_without_fields_is_refused() -> None:
    with pytest.raises(ModelError, match="Product has no fields"):
        read_model(a_class({}))


def test_indexes_are_read() -> None:
    spec = read_model(
        a_class({"name": str, "price": float}, __indexes__=[{"name": "by_name", "fields": ["name", "-price"], "unique": True}])
    )
    assert spec.indexes == (IndexSpec("by_name", ("name", "-price"), unique=True),)


@pytest.mark.parametrize(
    ("indexes", "message"),
    [
        ([{"name": "x", "feilds": ["name"]}], "has the unknown key 'feilds'. Did you mean 'fields'?"),
        ([{"name": "x", "fields": ["nmae"]}], "names the unknown field 'nmae'. Did you mean 'name'?"),
        ([{"name": "x", "fields": "name"}], "names no fields"),
        ([{"name": "x", "fields": ["name"], "unique": "yes"}], "has unique = 'yes'"),
        ([{"name": "a b", "fields": ["name"]}], "has the name 'a b'"),
        ([{"name": "x", "fields": ["name"]}] * 2, "two indexes named 'x'"),
        ({"name": "x"}, "is a dict, not a list"),
        (["name"], "is 'name', not a dict"),
    ],
)
def test_an_index_that_means_nothing_is_refused(indexes: Any, message: str) -> None:
    with pytest.raises(ModelError) as caught:
        read_model(a_class({"name": str}, __indexes__=indexes))
    assert message in str(caught.value)


def test_a_model_names_filters() -> None:
    options = {"filters": {"price_range": {"field": "price", "kind": "range"}}}
    spec = read_model(a_class({"price": float}, __dataflow__=options))
    assert dict(spec.options.filters) == {"price_range": NamedFilter("price_range", "price", "range")}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"mutli_tenant": True}, "Product.__dataflow__ has the unknown key 'mutli_tenant'. Did you mean 'multi_tenant'?"),
        ({"zzz": 3}, "It may hold multi_tenant"),
        ({"audit_log": "yes"}, "Product.__dataflow__['audit_log'] is 'yes'."),
        (["audit_log"], "is a list, not a dict"),
        ({"filters": {"f": {"kind": "range"}}}, "does not say which field it filters"),
        ({"filters": {"f": {"field": "nmae"}}}, "filters the unknown field 'nmae'. Did you mean 'name'?"),
        ({"filters": {"f": {"field": "name", "kind": "rage"}}}, "has the unknown kind 'rage'. Did you mean 'range'?"),
        ({"filters": {"f": {"field": "name", "knd": "range"}}}, "has the unknown key 'knd'. Did you mean 'kind'?"),
        ({"filters": {"name": {"field": "name"}}}, "has the name of a field"),
    ],
)
def test_an_option_that_means_nothing_is_refused(options: Any, message: str) -> None:
    with pytest.raises(ModelError) as caught:
        read_model(a_class({"name": str}, __dataflow__=options))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("name", "meant"), [("__dataflows__", "__dataflow__"), ("__index__", "__indexes__"), ("__indexs__", "__indexes__")]
)
def test_a_misspelt_special_name_is_refused(name: str, meant: str) -> None:
    with pytest.raises(ModelError, match=f"Product has {name}, which means nothing here. Did you mean '{meant}'?"):
        read_model(a_class({"name": str}, **{name: {"audit_log": True} if "data" in name else []}))
