"""Addresses of the API."""

from django.urls import path, re_path, register_converter

from designer.api.compile import CompileView
from designer.api.converters import IdConverter, TextConverter
from designer.api.drafts import DraftView
from designer.api.events import EventListView
from designer.api.me import MeView
from designer.api.models import CountRowsView, ModelListView
from designer.api.node_types import NodeTypeListView
from designer.api.operations import OperationsView
from designer.api.run_control import CancelRunsView, CancelRunView, PauseRunView, RerunView, ResumeRunView, RetryRunView
from designer.api.runs import NodeRunView, RunListView, RunView, StartRunView
from designer.api.schema import SchemaView
from designer.api.templates import TemplateListView
from designer.api.triggers import PreviewTriggerView, TriggerListView, TriggerView
from designer.api.unknown import unknown_address
from designer.api.values import ValuePageView
from designer.api.versions import PublishView, RestoreVersionView, VersionListView, VersionView
from designer.api.workflows import DuplicateWorkflowView, WorkflowListView, WorkflowView

register_converter(IdConverter, "id")
register_converter(TextConverter, "text")

urlpatterns = [
    path("me/", MeView.as_view()),
    path("schema/", SchemaView.as_view(), name="api_schema"),
    path("node-types/", NodeTypeListView.as_view()),
    path("models/", ModelListView.as_view()),
    path("models/<text:label>/count/", CountRowsView.as_view()),
    path("templates/", TemplateListView.as_view()),
    path("compile/", CompileView.as_view()),
    path("workflows/", WorkflowListView.as_view()),
    path("workflows/<id:workflow_id>/", WorkflowView.as_view()),
    path("workflows/<id:workflow_id>/duplicate/", DuplicateWorkflowView.as_view()),
    path("workflows/<id:workflow_id>/draft/", DraftView.as_view()),
    path("workflows/<id:workflow_id>/publish/", PublishView.as_view()),
    path("workflows/<id:workflow_id>/versions/", VersionListView.as_view()),
    path("workflows/<id:workflow_id>/versions/<id:number>/", VersionView.as_view()),
    path("workflows/<id:workflow_id>/versions/<id:number>/restore/", RestoreVersionView.as_view()),
    path("workflows/<id:workflow_id>/runs/", StartRunView.as_view()),
    path("runs/", RunListView.as_view()),
    path("runs/cancel/", CancelRunsView.as_view()),
    path("runs/<id:run_id>/", RunView.as_view()),
    path("runs/<id:run_id>/nodes/<text:node>/", NodeRunView.as_view()),
    path("runs/<id:run_id>/nodes/<text:node>/values/<text:part>/", ValuePageView.as_view()),
    path("runs/<id:run_id>/events/", EventListView.as_view()),
    path("runs/<id:run_id>/cancel/", CancelRunView.as_view()),
    path("runs/<id:run_id>/pause/", PauseRunView.as_view()),
    path("runs/<id:run_id>/resume/", ResumeRunView.as_view()),
    path("runs/<id:run_id>/retry/", RetryRunView.as_view()),
    path("runs/<id:run_id>/rerun/", RerunView.as_view()),
    path("triggers/", TriggerListView.as_view()),
    path("triggers/preview/", PreviewTriggerView.as_view()),
    path("triggers/<id:trigger_id>/", TriggerView.as_view()),
    path("operations/", OperationsView.as_view()),
    re_path("", unknown_address),
]
