from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoCaptureOnCommitCallbacks

from dataflow_app.graph.definition import Definition, Input, Node
from designer import celery
from designer.models import Run, Workflow
from designer.services.archive_workflow import archive_workflow
from designer.services.cancel_run import cancel_run
from designer.services.errors import Conflict, Invalid, NotFound, NotPermitted
from designer.services.publish_version import publish_version
from designer.services.save_draft import save_draft
from designer.services.start_run import start_run

ASKING = Definition(
    nodes=(Node(id="x", type="EchoNode", parameters={"name": {"$expression": "inputs.name"}}),),
    inputs=(Input(name="name", type="text"), Input(name="limit", type="integer", default=50)),
)


@pytest.fixture
def asking(workflow: Workflow, editor: User) -> Workflow:
    return save_draft(actor=editor, workflow=workflow, definition=ASKING, expected=1)


def test_a_run_is_queued_with_what_it_will_execute(asking: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=asking, inputs={"name": "Ada"})
    assert (run.status, run.definition, run.inputs, run.version) == ("queued", ASKING.to_dict(), {"name": "Ada", "limit": 50}, None)
    assert (run.trigger_kind, run.actor, run.tenant.slug, run.lease_number) == ("manual", "edda", "acme", 0)
    assert [(event.seq, event.type, event.node) for event in run.events.all()] == [(1, "run_queued", None)]


def test_a_worker_is_woken_only_after_the_commit(
    asking: Workflow, editor: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with patch.object(celery.app, "send_task") as send:
        with django_capture_on_commit_callbacks(execute=True):
            run = start_run(actor=editor, workflow=asking, inputs={"name": "Ada"})
            assert send.call_count == 0
        assert [call.args for call in send.call_args_list] == [("designer.execute_run",)]
        assert send.call_args.kwargs["args"] == (run.pk,)


def test_a_broker_that_is_away_does_not_lose_the_run(
    asking: Workflow, editor: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with patch.object(celery.app, "send_task", side_effect=ConnectionRefusedError), django_capture_on_commit_callbacks(execute=True):
        run = start_run(actor=editor, workflow=asking, inputs={"name": "Ada"})
    assert Run.objects.get(pk=run.pk).status == "queued"


@pytest.mark.parametrize(
    ("inputs", "port", "word"),
    [({}, "name", "required"), ({"name": 5}, "name", "must be"), ({"name": "Ada", "limt": 5}, "limt", "Did you mean 'limit'")],
)
def test_inputs_that_do_not_fit_start_nothing(asking: Workflow, editor: User, inputs: dict[str, object], port: str, word: str) -> None:
    with pytest.raises(Invalid, match=word) as caught:
        start_run(actor=editor, workflow=asking, inputs=inputs)
    assert [(each.code, each.port) for each in caught.value.problems] == [("invalid_input", port)]
    assert not Run.objects.exists()


def test_a_draft_that_cannot_run_starts_nothing(workflow: Workflow, editor: User) -> None:
    save_draft(actor=editor, workflow=workflow, definition=Definition(nodes=(Node(id="x", type="GroupCreateNode"),)), expected=1)
    with pytest.raises(Invalid) as caught:
        start_run(actor=editor, workflow=workflow)
    assert [(each.code, each.node, each.port) for each in caught.value.problems] == [("missing_parameter", "x", "name")]
    assert not Run.objects.exists()


def test_the_published_version_runs_as_it_was_published(workflow: Workflow, editor: User) -> None:
    version = publish_version(actor=editor, workflow=workflow)
    save_draft(actor=editor, workflow=workflow, definition=ASKING, expected=1)
    run = start_run(actor=editor, workflow=workflow, source="published")
    assert (run.version, run.definition) == (version, version.definition)


def test_without_a_published_version_one_is_told_to_publish(workflow: Workflow, editor: User) -> None:
    with pytest.raises(Conflict, match="Publish it, or run the draft"):
        start_run(actor=editor, workflow=workflow, source="published")


def test_archived_workflows_do_not_run(workflow: Workflow, editor: User) -> None:
    archive_workflow(actor=editor, workflow=workflow)
    with pytest.raises(Conflict, match="Restore the workflow"):
        start_run(actor=editor, workflow=workflow)


def test_viewers_and_strangers_start_nothing(workflow: Workflow, viewer: User, stranger: User) -> None:
    with pytest.raises(NotPermitted):
        start_run(actor=viewer, workflow=workflow)
    with pytest.raises(NotFound):
        start_run(actor=stranger, workflow=workflow)
    assert not Run.objects.exists()


def test_a_queued_run_is_cancelled_at_once(workflow: Workflow, editor: User) -> None:
    run = cancel_run(actor=editor, run=start_run(actor=editor, workflow=workflow))
    assert (run.status, run.finished_at is not None) == ("cancelled", True)
    assert [(event.seq, event.type, event.payload) for event in run.events.all()] == [
        (1, "run_queued", None),
        (2, "run_cancelled", {"actor": "edda"}),
    ]
    assert cancel_run(actor=editor, run=run).status == "cancelled"


def test_a_running_run_is_asked_to_stop(workflow: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    Run.objects.update(status="running")
    cancelled = cancel_run(actor=editor, run=run)
    assert (cancelled.status, cancelled.cancel_requested_at is not None, run.events.count()) == ("running", True, 1)


def test_a_run_that_ended_stays_as_it_is(workflow: Workflow, editor: User, viewer: User, stranger: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    for actor, refusal in ((viewer, NotPermitted), (stranger, NotFound)):
        with pytest.raises(refusal):
            cancel_run(actor=actor, run=run)
    Run.objects.update(status="succeeded")
    with pytest.raises(Conflict, match="has succeeded already"):
        cancel_run(actor=editor, run=run)
