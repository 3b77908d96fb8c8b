"""Ports and their types."""

from typing import get_args

from rest_framework import serializers

from dataflow_app.graph.ports import PortKind

PORT_KINDS = get_args(PortKind)


class PortTypeSerializer(serializers.Serializer[object]):
    """What travels through a port."""

    kind = serializers.ChoiceField(choices=PORT_KINDS)
    model = serializers.CharField(allow_null=True)
    field = serializers.CharField(allow_null=True)
    # Redefines an attribute that every DRF serializer has for forms; here it is a column of the answer.
    label = serializers.CharField()  # type: ignore[assignment]


class PortSerializer(serializers.Serializer[object]):
    """A named, typed input or output of a node type."""

    name = serializers.CharField()
    type = PortTypeSerializer()
    # Likewise: whether the port must be fed.
    required = serializers.BooleanField()  # type: ignore[assignment]
    title = serializers.CharField(allow_blank=True)
    description = serializers.CharField(allow_blank=True)
