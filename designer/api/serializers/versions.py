"""Published definitions."""

from rest_framework import serializers

from designer.api.serializers.definitions import DefinitionField


class VersionSerializer(serializers.Serializer[object]):
    """A version without its definition; ``is_published`` marks the one that schedules run."""

    number = serializers.IntegerField()
    message = serializers.CharField(allow_blank=True)
    created_by = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()
    is_published = serializers.BooleanField()


class VersionDetailSerializer(VersionSerializer):
    """A version with its definition."""

    definition = DefinitionField()


class PublishRequestSerializer(serializers.Serializer[object]):
    """What the version is about, for the people who read the history."""

    message = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)
