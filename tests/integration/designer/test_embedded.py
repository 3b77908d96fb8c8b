import logging
from collections.abc import Iterator
from datetime import timedelta
from time import sleep

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import override_settings
from django.utils import timezone

from dataflow_app.graph.definition import Connection, Definition, Node
from designer.embedded.services import EmbeddedServices
from designer.models import NodeRun, Run, Trigger, Workflow
from designer.services.create_trigger import create_trigger
from designer.services.publish_version import publish_version
from designer.services.save_draft import save_draft
from designer.services.start_run import start_run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def services() -> Iterator[EmbeddedServices]:
    services = EmbeddedServices()
    services.start()
    yield services
    services.stop()


def ended(count: int) -> list[Run]:
    """Wait until so many runs have ended; return them. A test that waits for ever is ended by pytest-timeout."""
    while Run.objects.filter(finished_at__isnull=False).count() < count:
        sleep(0.01)
    return list(Run.objects.order_by("id"))


def test_a_run_is_executed_by_the_process_that_queued_it_without_a_line_in_the_log(
    workflow: Workflow, editor: User, services: EmbeddedServices, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        start_run(actor=editor, workflow=workflow)
        (run,) = ended(1)
    assert (run.status, Group.objects.count(), caplog.messages) == ("succeeded", 2, [])


def test_what_was_queued_while_nobody_was_there_is_executed_after_the_start(workflow: Workflow, editor: User) -> None:
    start_run(actor=editor, workflow=workflow)
    services = EmbeddedServices()
    services.start()
    try:
        (run,) = ended(1)
    finally:
        services.stop()
    assert run.status == "succeeded"


def test_the_ticker_starts_what_is_due(workflow: Workflow, editor: User, services: EmbeddedServices) -> None:
    publish_version(actor=editor, workflow=workflow)
    create_trigger(actor=editor, workflow=workflow, type="schedule", parameters={"cron": "* * * * *", "catch_up": "last"})
    Trigger.objects.update(next_due_at=timezone.now() - timedelta(minutes=1))
    (run,) = ended(1)
    assert (run.status, run.trigger_kind) == ("succeeded", "schedule")


def test_stopping_gives_runs_back_for_the_next_start_when_the_time_for_their_nodes_is_up(workflow: Workflow, editor: User) -> None:
    slow = Definition(
        nodes=(Node(id="d", type="DelayNode", parameters={"seconds": 60}), Node(id="e", type="EchoNode", parameters={"name": "x"}))
    )
    save_draft(actor=editor, workflow=workflow, definition=slow, expected=1)
    services = EmbeddedServices()
    services.start()
    run = start_run(actor=editor, workflow=workflow)
    while not NodeRun.objects.filter(node="d", status="running").exists():
        sleep(0.01)
    with override_settings(DESIGNER={**settings.DESIGNER, "GRACE_SECONDS": 0.1}):
        services.stop()
    run.refresh_from_db()
    assert (run.status, run.lease_owner, run.crashes) == ("queued", "", 0)
    last = run.events.order_by("-seq")[0]
    assert (last.type, last.payload) == (
        "run_queued",
        {"reason": "The server was stopped; the run continues after the last finished node."},
    )


def test_stopping_lets_the_nodes_under_way_end_and_starts_no_other(workflow: Workflow, editor: User) -> None:
    short = Definition(
        nodes=(
            Node(id="d", type="DelayNode", parameters={"seconds": 0.5, "value": "later"}),
            Node(id="g", type="GroupCreateNode"),
        ),
        connections=(Connection(source="d", output="value", target="g", input="name"),),
    )
    save_draft(actor=editor, workflow=workflow, definition=short, expected=1)
    services = EmbeddedServices()
    services.start()
    run = start_run(actor=editor, workflow=workflow)
    while not NodeRun.objects.filter(node="d", status="running").exists():
        sleep(0.01)
    services.stop()
    run.refresh_from_db()
    assert (run.status, dict(run.node_runs.values_list("node", "status"))["d"], Group.objects.count()) == ("queued", "succeeded", 0)
