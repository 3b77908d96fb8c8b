"""Runs as lists and pages show them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Max, Q, QuerySet

from designer.models import Event, NodeRun, Run, Tenant
from designer.services.errors import NotFound

MAX_ID_DIGITS = 18


def runs_of(tenant: Tenant) -> QuerySet[Run]:
    """Return the tenant's runs with what a summary shows, the newest first, without loading definitions."""
    return (
        Run.objects.filter(tenant=tenant)
        .select_related("workflow", "version", "tenant")
        .defer("definition", "inputs", "workflow__draft", "version__definition")
        .order_by("-id")
    )


def find_runs(tenant: Tenant, wanted: Mapping[str, Any]) -> QuerySet[Run]:
    """Return the runs that match the query parameters of the list."""
    columns = {
        "workflow": "workflow_id",
        "status": "status",
        "trigger": "trigger_kind",
        "after": "queued_at__gte",
        "before": "queued_at__lt",
    }
    found = runs_of(tenant).filter(**{columns[name]: value for name, value in wanted.items() if name in columns})
    if search := wanted.get("search"):
        found = found.filter(matches(search))
    return found


def matches(search: str) -> Q:
    """Return the condition of a search: the workflow's name, the actor, or the run's number with or without ``#``."""
    number = search.removeprefix("#")
    by_text = Q(workflow__name__icontains=search) | Q(actor__icontains=search)
    return by_text | Q(pk=int(number)) if number.isascii() and number.isdigit() and len(number) <= MAX_ID_DIGITS else by_text


def get_run(tenant: Tenant, run_id: int) -> Run:
    """Return the tenant's run; raise ``NotFound`` where it has none of that id."""
    run = runs_of(tenant).defer(None).defer("workflow__draft", "version__definition").filter(pk=run_id).first()
    if run is None:
        msg = f"You have no run {run_id}. It may have been deleted, or belong to another tenant."
        raise NotFound(msg)
    return run


def node_runs_of(run: Run) -> QuerySet[NodeRun]:
    """Return the run's node runs in the order in which they began, without what went in and came out."""
    has_output = ExpressionWrapper(Q(output__isnull=False), output_field=BooleanField())
    return run.node_runs.annotate(has_output=has_output).defer("output", "parameters").order_by(F("started_at").asc(nulls_last=True), "id")


def get_node_run(run: Run, node: str) -> NodeRun:
    """Return what the node did last in the run; raise ``NotFound`` where it did nothing yet."""
    has_output = ExpressionWrapper(Q(output__isnull=False), output_field=BooleanField())
    found = run.node_runs.annotate(has_output=has_output).filter(node=node).order_by("-iteration").first()
    if found is None:
        msg = f"Node '{node}' has done nothing in run {run.pk}. It may be waiting, or not be part of what ran."
        raise NotFound(msg)
    return found


def last_seq(run_id: int) -> int:
    """Return the number of the run's newest event, 0 where it has none."""
    newest: int | None = Event.objects.filter(run=run_id).aggregate(newest=Max("seq"))["newest"]
    return newest or 0
