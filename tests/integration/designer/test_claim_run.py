from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from designer.models import Event, Run, Workflow
from designer.services import resend_queued_runs as resending
from designer.services.claim_run import claim_run
from designer.services.renew_lease import renew_lease
from designer.services.requeue_expired_runs import requeue_expired_runs
from designer.services.resend_queued_runs import resend_queued_runs
from designer.services.start_run import start_run


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


def test_an_expired_lease_puts_the_run_back_and_fences_off_the_late_worker(run: Run) -> None:
    claimed = claim_run(run_id=run.pk, owner="one", lease=timedelta(seconds=-1))
    assert claimed is not None
    assert requeue_expired_runs() == [run.pk]
    assert not renew_lease(run_id=run.pk, lease_number=claimed.lease_number)
    again = claim_run(run_id=run.pk, owner="two")
    assert again is not None
    assert (again.lease_number, again.started_at) == (3, claimed.started_at)
    assert list(Event.objects.values_list("seq", "type")) == [(1, "run_queued"), (2, "run_queued")]


def test_a_lease_that_is_renewed_does_not_expire(run: Run) -> None:
    claimed = claim_run(run_id=run.pk, owner="one", lease=timedelta(seconds=-1))
    assert claimed is not None
    assert renew_lease(run_id=run.pk, lease_number=claimed.lease_number)
    assert requeue_expired_runs() == []


def test_runs_that_nobody_claimed_are_sent_again_once_in_a_while(run: Run) -> None:
    with patch.object(resending, "wake_workers") as wake:
        assert resend_queued_runs() == []
        Run.objects.update(sent_at=timezone.now() - timedelta(seconds=31))
        assert resend_queued_runs() == [run.pk]
        assert resend_queued_runs() == []
    wake.assert_called_once_with(run.pk)
