"""Values of node runs, in pages."""

from rest_framework import serializers

from designer.api.serializers.json_values import AnyField
from designer.api.serializers.parameters import QuerySerializer

#: The most items in one answer.
MOST = 1_000


class StoredPartSerializer(serializers.Serializer[object]):
    """A part of a value of which only a preview was sent: ``rows`` is how many items it has where it is a list."""

    part = serializers.ChoiceField(choices=("output", "parameters"))
    path = serializers.CharField(allow_blank=True)
    size = serializers.IntegerField()
    rows = serializers.IntegerField(allow_null=True)


class ValueQuerySerializer(QuerySerializer):
    """Which items of which part."""

    path = serializers.CharField(
        required=False,
        default="",
        allow_blank=True,
        max_length=1000,
        help_text="The dotted path of the list, such as records or body.items.",
    )
    offset = serializers.IntegerField(required=False, default=0, min_value=0, max_value=2**53 - 1, help_text="How many items to leave out.")
    limit = serializers.IntegerField(required=False, default=100, min_value=1, max_value=MOST, help_text="At most how many items.")


class ValuePageSerializer(serializers.Serializer[object]):
    """Items from ``offset`` on, of ``total``."""

    path = serializers.CharField(allow_blank=True)
    offset = serializers.IntegerField()
    limit = serializers.IntegerField()
    total = serializers.IntegerField()
    items = serializers.ListField(child=AnyField())
