"""Workflows: list, create, read, change, archive, duplicate."""

from django.db import transaction
from rest_framework.request import Request
from rest_framework.response import Response

from designer.api.definitions import read_definition
from designer.api.documentation import operation
from designer.api.drafts import draft_of
from designer.api.pagination import Pages
from designer.api.queries.templates import definition_of_template
from designer.api.queries.workflows import find_workflows, get_workflow, summarise, with_last_runs
from designer.api.serializers.workflows import (
    CreateWorkflowRequestSerializer,
    UpdateWorkflowRequestSerializer,
    WorkflowQuerySerializer,
    WorkflowSerializer,
    WorkflowSummarySerializer,
)
from designer.api.view import ApiView, read_body, read_query
from designer.models import Workflow
from designer.services.archive_workflow import archive_workflow, restore_workflow
from designer.services.create_workflow import create_workflow
from designer.services.duplicate_workflow import duplicate_workflow
from designer.services.update_workflow import update_workflow


def render(workflow: Workflow) -> dict[str, object]:
    """Return a workflow with its draft as the API sends it."""
    summary = summarise(workflow)
    summary.current_draft = draft_of(workflow)  # type: ignore[attr-defined] # read by WorkflowSerializer
    return dict(WorkflowSerializer(summary).data)


class WorkflowListView(ApiView):
    """The tenant's workflows."""

    pagination_class = Pages

    @operation(
        "listWorkflows",
        "List workflows by name",
        tag="workflows",
        answers={200: WorkflowSummarySerializer(many=True)},
        parameters=[WorkflowQuerySerializer],
    )
    def get(self, request: Request) -> Response:
        """Return one page."""
        page = self.paginate_queryset(find_workflows(self.tenant, read_query(request, WorkflowQuerySerializer)))
        return self.get_paginated_response(WorkflowSummarySerializer(with_last_runs(page or []), many=True).data)

    @operation(
        "createWorkflow",
        "Create a workflow: empty, from a template, or from a definition",
        tag="workflows",
        request=CreateWorkflowRequestSerializer,
        answers={201: WorkflowSerializer},
    )
    def post(self, request: Request) -> Response:
        """Create it and return it with its draft."""
        values = read_body(request, CreateWorkflowRequestSerializer)
        template = values.pop("template", None)
        definition = definition_of_template(template) if template else read_definition(values.get("definition", {}))
        values["definition"] = definition
        return Response(render(create_workflow(actor=request.user, **values)), status=201)


class WorkflowView(ApiView):
    """One workflow."""

    @operation("getWorkflow", "Read a workflow with its draft", tag="workflows", answers={200: WorkflowSerializer})
    def get(self, request: Request, workflow_id: int) -> Response:  # noqa: ARG002 - Django's own signature
        """Return it."""
        return Response(render(get_workflow(self.tenant, workflow_id)))

    @operation(
        "updateWorkflow",
        "Change name, description, tags, priority, how many of its runs run at once, or whether it is archived",
        tag="workflows",
        request=UpdateWorkflowRequestSerializer,
        answers={200: WorkflowSerializer},
    )
    def patch(self, request: Request, workflow_id: int) -> Response:
        """Change what was given and return the workflow."""
        values = read_body(request, UpdateWorkflowRequestSerializer)
        archived = values.pop("archived", None)
        workflow = get_workflow(self.tenant, workflow_id)
        with transaction.atomic():
            update_workflow(workflow=workflow, actor=request.user, **values)
            if archived is not None:
                (archive_workflow if archived else restore_workflow)(workflow=workflow, actor=request.user)
        return Response(render(workflow))

    @operation(
        "archiveWorkflow",
        "Archive a workflow: out of the list, its runs kept, its triggers off",
        tag="workflows",
        answers={200: WorkflowSerializer},
    )
    def delete(self, request: Request, workflow_id: int) -> Response:
        """Archive it and return it."""
        return Response(render(archive_workflow(workflow=get_workflow(self.tenant, workflow_id), actor=request.user)))


class DuplicateWorkflowView(ApiView):
    """A copy of a workflow."""

    @operation("duplicateWorkflow", "Copy a workflow's draft into a new workflow", tag="workflows", answers={201: WorkflowSerializer})
    def post(self, request: Request, workflow_id: int) -> Response:
        """Copy it and return the copy."""
        copy = duplicate_workflow(workflow=get_workflow(self.tenant, workflow_id), actor=request.user)
        return Response(render(copy), status=201)
