"""The lease: whether the run is still ours, and still wanted."""

from time import monotonic

from designer.models import Run
from designer.services.claim_run import LEASE
from designer.services.renew_lease import renew_lease
from designer.services.requeue_runs import requeue_runs


class Lease:
    """What a worker knows of its claim; ``look`` brings it up to date."""

    def __init__(self, run: Run) -> None:
        self.run_id, self.number = run.pk, run.lease_number
        self.is_cancelled = run.cancel_requested_at is not None
        self.is_paused = self.is_lost = False
        self._renewed = monotonic()

    def look(self) -> None:
        """Read whether the run was cancelled, paused or taken away, and renew the lease when a third of it has passed."""
        found = Run.objects.filter(pk=self.run_id, lease_number=self.number).values_list("cancel_requested_at", "paused_at").first()
        if found is None:
            self.is_lost = True
        else:
            self.is_cancelled = self.is_cancelled or found[0] is not None
            # A walk that was asked once leaves, even where the run was resumed since: the next one goes on.
            self.is_paused = self.is_paused or found[1] is not None
            self._renew()

    def give_back(self, reason: str) -> None:
        """Queue the run again, for another worker; nothing may be written under this lease from then on."""
        if self.is_lost:
            return
        requeue_runs(Run.objects.filter(pk=self.run_id, lease_number=self.number), reason=reason, must_wait=True)
        self.is_lost = True

    def _renew(self) -> None:
        if monotonic() - self._renewed > LEASE.total_seconds() / 3:
            renew_lease(run_id=self.run_id, lease_number=self.number)
            self._renewed = monotonic()
