"""Scaled out: a Celery worker with beat as processes of their own, woken through a real Redis."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import quote

import pytest
from celery import Celery
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from dataflow_app.catalog.workflows.product_onboarding import PRODUCT_ONBOARDING
from designer.models import Role, Run, Trigger, Workflow
from designer.services.add_member import add_member
from designer.services.create_tenant import create_tenant
from designer.services.create_trigger import create_trigger
from designer.services.create_workflow import create_workflow
from designer.services.publish_version import publish_version
from designer.services.start_run import start_run

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def database_url() -> str:
    """Return the address of the database that this test works on, for another process."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    host = quote(settings["HOST"] or "localhost", safe="")
    return f"postgresql://{settings['USER']}:{quote(settings['PASSWORD'])}@/{settings['NAME']}?host={host}&port={settings['PORT'] or 5432}"


@pytest.fixture
def worker(db: None, redis_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run a worker with beat, with this process sending through Redis as the web process does."""
    monkeypatch.setattr("designer.celery.app", Celery("web", broker=redis_url))
    command = [sys.executable, "-m", "celery", "-A", "designer.celery", "worker", "--beat", "-c", "2"]
    options = ["--schedule", str(tmp_path / "beat"), "--without-mingle", "--without-gossip", "--loglevel", "ERROR"]
    env = {**os.environ, "REDIS_URL": redis_url, "DATABASE_URL": database_url(), "SECRET_KEY": "of the test"}
    with subprocess.Popen([*command, *options], env=env, stdout=subprocess.DEVNULL) as process:
        yield
        process.terminate()


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


def ended(count: int) -> list[Run]:
    """Wait until so many runs have ended; return them. A test that waits for ever is ended by pytest-timeout."""
    while Run.objects.filter(finished_at__isnull=False).count() < count:
        sleep(0.02)
    return list(Run.objects.order_by("id"))


def test_runs_are_executed_by_the_worker_by_hand_and_on_schedule(workflow: Workflow, editor: User, worker: None) -> None:
    start_run(actor=editor, workflow=workflow, inputs={"name": "Drill"})
    (by_hand,) = ended(1)
    every_minute = {"cron": "* * * * *", "catch_up": "last"}
    create_trigger(actor=editor, workflow=workflow, type="schedule", parameters=every_minute, inputs={"name": "Saw"})
    Trigger.objects.update(next_due_at=timezone.now() - timedelta(minutes=1))
    *_, scheduled = ended(2)
    assert [(run.status, run.error, run.trigger_kind) for run in (by_hand, scheduled)] == [
        ("succeeded", None, "manual"),
        ("succeeded", None, "schedule"),
    ]
    products: Any = apps.get_model("catalog", "Product")
    names = products.objects.filter(tenant_id="acme").order_by("pk").values_list("name", flat=True)
    assert list(names) == ["Drill", "Saw"]
    assert [event.seq for event in scheduled.events.order_by("seq")] == list(range(1, scheduled.events.count() + 1))
