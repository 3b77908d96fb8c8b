"""What went wrong lately: workflows that fail, and runs whose worker fell silent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from dataflow_app.runtime.status import Status
from designer.models import Event, Run

#: How far back failures are counted.
SPAN = timedelta(hours=24)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class FailingWorkflow:
    """A workflow with the number of its failed runs of the last 24 hours, and what the last one says."""

    workflow_id: int
    name: str
    tenant: str
    failures: int
    last_run: int
    last_failed_at: datetime | None
    message: str


@dataclass(frozen=True, slots=True)
class Expiry:
    """A run whose worker fell silent: how often that happened to it, when last, and what became of it."""

    run: int
    workflow: str
    tenant: str
    crashes: int
    at: datetime | None
    status: str


def read_failing_workflows(tenant_id: int | None = None) -> list[FailingWorkflow]:
    """Return the workflows with most failures first, of one tenant or of all."""
    failed = _of(tenant_id, Run.objects.filter(status=Status.FAILED, finished_at__gte=timezone.now() - SPAN))
    groups = failed.order_by().values("workflow").annotate(failures=Count("id"), last=Max("id")).order_by("-failures", "-last")[:SHOWN]
    last = {run.pk: run for run in _shown(Run.objects.filter(pk__in=[group["last"] for group in groups]))}
    return [_failing(last[group["last"]], group["failures"]) for group in groups if group["last"] in last]


def read_expiries(tenant_id: int | None = None) -> list[Expiry]:
    """Return the newest runs that lost their worker, of one tenant or of all."""
    runs = list(_shown(_of(tenant_id, Run.objects.filter(crashes__gt=0))).order_by("-id")[:SHOWN])
    at = _taken_back(runs)
    return [Expiry(run.pk, run.workflow.name, run.tenant.name, run.crashes, at.get(run.pk), run.status) for run in runs]


def _failing(run: Run, failures: int) -> FailingWorkflow:
    message = str((run.error or {}).get("message", ""))
    return FailingWorkflow(run.workflow_id, run.workflow.name, run.tenant.name, failures, run.pk, run.finished_at, message)


def _taken_back(runs: Iterable[Run]) -> dict[int, datetime]:
    """Return when each run was last put back into the queue, which its first queueing is not."""
    events = Event.objects.filter(run__in=runs, type="run_queued", seq__gt=1).order_by()
    return dict(events.values_list("run").annotate(last=Max("at")))


def _of(tenant_id: int | None, runs: QuerySet[Run]) -> QuerySet[Run]:
    return runs if tenant_id is None else runs.filter(tenant=tenant_id)


def _shown(runs: QuerySet[Run]) -> QuerySet[Run]:
    return runs.select_related("workflow", "tenant").only(
        "id", "status", "error", "crashes", "finished_at", "workflow__id", "workflow__name", "tenant__id", "tenant__name"
    )
