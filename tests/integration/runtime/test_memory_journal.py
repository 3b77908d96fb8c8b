"""LocalRuntime with nodes on a database: each effect is whole or not at all."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from dataflow_app.errors import RunFailed
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.nodes.effect import Effect
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.orm.acting import current_scope
from dataflow_app.runtime.local import LocalRuntime
from dataflow_app.scope import Scope
from dataflow_app.testing import FakeDataFlow, FakeNodeType

Work = Callable[[NodeContext, Mapping[str, Any]], Mapping[str, Any]]


def runtime(work: Work, **options: Any) -> LocalRuntime:
    node_type = FakeNodeType("GroupsCreateNode", work, inputs=("names",), outputs=("count",), effect=Effect.DATABASE, database="default")
    return LocalRuntime(dataflow=FakeDataFlow((node_type,)), **options)


def create_groups(_: NodeContext, given: Mapping[str, Any]) -> Mapping[str, Any]:
    for name in given["names"]:
        Group.objects.create(name=name)
    return {"count": len(given["names"])}


@pytest.mark.django_db(transaction=True)
def test_an_effect_that_fails_half_way_leaves_nothing_and_one_that_succeeded_before_stays() -> None:
    builder = WorkflowBuilder().add_node("GroupsCreateNode", "good", {"names": ["a", "b"]})
    builder.add_node("GroupsCreateNode", "bad", {"names": ["c", "d", "a"]})
    with pytest.raises(RunFailed) as caught:
        runtime(create_groups).execute(builder)
    assert (caught.value.node, caught.value.results) == ("bad", {"good": {"count": 2}})
    assert isinstance(caught.value.cause, IntegrityError)
    assert sorted(Group.objects.values_list("name", flat=True)) == ["a", "b"]


@pytest.mark.django_db(transaction=True)
def test_an_effect_runs_in_a_transaction_and_under_the_scope_of_its_node() -> None:
    seen: list[tuple[bool, Scope]] = []

    def look(_: NodeContext, __: Mapping[str, Any]) -> Mapping[str, Any]:
        seen.append((transaction.get_connection().in_atomic_block, current_scope()))
        return {"count": 0}

    _, run_id = runtime(look, tenant="acme", actor="ada").execute(WorkflowBuilder().add_node("GroupsCreateNode", "n", {"names": []}))
    assert seen == [(True, Scope(tenant="acme", enforced=False, actor="ada", run=run_id, node="n"))]
    assert current_scope() == Scope()
