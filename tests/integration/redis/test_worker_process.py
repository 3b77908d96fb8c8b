"""A worker is seen while it lives, and serves what it counted."""

import os
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest
from celery import Celery
from django.contrib.auth.models import User
from django.db import connection

from dataflow_app.graph.definition import Definition, Node
from designer.models import Role, Run, Worker
from designer.services.add_member import add_member
from designer.services.create_tenant import create_tenant
from designer.services.create_workflow import create_workflow
from designer.services.start_run import start_run
from tests.served import await_true, database_url
from tests.servers import free_port

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COUNTED = 'dataflow_node_duration_seconds_count{node_type="DelayNode",status="succeeded"} 1.0'


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def worker(db: None, redis_url: str, port: int, monkeypatch: pytest.MonkeyPatch) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a worker that serves its counts at ``port``, with this process sending through Redis as the web process does."""
    web = Celery("web", broker=redis_url, set_as_current=False)
    web.conf.task_default_queue = "designer"
    monkeypatch.setattr("designer.celery.app", web)
    env = {**os.environ, "REDIS_URL": redis_url, "DATABASE_URL": database_url(), "SECRET_KEY": "of the test", "METRICS_PORT": str(port)}
    options = ["--without-mingle", "--without-gossip", "--loglevel", "ERROR", "-c", "3"]
    command = [sys.executable, "-m", "celery", "-A", "designer", "worker", *options]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL) as process:
        yield process
        process.terminate()


def test_a_worker_is_seen_counts_what_it_does_and_is_gone_when_it_stops(worker: "subprocess.Popen[bytes]", port: int) -> None:
    user = User.objects.create_user("edda")
    add_member(tenant=create_tenant(slug="acme", name="Acme"), user=user, role=Role.EDITOR)
    definition = Definition(nodes=(Node(id="wait", type="DelayNode", parameters={"seconds": 0}),))
    await_true(Worker.objects.exists, seconds=60)
    seen = Worker.objects.get()
    assert (seen.name.rpartition(":")[2], seen.threads) == (str(worker.pid), 3)

    run = start_run(actor=user, workflow=create_workflow(actor=user, name="Tea", definition=definition))
    await_true(lambda: Run.objects.filter(pk=run.pk, status="succeeded").exists(), seconds=60)

    await_true(lambda: COUNTED in httpx.get(f"http://127.0.0.1:{port}").text, seconds=10)
    if connection.vendor == "postgresql":
        assert "dataflow_database_connections_max 7.0" in httpx.get(f"http://127.0.0.1:{port}").text
    worker.terminate()
    assert worker.wait(30) == 0
    assert not Worker.objects.exists()
