"""Workflows, in lists and alone."""

from rest_framework import serializers

from dataflow_app.runtime.status import Status
from designer.api.serializers.definitions import DefinitionField
from designer.api.serializers.drafts import DraftSerializer
from designer.api.serializers.parameters import QuerySerializer

NAME_LENGTH = 200
#: The most and the least urgent runs.
MOST_URGENT, LEAST_URGENT = 100, -100
#: How many runs of one workflow a bound may allow.
MOST_RUNS = 10_000
STATES = ("draft", "published", "changed")


class WorkflowReferenceSerializer(serializers.Serializer[object]):
    """A workflow by id and name, for links."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class LastRunSerializer(serializers.Serializer[object]):
    """One bar of the strip of last runs."""

    id = serializers.IntegerField()
    status = serializers.ChoiceField(choices=[status.value for status in Status])
    queued_at = serializers.DateTimeField()
    duration_ms = serializers.FloatField(allow_null=True)


class WorkflowSummarySerializer(serializers.Serializer[object]):
    """A workflow as a line of the list; ``last_runs`` are at most ten, the newest last."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    tags = serializers.ListField(child=serializers.CharField())
    owner = serializers.CharField(source="owner.get_username")
    state = serializers.ChoiceField(choices=STATES, source="drawn_state")
    published_version = serializers.IntegerField(allow_null=True, source="published.number")
    draft_saved_at = serializers.DateTimeField()
    last_runs = LastRunSerializer(many=True)
    next_start = serializers.DateTimeField(allow_null=True)
    node_count = serializers.IntegerField()
    archived = serializers.BooleanField()
    created_at = serializers.DateTimeField()


class WorkflowSerializer(WorkflowSummarySerializer):
    """A workflow with its draft."""

    draft = DraftSerializer(source="current_draft")
    priority = serializers.IntegerField(help_text="Of its runs to come; higher is first.")
    max_runs = serializers.IntegerField(allow_null=True, help_text="How many of its runs run at once; null: any number.")


class CreateWorkflowRequestSerializer(serializers.Serializer[object]):
    """A new workflow: empty, from a template, or from a definition."""

    name = serializers.CharField(max_length=NAME_LENGTH)
    description = serializers.CharField(required=False, allow_blank=True, default="", max_length=10_000)
    template = serializers.CharField(required=False, max_length=NAME_LENGTH)
    definition = DefinitionField(required=False)


class UpdateWorkflowRequestSerializer(serializers.Serializer[object]):
    """What of a workflow is to change; what is absent stays."""

    name = serializers.CharField(required=False, max_length=NAME_LENGTH)
    description = serializers.CharField(required=False, allow_blank=True, max_length=10_000)
    tags = serializers.ListField(required=False, child=serializers.CharField(max_length=50), max_length=20)
    archived = serializers.BooleanField(required=False)
    priority = serializers.IntegerField(required=False, min_value=LEAST_URGENT, max_value=MOST_URGENT)
    max_runs = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=MOST_RUNS)


class WorkflowQuerySerializer(QuerySerializer):
    """Which workflows to list."""

    search = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="Part of the name or the description.")
    tag = serializers.CharField(required=False, max_length=200, help_text="A tag that the workflow has.")
    archived = serializers.BooleanField(required=False, default=False, help_text="Archived workflows instead of living ones.")


class TemplateSerializer(serializers.Serializer[object]):
    """A workflow to start from."""

    slug = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    node_count = serializers.IntegerField()
