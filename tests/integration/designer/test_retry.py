"""Trying again what failed, and running again from any node: which nodes run, and whose outputs are taken over."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User

from dataflow_app.graph.definition import Connection, Definition, Input, Node, NodeSettings
from designer.models import Event, NodeRun, Run, ValueUse, Workflow
from designer.services.archive_workflow import archive_workflow
from designer.services.cancel_run import cancel_run
from designer.services.errors import Conflict, Invalid, NotFound, NotPermitted
from designer.services.plan_repetition import plan_rerun, plan_retry
from designer.services.rerun_from import rerun_from
from designer.services.retry_run import retry_run
from designer.services.save_draft import save_draft
from designer.services.start_run import start_run
from designer.tasks import execute_run
from tests.integration.designer.conftest import two_groups

pytestmark = pytest.mark.django_db(transaction=True)

#: a → b → c, and d beside them.
CHAIN = Definition(
    nodes=(
        Node(id="a", type="EchoNode", parameters={"name": "first"}),
        Node(id="b", type="GroupCreateNode"),
        Node(id="c", type="EchoNode"),
        Node(id="d", type="GroupCreateNode", parameters={"name": "aside"}),
    ),
    connections=(
        Connection(source="a", output="name", target="b", input="name"),
        Connection(source="b", output="name", target="c", input="name"),
    ),
)
WITH_INPUT = Definition(
    inputs=(Input(name="word", type="text"), Input(name="other", type="text", required=False)),
    nodes=(
        Node(id="in", type="InputNode"),
        Node(id="read", type="EchoNode", parameters={"name": {"$expression": "inputs.word"}}),
        Node(id="fixed", type="EchoNode", parameters={"name": "fixed"}),
        Node(id="last", type="EchoNode", parameters={"name": "last"}),
    ),
)


def executed(workflow: Workflow, editor: User, definition: Definition | None = None, **inputs: Any) -> Run:
    if definition is not None:
        save_draft(actor=editor, workflow=workflow, definition=definition, expected=workflow.draft_number)
        workflow.refresh_from_db()
    run = start_run(actor=editor, workflow=workflow, inputs=inputs)
    return end(run)


def end(run: Run) -> Run:
    execute_run(run.pk)
    run.refresh_from_db()
    return run


def nodes(run: Run) -> dict[str, tuple[str, bool]]:
    return {done.node: (done.status, done.reused) for done in NodeRun.objects.filter(run=run)}


def started(run: Run) -> list[str | None]:
    return [event.node for event in Event.objects.filter(run=run, type="node_started").order_by("seq")]


def names() -> list[str]:
    return list(Group.objects.order_by("id").values_list("name", flat=True))


def failed(workflow: Workflow, editor: User) -> Run:
    """Return a run whose second group exists already, so that the node which makes it fails."""
    Group.objects.create(name="second")
    run = executed(workflow, editor)
    assert (run.status, started(run)) == ("failed", ["a", "wait", "b"])
    Group.objects.filter(name="second").delete()
    return run


def test_only_what_failed_and_what_hangs_on_it_runs_again(workflow: Workflow, editor: User, owner: User) -> None:
    run = failed(workflow, editor)
    again = retry_run(actor=owner, run=run)
    assert (again.status, again.rerun_of_id, again.rerun_from, again.actor, again.version) == ("queued", run.pk, "", "otto", None)
    assert (again.definition, again.inputs, again.tenant_id) == (run.definition, run.inputs, run.tenant_id)
    assert nodes(again) == {"a": ("succeeded", True), "wait": ("succeeded", True)}
    end(again)
    assert (again.status, started(again), names()) == ("succeeded", ["b", "c"], ["first", "second"])
    assert nodes(again) == {"a": ("succeeded", True), "wait": ("succeeded", True), "b": ("succeeded", False), "c": ("succeeded", False)}


def test_the_run_that_is_repeated_stays_as_it_was(workflow: Workflow, editor: User) -> None:
    run = failed(workflow, editor)
    before = (nodes(run), run.events.count(), run.error)
    end(retry_run(actor=editor, run=run))
    run.refresh_from_db()
    assert (run.status, (nodes(run), run.events.count(), run.error)) == ("failed", before)


def test_events_tell_what_was_taken_over(workflow: Workflow, editor: User) -> None:
    run = failed(workflow, editor)
    again = retry_run(actor=editor, run=run)
    first, *reused = again.events.order_by("seq")
    assert (first.seq, first.type, first.payload) == (1, "run_queued", {"actor": "edda", "rerun_of": run.pk, "rerun_from": ""})
    assert [(event.seq, event.type, event.node) for event in reused] == [(2, "node_reused", "a"), (3, "node_reused", "wait")]
    done = NodeRun.objects.get(run=run, node="a")
    told = {"run": run.pk, "status": "succeeded", "rows": done.rows, "duration_ms": done.duration_ms, "error": None}
    assert reused[0].payload == told
    end(again)
    assert list(again.events.order_by("seq").values_list("seq", flat=True)) == list(range(1, again.events.count() + 1))


def test_a_cancelled_run_goes_on_where_it_stopped(workflow: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    cancel_run(actor=editor, run=run)
    again = end(retry_run(actor=editor, run=run))
    assert (again.status, started(again)) == ("succeeded", ["a", "wait", "b", "c"])


def test_a_failure_that_the_run_went_on_without_stands(workflow: Workflow, editor: User) -> None:
    tolerated = two_groups(second="bad")
    odd = Node(id="odd", type="GroupCreateNode", parameters={"name": "bad"}, settings=NodeSettings(on_error="continue"))
    run = executed(workflow, editor, tolerated.model_copy(update={"nodes": (odd, *tolerated.nodes)}))
    assert (run.status, (run.error or {})["node"]) == ("failed", "b")
    again = end(retry_run(actor=editor, run=run))
    assert (nodes(again)["odd"], started(again)) == (("failed", True), ["b"])


def test_a_branch_that_was_not_taken_does_not_make_what_follows_run_again(workflow: Workflow, editor: User) -> None:
    off = CHAIN.model_copy(
        update={
            "nodes": (
                Node(id="off", type="EchoNode", parameters={"name": "x"}, settings=NodeSettings(enabled=False)),
                *CHAIN.nodes,
                Node(id="bad", type="GroupCreateNode", parameters={"name": "bad"}),
            )
        }
    )
    run = executed(workflow, editor, off)
    again = end(retry_run(actor=editor, run=run))
    assert (started(run), started(again)) == (["a", "b", "c", "d", "bad"], ["bad"])
    assert nodes(again)["off"] == ("skipped", False)


def test_a_run_that_succeeded_has_nothing_to_try_again(workflow: Workflow, editor: User) -> None:
    run = executed(workflow, editor)
    with pytest.raises(Conflict, match="succeeded: there is nothing to try again"):
        retry_run(actor=editor, run=run)
    assert Run.objects.count() == 1


def test_a_run_that_is_not_over_is_not_repeated(workflow: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    with pytest.raises(Conflict, match="is not over yet"):
        retry_run(actor=editor, run=run)
    with pytest.raises(Conflict, match="is not over yet"):
        rerun_from(actor=editor, run=run, node="a")
    assert Run.objects.count() == 1


def test_from_a_node_on_everything_else_is_taken_over(workflow: Workflow, editor: User) -> None:
    run = executed(workflow, editor, CHAIN)
    Group.objects.all().delete()
    again = end(rerun_from(actor=editor, run=run, node="b"))
    assert (again.status, again.rerun_from, started(again), names()) == ("succeeded", "b", ["b", "c"], ["first"])
    assert {name for name, (_, reused) in nodes(again).items() if reused} == {"a", "d"}


def test_a_look_tells_which_nodes_would_run_with_their_promises_and_queues_nothing(workflow: Workflow, editor: User) -> None:
    run = executed(workflow, editor, CHAIN)
    planned = plan_rerun(actor=editor, run=run, node="b")
    assert [(node.id, str(node.type.effect)) for node in planned.runs] == [("b", "database"), ("c", "none")]  # type: ignore[attr-defined]
    assert [done.node for done in planned.reused] == ["a", "d"]
    assert Run.objects.count() == 1


def test_of_the_current_draft_what_was_changed_or_added_runs_too(workflow: Workflow, editor: User) -> None:
    run = executed(workflow, editor, CHAIN)
    Group.objects.all().delete()
    changed = {
        "nodes": (
            *CHAIN.nodes[:3],
            Node(id="d", type="GroupCreateNode", parameters={"name": "new"}),
            Node(id="e", type="EchoNode", parameters={"name": "e"}),
        )
    }
    save_draft(actor=editor, workflow=workflow, definition=CHAIN.model_copy(update=changed), expected=workflow.draft_number)
    run = Run.objects.get(pk=run.pk)
    again = end(rerun_from(actor=editor, run=run, node="c", choice="current"))
    assert (again.status, started(again), names()) == ("succeeded", ["c", "d", "e"], ["new"])
    assert {name for name, (_, reused) in nodes(again).items() if reused} == {"a", "b"}


def test_other_inputs_make_those_run_that_read_them(workflow: Workflow, editor: User) -> None:
    run = executed(workflow, editor, WITH_INPUT, word="one")
    same = plan_rerun(actor=editor, run=run, node="last")
    assert ([node.id for node in same.runs], same.inputs) == (["last"], {"word": "one", "other": None})
    again = end(rerun_from(actor=editor, run=run, node="last", inputs={"word": "two"}))
    assert (again.inputs, started(again)) == ({"word": "two", "other": None}, ["in", "read", "last"])
    with pytest.raises(Invalid, match="has no input 'wrod'"):
        rerun_from(actor=editor, run=run, node="last", inputs={"wrod": "two"})


def test_a_node_that_does_not_exist_is_refused_with_a_suggestion(workflow: Workflow, editor: User) -> None:
    run = executed(workflow, editor)
    with pytest.raises(Invalid, match=r"There is no node 'wiat' in what this run executed\. .*wait"):
        rerun_from(actor=editor, run=run, node="wiat")
    assert Run.objects.count() == 1


def test_a_draft_that_cannot_run_is_refused_with_its_problems(workflow: Workflow, editor: User) -> None:
    run = executed(workflow, editor)
    broken = Definition(nodes=(Node(id="a", type="GoneNode"),))
    save_draft(actor=editor, workflow=workflow, definition=broken, expected=workflow.draft_number)
    with pytest.raises(Invalid, match="GoneNode"):
        rerun_from(actor=editor, run=Run.objects.get(pk=run.pk), node="a", choice="current")
    assert Run.objects.count() == 1


def test_outputs_that_are_gone_are_refused(workflow: Workflow, editor: User) -> None:
    run = executed(workflow, editor, CHAIN)
    NodeRun.objects.filter(run=run, node="a").update(
        output={"name": {"$stored": {"digest": "0" * 64, "size": 1, "rows": None, "preview": ""}}}
    )
    with pytest.raises(Conflict, match=r"The stored output of 'a' in run \d+ is gone"):
        rerun_from(actor=editor, run=run, node="b")
    NodeRun.objects.filter(run=run, node="a").update(output=None)
    with pytest.raises(Conflict, match=r"The stored output of 'a' in run \d+ is gone"):
        rerun_from(actor=editor, run=run, node="b")
    assert (Run.objects.count(), end(rerun_from(actor=editor, run=run, node="a")).rerun_from) == (1, "a")


def test_large_outputs_are_shared_and_outlive_the_run_that_made_them(workflow: Workflow, editor: User) -> None:
    word = "x" * 300_000
    large = Definition(
        nodes=(Node(id="a", type="EchoNode", parameters={"name": word}), Node(id="b", type="EchoNode")),
        connections=(Connection(source="a", output="name", target="b", input="name"),),
    )
    run = executed(workflow, editor, large)
    again = rerun_from(actor=editor, run=run, node="b")
    shared = set(ValueUse.objects.filter(run=run).values_list("value", flat=True))
    assert shared
    assert set(ValueUse.objects.filter(run=again).values_list("value", flat=True)) == shared
    Run.objects.filter(pk=run.pk).delete()
    again.refresh_from_db()
    assert (end(again).status, again.rerun_of, started(again)) == ("succeeded", None, ["b"])


def test_a_run_that_is_being_removed_is_not_repeated(workflow: Workflow, editor: User) -> None:
    run = failed(workflow, editor)
    Event.objects.filter(run=run, seq__lt=4).delete()
    with pytest.raises(Conflict, match="is being removed"):
        retry_run(actor=editor, run=run)
    assert Run.objects.count() == 1


def test_an_archived_workflow_runs_nothing_again(workflow: Workflow, editor: User) -> None:
    run = failed(workflow, editor)
    archive_workflow(actor=editor, workflow=workflow)
    with pytest.raises(Conflict, match="is archived"):
        retry_run(actor=editor, run=Run.objects.get(pk=run.pk))


def test_viewers_and_strangers_repeat_nothing(workflow: Workflow, editor: User, viewer: User, stranger: User) -> None:
    run = failed(workflow, editor)
    for actor, refusal in ((viewer, NotPermitted), (stranger, NotFound)):
        with pytest.raises(refusal):
            retry_run(actor=actor, run=run)
        with pytest.raises(refusal):
            rerun_from(actor=actor, run=run, node="b")
        with pytest.raises(refusal):
            plan_retry(actor=actor, run=run)
    assert (Run.objects.count(), ValueUse.objects.count()) == (1, 0)
