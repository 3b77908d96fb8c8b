"""Generated node types as the palette, the forms and the compiler see them: no database."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from dataflow_app.catalog import models
from dataflow_app.graph.ports import PortType
from dataflow_app.nodes.effect import Effect
from dataflow_app.nodes.generated.connected import with_connected
from dataflow_app.nodes.generated.operations import OPERATIONS, make_node_type, node_type_name
from dataflow_app.orm.bound_model import bound_to
from dataflow_app.orm.values.pending import PENDING

PRODUCT: Any = models.Product
BOUND: Any = bound_to(PRODUCT)
TYPES = {node_type_name(BOUND, operation): make_node_type(BOUND, operation) for operation in OPERATIONS}
DRILL = {"product_code": "D1", "name": "Drill", "category": "tools", "brand": "Voltera", "list_price": 99.99}


def problems(name: str, parameters: dict[str, Any], *connected: str) -> list[tuple[str, str | None, str]]:
    found = TYPES[name].check(parameters, set(connected))
    return [(problem.code, problem.port, str(problem)) for problem in found]


def test_a_model_has_eleven_node_types() -> None:
    operations = ["Create", "Read", "Update", "Delete", "Upsert", "List", "Count", "BulkCreate", "BulkUpdate", "BulkDelete", "BulkUpsert"]
    assert sorted(TYPES) == sorted(f"Product{operation}Node" for operation in operations)
    assert list(TYPES) == [node_type.name for node_type in TYPES.values()]


@pytest.mark.parametrize("name", TYPES)
def test_each_says_what_the_palette_and_the_executor_ask(name: str) -> None:
    node_type = TYPES[name]
    reads = name in ("ProductReadNode", "ProductListNode", "ProductCountNode")
    assert node_type.effect is (Effect.NONE if reads else Effect.DATABASE)
    assert (node_type.database, node_type.model, node_type.category) == ("default", "catalog.Product", "Product")
    assert node_type.kind.value == ("read" if reads else "bulk" if "Bulk" in name else "write")
    assert node_type.title
    assert node_type.description.endswith(".")


@pytest.mark.parametrize("name", TYPES)
def test_each_input_port_has_a_schema_and_each_schema_is_valid(name: str) -> None:
    node_type = TYPES[name]
    schema = node_type.parameters_schema
    Draft202012Validator.check_schema(schema)
    assert sorted(schema["properties"]) == sorted(port.name for port in node_type.inputs)
    assert len({port.name for port in node_type.inputs}) == len(node_type.inputs)
    assert len({port.name for port in node_type.outputs}) == len(node_type.outputs)
    assert all(entry["title"] for entry in schema["properties"].values())


def test_the_ports_of_a_create_are_the_columns_with_their_types() -> None:
    inputs = {port.name: port for port in TYPES["ProductCreateNode"].inputs}
    assert [name for name, port in inputs.items() if port.required] == ["product_code", "name", "category", "brand", "list_price"]
    assert inputs["vendor"].type == PortType("integer", "catalog.Vendor", "id")
    assert inputs["name"].type.label == "Product.name"
    assert not {"price", "created_at", "deleted_at", "row_version"} & inputs.keys()
    outputs = {port.name: port.type for port in TYPES["ProductCreateNode"].outputs}
    assert outputs["record"].label == "Row[Product]"
    assert outputs["vendor_id"] == PortType("integer", "catalog.Vendor", "id")
    assert outputs["price"] == PortType("number", "catalog.Product", "price")


def test_the_schema_of_a_column_tells_a_form_what_it_takes() -> None:
    properties = TYPES["ProductCreateNode"].parameters_schema["properties"]
    assert properties["embedding_status"]["enum"] == ["pending", "processing", "completed", "failed"]
    assert properties["embedding_status"]["default"] == "pending"
    assert (properties["name"]["maxLength"], properties["safety_rating"]["maximum"]) == (200, 5)
    assert properties["sale_price"]["type"] == ["number", "null"]
    assert (properties["vendor"]["x-widget"], properties["vendor"]["x-points-at"]) == ("row", "catalog.Vendor")


def test_a_drawn_node_is_told_every_problem_at_once() -> None:
    parameters = {**DRILL, "nam": "x", "list_price": "cheap", "embedding_status": "pendng"}
    del parameters["brand"]
    assert problems("ProductCreateNode", parameters) == [
        ("invalid_parameter", "list_price", "Product.list_price wants a number, and text 'cheap' was given."),
        (
            "invalid_parameter",
            "embedding_status",
            (
                "Product.embedding_status takes one of 'pending', 'processing', 'completed', 'failed', "
                "and text 'pendng' was given; did you mean 'pending'?"
            ),
        ),
        ("unknown_parameter", "nam", "ProductCreateNode has no parameter 'nam'. Did you mean 'name'?"),
        ("missing_parameter", "brand", "ProductCreateNode needs 'brand'. Give it a value or connect it."),
    ]


def test_every_fault_of_a_filter_is_told() -> None:
    wanted = {"categori": "x", "$or": [{"list_price": {"$gtt": 5}}, {"brand": 5.5}], "price_range": [1]}
    assert [message for _, _, message in problems("ProductListNode", {"filter": wanted})] == [
        "Product has no field 'categori' to filter by. Did you mean 'category'?",
        "Product.list_price has no operator '$gtt'. Did you mean '$gt'?",
        "Product.brand wants text, and the number 5.5 was given.",
        'price_range wants [low, high]; either may be null. Or write {"min": …, "max": …}.',
    ]


@pytest.mark.parametrize(
    ("name", "parameters", "connected"),
    [
        ("ProductCreateNode", {**DRILL, "vendor": {"$expression": "nodes.v.id"}}, ()),
        ("ProductCreateNode", {}, ("product_code", "name", "category", "brand", "list_price")),
        ("ProductListNode", {"filter": {"price_range": {"$expression": "inputs.budget"}}}, ()),
        ("ProductListNode", {}, ("filter.category", "filter.price_range", "limit")),
        ("ProductListNode", {"order_by": [{"$expression": "inputs.order"}]}, ()),
        ("ProductReadNode", {}, ("id",)),
        ("ProductUpdateNode", {"id": 1}, ("name",)),
        ("ProductUpdateNode", {"id": 1}, ("update.name",)),
        ("ProductUpdateNode", {}, ("id", "fields")),
        ("ProductUpsertNode", {"name": "x"}, ("product_code",)),
        ("ProductUpsertNode", {}, ("where", "update", "create")),
        ("ProductBulkCreateNode", {}, ("data",)),
        ("ProductBulkCreateNode", {"data": [{"$expression": "inputs.row"}]}, ()),
        ("ProductBulkUpdateNode", {"update": {"brand": "x"}}, ("filter.category",)),
        ("ProductBulkUpsertNode", {"data": [{"product_code": "x", "name": {"$expression": "inputs.name"}}]}, ()),
        ("ProductBulkDeleteNode", {}, ("ids",)),
        ("ProductDeleteNode", {"id": 1, "soft_delete": True}, ("hard_delete",)),
    ],
)
def test_what_a_run_will_bring_is_no_problem(name: str, parameters: dict[str, Any], connected: tuple[str, ...]) -> None:
    assert problems(name, parameters, *connected) == []


@pytest.mark.parametrize(
    ("name", "parameters", "port"),
    [
        ("ProductReadNode", {}, "id"),
        ("ProductUpdateNode", {"id": 1}, "update"),
        ("ProductUpsertNode", {"name": "x"}, "match_fields"),
        ("ProductBulkCreateNode", {}, "data"),
        ("ProductBulkCreateNode", {"data": {}}, "data"),
        ("ProductBulkUpdateNode", {"update": {"brand": "x"}}, "filter"),
        ("ProductBulkDeleteNode", {"filter": {}}, "filter"),
        ("ProductBulkCreateNode", {"data": [{"product_cod": "x"}]}, "data"),
        ("ProductListNode", {"limit": 1.5}, "limit"),
        ("ProductBulkDeleteNode", {"ids": ["x"]}, "ids"),
    ],
)
def test_what_cannot_work_is_a_problem_at_its_port(name: str, parameters: dict[str, Any], port: str) -> None:
    assert [found for _, found, _ in problems(name, parameters)] == [port]


def test_connected_places_and_expressions_are_pending() -> None:
    drawn = {"filter": {"a": {"$expression": "x"}, "b": 1}, "data": [1], "limit": {"$expression": "y"}}
    given = with_connected(drawn, {"filter.c.d", "data.0.name", "fields"})
    assert given == {"filter": {"a": PENDING, "b": 1, "c": {"d": PENDING}}, "data": PENDING, "limit": PENDING, "fields": PENDING}


def test_parameters_that_nest_too_deep_are_a_problem_and_no_crash() -> None:
    deep: Any = 1
    for _ in range(5000):
        deep = [deep]
    assert problems("ProductCreateNode", {**DRILL, "ai_tags": deep}) == [
        ("too_large", None, "The parameters nest more than 100 deep. Make them flatter.")
    ]


@pytest.mark.parametrize("name", TYPES)
def test_parameters_that_are_an_expression_as_a_whole_are_refused_by_name(name: str) -> None:
    found = [each for each in problems(name, {"$expression": "inputs"}) if each[0] == "unknown_parameter"]
    assert found == [("unknown_parameter", "$expression", f"{name} has no parameter '$expression'.")]
