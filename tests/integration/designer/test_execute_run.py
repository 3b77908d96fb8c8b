from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone

from dataflow_app.graph.definition import Connection, Definition, Node
from designer.journal.leaving import LEAVING
from designer.models import Event, NodeRun, Run, Workflow
from designer.services.cancel_run import cancel_run
from designer.services.claim_run import claim_run
from designer.services.create_credential import create_credential
from designer.services.read_credential import read_credential
from designer.services.requeue_expired_runs import requeue_expired_runs
from designer.services.save_draft import save_draft
from designer.services.start_run import start_run
from designer.tasks import execute_run
from tests.integration.designer.conftest import two_groups
from tests.integration.designer.running import in_thread, statuses, until

pytestmark = pytest.mark.django_db(transaction=True)

DELAYED = Definition(
    nodes=(Node(id="d", type="DelayNode", parameters={"seconds": 30}), Node(id="e", type="EchoNode", parameters={"name": "x"}))
)


def test_a_run_is_executed_to_its_end(workflow: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    execute_run(run.pk)
    run.refresh_from_db()
    assert (run.status, run.error, run.lease_owner) == ("succeeded", None, "")
    assert statuses(run) == {"a": "succeeded", "wait": "succeeded", "b": "succeeded", "c": "succeeded"}
    assert list(Group.objects.values_list("name", flat=True).order_by("id")) == ["first", "second"]
    seqs = list(Event.objects.filter(run=run).values_list("seq", flat=True).order_by("seq"))
    assert seqs == list(range(1, 16))
    assert Event.objects.get(run=run, seq=15).type == "run_succeeded"


def test_a_failing_node_fails_the_run_skips_what_hangs_on_it_and_undoes_its_effect(workflow: Workflow, editor: User) -> None:
    save_draft(actor=editor, workflow=workflow, definition=two_groups(second="bad"), expected=1)
    run = start_run(actor=editor, workflow=workflow)
    execute_run(run.pk)
    run.refresh_from_db()
    assert (run.status, (run.error or {})["node"], (run.error or {})["code"]) == ("failed", "b", "unexpected")
    assert "bad is no name for a group" in (run.error or {})["message"]
    assert statuses(run) == {"a": "succeeded", "wait": "succeeded", "b": "failed", "c": "skipped"}
    assert list(Group.objects.values_list("name", flat=True)) == ["first"]


def test_a_second_message_for_a_run_does_nothing(workflow: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    execute_run(run.pk)
    events = Event.objects.count()
    execute_run(run.pk)
    assert (Group.objects.count(), Event.objects.count()) == (2, events)


def test_a_resumed_run_repeats_nothing_that_was_committed(workflow: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    execute_run(run.pk)
    # As if the worker had been killed right before the second group: what came later is taken back.
    Group.objects.filter(name="second").delete()
    NodeRun.objects.filter(node__in=("b", "c")).delete()
    Event.objects.filter(type="run_succeeded").delete()
    Run.objects.update(status="running", lease_expires_at=timezone.now() - timedelta(seconds=1))
    first = Group.objects.get()
    assert requeue_expired_runs() == [run.pk]
    execute_run(run.pk)
    run.refresh_from_db()
    assert (run.status, statuses(run)) == ("succeeded", {"a": "succeeded", "wait": "succeeded", "b": "succeeded", "c": "succeeded"})
    assert list(Group.objects.order_by("id").values_list("name", flat=True)) == ["first", "second"]
    assert Group.objects.get(name="first").pk == first.pk
    assert [event.node for event in Event.objects.filter(type="node_started").order_by("seq")] == ["a", "wait", "b", "c", "b", "c"]


def test_a_definition_that_no_longer_compiles_ends_the_run_with_the_reason(workflow: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    Run.objects.update(definition=Definition(nodes=(Node(id="x", type="GoneNode"),)).to_dict())
    execute_run(run.pk)
    run.refresh_from_db()
    assert (run.status, (run.error or {})["code"]) == ("failed", "unexpected")
    assert "GoneNode" in (run.error or {})["message"]
    assert [event.type for event in run.events.order_by("seq")] == ["run_queued", "run_failed"]


def test_the_start_of_a_long_node_is_told_while_it_runs_and_cancelling_ends_it(workflow: Workflow, editor: User) -> None:
    save_draft(actor=editor, workflow=workflow, definition=DELAYED, expected=1)
    run = start_run(actor=editor, workflow=workflow)
    thread = in_thread(run)
    until(run, "d", status="running")
    cancel_run(actor=editor, run=run)
    thread.join()
    run.refresh_from_db()
    assert (run.status, statuses(run)["d"]) == ("cancelled", "cancelled")
    assert run.events.order_by("seq").last().type == "run_cancelled"  # type: ignore[union-attr] # there are events


def test_a_worker_that_lost_its_run_stops_and_writes_nothing_more(workflow: Workflow, editor: User) -> None:
    save_draft(actor=editor, workflow=workflow, definition=DELAYED, expected=1)
    run = start_run(actor=editor, workflow=workflow)
    thread = in_thread(run)
    until(run, "d", status="running")
    # Paused, so that the worker does not claim it again.
    Run.objects.update(lease_expires_at=timezone.now() - timedelta(seconds=1), paused_at=timezone.now())
    requeue_expired_runs()
    events = Event.objects.count()
    thread.join()
    run.refresh_from_db()
    assert (run.status, Event.objects.count()) == ("queued", events)


def test_several_runs_go_on_at_once(workflow: Workflow, editor: User) -> None:
    only_delay = Definition(
        nodes=(Node(id="d", type="DelayNode", parameters={"seconds": 0.3}), Node(id="g", type="EchoNode", parameters={"name": "x"}))
    )
    save_draft(actor=editor, workflow=workflow, definition=only_delay, expected=1)
    runs = [start_run(actor=editor, workflow=workflow) for _ in range(4)]
    for thread in [in_thread(run) for run in runs]:
        thread.join()
    assert list(Run.objects.values_list("status", flat=True)) == ["succeeded"] * 4
    firsts, lasts = zip(*Run.objects.values_list("started_at", "finished_at"), strict=True)
    assert max(firsts) < min(lasts)


def test_one_message_is_enough_for_all_that_is_queued(workflow: Workflow, editor: User) -> None:
    for name in ("one", "two", "three"):
        only = Definition(nodes=(Node(id="a", type="GroupCreateNode", parameters={"name": name}),))
        save_draft(actor=editor, workflow=workflow, definition=only, expected=workflow.draft_number)
        workflow.refresh_from_db()
        start_run(actor=editor, workflow=workflow)
    execute_run()
    assert list(Run.objects.values_list("status", flat=True)) == ["succeeded"] * 3
    assert list(Group.objects.order_by("id").values_list("name", flat=True)) == ["one", "two", "three"]


def test_a_process_that_is_about_to_end_claims_nothing(workflow: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    LEAVING.begin("The tests want it.", grace=60)
    try:
        execute_run()
    finally:
        LEAVING.end()
    run.refresh_from_db()
    assert (run.status, run.lease_number, Group.objects.count()) == ("queued", 0, 0)


def test_a_worker_claims_only_what_is_queued(workflow: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    claim_run(run_id=run.pk, owner="another")
    execute_run(run.pk)
    assert not Group.objects.exists()


def test_credentials_are_sealed_at_rest_and_open_for_their_tenant_only(owner: User, editor: User, stranger: User) -> None:
    made = create_credential(actor=owner, name="crm", values={"token": "s3cret"})
    made.refresh_from_db()
    assert b"s3cret" not in bytes(made.sealed)
    assert read_credential(tenant_id=made.tenant_id, name="crm") == {"token": "s3cret"}


@pytest.mark.slow
def test_a_chain_of_5000_nodes_runs_to_its_end(workflow: Workflow, editor: User) -> None:
    nodes = tuple(Node(id=f"n{number}", type="EchoNode", parameters={} if number else {"name": "x"}) for number in range(5_000))
    chain = tuple(Connection(source=f"n{number}", output="name", target=f"n{number + 1}", input="name") for number in range(4_999))
    save_draft(actor=editor, workflow=workflow, definition=Definition(nodes=nodes, connections=chain), expected=1)
    run = start_run(actor=editor, workflow=workflow)
    execute_run(run.pk)
    run.refresh_from_db()
    assert (run.status, NodeRun.objects.filter(run=run, status="succeeded").count()) == ("succeeded", 5_000)
    assert NodeRun.objects.get(node="n4999").output == {"name": "x"}
    assert list(Event.objects.filter(run=run).order_by("seq").values_list("seq", flat=True)) == list(range(1, 15_004))
