from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import pytest

from dataflow_app.errors import ModelError
from dataflow_app.graph.ports import Port
from dataflow_app.graph.problem import Problem
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.node_type import NodeContext, NodeType
from dataflow_app.nodes.promise import Promise
from dataflow_app.nodes.registry import Registries, Registry


class Named(NodeType):
    title = description = category = ""
    kind = NodeKind.READ
    inputs: tuple[Port, ...] = ()
    outputs: tuple[Port, ...] = ()
    parameters_schema: dict[str, Any] = {}

    def __init__(self, name: str, model: str) -> None:
        self.name = name
        self.model = model

    def check(self, parameters: Mapping[str, Any], connected: AbstractSet[str]) -> list[Problem]:
        return []

    def run(self, context: NodeContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        return {}


SHOP, SCRIPT = Named("ProductListNode", "shop.Product"), Named("ProductListNode", "script.Product")
DELAY = Named("DelayNode", "")


def test_a_registry_finds_node_types_by_name_and_lists_them_sorted() -> None:
    registry = Registry("shop", [SHOP, DELAY])
    assert registry.get("ProductListNode") is SHOP
    assert registry.get("Other") is None
    assert (registry.names(), list(registry), len(registry)) == (["DelayNode", "ProductListNode"], [DELAY, SHOP], 2)
    registry.unregister("DelayNode")
    assert registry.names() == ["ProductListNode"]


def test_a_second_node_type_of_a_name_is_refused_and_the_first_one_stays() -> None:
    registry = Registry("shop", [SHOP])
    registry.register(SHOP)
    with pytest.raises(ModelError, match=r"Two node types are called ProductListNode: one of shop\.Product, one of script\.Product\."):
        registry.register(SCRIPT)
    assert registry.get("ProductListNode") is SHOP


def test_a_promised_node_type_is_made_once_and_not_before_it_is_asked_for() -> None:
    made: list[NodeType] = []

    def make() -> NodeType:
        made.append(SHOP)
        return SHOP

    registry = Registry("shop", [DELAY])
    registry.register(Promise("ProductListNode", "shop.Product", make))
    with pytest.raises(ModelError, match=r"one of shop\.Product, one of script\.Product\."):
        registry.register(SCRIPT)
    assert (registry.names(), len(registry), made) == (["DelayNode", "ProductListNode"], 2, [])
    assert (registry.get("ProductListNode"), list(registry), made) == (SHOP, [DELAY, SHOP], [SHOP])


def test_the_catalogue_comes_first_then_the_registry_of_the_highest_precedence() -> None:
    registries = Registries(lambda: [DELAY])
    registries.open(Registry("project", [SHOP, Named("DelayNode", "shop.Delay")]))
    assert registries.resolve("DelayNode") is DELAY
    assert registries.resolve("ProductListNode") is SHOP
    script = Registry("script", [SCRIPT])
    registries.open(script, precedence=1)
    assert registries.resolve("ProductListNode") is SCRIPT
    registries.close(script)
    assert registries.resolve("ProductListNode") is SHOP
    assert registries.resolve("Unknown") is None


def test_one_name_in_two_registries_of_equal_rank_is_ambiguous_and_both_are_named() -> None:
    registries = Registries(lambda: [DELAY])
    registries.open(Registry("one", [SHOP]))
    registries.open(Registry("two", [SCRIPT]))
    problem = registries.resolve("ProductListNode")
    assert isinstance(problem, Problem)
    assert problem.code == "ambiguous_node_type"
    assert str(problem) == (
        "ProductListNode is the name of several node types: of shop.Product and script.Product. "
        "Close each DataFlow that is done with ('with DataFlow(…) as db'), say which one is meant (LocalRuntime(dataflow=db)), "
        "or rename the models."
    )
    assert registries.names() == ["DelayNode", "ProductListNode"]
    assert list(registries) == [DELAY]


def test_opening_a_registry_again_changes_its_precedence_only() -> None:
    registries = Registries(list)
    first, second = Registry("one", [SHOP]), Registry("two", [SCRIPT])
    for registry in (first, second):
        registries.open(registry)
    registries.open(first, precedence=1)
    assert registries.resolve("ProductListNode") is SHOP
