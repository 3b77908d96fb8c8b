"""Any JSON value, null included."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field({})
class AnyField(serializers.JSONField):
    """A JSON value of any kind; the document says nothing about it, so that null needs no exception."""

    def validate_empty_values(self, data: object) -> tuple[bool, object]:
        """Take null as the value that it is."""
        return (True, None) if data is None else super().validate_empty_values(data)


def json_object(*, required: bool = True) -> serializers.DictField:
    """Return a field for an object whose values are any JSON; left out, it is empty where it is not required."""
    return serializers.DictField(child=AnyField()) if required else serializers.DictField(child=AnyField(), required=False, default=dict)
