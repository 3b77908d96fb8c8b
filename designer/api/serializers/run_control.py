"""What can be done about runs."""

from typing import Any

from rest_framework import serializers

from dataflow_app.runtime.status import Status
from designer.api.serializers.json_values import json_object
from designer.api.serializers.node_types import EFFECTS, PROMISES

STATUSES = [status.value for status in Status]
DEFINITIONS = ("same", "current")
#: How many runs are cancelled by one request.
MOST = 500


class CancelRunsRequestSerializer(serializers.Serializer[object]):
    """Which runs to cancel."""

    ids = serializers.ListField(child=serializers.IntegerField(min_value=1, max_value=2**63 - 1), min_length=1, max_length=MOST)


class RefusedRunSerializer(serializers.Serializer[object]):
    """A run that was not cancelled, and why."""

    id = serializers.IntegerField()
    message = serializers.CharField()


class CancelledRunsSerializer(serializers.Serializer[object]):
    """The runs that are over, or end as soon as their workers hear of it, and those that were not cancelled."""

    cancelled = serializers.ListField(child=serializers.IntegerField())
    refused = RefusedRunSerializer(many=True)


class RetryRequestSerializer(serializers.Serializer[object]):
    """Whether to run what failed, or, ``dry``, only to tell what that would do."""

    dry = serializers.BooleanField(required=False, default=False)


class RerunRequestSerializer(RetryRequestSerializer):
    """From which node, and whether by the definition that ran or by the draft as it is now; other inputs where they are given."""

    definition = serializers.ChoiceField(choices=DEFINITIONS, required=False, default="same")
    inputs = json_object(required=False)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; the name of the first is a word of Python's own."""
        return {"from": serializers.CharField(max_length=200, help_text="The id of a node."), **super().get_fields()}


class RepeatedNodeSerializer(serializers.Serializer[object]):
    """A node that would run, and what its type promises: no effect, exactly once, or at least once."""

    node = serializers.CharField(source="id")
    node_type = serializers.CharField(source="type.name")
    effect = serializers.ChoiceField(choices=EFFECTS, source="type.effect")
    promise = serializers.ChoiceField(choices=PROMISES, source="type.promise")


class ReusedNodeSerializer(serializers.Serializer[object]):
    """A node that would not run, because what it came to is taken over."""

    node = serializers.CharField()
    status = serializers.ChoiceField(choices=STATUSES)


class RepetitionSerializer(serializers.Serializer[object]):
    """What a run would do that repeats another one."""

    runs = RepeatedNodeSerializer(many=True)
    reused = ReusedNodeSerializer(many=True)
    inputs = json_object()
