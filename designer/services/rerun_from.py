"""Run again from a node of a run."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from designer.models import Run
from designer.services.access import Person
from designer.services.plan_repetition import DefinitionChoice, plan_rerun
from designer.services.queue_repetition import queue_repetition


@transaction.atomic
def rerun_from(*, actor: Person, run: Run, node: str, choice: DefinitionChoice = "same", inputs: Mapping[str, Any] | None = None) -> Run:
    """Return a new queued run in which that node and what depends on it run; the others' outputs in ``run`` are taken over.

    The definition is that of ``run``, or the ``current`` draft; what else runs, and what is refused, say ``plan_rerun``.
    """
    repetition = plan_rerun(actor=actor, run=run, node=node, choice=choice, inputs=inputs)
    return queue_repetition(repetition, actor=actor.get_username())
