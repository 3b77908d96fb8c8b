"""WorkflowBuilder: definitions written in Python, and read from mappings in two spellings."""

import pytest

from dataflow_app.errors import DefinitionError
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.definition import Connection, Definition, Input, Node

EXPECTED = Definition(
    nodes=(Node(id="a", type="AnyNode", parameters={"value": 1}), Node(id="b", type="AnyNode")),
    connections=(Connection(source="a", output="value", target="b", input="value"),),
)


def test_chained_calls_build_a_definition() -> None:
    builder = WorkflowBuilder().add_node("AnyNode", "a", {"value": 1}).add_node("AnyNode", "b").add_connection("a", "value", "b", "value")
    assert builder.build() == EXPECTED


def test_inputs_are_built_with_their_type_and_default() -> None:
    definition = WorkflowBuilder().add_input("limit", "integer", required=False, default=50).build()
    assert definition.inputs == (Input(name="limit", type="integer", required=False, default=50),)


def test_later_changes_to_the_callers_parameters_do_not_reach_the_definition() -> None:
    parameters = {"value": 1}
    builder = WorkflowBuilder().add_node("AnyNode", "a", parameters)
    parameters["value"] = 2
    assert builder.build().nodes[0].parameters == {"value": 1}


def test_every_misplaced_id_is_told_at_once() -> None:
    builder = WorkflowBuilder().add_node("AnyNode", "create").add_node("AnyNode", "create").add_node("AnyNode", "a.b")
    builder.add_connection("crate", "value", "nowhere", "value")
    with pytest.raises(DefinitionError) as caught:
        builder.build()
    assert [(problem.code, problem.message) for problem in caught.value.problems] == [
        ("invalid_node_id", "'a.b' cannot be the id of a node."),
        ("duplicate_node_id", "2 nodes have the id 'create'."),
        ("missing_node", "A connection names the node 'crate', which is not there."),
        ("missing_node", "A connection names the node 'nowhere', which is not there."),
    ]
    assert caught.value.problems[2].remedy == "Did you mean 'create'?"


@pytest.mark.parametrize(
    "nodes",
    [
        [{"id": "a", "type": "AnyNode", "parameters": {"value": 1}}, {"id": "b", "type": "AnyNode"}],
        {"a": {"type": "AnyNode", "config": {"value": 1}}, "b": {"type": "AnyNode"}},
    ],
    ids=["list", "mapping with config"],
)
@pytest.mark.parametrize(
    "connection",
    [
        {"source": "a", "output": "value", "target": "b", "input": "value"},
        {"from_node": "a", "from_output": "value", "to_node": "b", "to_input": "value"},
    ],
    ids=["ours", "Kailash's"],
)
def test_mappings_are_read_in_both_spellings(nodes: object, connection: dict[str, str]) -> None:
    assert WorkflowBuilder.from_dict({"nodes": nodes, "connections": [connection]}).build() == EXPECTED


def test_unknown_and_missing_keys_of_a_mapping_are_errors_that_name_them() -> None:
    with pytest.raises(DefinitionError) as caught:
        WorkflowBuilder.from_dict({"nodes": [{"id": "a", "typ": "AnyNode"}], "connections": [{"from_node": "a"}], "conections": []})
    assert [problem.message for problem in caught.value.problems] == [
        "There is no key 'conections'. Did you mean 'connections'?",
        "Node 1 lacks 'type'.",
        "Node 1 has an unknown key 'typ'. Did you mean 'type'?",
        "Connection 1 lacks 'output'.",
        "Connection 1 lacks 'target'.",
        "Connection 1 lacks 'input'.",
    ]


@pytest.mark.parametrize("value", [{"nodes": [7]}, {"nodes": "ab"}, {"connections": [None]}, {"inputs": [{"name": "x", "type": "txt"}]}])
def test_what_is_no_definition_is_an_error_and_never_a_crash(value: dict[str, object]) -> None:
    with pytest.raises(DefinitionError):
        WorkflowBuilder.from_dict(value)
