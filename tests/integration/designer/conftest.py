"""People, a workflow, and two node types whose effects are easy to count."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import pytest
from django.contrib.auth.models import Group, User

from dataflow_app.graph.definition import Connection, Definition, Node
from dataflow_app.graph.ports import Port, PortType
from dataflow_app.graph.problem import Problem
from dataflow_app.nodes.effect import Effect
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.node_type import NodeContext, NodeType
from dataflow_app.nodes.registry import REGISTRIES, Registry
from designer.models import Role, Tenant, Workflow
from designer.services.add_member import add_member
from designer.services.create_tenant import create_tenant
from designer.services.create_workflow import create_workflow


class GroupCreateNode(NodeType):
    """Stores a group of that name: an effect on the run's own database. The name ``bad`` makes it fail after the effect."""

    name = "GroupCreateNode"
    title = "Create group"
    description = "Stores a group."
    kind = NodeKind.WRITE
    category = "Test"
    effect = Effect.DATABASE
    database: str | None = "default"

    @property
    def inputs(self) -> tuple[Port, ...]:
        return (Port("name", PortType("text"), required=True),)

    @property
    def outputs(self) -> tuple[Port, ...]:
        return (Port("name", PortType("text")), Port("count", PortType("integer")))

    @property
    def parameters_schema(self) -> dict[str, Any]:
        return {"type": "object", "properties": {"name": {"type": "string"}}}

    def check(self, parameters: Mapping[str, Any], connected: AbstractSet[str]) -> list[Problem]:
        if "name" in parameters or "name" in connected:
            return []
        return [Problem("missing_parameter", "The name is missing.", "Give one.", port="name")]

    def run(self, context: NodeContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        Group.objects.create(name=parameters["name"])
        if parameters["name"] == "bad":
            raise ValueError("bad is no name for a group")
        return {"name": parameters["name"], "count": 1}


class EchoNode(GroupCreateNode):
    """Hands its name on: no effect at all."""

    name = "EchoNode"
    effect = Effect.NONE
    database = None

    def run(self, context: NodeContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"name": parameters["name"]}


@pytest.fixture(autouse=True)
def node_types() -> Iterator[None]:
    registry = Registry("the tests", [GroupCreateNode(), EchoNode()])
    REGISTRIES.open(registry)
    yield
    REGISTRIES.close(registry)


@pytest.fixture
def tenant(db: None) -> Tenant:
    return create_tenant(slug="acme", name="Acme")


@pytest.fixture
def editor(tenant: Tenant) -> User:
    return person("edda", tenant, Role.EDITOR)


@pytest.fixture
def owner(tenant: Tenant) -> User:
    return person("otto", tenant, Role.OWNER)


@pytest.fixture
def viewer(tenant: Tenant) -> User:
    return person("vera", tenant, Role.VIEWER)


@pytest.fixture
def stranger(db: None) -> User:
    return person("steve", create_tenant(slug="other", name="Other"), Role.OWNER)


@pytest.fixture
def workflow(editor: User) -> Workflow:
    return create_workflow(actor=editor, name="Make groups", definition=two_groups())


def person(name: str, tenant: Tenant, role: Role) -> User:
    user = User.objects.create_user(name)
    add_member(tenant=tenant, user=user, role=role)
    return user


def two_groups(second: str = "second") -> Definition:
    """Return a definition of two groups, the one after the other, and an echo of the second."""
    return Definition(
        nodes=(
            Node(id="a", type="GroupCreateNode", parameters={"name": "first"}),
            Node(id="wait", type="EchoNode"),
            Node(id="b", type="GroupCreateNode", parameters={"name": second}),
            Node(id="c", type="EchoNode"),
        ),
        connections=(
            Connection(source="a", output="name", target="wait", input="name"),
            Connection(source="b", output="name", target="c", input="name"),
        ),
    )
