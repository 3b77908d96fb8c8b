"""A process that does one thing over and over on the database: commits of effects, or claims (``python -m tests.bench.scaling.client``)."""

from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - Django first
from django.utils import timezone  # noqa: E402

from dataflow_app.runtime.status import Status  # noqa: E402
from designer.database_session import planned, planning_cursor, settle_session  # noqa: E402
from designer.journal.node_entry import NodeEntry  # noqa: E402
from designer.journal.page import Ending, Fact, Page  # noqa: E402
from designer.journal.statements import write  # noqa: E402
from designer.models import Run, Workflow  # noqa: E402
from designer.services.claim_next import claim_next  # noqa: E402
from designer.services.prune_runs import prune_runs  # noqa: E402
from tests.bench.answering import answer  # noqa: E402
from tests.bench.scaling.costs import repeat  # noqa: E402

_EFFECT = "INSERT INTO notes_note (run, node, place) VALUES (%s, %s, %s)"
#: What a node that is done tells.
_FACTS = ("node_queued", "node_started", "node_succeeded")
#: Nodes of one run, so that its rows are as many as those of others.
_NODES = 40


def commit(seconds: float, what: str) -> dict[str, float]:
    """Commit effects for so many seconds: alone (``effect``), with their checkpoint, or with checkpoint and events (``events``)."""
    settle_session()
    run = _running()

    def work(number: int) -> None:
        nonlocal run
        if number % _NODES == 0 and number:
            run = _running()
        with transaction.atomic():
            _insert(run, number)
            if what != "effect":
                write(_page(run, number % _NODES, has_facts=what == "events"))

    return repeat(work, seconds)


def claim(seconds: float, name: str) -> dict[str, Any]:
    """Claim runs and end each by the statement that ends runs; the costs are those of the claims alone."""
    found: list[Run | None] = []

    def work(_number: int) -> None:
        if found and (run := found.pop()) is not None:
            write(Page(run.pk, run.lease_number, [], [Fact("run_succeeded")], 2, Ending(Status.SUCCEEDED, None)))

    # The end of the run before is a piece of work of its own, so that claims are counted alone.
    return _alternate(work, lambda _number: found.append(claim_next(name)), seconds)


def end_queue() -> None:
    """Take back what waits and what runs."""
    Run.objects.filter(status__in=("queued", "running")).update(status="cancelled", finished_at=timezone.now())


def prune() -> dict[str, float]:
    """Remove all that has ended, as the product does, and return what it cost, a run's removal as one piece of work."""
    server_costs = repeat(lambda _number: gone.update(prune_runs(now=timezone.now() + _LATER)), 0.001) if (gone := {}) is not None else {}
    return {**server_costs, "runs": gone.get("Run", 0)}


def _alternate(before: Any, work: Any, seconds: float) -> dict[str, Any]:
    raise NotImplementedError
