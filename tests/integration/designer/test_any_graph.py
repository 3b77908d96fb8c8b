"""Any drawing fares as the oracle foretells when its workers are killed anywhere and others go on: each effect is there once."""

from collections import Counter
from collections.abc import Mapping
from itertools import count
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.nodes.effect import Effect
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.nodes.registry import REGISTRIES, Registry
from dataflow_app.runtime.executor import Executor
from dataflow_app.runtime.memory_journal import MemoryJournal
from dataflow_app.scope import Scope
from dataflow_app.testing import FakeNodeType
from designer.journal import DatabaseJournal
from designer.journal.history import read_tries
from designer.models import NodeRun, Run
from designer.services.claim_run import claim_run
from designer.services.compile_plan import compile_plan
from designer.services.create_workflow import create_workflow
from designer.services.requeue_runs import requeue_runs
from designer.services.start_run import start_run
from tests.unit.runtime.oracle import Drawn, foretell
from tests.unit.runtime.test_any_graph import Stage, drawings

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = count()


class Killed(BaseException):
    """The worker is gone, between two instructions."""


class KillingStage(Stage):
    """Nodes that do not wait store a group at each try; some of them kill their worker right after that, once."""

    def __init__(self, nodes: list[Drawn], kills: list[str]) -> None:
        super().__init__(nodes, MemoryJournal())
        self.kills = set(kills)

    def types(self) -> list[FakeNodeType]:
        types = super().types()
        for each in types:
            if not each.waits:
                each.effect, each.database = Effect.DATABASE, "default"
        return types

    def work(self, context: NodeContext, given: Mapping[str, Any]) -> Mapping[str, Any]:
        if not self.nodes[context.node].waits:
            Group.objects.create(name=context.node)
            if context.node in self.kills:
                self.kills.remove(context.node)
                raise Killed
        return super().work(context, given)


def walk(run: Run, stage: Stage) -> bool:
    """Walk the run until it is over or its worker is killed, and return whether that happened."""
    claimed = claim_run(run_id=run.pk, owner="somebody")
    assert claimed is not None
    # What was not committed when the worker was killed did not happen.
    stage.tries = Counter(read_tries(run.pk))
    plan = compile_plan(WorkflowBuilder.from_dict(run.definition).build())
    try:
        with DatabaseJournal(claimed, notify=lambda _: None) as journal:
            Executor(plan, journal, run=str(run.pk), scope=Scope(), inputs={}, secret=lambda _: {}, keeps_results=False).execute()
    except Killed:
        assert requeue_runs(Run.objects.filter(pk=run.pk), reason="Its worker is gone.") == [run.pk]
        return True
    return False


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawings(waits=True), st.data())
def test_killed_anywhere_and_taken_over(editor: User, nodes: list[Drawn], data: st.DataObject) -> None:
    Group.objects.all().delete()
    stage = KillingStage(nodes, data.draw(st.lists(st.sampled_from([node.id for node in nodes]), max_size=3)))
    registry = Registry("the drawing", stage.types())
    REGISTRIES.open(registry)
    try:
        workflow = create_workflow(actor=editor, name=f"Any {next(NAMES)}", definition=stage.definition().build())
        run = start_run(actor=editor, workflow=workflow)
        while walk(run, stage):
            pass
    finally:
        REGISTRIES.close(registry)
    run.refresh_from_db()
    found, whole = NodeRun.objects.filter(run=run), foretell(nodes)
    assert dict(found.values_list("node", "status")) == whole.statuses
    assert {each.node: each.output for each in found if each.status == "succeeded"} == {
        name: output for name, output in whole.outputs.items() if whole.statuses[name] == "succeeded"
    }
    assert run.status == whole.run
    effects = [node.id for node in nodes if not node.waits and whole.statuses[node.id] == "succeeded"]
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(effects)
    assert list(run.events.order_by("seq").values_list("seq", flat=True)) == list(range(1, run.events.count() + 1))
