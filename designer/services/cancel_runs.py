"""Cancel several runs."""

from collections.abc import Iterable
from dataclasses import dataclass

from designer.models import Run
from designer.services.access import Person
from designer.services.cancel_run import cancel_run
from designer.services.errors import ServiceError


@dataclass(frozen=True, slots=True)
class Refusal:
    """A run that was not cancelled, and why, in a sentence."""

    id: int
    message: str


def cancel_runs(*, actor: Person, runs: Iterable[Run]) -> tuple[list[int], list[Refusal]]:
    """Cancel each run by itself; return the ids of those that end or are about to, and the refusals of the others."""
    cancelled, refused = [], []
    for run in runs:
        try:
            cancel_run(actor=actor, run=run)
        except ServiceError as error:
            refused.append(Refusal(run.pk, str(error)))
        else:
            cancelled.append(run.pk)
    return cancelled, refused
