from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dataflow_app import DataFlow
from designer.services.ask_for_purge import Purges
from designer.services.purge_expired_rows import expiring_models, purge_expired_rows
from designer.tasks import purge_expired_rows as task

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataflow(db: None) -> Iterator[DataFlow]:
    with DataFlow() as opened:
        yield opened


@pytest.fixture
def note(dataflow: DataFlow) -> Any:
    class Note:
        text: str
        __dataflow__ = {"ttl": timedelta(hours=1), "multi_tenant": True}

    return dataflow.model(Note)


@pytest.mark.parametrize("purge", [purge_expired_rows, task])
def test_the_expired_rows_of_all_tenants_go(note: Any, purge: Any) -> None:
    for tenant in "ab":
        note.objects.create(text="old", tenant_id=tenant)
    note.objects.update(created_at=timezone.now() - timedelta(hours=2))
    note.objects.create(text="new")
    purge()
    assert [row.text for row in note.objects.all()] == ["new"]


def test_a_model_that_cannot_be_purged_keeps_no_other_from_it(note: Any) -> None:
    class Broken:
        text: str
        __dataflow__ = {"ttl": 60}

    with DataFlow(auto_migrate=False) as without_tables:
        without_tables.model(Broken)
        note.objects.create(text="old")
        note.objects.update(created_at=timezone.now() - timedelta(hours=2))
        purge_expired_rows()
    assert note.objects.count() == 0


def test_a_process_asks_once_a_minute(note: Any) -> None:
    purges = Purges()
    assert [purges.ask(now) for now in (1.0, 2.0, 60.9, 61.0, 120.9, 122.0)] == [True, False, False, True, False, True]


def test_models_with_a_ttl_are_purged_while_their_dataflow_is_open(note: Any, dataflow: DataFlow) -> None:
    assert note in {bound.model for bound in expiring_models()}
    dataflow.close()
    assert note not in {bound.model for bound in expiring_models()}
