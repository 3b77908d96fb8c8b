"""Scaled out: Celery workers as processes of their own, woken through a real Redis."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from celery import Celery
from django.apps import apps
from django.contrib.auth.models import User
from django.utils import timezone
from redis import Redis

from dataflow_app.catalog.workflows.product_onboarding import PRODUCT_ONBOARDING
from dataflow_app.graph.definition import Connection, Definition, Node
from dataflow_app.nodes.registry import REGISTRIES, Registry
from dataflow_app.testing import FakeNodeType
from designer.models import NodeRun, Role, Run, Trigger, Worker, Workflow
from designer.services.add_member import add_member
from designer.services.create_tenant import create_tenant
from designer.services.create_trigger import create_trigger
from designer.services.create_workflow import create_workflow
from designer.services.publish_version import publish_version
from designer.services.start_run import start_run
from tests.served import database_url
from tests.servers import RedisServer

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

StartWorker = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """Run a Redis server that the test may kill and start again."""
    server = RedisServer()
    server.start()
    yield server
    server.kill()


@pytest.fixture
def start_worker(db: None, redis: RedisServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StartWorker]:
    """Give a function that starts a worker with beat, with this process sending through Redis as the web process does."""
    web = Celery("web", broker=redis.url, set_as_current=False)
    web.conf.task_default_queue = "designer"
    monkeypatch.setattr("designer.celery.app", web)
    env = {**os.environ, "REDIS_URL": redis.url, "DATABASE_URL": database_url(), "SECRET_KEY": "of the test", "GRACE_SECONDS": "1.5"}
    quick = ["--beat", "-c", "2", "--schedule", str(tmp_path / "beat"), "--without-mingle", "--without-gossip", "--loglevel", "ERROR"]
    with ExitStack() as ends:

        def start(*options: str) -> "subprocess.Popen[bytes]":
            command = [sys.executable, "-m", "celery", "-A", "designer.celery", "worker", *quick, *options]
            process = ends.enter_context(subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, start_new_session=True))
            ends.callback(process.terminate)
            return process

        yield start


@pytest.fixture
def editor(db: None) -> User:
    user = User.objects.create_user("edda")
    add_member(tenant=create_tenant(slug="acme", name="Acme"), user=user, role=Role.EDITOR)
    return user


@pytest.fixture
def workflow(editor: User) -> Workflow:
    made = create_workflow(actor=editor, name="Onboarding", definition=PRODUCT_ONBOARDING.definition)
    publish_version(actor=editor, workflow=made)
    return made


def delayed(seconds: float) -> Definition:
    """Return a definition of two nodes: one that takes so many seconds, and one after it."""
    return Definition(
        nodes=(
            Node(id="first", type="DelayNode", parameters={"seconds": seconds, "value": 0}),
            Node(id="second", type="DelayNode", parameters={"seconds": 0}),
        ),
        connections=(Connection(source="first", output="value", target="second", input="value"),),
    )


def until(condition: Callable[[], object]) -> None:
    """Wait until it is so. A test that waits for ever is ended by pytest-timeout."""
    while not condition():
        sleep(0.02)


def ended(count: int) -> list[Run]:
    """Wait until so many runs have ended; return them."""
    until(lambda: Run.objects.filter(finished_at__isnull=False).count() >= count)
    return list(Run.objects.order_by("id"))


def product_names() -> list[str]:
    products: Any = apps.get_model("catalog", "Product")
    return list(products.objects.filter(tenant_id="acme").order_by("pk").values_list("name", flat=True))


def test_runs_are_executed_by_hand_and_on_schedule_whatever_becomes_of_redis(
    workflow: Workflow, editor: User, start_worker: StartWorker, redis: RedisServer
) -> None:
    start_worker()
    start_run(actor=editor, workflow=workflow, inputs={"name": "Drill"})
    ended(1)
    # Once an hour, a minute ago: it is due once, even if a minute begins while the test runs.
    due = (timezone.now() - timedelta(minutes=1)).replace(second=0, microsecond=0)
    hourly = {"cron": f"{due.minute} * * * *", "catch_up": "last"}
    create_trigger(actor=editor, workflow=workflow, type="schedule", parameters=hourly, inputs={"name": "Saw"})
    Trigger.objects.update(next_due_at=due)
    ended(2)
    Redis(port=redis.port).flushall()
    start_run(actor=editor, workflow=workflow, inputs={"name": "Flushed"})
    ended(3)
    redis.kill()
    start_run(actor=editor, workflow=workflow, inputs={"name": "Lost"})
    redis.start()
    runs = ended(4)
    assert [(run.status, run.error, run.trigger_kind) for run in runs] == [
        ("succeeded", None, "manual"),
        ("succeeded", None, "schedule"),
        ("succeeded", None, "manual"),
        ("succeeded", None, "manual"),
    ]
    assert product_names() == ["Drill", "Saw", "Flushed", "Lost"]
    (scheduled,) = Run.objects.filter(trigger_kind="schedule")
    assert [event.seq for event in scheduled.events.order_by("seq")] == list(range(1, scheduled.events.count() + 1))


@pytest.mark.parametrize(("pool", "tell"), [("threads", os.kill), ("prefork", os.kill), ("prefork", os.killpg)])
def test_a_worker_that_is_told_to_stop_lets_nodes_end_and_hands_its_runs_over(
    pool: str, tell: Callable[[int, int], None], editor: User, start_worker: StartWorker
) -> None:
    worker = start_worker("--pool", pool)
    until(lambda: sum(Worker.objects.values_list("threads", flat=True)) == 2)
    assert Worker.objects.count() == (2 if pool == "prefork" else 1)
    short, long = [create_workflow(actor=editor, name="Wait", definition=delayed(seconds)) for seconds in (1, 60)]
    quick, slow = [start_run(actor=editor, workflow=workflow) for workflow in (short, long)]
    until(lambda: NodeRun.objects.filter(node="first", status="running").count() == 2)
    tell(worker.pid, signal.SIGTERM)
    assert worker.wait() == 0
    assert not Worker.objects.exists()
    for run in (quick, slow):
        run.refresh_from_db()
        assert (run.status, run.lease_owner, run.crashes) == ("queued", "", 0)
        last = run.events.latest("seq")
        reason = "The worker was told to stop; another one continues after the last finished node."
        assert (last.type, last.payload) == ("run_queued", {"reason": reason})
    assert dict(quick.node_runs.values_list("node", "status"))["first"] == "succeeded"
    assert not NodeRun.objects.filter(node="second", status="succeeded").exists()


def test_a_worker_with_a_node_that_does_not_listen_hands_its_run_over_and_ends_all_the_same(
    editor: User, start_worker: StartWorker, request: pytest.FixtureRequest
) -> None:
    registry = Registry("deaf", [FakeNodeType("Deaf")])
    REGISTRIES.open(registry)
    request.addfinalizer(lambda: REGISTRIES.close(registry))
    worker = start_worker("--include", "tests.integration.redis.deaf")
    run = start_run(
        actor=editor, workflow=create_workflow(actor=editor, name="Deaf", definition=Definition(nodes=(Node(id="d", type="Deaf"),)))
    )
    until(lambda: NodeRun.objects.filter(node="d", status="running").exists())
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    run.refresh_from_db()
    assert (run.status, run.lease_owner, run.crashes, Worker.objects.count()) == ("queued", "", 0, 0)
