"""Leave a run to the workers of another process."""

from designer.models import Run
from designer.services.resend_queued_runs import PATIENCE


def leave_to_ticker(run: Run) -> None:
    """Let the next tick wake workers for a queued run: those of a web process do not hear what this process sends in its own memory."""
    Run.objects.filter(pk=run.pk).update(sent_at=run.queued_at - PATIENCE)
