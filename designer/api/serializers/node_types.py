"""Node types, as the palette and the forms need them."""

from rest_framework import serializers

from dataflow_app.nodes.effect import Effect, Guarantee
from dataflow_app.nodes.kind import NodeKind
from designer.api.serializers.json_values import json_object
from designer.api.serializers.ports import PortSerializer

NODE_KINDS = [kind.value for kind in NodeKind]
EFFECTS = [effect.value for effect in Effect]
PROMISES = [guarantee.value for guarantee in Guarantee]


class NodeTypeSerializer(serializers.Serializer[object]):
    """What can be dragged onto the canvas."""

    name = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(choices=NODE_KINDS)
    category = serializers.CharField()
    effect = serializers.ChoiceField(choices=EFFECTS)
    promise = serializers.ChoiceField(choices=PROMISES)
    model = serializers.CharField(allow_null=True)
    branches = serializers.BooleanField()
    inputs = PortSerializer(many=True)
    outputs = PortSerializer(many=True)
    parameters_schema = json_object()
