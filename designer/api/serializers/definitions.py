"""The definition as the OpenAPI document describes it; ``dataflow_app.graph.Definition`` is what reads it."""

from typing import get_args

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from dataflow_app.graph.definition import InputType, OnError
from designer.api.serializers.json_values import AnyField, json_object
from designer.api.serializers.problems import ProblemSerializer

INPUT_TYPES = get_args(InputType)
ON_ERROR = get_args(OnError)


class PositionSerializer(serializers.Serializer[object]):
    """Where a node stands on the canvas, in canvas pixels."""

    x = serializers.FloatField()
    y = serializers.FloatField()


class RetrySerializer(serializers.Serializer[object]):
    """How often a node is tried, and how many seconds it waits in between."""

    attempts = serializers.IntegerField()
    delay = serializers.FloatField()
    backoff = serializers.FloatField()
    max_delay = serializers.FloatField()
    jitter = serializers.FloatField()


class NodeSettingsSerializer(serializers.Serializer[object]):
    """How a node runs, apart from what it does."""

    enabled = serializers.BooleanField()
    note = serializers.CharField(allow_blank=True)
    retry = RetrySerializer()
    timeout = serializers.FloatField(allow_null=True)
    on_error = serializers.ChoiceField(choices=ON_ERROR)


class NodeSerializer(serializers.Serializer[object]):
    """A placed node type."""

    id = serializers.CharField()
    type = serializers.CharField()
    name = serializers.CharField(allow_blank=True)
    parameters = json_object()
    settings = NodeSettingsSerializer()
    position = PositionSerializer()


class ConnectionSerializer(serializers.Serializer[object]):
    """An output port feeding an input port."""

    # ``source`` is also a word of DRF's own; on this class it is a field of the answer.
    source = serializers.CharField()  # type: ignore[assignment]
    output = serializers.CharField()
    target = serializers.CharField()
    input = serializers.CharField()


class InputSerializer(serializers.Serializer[object]):
    """A value that whoever starts a run supplies."""

    name = serializers.CharField()
    type = serializers.ChoiceField(choices=INPUT_TYPES)
    title = serializers.CharField(allow_blank=True)
    description = serializers.CharField(allow_blank=True)
    required = serializers.BooleanField()  # type: ignore[assignment]
    default = AnyField()


class DefinitionSettingsSerializer(serializers.Serializer[object]):
    """What holds for a whole run."""

    description = serializers.CharField(allow_blank=True)
    timeout = serializers.FloatField(allow_null=True)
    max_parallel = serializers.IntegerField(allow_null=True)


class DefinitionSerializer(serializers.Serializer[object]):
    """Nodes, connections, inputs and settings."""

    nodes = NodeSerializer(many=True)
    connections = ConnectionSerializer(many=True)
    inputs = InputSerializer(many=True)
    settings = DefinitionSettingsSerializer()


@extend_schema_field(DefinitionSerializer)
class DefinitionField(serializers.JSONField):
    """A definition as JSON values, not looked into: ``read_definition`` does that and names every place at fault."""


class DefinitionRequestSerializer(serializers.Serializer[object]):
    """A definition to save or to compile."""

    definition = DefinitionField()


class CompileResultSerializer(serializers.Serializer[object]):
    """All that keeps a definition from running; none when it can."""

    problems = ProblemSerializer(many=True)
