"""A run to keep values for, and a storage of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from dataflow_app.nodes.results import Records
from dataflow_app.orm.rows.spill import Spill
from designer.models import Run, Tenant, Workflow
from designer.models.value import value_storage

BOUND = 1_000


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    place = tmp_path / "values"
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(place)}}
    settings.STORAGES = {**settings.STORAGES, "values": storage}
    settings.DESIGNER = {**settings.DESIGNER, "VALUE_BOUND": BOUND}
    return place


@pytest.fixture
def workflow(db: None) -> Workflow:
    tenant = Tenant.objects.create(slug="acme", name="Acme")
    owner = User.objects.create_user("edda")
    return Workflow.objects.create(tenant=tenant, name="W", owner=owner, draft_saved_at=timezone.now(), draft_saved_by="edda")


def new_run(workflow: Workflow, **columns: Any) -> Run:
    known = {"tenant": workflow.tenant, "workflow": workflow, "definition": workflow.draft, "actor": "edda"}
    return Run.objects.create(**known, queued_at=timezone.now(), **columns)


@pytest.fixture
def run(workflow: Workflow) -> Run:
    return new_run(workflow)


def files() -> list[str]:
    """The names of all files in the storage."""
    storage = value_storage()
    assert storage is not None
    return sorted(f"{place}/{name}" for place in storage.listdir("")[0] for name in storage.listdir(place)[1]) if storage.exists("") else []


def records(count: int) -> Records:
    """Rows in a file."""
    return Records(("id", "name"), Spill(batches(count)))


def batches(count: int) -> Iterator[list[tuple[Any, ...]]]:
    for start in range(0, count, 70):
        yield [(number, f"n{number}") for number in range(start, min(start + 70, count))]
