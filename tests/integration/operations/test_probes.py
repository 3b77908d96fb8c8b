"""What machines ask of a web process."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from designer.models import Run
from designer.operations import readiness
from designer.operations.figures import KeptFigures
from designer.operations.parts import PARTS
from designer.services.report_worker import report_worker

#: Asks a process whose database is away, in that process itself.
ASK = """
import django; django.setup()
from django.test import Client
for path, word in (("/healthz", "status"), ("/readyz", "detail")):
    answer = Client().get(path, headers={"Host": "localhost"})
    print(answer.status_code, answer.json()[word])
"""
NOWHERE = "redis://127.0.0.1:1/0"
#: Asks it for what has to be read.
ASK_FOR_MORE = """
import django; django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
client.cookies["sessionid"] = "ofanearlierday0"
for path in ("/api/workflows/", "/workflows/"):
    answer = client.get(path, headers={"Host": "localhost"})
    print(answer.status_code, answer["Content-Type"])
"""


@pytest.fixture(autouse=True)
def unknown_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget that an earlier test saw all migrations applied."""
    monkeypatch.setattr(readiness, "_MIGRATED", readiness.Migrated())


@pytest.fixture
def embedded_parts() -> Iterator[None]:
    """Have a worker and a ticker that live."""
    for part in ("worker", "ticker"):
        PARTS.add(part, lambda: True)
    yield
    for part in ("worker", "ticker"):
        PARTS.remove(part)


def missing(response: Any) -> list[str]:
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    return [problem["code"] for problem in response.json()["problems"]]


def test_a_process_with_all_that_it_needs_is_ready(client: Client, db: None, embedded_parts: None) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"status": "ready"})


def test_an_embedded_process_without_worker_and_ticker_is_not_ready(client: Client, db: None) -> None:
    response = client.get("/readyz")

    assert missing(response) == ["worker_away", "ticker_away"]
    assert response.json()["detail"] == "The worker of this process does not run. The ticker of this process does not run."


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_calls_the_process_by_its_address_and_without_https(
    client: Client, db: None, embedded_parts: None, settings: LazySettings, path: str
) -> None:
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["flows.example.com"], True

    assert client.get(path, headers={"Host": "10.1.2.3:8000"}).status_code == 200


def test_a_process_whose_tables_are_old_is_not_ready(client: Client, db: None, embedded_parts: None) -> None:
    newest = MigrationLoader(connection).graph.leaf_nodes("designer")[0]
    MigrationRecorder(connection).record_unapplied(*newest)

    assert missing(client.get("/readyz")) == ["not_migrated"]


def test_a_scaled_out_process_without_redis_is_not_ready(client: Client, db: None, settings: LazySettings) -> None:
    settings.DESIGNER = {"REDIS_URL": NOWHERE}

    assert missing(client.get("/readyz")) == ["redis_away"]


def test_a_scaled_out_process_without_its_own_broker_is_not_ready(client: Client, db: None, settings: LazySettings) -> None:
    settings.DESIGNER = {"BROKER_URL": "amqp://127.0.0.1:1//", "EMBEDDED": False}

    assert missing(client.get("/readyz")) == ["broker_away"]


def test_a_database_that_is_away_leaves_the_process_alive_but_not_ready() -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "designer.settings",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "EMBEDDED": "0",
        "SECRET_KEY": "x",
    }

    asked = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)

    assert asked.stdout.splitlines() == ["200 ok", "503 The database does not answer."]


def test_who_asks_for_more_than_that_is_told_to_try_again() -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "designer.settings",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "DATABASE_POOL": "0",
        "LOG_LEVEL": "CRITICAL",
    }

    asked = subprocess.run([sys.executable, "-c", ASK_FOR_MORE], env=environment, capture_output=True, text=True, check=True)

    assert asked.stdout.splitlines() == ["503 application/problem+json", "503 text/html; charset=utf-8"]


def test_metrics_say_what_the_database_knows(db: None, make_run: Callable[..., Run]) -> None:
    make_run(queued_at=timezone.now() - timedelta(seconds=90))
    make_run(priority=5, status="running", lease_owner="host:1:2")
    make_run(paused_at=timezone.now())
    make_run(status="succeeded")
    report_worker(name="host:1", threads=4, started_at=timezone.now())

    text = KeptFigures().read().decode()

    assert 'dataflow_runs_open{priority="0",state="queued"} 1.0' in text
    assert 'dataflow_runs_open{priority="5",state="running"} 1.0' in text
    assert 'dataflow_runs_open{priority="0",state="paused"} 1.0' in text
    assert 90 <= float(re.findall(r"^dataflow_queue_oldest_seconds (\S+)", text, re.MULTILINE)[0]) < 120
    assert "dataflow_schedule_lag_seconds 0.0" in text
    assert "dataflow_workers 1.0" in text


def test_this_machine_reads_metrics_without_a_token(client: Client, db: None) -> None:
    response = client.get("/metrics", headers={"Host": "127.0.0.1:8000"})

    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    assert b"# TYPE dataflow_runs_open gauge" in response.content
    assert b"# TYPE dataflow_node_duration_seconds histogram" in response.content


@pytest.mark.parametrize(
    "caller",
    [
        {"REMOTE_ADDR": "10.0.0.7"},
        {"HTTP_X_FORWARDED_FOR": "10.0.0.7"},
        {"HTTP_FORWARDED": "for=10.0.0.7"},
        {"HTTP_HOST": "flows.example.com"},
    ],
)
def test_nobody_else_does(client: Client, db: None, settings: LazySettings, caller: dict[str, str]) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    response = client.get("/metrics", **{"HTTP_HOST": "localhost", **caller})  # type: ignore[arg-type]

    assert (response.status_code, response.json()["code"]) == (403, "not_permitted")


@pytest.mark.parametrize(("given", "status"), [("Bearer letmein", 200), ("Bearer guess", 403), ("", 403)])
def test_a_token_opens_metrics_to_whoever_has_it(client: Client, db: None, settings: LazySettings, given: str, status: int) -> None:
    settings.DESIGNER = {"METRICS_TOKEN": "letmein"}

    assert client.get("/metrics", headers={"Authorization": given}, REMOTE_ADDR="10.0.0.7").status_code == status
