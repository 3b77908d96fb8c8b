"""Models: what rows there are, what their columns hold, which nodes work on them."""

from rest_framework import serializers

from designer.api.serializers.json_values import AnyField, json_object
from designer.api.serializers.ports import PortTypeSerializer
from designer.api.serializers.workflows import WorkflowReferenceSerializer


class ModelFieldSerializer(serializers.Serializer[object]):
    """A column; ``choices`` are pairs of value and label, ``operators`` those of filters that fit it."""

    name = serializers.CharField()
    type = PortTypeSerializer()
    nullable = serializers.BooleanField()
    choices = serializers.ListField(child=serializers.ListField(child=AnyField(), min_length=2, max_length=2), allow_null=True)
    operators = serializers.ListField(child=serializers.CharField())
    # Redefines an attribute that every DRF field has for forms; here it is a column of the answer.
    help_text = serializers.CharField(allow_blank=True)  # type: ignore[assignment]


class NamedFilterSerializer(serializers.Serializer[object]):
    """A filter that the model names, such as a range over a column."""

    name = serializers.CharField()
    field = serializers.CharField()
    kind = serializers.CharField()


class ModelOptionsSerializer(serializers.Serializer[object]):
    """What the model does beyond holding columns."""

    multi_tenant = serializers.BooleanField()
    soft_delete = serializers.BooleanField()
    audit_log = serializers.BooleanField()
    versioned = serializers.BooleanField()


class ModelSerializer(serializers.Serializer[object]):
    """A model; ``row_admin_url`` has ``{id}`` where the row's key goes."""

    label = serializers.CharField()  # type: ignore[assignment] # likewise a column of the answer
    name = serializers.CharField()
    verbose_name = serializers.CharField()
    verbose_name_plural = serializers.CharField()
    app = serializers.CharField()
    admin_url = serializers.CharField(allow_null=True)
    row_admin_url = serializers.CharField(allow_null=True)
    # ``fields`` is also what DRF calls a serializer's own fields; see ``get_fields``.
    filters = NamedFilterSerializer(many=True)
    node_types = serializers.ListField(child=serializers.CharField())
    options = ModelOptionsSerializer()
    workflows = WorkflowReferenceSerializer(many=True)

    def get_fields(self) -> dict[str, serializers.Field[object, object, object, object]]:
        """Add the field called ``fields``, which cannot be declared by that name."""
        return {**super().get_fields(), "fields": ModelFieldSerializer(many=True)}


class CountRowsRequestSerializer(serializers.Serializer[object]):
    """A filter as the nodes take it."""

    filter = json_object(required=False)


class RowCountSerializer(serializers.Serializer[object]):
    """How many rows match, and the first five of them."""

    count = serializers.IntegerField()
    sample = serializers.ListField(child=json_object())
