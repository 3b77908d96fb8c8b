"""Claims of one run, leases, runs that are taken back, and workers that are woken again."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.contrib.auth.models import User
from django.utils import timezone

from designer.journal import DatabaseJournal
from designer.models import Event, NodeRun, Run, Tenant, Workflow
from designer.services import resend_queued_runs as resending
from designer.services.claim_run import claim_run
from designer.services.renew_lease import renew_lease
from designer.services.requeue_expired_runs import requeue_expired_runs
from designer.services.resend_queued_runs import resend_queued_runs
from designer.services.start_run import start_run

GONE = timedelta(seconds=-1)


@pytest.fixture
def run(workflow: Workflow, editor: User) -> Run:
    return start_run(actor=editor, workflow=workflow)


def test_a_claim_raises_the_lease_number_and_starts_the_run(run: Run) -> None:
    claimed = claim_run(run_id=run.pk, owner="one")
    assert claimed is not None
    assert (claimed.status, claimed.lease_number, claimed.lease_owner) == ("running", 1, "one")
    assert claimed.started_at is not None
    assert claimed.lease_expires_at is not None
    assert timedelta(seconds=14) < claimed.lease_expires_at - timezone.now() <= timedelta(seconds=15)


def test_a_run_is_claimed_once(run: Run) -> None:
    assert claim_run(run_id=run.pk, owner="one") is not None
    assert claim_run(run_id=run.pk, owner="two") is None
    assert Run.objects.get().lease_owner == "one"


def test_a_run_that_is_none_is_not_claimed(db: None) -> None:
    assert claim_run(run_id=0, owner="one") is None


def test_a_paused_run_is_not_claimed(run: Run) -> None:
    Run.objects.update(paused_at=timezone.now())
    assert claim_run(run_id=run.pk, owner="one") is None


@pytest.mark.parametrize("bounded", [Tenant, Workflow])
def test_a_run_for_which_there_is_no_room_is_not_claimed(bounded: type[Tenant | Workflow], run: Run, editor: User) -> None:
    bounded.objects.update(max_runs=1)
    second = start_run(actor=editor, workflow=run.workflow)
    assert claim_run(run_id=run.pk, owner="one") is not None
    assert claim_run(run_id=second.pk, owner="two") is None


def test_an_expired_lease_puts_the_run_back_and_fences_off_the_late_worker(run: Run) -> None:
    claimed = claim_run(run_id=run.pk, owner="one", lease=GONE)
    assert claimed is not None
    assert requeue_expired_runs() == [run.pk]
    assert not renew_lease(run_id=run.pk, lease_number=claimed.lease_number)
    again = claim_run(run_id=run.pk, owner="two")
    assert again is not None
    assert (again.lease_number, again.started_at, again.crashes) == (3, claimed.started_at, 1)
    assert list(Event.objects.values_list("seq", "type")) == [(1, "run_queued"), (2, "run_queued")]


def test_a_lease_that_is_renewed_does_not_expire(run: Run) -> None:
    claimed = claim_run(run_id=run.pk, owner="one", lease=GONE)
    assert claimed is not None
    assert renew_lease(run_id=run.pk, lease_number=claimed.lease_number)
    assert requeue_expired_runs() == []


@pytest.mark.parametrize("ahead", [timedelta(days=1), timedelta(days=-1)])
def test_a_worker_whose_clock_is_wrong_neither_loses_nor_takes_runs(ahead: timedelta, run: Run) -> None:
    with time_machine.travel(timezone.now() + ahead):
        claimed = claim_run(run_id=run.pk, owner="one")
        assert claimed is not None
        assert requeue_expired_runs() == []
    assert requeue_expired_runs() == []
    Run.objects.update(lease_expires_at=timezone.now() - timedelta(seconds=1))
    with time_machine.travel(timezone.now() + ahead):
        assert requeue_expired_runs() == [run.pk]


def test_a_run_whose_workers_fall_silent_for_the_third_time_has_failed_and_names_the_node(run: Run) -> None:
    for crashes in (1, 2):
        assert claim_run(run_id=run.pk, owner="one", lease=GONE) is not None
        assert requeue_expired_runs() == [run.pk]
        assert Run.objects.get().crashes == crashes
    assert claim_run(run_id=run.pk, owner="one", lease=GONE) is not None
    for node, status, minutes in (("wait", "running", 2), ("b", "running", 1), ("c", "queued", 0)):
        NodeRun.objects.create(run=run, node=node, status=status, started_at=timezone.now() - timedelta(minutes=minutes))
    assert requeue_expired_runs() == []
    run.refresh_from_db()
    failure = {
        "node": "b",
        "node_type": "GroupCreateNode",
        "code": "crashed",
        "message": "3 workers fell silent while they executed this run, the last one while 'b' ran.",
        "remedy": "Look at what the node does to its process: memory, native code, a call that never returns. Then start the run again.",
        "port": None,
    }
    assert (run.status, run.crashes, run.error, run.lease_owner, run.lease_expires_at) == ("failed", 3, failure, "", None)
    assert run.finished_at is not None
    assert dict(NodeRun.objects.values_list("node", "status")) == {"wait": "failed", "b": "failed", "c": "cancelled"}
    assert NodeRun.objects.get(node="wait").error == failure
    last = list(Event.objects.order_by("seq").values_list("seq", "type", "node", "payload"))[3:]
    assert last == [
        (4, "node_failed", "wait", {"error": failure, "duration_ms": None}),
        (5, "node_failed", "b", {"error": failure, "duration_ms": None}),
        (6, "node_cancelled", "c", None),
        (7, "run_failed", None, {"error": failure}),
    ]
    assert claim_run(run_id=run.pk, owner="one") is None


@pytest.mark.parametrize(("crashes", "known"), [(0, []), (1, [("a", "running")])])
def test_a_run_that_cost_a_worker_tells_of_a_node_before_it_acts(crashes: int, known: list[tuple[str, str]], run: Run) -> None:
    Run.objects.update(crashes=crashes)
    claimed = claim_run(run_id=run.pk, owner="one")
    assert claimed is not None
    DatabaseJournal(claimed, notify=lambda _: None).node_started("a", {})
    assert list(NodeRun.objects.values_list("node", "status")) == known


def test_workers_are_woken_again_for_runs_that_nobody_claimed_after_five_seconds(run: Run) -> None:
    with patch.object(resending, "wake_workers") as wake:
        assert resend_queued_runs() == []
        Run.objects.update(sent_at=timezone.now() - timedelta(seconds=6))
        assert resend_queued_runs() == [run.pk]
    wake.assert_called_once_with(run.pk)


def test_nobody_is_woken_for_runs_that_may_not_be_claimed(run: Run, editor: User) -> None:
    start_run(actor=editor, workflow=run.workflow)
    Tenant.objects.update(max_runs=1)
    claim_run(run_id=run.pk, owner="one")
    assert resend_queued_runs(older_than=timedelta()) == []


def test_a_claimed_run_is_what_is_stored_with_its_tenant(run: Run, django_assert_num_queries: Any) -> None:
    claimed = claim_run(run_id=run.pk, owner="one")
    stored = Run.objects.select_related("tenant").get()
    assert claimed is not None
    fields = [field.attname for field in Run._meta.concrete_fields]
    assert [getattr(claimed, name) for name in fields] == [getattr(stored, name) for name in fields]
    with django_assert_num_queries(0):
        assert (claimed.tenant, claimed.tenant.slug) == (stored.tenant, "acme")
