"""Try again what failed in a run."""

from django.db import transaction

from designer.models import Run
from designer.services.access import Person
from designer.services.plan_repetition import plan_retry
from designer.services.queue_repetition import queue_repetition


@transaction.atomic
def retry_run(*, actor: Person, run: Run) -> Run:
    """Return a new queued run of the same definition, inputs and version, which takes over what had succeeded in ``run``.

    What it takes over and what it refuses say ``plan_retry``.
    """
    return queue_repetition(plan_retry(actor=actor, run=run), actor=actor.get_username())
