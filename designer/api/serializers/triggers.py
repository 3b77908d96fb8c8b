"""Triggers: what starts runs."""

from rest_framework import serializers

from designer.api.serializers.json_values import AnyField, json_object
from designer.api.serializers.parameters import QuerySerializer
from designer.api.serializers.workflows import WorkflowReferenceSerializer


class TriggerSerializer(serializers.Serializer[object]):
    """A trigger; ``next_times`` are at most five, ``reading`` says in words when it starts."""

    id = serializers.IntegerField()
    workflow = WorkflowReferenceSerializer()
    type = serializers.CharField()
    parameters = json_object()
    inputs = json_object()
    enabled = serializers.BooleanField()
    next_times = serializers.ListField(child=serializers.DateTimeField())
    reading = serializers.CharField(allow_blank=True)
    created_by = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()
    last_due_at = serializers.DateTimeField(allow_null=True)


class TriggerPreviewSerializer(serializers.Serializer[object]):
    """When a trigger with these parameters would start."""

    next_times = serializers.ListField(child=serializers.DateTimeField())
    reading = serializers.CharField(allow_blank=True)


class PreviewTriggerRequestSerializer(serializers.Serializer[object]):
    """A trigger type and its parameters."""

    type = serializers.CharField(max_length=100)
    parameters = json_object()


class CreateTriggerRequestSerializer(PreviewTriggerRequestSerializer):
    """A new trigger of a workflow."""

    workflow = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    inputs = json_object(required=False)
    enabled = serializers.BooleanField(required=False, default=True)


class UpdateTriggerRequestSerializer(serializers.Serializer[object]):
    """What of a trigger is to change; what is absent stays."""

    parameters = serializers.DictField(child=AnyField(), required=False)
    inputs = serializers.DictField(child=AnyField(), required=False)
    enabled = serializers.BooleanField(required=False)


class TriggerQuerySerializer(QuerySerializer):
    """Which triggers to list."""

    workflow = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1, help_text="A workflow's id.")
