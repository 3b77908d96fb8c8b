"""Keep a claim alive."""

from datetime import timedelta

from django.db.models.functions import Now

from dataflow_app.runtime.status import Status
from designer.models import Run
from designer.services.claim_run import LEASE


def renew_lease(*, run_id: int, lease_number: int, lease: timedelta = LEASE) -> bool:
    """Push the end of the lease, by the clock of the database; return False where the run belongs to somebody else by now."""
    held = Run.objects.filter(pk=run_id, lease_number=lease_number, status=Status.RUNNING)
    return held.update(lease_expires_at=Now() + lease) > 0
