"""The catalogue as a whole: what every node type in it must be."""

import pytest

from dataflow_app.nodes.catalogue import catalogue
from dataflow_app.nodes.node_type import NodeType

TYPES = {node_type.name: node_type for node_type in catalogue()}


def test_the_catalogue_is_found_by_its_files() -> None:
    assert {"InputNode", "TransformNode", "ConditionNode", "DelayNode", "HttpRequestNode"} <= TYPES.keys()


@pytest.mark.parametrize("node_type", TYPES.values(), ids=TYPES)
def test_ports_schema_and_words_agree(node_type: NodeType) -> None:
    schema = node_type.parameters_schema
    assert [port.name for port in node_type.inputs] == list(schema["properties"])
    assert {port.name for port in node_type.inputs if port.required} == set(schema.get("required", ()))
    assert schema["additionalProperties"] is False
    assert node_type.title
    assert node_type.description.endswith(".")
    assert all(port.description for port in (*node_type.inputs, *node_type.outputs))


@pytest.mark.parametrize("node_type", TYPES.values(), ids=TYPES)
def test_an_unknown_parameter_and_every_missing_one_are_problems(node_type: NodeType) -> None:
    found = {(problem.code, problem.port) for problem in node_type.check({"vlaue": 1}, set())}
    required = {("missing_parameter", port.name) for port in node_type.inputs if port.required}
    assert found == {("unknown_parameter", "vlaue"), *required}


@pytest.mark.parametrize("node_type", TYPES.values(), ids=TYPES)
def test_nothing_is_missing_where_all_is_connected(node_type: NodeType) -> None:
    assert node_type.check({}, {port.name for port in node_type.inputs}) == []
