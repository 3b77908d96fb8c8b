"""Unique rules and checks of a class, as the database keeps them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from dataflow_app import DataFlow, LocalRuntime, WorkflowBuilder
from dataflow_app.errors import ModelError, RunFailed
from dataflow_app.orm.bulk.rules import rule_for
from dataflow_app.orm.unique_sets import unique_sets
from tests.integration.orm.build.ddl import checks_of, indexes_of, is_postgresql
from tests.integration.orm.build.shapes import shape

LIVING = "(deleted_at IS NULL)" if is_postgresql() else "deleted_at IS NULL"


def unique(columns: str, where: str = "") -> str:
    """Return the definition of a unique index on the database of the tests."""
    return f"UNIQUE {'btree ' if is_postgresql() else ''}({columns}){f' WHERE {where}' if where else ''}"


def run(dataflow: DataFlow, node: str, **parameters: Any) -> Any:
    """Run one node and return its result."""
    builder = WorkflowBuilder().add_node(node, "it", parameters)
    return LocalRuntime(dataflow=dataflow).execute(builder.build())[0]["it"]


def refused(dataflow: DataFlow, node: str, **parameters: Any) -> str:
    """Return what a node is refused with."""
    with pytest.raises(RunFailed) as caught:
        run(dataflow, node, **parameters)
    return str(caught.value.cause)


@pytest.mark.parametrize(
    ("namespace", "columns"),
    [
        ({"code": models.CharField(max_length=9, unique=True)}, "tenant_id, code"),
        ({"__indexes__": [{"fields": ["code"], "unique": True}]}, "tenant_id, code"),
        ({"__indexes__": [{"fields": ["code", "tenant_id"], "unique": True}]}, "code, tenant_id"),
        ({"Meta": type("Meta", (), {"unique_together": [("code", "size")]})}, "tenant_id, code, size"),
        ({"Meta": type("Meta", (), {"constraints": [models.UniqueConstraint(fields=["code"], name="own")]})}, "tenant_id, code"),
    ],
)
def test_every_unique_rule_holds_within_a_tenant_among_rows_that_are_not_deleted(dataflow: DataFlow, namespace: Any, columns: str) -> None:
    options = {"multi_tenant": True, "soft_delete": True}
    model = shape(dataflow, {"code": str, "size": int}, __dataflow__=options, **namespace)
    dataflow.migrate()
    assert indexes_of(model) == {unique(columns, LIVING)}
    assert list(dataflow.plan()) == []


def test_a_unique_rule_over_expressions_holds_among_living_rows_too(dataflow: DataFlow) -> None:
    class Meta:
        constraints = [models.UniqueConstraint(Lower("code"), name="own", condition=models.Q(size=1))]

    model = shape(dataflow, {"code": str, "size": int}, __dataflow__={"soft_delete": True}, Meta=Meta)
    dataflow.migrate()
    expected = (
        "UNIQUE btree (lower(code)) WHERE ((deleted_at IS NULL) AND (size = 1))"
        if is_postgresql()
        else "UNIQUE ((LOWER(code))) WHERE (deleted_at IS NULL AND size = 1)"
    )
    assert indexes_of(model) == {expected}


def test_without_those_options_a_unique_rule_is_a_plain_one(dataflow: DataFlow) -> None:
    model = shape(dataflow, {"code": str}, code=models.CharField(max_length=9, unique=True))
    assert (model._meta.get_field("code").unique, model._meta.constraints) == (True, [])


def test_the_code_of_a_deleted_row_can_be_used_again(dataflow: DataFlow) -> None:
    shape(dataflow, {"code": str, "name": str}, __dataflow__={"soft_delete": True}, __indexes__=[{"fields": ["code"], "unique": True}])
    first = run(dataflow, "ShapeCreateNode", code="a", name="old")
    run(dataflow, "ShapeDeleteNode", id=first["id"])
    second = run(dataflow, "ShapeCreateNode", code="a", name="new")
    message = "There is a Shape with code 'a' already. Choose another value, or use an upsert."
    assert refused(dataflow, "ShapeCreateNode", code="a", name="third") == message
    upserted = run(dataflow, "ShapeUpsertNode", code="a", name="newer")
    assert upserted["id"] == second["id"]
    data = [{"code": "a", "name": "newest"}, {"code": "b", "name": "b"}]
    assert run(dataflow, "ShapeBulkUpsertNode", data=data)["created"] == 1
    rows = run(dataflow, "ShapeListNode", include_deleted=True, order_by=["id"])["records"]
    assert [(row["code"], row["name"], row["deleted_at"] is None) for row in rows] == [
        ("a", "old", False),
        ("a", "newest", True),
        ("b", "b", True),
    ]


def test_a_bulk_write_over_deleted_rows_names_the_row_that_a_living_one_stands_against(dataflow: DataFlow) -> None:
    shape(dataflow, {"code": str}, __dataflow__={"soft_delete": True}, __indexes__=[{"fields": ["code"], "unique": True}])
    for code in ("a", "b"):
        run(dataflow, "ShapeCreateNode", code=code)
    run(dataflow, "ShapeBulkDeleteNode", filter={"code": "a"})
    assert "Row 2: There is a Shape with code 'b' already." in refused(dataflow, "ShapeBulkCreateNode", data=[{"code": "a"}, {"code": "b"}])
    assert run(dataflow, "ShapeBulkCreateNode", data=[{"code": "a"}, {"code": "b"}], conflict_resolution="skip")["created"] == 1


def test_unique_sets_are_those_that_tell_every_row_apart(dataflow: DataFlow) -> None:
    shape(
        dataflow,
        {"code": str, "name": str, "main": bool},
        __dataflow__={"soft_delete": True, "constraints": [{"unique": ["name"], "condition": {"main": True}}]},
        __indexes__=[{"fields": ["code"], "unique": True}],
    )
    (bound,) = dataflow.models
    assert unique_sets(bound) == (("code",), ("id",))
    rules = [rule_for(bound, names) for names in unique_sets(bound)]
    assert [rule and rule.among_living for rule in rules] == [True, False]


def test_a_check_of_meta_without_words_of_its_own_is_told_by_its_name(dataflow: DataFlow) -> None:
    @dataflow.model
    class Shape:
        price: float

        class Meta:
            constraints = [models.CheckConstraint(condition=models.Q(price__gte=0), name="shape_positive")]

    for node, values in (("ShapeCreateNode", {"price": -1}), ("ShapeBulkCreateNode", {"data": [{"price": -1}]})):
        assert "The Shape breaks its rule 'shape_positive'." in refused(dataflow, node, **values)
        assert "%(name)s" not in refused(dataflow, node, **values)


def test_a_form_is_told_which_field_is_taken(dataflow: DataFlow) -> None:
    model = shape(
        dataflow, {"code": str, "name": str}, __dataflow__={"soft_delete": True}, __indexes__=[{"fields": ["code"], "unique": True}]
    )
    model.objects.create(code="a", name="x")
    with pytest.raises(ValidationError) as caught:
        model(code="a", name="y").validate_constraints(exclude={"deleted_at", "deletion_reason"})
    assert caught.value.message_dict == {"code": ["Shape with this Code already exists."]}
    model.objects.all().delete()
    model(code="a", name="y").validate_constraints(exclude={"deleted_at"})


@pytest.mark.parametrize(
    ("field", "message"),
    [
        (lambda: models.OneToOneField("self", models.CASCADE, null=True), "Shape.other is one-to-one, but soft_delete keeps deleted rows"),
    ],
)
def test_what_cannot_be_unique_among_living_rows_is_refused(dataflow: DataFlow, field: Any, message: str) -> None:
    with pytest.raises(ModelError) as caught:
        shape(dataflow, {"name": str}, other=field(), __dataflow__={"soft_delete": True})
    assert message in str(caught.value)


def test_a_deferrable_constraint_of_a_soft_delete_model_is_refused(dataflow: DataFlow) -> None:
    class Meta:
        constraints = [models.UniqueConstraint(fields=["name"], name="own", deferrable=models.Deferrable.DEFERRED)]

    with pytest.raises(ModelError, match="has the deferrable constraint 'own'"):
        shape(dataflow, {"name": str}, __dataflow__={"soft_delete": True}, Meta=Meta)


def test_a_one_to_one_of_rows_that_are_not_kept_is_djangos(dataflow: DataFlow) -> None:
    model = shape(
        dataflow, {"name": str}, other=models.OneToOneField("self", models.CASCADE, null=True), __dataflow__={"multi_tenant": True}
    )
    first = model.objects.create(name="a")
    second = model.objects.create(name="b", other=first)
    assert first.shape == second


RULES = [
    {"name": "positive", "check": {"price": {"$gte": 0}}},
    {"name": "cheaper", "check": {"sale": {"$lte": {"$field": "price"}}}},
    {"name": "known", "check": {"$or": [{"kind": {"$in": ["a", "b"]}}, {"$not": {"kind": {"$ne": "c"}}}]}},
]


def test_checks_are_kept_by_the_database_and_told_by_their_names(dataflow: DataFlow) -> None:
    model = shape(dataflow, {"price": float, "sale": float | None, "kind": str}, sale=None, kind="a", __dataflow__={"constraints": RULES})
    dataflow.migrate()
    assert checks_of(model) == {"positive", "cheaper", "known"}
    assert list(dataflow.plan()) == []
    run(dataflow, "ShapeCreateNode", price=5, sale=5, kind="c")
    run(dataflow, "ShapeCreateNode", price=5)
    for values, rule in (({"price": -1}, "positive"), ({"price": 1, "sale": 2}, "cheaper"), ({"price": 1, "kind": "d"}, "known")):
        message = refused(dataflow, "ShapeCreateNode", **values)
        wanted = next(each["check"] for each in RULES if each["name"] == rule)
        assert message == f"The Shape is refused: the rule '{rule}' wants {wanted}."
    message = refused(dataflow, "ShapeBulkUpdateNode", filter={"price": 5, "sale": None}, update={"price": {"$mul": -1}})
    assert message == "The Shape is refused: the rule 'positive' wants {'price': {'$gte': 0}}."
    assert model.objects.filter(price=5).count() == 2


def test_a_form_is_told_which_rule_a_row_breaks(dataflow: DataFlow) -> None:
    model = shape(dataflow, {"price": float, "sale": float | None, "kind": str}, sale=None, kind="a", __dataflow__={"constraints": RULES})
    with pytest.raises(ValidationError) as caught:
        model(price=-1).validate_constraints()
    assert caught.value.messages == ["The rule 'positive' wants {'price': {'$gte': 0}}."]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (
            {"name": "x", "check": {"prce": 1}},
            "Shape.__dataflow__['constraints'][0]['check']: Shape has no field 'prce'. Did you mean 'price'?",
        ),
        ({"name": "x", "check": {"price": {"$like": "a%"}}}, "compares 'price' by $like, which a database cannot keep"),
        ({"name": "x", "check": {"price": {"$gte": "much"}}}, "Shape.price"),
        ({"unique": ["price"], "condition": {"kind": {"$regx": "a"}}}, "compares 'kind' by $regx"),
    ],
)
def test_a_rule_that_no_database_keeps_is_refused(dataflow: DataFlow, rule: Any, message: str) -> None:
    with pytest.raises(ModelError) as caught:
        shape(dataflow, {"price": float, "kind": str}, __dataflow__={"constraints": [rule]})
    assert message in str(caught.value)
    assert dataflow.models == ()
