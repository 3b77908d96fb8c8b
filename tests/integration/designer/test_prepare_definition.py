from typing import Any

import pytest

from dataflow_app.graph.definition import Definition, Node
from dataflow_app.nodes.registry import REGISTRIES, Registry
from designer.services.errors import Invalid
from designer.services.prepare_definition import PreparedDefinitions, own_plan
from tests.integration.designer.conftest import EchoNode, two_groups


def echo(name: Any) -> dict[str, Any]:
    return Definition(nodes=(Node(id="a", type="EchoNode", parameters={"name": name}),)).to_dict()


def test_a_definition_is_prepared_once_for_all_runs() -> None:
    definitions, content = PreparedDefinitions(), two_groups().to_dict()
    first = definitions.prepare(content)
    assert definitions.prepare(dict(reversed(content.items()))) is first
    assert (first.content, [node.id for node in first.plan.nodes]) == (content, ["a", "wait", "b", "c"])


def test_another_content_is_another_definition() -> None:
    definitions = PreparedDefinitions()
    assert definitions.prepare(echo("x")).plan != definitions.prepare(echo("y")).plan


def test_a_node_type_that_was_registered_anew_is_used() -> None:
    definitions = PreparedDefinitions()
    old = definitions.prepare(echo("x"))
    newer = EchoNode()
    registry = Registry("newer", [newer])
    REGISTRIES.open(registry, precedence=1)
    try:
        assert definitions.prepare(echo("x")).plan.nodes[0].type is newer
    finally:
        REGISTRIES.close(registry)
    assert definitions.prepare(echo("x")).plan.nodes[0].type is old.plan.nodes[0].type


def test_a_definition_whose_node_type_is_gone_is_refused() -> None:
    definitions = PreparedDefinitions()
    content = Definition(nodes=(Node(id="a", type="PassingNode", parameters={"name": "x"}),)).to_dict()
    passing = EchoNode()
    passing.name = "PassingNode"
    registry = Registry("passing", [passing])
    REGISTRIES.open(registry)
    definitions.prepare(content)
    REGISTRIES.close(registry)
    with pytest.raises(Invalid):
        definitions.prepare(content)


def test_the_oldest_definitions_are_forgotten() -> None:
    few = PreparedDefinitions(most=2)
    first = few.prepare(echo("1"))
    second = few.prepare(echo("2"))
    assert few.prepare(echo("1")) is first
    few.prepare(echo("3"))
    assert few.prepare(echo("1")) is first
    assert few.prepare(echo("2")) is not second
    assert len(few) == 2


def test_large_definitions_leave_room_for_few() -> None:
    small = PreparedDefinitions(most_text=3_000)
    for letter in "abc":
        small.prepare(echo(letter * 2_000))
    assert len(small) == 1


def test_a_run_may_change_parts_of_its_parameters_alone() -> None:
    shared = PreparedDefinitions().prepare(echo({"parts": [1]})).plan
    own = own_plan(shared)
    own.nodes[0].parameters["name"]["parts"].append(2)
    assert shared.nodes[0].parameters == {"name": {"parts": [1]}}
    assert own.nodes[0].type is shared.nodes[0].type
