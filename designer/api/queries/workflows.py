"""Workflows as lists and pages show them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import BooleanField, Case, CharField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import RowNumber

from designer.api.queries.json_functions import Holds, NodeCount
from designer.models import Run, Tenant, Trigger, Workflow
from designer.services.errors import NotFound

LAST_RUNS = 10


def workflows_of(tenant: Tenant) -> QuerySet[Workflow]:
    """Return the tenant's workflows with what a summary shows, without loading their definitions."""
    state = Case(
        When(published=None, then=Value("draft")),
        When(draft=F("published__definition"), then=Value("published")),
        default=Value("changed"),
        output_field=CharField(),
    )
    next_start = Trigger.objects.filter(workflow=OuterRef("pk"), enabled=True, next_due_at__isnull=False).order_by("next_due_at")
    return (
        Workflow.objects.filter(tenant=tenant)
        .select_related("owner", "published")
        .defer("draft", "published__definition")
        .annotate(
            drawn_state=state,
            node_count=NodeCount("draft"),
            archived=ExpressionWrapper(Q(archived_at__isnull=False), output_field=BooleanField()),
            next_start=Subquery(next_start.values("next_due_at")[:1]),
        )
        .order_by("name", "id")
    )


def find_workflows(tenant: Tenant, wanted: Mapping[str, Any]) -> QuerySet[Workflow]:
    """Return the workflows that match ``search``, ``tag`` and ``archived``."""
    found = workflows_of(tenant).filter(archived_at__isnull=not wanted["archived"])
    if search := wanted.get("search"):
        found = found.filter(Q(name__icontains=search) | Q(description__icontains=search))
    if tag := wanted.get("tag"):
        found = found.filter(Holds("tags", Value(tag)))
    return found


def with_last_runs(workflows: Sequence[Workflow]) -> Sequence[Workflow]:
    """Give every workflow its ``last_runs``, the newest last, by one query for all of them."""
    newest = Window(RowNumber(), partition_by=F("workflow_id"), order_by=F("id").desc())
    runs = Run.objects.filter(workflow__in=[workflow.pk for workflow in workflows]).annotate(place=newest).filter(place__lte=LAST_RUNS)
    strips: dict[int, list[Run]] = {workflow.pk: [] for workflow in workflows}
    for run in runs.only("id", "workflow_id", "status", "queued_at", "started_at", "finished_at").order_by("id"):
        strips[run.workflow_id].append(run)
    for workflow in workflows:
        workflow.last_runs = strips[workflow.pk]  # type: ignore[attr-defined] # read by WorkflowSummarySerializer
    return workflows


def get_workflow(tenant: Tenant, workflow_id: int) -> Workflow:
    """Return the tenant's workflow; raise ``NotFound`` where it has none of that id."""
    workflow = Workflow.objects.filter(tenant=tenant, pk=workflow_id).select_related("owner", "published").first()
    if workflow is None:
        msg = f"You have no workflow {workflow_id}. It may have been deleted, or belong to another tenant."
        raise NotFound(msg)
    return workflow


def summarise(workflow: Workflow) -> Workflow:
    """Return the workflow again with all that a summary shows."""
    return with_last_runs([workflows_of(workflow.tenant).defer(None).get(pk=workflow.pk)])[0]
