"""Events: the ordered, numbered facts of a run."""

from typing import get_args

from rest_framework import serializers

from dataflow_app.runtime.events import EventType
from designer.api.serializers.json_values import AnyField
from designer.api.serializers.parameters import QuerySerializer

EVENT_TYPES = get_args(EventType)


class EventSerializer(serializers.Serializer[object]):
    """One fact about a run, the same over HTTP and on the socket."""

    run = serializers.IntegerField(source="run_id")
    seq = serializers.IntegerField()
    type = serializers.ChoiceField(choices=EVENT_TYPES)
    node = serializers.CharField(allow_null=True)
    iteration = serializers.IntegerField()
    payload = serializers.DictField(child=AnyField(), allow_null=True)
    at = serializers.DateTimeField()


class EventQuerySerializer(QuerySerializer):
    """From where to read."""

    after = serializers.IntegerField(required=False, default=0, min_value=0, max_value=2**31 - 1, help_text="The last seq already seen.")
