"""Runs and node runs."""

from rest_framework import serializers

from dataflow_app.runtime.status import Status
from designer.api.serializers.definitions import DefinitionField
from designer.api.serializers.json_values import AnyField, json_object
from designer.api.serializers.parameters import QuerySerializer
from designer.api.serializers.values import StoredPartSerializer
from designer.api.serializers.workflows import WorkflowReferenceSerializer
from designer.services.wait_for_run import MOST

STATUSES = [status.value for status in Status]
TRIGGER_KINDS = ("manual", "schedule", "api")
SOURCES = ("draft", "published")


class FailureSerializer(serializers.Serializer[object]):
    """Why a node, or the run, failed."""

    node = serializers.CharField(allow_null=True)
    node_type = serializers.CharField(allow_null=True)
    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField(allow_blank=True)
    port = serializers.CharField(allow_null=True)


class LinkSerializer(serializers.Serializer[object]):
    """A place to go to."""

    label = serializers.CharField()  # type: ignore[assignment] # a column of the answer, not DRF's form label
    url = serializers.CharField()


class RunSummarySerializer(serializers.Serializer[object]):
    """A run as a line of the list."""

    id = serializers.IntegerField()
    workflow = WorkflowReferenceSerializer()
    version = serializers.IntegerField(allow_null=True, source="version.number")
    status = serializers.ChoiceField(choices=STATUSES)
    trigger_kind = serializers.ChoiceField(choices=TRIGGER_KINDS)
    actor = serializers.CharField(allow_blank=True)
    queued_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    duration_ms = serializers.FloatField(allow_null=True)
    error = FailureSerializer(allow_null=True)
    paused_at = serializers.DateTimeField(allow_null=True)


class NodeRunSerializer(serializers.Serializer[object]):
    """One execution of one node; a ``reused`` one was not run again, but taken over from the run that this one repeats."""

    node = serializers.CharField()
    iteration = serializers.IntegerField()
    status = serializers.ChoiceField(choices=STATUSES)
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    duration_ms = serializers.FloatField(allow_null=True)
    rows = serializers.IntegerField(allow_null=True)
    error = FailureSerializer(allow_null=True)
    has_output = serializers.BooleanField()
    reused = serializers.BooleanField()


class NodeRunDetailSerializer(NodeRunSerializer):
    """What went in and what came out; ``truncated`` when it was too much to send whole, ``stored`` names what can be read in pages."""

    parameters = AnyField()
    output = AnyField()
    truncated = serializers.BooleanField()
    stored = StoredPartSerializer(many=True)
    links = LinkSerializer(many=True)


class RunSerializer(RunSummarySerializer):
    """A run with what it ran; ``last_seq`` is where to subscribe from.

    ``paused_at`` of a running run says that it stops before its next node. ``crashes`` counts how often its worker fell silent.
    ``rerun_of`` is the run that it repeats, from the node ``rerun_from`` on, or, where that is empty, whatever had not succeeded;
    ``reruns`` are the runs that repeat this one.
    """

    definition = DefinitionField()
    inputs = json_object()
    nodes = NodeRunSerializer(many=True)
    last_seq = serializers.IntegerField()
    links = LinkSerializer(many=True)
    paused_by = serializers.CharField(allow_blank=True)
    cancel_requested_at = serializers.DateTimeField(allow_null=True)
    priority = serializers.IntegerField()
    crashes = serializers.IntegerField()
    rerun_of = serializers.IntegerField(allow_null=True, source="rerun_of_id")
    rerun_from = serializers.CharField(allow_blank=True)
    reruns = serializers.ListField(child=serializers.IntegerField(), source="rerun_ids")


class StartRunRequestSerializer(serializers.Serializer[object]):
    """Which definition of the workflow to run, and with what."""

    # ``source`` is also a word of DRF's own; on this class it is a field of the request.
    source = serializers.ChoiceField(choices=SOURCES, required=False, default="draft")  # type: ignore[assignment]
    inputs = json_object(required=False)


class StartRunQuerySerializer(QuerySerializer):
    """Whether to wait."""

    wait = serializers.FloatField(
        required=False, min_value=0, max_value=MOST, help_text="How many seconds to wait for the end of the run, 60 at most."
    )


class RunQuerySerializer(QuerySerializer):
    """Which runs to list."""

    workflow = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1, help_text="A workflow's id.")
    status = serializers.ChoiceField(choices=STATUSES, required=False)
    trigger = serializers.ChoiceField(choices=TRIGGER_KINDS, required=False, help_text="What kind of trigger started it.")
    after = serializers.DateTimeField(required=False, help_text="Queued at or after.")
    before = serializers.DateTimeField(required=False, help_text="Queued before.")
    search = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="Part of the workflow's name, the actor, or a run's number."
    )
