"""Rows whose time is up are removed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.rows.expire import purge_expired
from dataflow_app.scope import Scope
from tests.integration.orm.sample_models import db as sample
from tests.integration.orm.tables import Gadget, Notice, Reply

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
OLD = NOW - timedelta(hours=1)
YOUNG = NOW - timedelta(minutes=59)
Bound = Callable[[str], BoundModel]


def notice(text: str, put_up_at: datetime | None, tenant: str = "a") -> Any:
    return Notice.objects.create(text=text, put_up_at=put_up_at, tenant_id=tenant)


def texts() -> list[str]:
    return list(Notice.all_objects.order_by("text").values_list("text", flat=True))


@pytest.mark.django_db
def test_rows_that_are_older_are_removed_for_good_deleted_ones_too(bound: Bound) -> None:
    notice("old", OLD)
    notice("old, deleted", OLD).delete()
    notice("young", YOUNG)
    notice("young, deleted", YOUNG).delete()
    notice("timeless", None)
    assert purge_expired(bound("Notice"), Scope(actor="ticker"), NOW) == 2
    assert texts() == ["timeless", "young", "young, deleted"]
    last = Notice.history.filter(history_type="-").order_by("text")
    assert list(last.values_list("text", "history_change_reason", "history_user_id")) == [
        ("old", "expired", "ticker"),
        ("old, deleted", "expired", "ticker"),
    ]
    assert purge_expired(bound("Notice"), Scope(), NOW) == 0


@pytest.mark.django_db
def test_the_rows_of_another_tenant_stay(bound: Bound) -> None:
    notice("mine", OLD)
    notice("theirs", OLD, "b")
    assert purge_expired(bound("Notice"), Scope(tenant="a", enforced=True), NOW) == 1
    assert texts() == ["theirs"]
    with pytest.raises(NodeError) as caught:
        purge_expired(bound("Notice"), Scope(enforced=True), NOW)
    assert caught.value.code == "not_permitted"


@pytest.mark.django_db
def test_a_row_that_others_must_not_lose_stays_and_keeps_no_other(bound: Bound) -> None:
    kept, *_ = [notice(text, OLD) for text in ("kept", "other", "another")]
    reply = Reply.objects.create(notice=kept)
    assert purge_expired(bound("Notice"), Scope(), NOW) == 2
    assert texts() == ["kept"]
    reply.delete()
    assert purge_expired(bound("Notice"), Scope(), NOW) == 1


@pytest.mark.django_db
def test_more_rows_than_fit_into_a_batch_go(bound: Bound) -> None:
    Notice.objects.bulk_create([Notice(text=str(number), put_up_at=OLD) for number in range(2_001)])
    assert purge_expired(bound("Notice"), Scope(), NOW) == 2_001
    assert (texts(), Notice.history.filter(history_type="-").count()) == ([], 2_001)


@pytest.mark.django_db
def test_a_model_without_ttl_loses_nothing(bound: Bound) -> None:
    Gadget.objects.create(code="1", name="n")
    assert purge_expired(bound("Gadget"), Scope(), NOW + timedelta(days=10_000)) == 0
    assert Gadget.objects.count() == 1


@pytest.mark.django_db
def test_a_ttl_without_a_field_counts_from_the_creation(bound: Bound) -> None:
    first, second = (Reply.objects.create(notice=notice("n", None)) for _ in range(2))
    now = second.created_at
    Reply.objects.filter(pk=first.pk).update(created_at=now - timedelta(seconds=60))
    assert purge_expired(bound("Reply"), Scope(), now) == 1
    assert Reply.objects.get() == second


@pytest.mark.django_db
def test_a_script_and_the_command_purge_all_models() -> None:
    notice("old", OLD)
    Reply.objects.create(notice=notice("young", None))
    Reply.objects.update(created_at=OLD)
    assert sample.purge_expired() == 2
    said = StringIO()
    notice("old", OLD)
    call_command("purge_expired_rows", stdout=said)
    assert "Removed 1 row of Notice.\nRemoved 0 rows of Reply.\n" in said.getvalue()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_remove_each_row_once(bound: Bound) -> None:
    Notice.objects.bulk_create([Notice(text=str(number), put_up_at=OLD) for number in range(3_000)])
    removed: list[int] = []

    def purge() -> None:
        removed.append(purge_expired(bound("Notice"), Scope(), NOW))
        connections.close_all()

    threads = [Thread(target=purge) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    left = purge_expired(bound("Notice"), Scope(), NOW)
    assert (sum(removed) + left, texts(), Notice.history.filter(history_type="-").count()) == (3_000, [], 3_000)
