"""Pausing and resuming runs, and cancelling what is paused."""

from time import sleep

import pytest
from django.contrib.auth.models import Group, User

from dataflow_app.graph.definition import Connection, Definition, Node, NodeSettings, Retry
from designer.models import Run, Workflow
from designer.services.cancel_run import cancel_run
from designer.services.cancel_runs import cancel_runs
from designer.services.claim_next import claim_next
from designer.services.errors import Conflict, NotFound, NotPermitted
from designer.services.pause_run import pause_run
from designer.services.requeue_runs import requeue_runs
from designer.services.resume_run import resume_run
from designer.services.save_draft import save_draft
from designer.services.start_run import start_run
from designer.tasks import execute_run
from tests.integration.designer.running import in_thread, statuses, until

pytestmark = pytest.mark.django_db(transaction=True)

#: The second group is made after a wait that is long enough to pause within.
WITH_A_WAIT = Definition(
    nodes=(
        Node(id="a", type="GroupCreateNode", parameters={"name": "first"}),
        Node(id="wait", type="DelayNode", parameters={"seconds": {"$expression": "nodes.a.count * 0.3"}, "value": "second"}),
        Node(id="b", type="GroupCreateNode"),
    ),
    connections=(Connection(source="wait", output="value", target="b", input="name"),),
)
#: It fails, and is tried again after a minute.
TRIED_AGAIN = Definition(
    nodes=(
        Node(
            id="b", type="GroupCreateNode", parameters={"name": "bad"}, settings=NodeSettings(retry=Retry(attempts=2, delay=60, jitter=0))
        ),
    )
)


def told(run: Run) -> list[tuple[str, object]]:
    return [(event.type, (event.payload or {}).get("actor")) for event in run.events.order_by("seq") if event.node is None]


def test_a_queued_run_that_is_paused_is_not_claimed_until_it_is_resumed(workflow: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    paused = pause_run(actor=editor, run=run)
    assert (paused.status, paused.paused_by, paused.paused_at is not None) == ("queued", "edda", True)
    execute_run(run.pk)
    assert (claim_next("somebody"), Group.objects.count()) == (None, 0)
    resumed = resume_run(actor=editor, run=run)
    assert (resumed.status, resumed.paused_by, resumed.paused_at) == ("queued", "", None)
    execute_run(run.pk)
    run.refresh_from_db()
    assert (run.status, Group.objects.count()) == ("succeeded", 2)
    ends = [("run_queued", None), ("run_paused", "edda"), ("run_resumed", "edda"), ("run_started", None), ("run_succeeded", None)]
    assert told(run) == ends


def test_pausing_and_resuming_twice_changes_nothing_more(workflow: Workflow, editor: User, owner: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    first = pause_run(actor=editor, run=run).paused_at
    again = pause_run(actor=owner, run=run)
    assert (again.paused_at, again.paused_by) == (first, "edda")
    resume_run(actor=editor, run=run)
    resume_run(actor=editor, run=run)
    assert [name for name, _ in told(run)] == ["run_queued", "run_paused", "run_resumed"]


def test_a_running_run_stops_between_nodes_gives_its_lease_back_and_goes_on_after_what_it_did(workflow: Workflow, editor: User) -> None:
    save_draft(actor=editor, workflow=workflow, definition=WITH_A_WAIT, expected=1)
    run = start_run(actor=editor, workflow=workflow)
    thread = in_thread(run)
    until(run, "wait", status="running")
    pause_run(actor=editor, run=run)
    thread.join()
    run.refresh_from_db()
    assert (run.status, run.lease_owner, run.lease_expires_at, run.paused_by) == ("queued", "", None, "edda")
    assert statuses(run) == {"a": "succeeded", "wait": "succeeded", "b": "queued"}
    last = run.events.order_by("seq").last()
    assert last is not None
    assert (last.type, last.payload) == ("run_paused", {"actor": "edda", "reason": "It stopped after the last finished node."})
    execute_run(run.pk)
    assert Group.objects.count() == 1

    resume_run(actor=editor, run=run)
    execute_run(run.pk)
    run.refresh_from_db()
    assert (run.status, run.crashes) == ("succeeded", 0)
    assert list(Group.objects.order_by("id").values_list("name", flat=True)) == ["first", "second"]
    assert [event.node for event in run.events.filter(type="node_started").order_by("seq")] == ["a", "wait", "b"]
    assert list(run.events.order_by("seq").values_list("seq", flat=True)) == list(range(1, run.events.count() + 1))


def test_a_run_that_waits_for_the_next_try_of_a_node_is_paused_at_once(workflow: Workflow, editor: User) -> None:
    save_draft(actor=editor, workflow=workflow, definition=TRIED_AGAIN, expected=1)
    run = start_run(actor=editor, workflow=workflow)
    thread = in_thread(run)
    while not run.events.filter(type="node_retried").exists():
        sleep(0.01)
    pause_run(actor=editor, run=run)
    thread.join(timeout=20)
    run.refresh_from_db()
    assert (thread.is_alive(), run.status, run.lease_owner) == (False, "queued", "")


def test_a_run_whose_worker_falls_silent_while_it_is_to_pause_is_paused(workflow: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    claim_next("gone")
    pause_run(actor=editor, run=run)
    assert [name for name, _ in told(run)] == ["run_queued"]
    requeue_runs(Run.objects.all(), reason="silent")
    assert told(run)[1:] == [("run_paused", "edda")]
    assert claim_next("other") is None


def test_a_pause_that_has_not_come_about_can_be_taken_back(workflow: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    claim_next("slow")
    pause_run(actor=editor, run=run)
    resumed = resume_run(actor=editor, run=run)
    assert (resumed.status, resumed.paused_at) == ("running", None)
    assert [name for name, _ in told(run)] == ["run_queued"]


def test_cancelling_a_paused_run_ends_it_and_its_nodes(workflow: Workflow, editor: User) -> None:
    save_draft(actor=editor, workflow=workflow, definition=WITH_A_WAIT, expected=1)
    run = start_run(actor=editor, workflow=workflow)
    thread = in_thread(run)
    until(run, "wait", status="running")
    pause_run(actor=editor, run=run)
    thread.join()
    cancelled = cancel_run(actor=editor, run=run)
    assert (cancelled.status, cancelled.paused_at) == ("cancelled", None)
    assert statuses(run) == {"a": "succeeded", "wait": "succeeded", "b": "cancelled"}
    assert [(event.type, event.node) for event in run.events.order_by("seq")][-2:] == [("node_cancelled", "b"), ("run_cancelled", None)]


def test_cancelling_wins_over_a_pause_that_has_not_come_about(workflow: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    claim_next("gone")
    pause_run(actor=editor, run=run)
    cancel_run(actor=editor, run=run)
    requeue_runs(Run.objects.all(), reason="silent")
    execute_run(run.pk)
    run.refresh_from_db()
    assert (run.status, run.paused_at) == ("cancelled", None)


@pytest.mark.parametrize(("status", "words"), [("succeeded", "has succeeded already"), ("cancelled", "was cancelled already")])
def test_a_run_that_is_over_is_neither_paused_nor_resumed(workflow: Workflow, editor: User, status: str, words: str) -> None:
    run = start_run(actor=editor, workflow=workflow)
    Run.objects.update(status=status)
    for change in (pause_run, resume_run):
        with pytest.raises(Conflict, match=words):
            change(actor=editor, run=run)
    run.refresh_from_db()
    assert (run.status, run.paused_at) == (status, None)


def test_viewers_and_strangers_change_nothing(workflow: Workflow, editor: User, viewer: User, stranger: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    for change in (pause_run, resume_run, cancel_run):
        with pytest.raises(NotPermitted):
            change(actor=viewer, run=run)
        with pytest.raises(NotFound):
            change(actor=stranger, run=run)
    run.refresh_from_db()
    assert (run.status, run.paused_at, [name for name, _ in told(run)]) == ("queued", None, ["run_queued"])


def test_several_runs_are_cancelled_and_those_that_are_over_are_told(workflow: Workflow, editor: User) -> None:
    first, second, third = (start_run(actor=editor, workflow=workflow) for _ in range(3))
    Run.objects.filter(pk=second.pk).update(status="succeeded")
    cancelled, refused = cancel_runs(actor=editor, runs=[first, second, third])
    assert cancelled == [first.pk, third.pk]
    assert [(each.id, each.message) for each in refused] == [
        (second.pk, f"Run {second.pk} has succeeded already. There is nothing left to cancel.")
    ]
    assert list(Run.objects.order_by("id").values_list("status", flat=True)) == ["cancelled", "succeeded", "cancelled"]
