"""The definition being edited."""

from rest_framework import serializers

from designer.api.serializers.definitions import DefinitionField
from designer.api.serializers.problems import ProblemSerializer


class DraftSerializer(serializers.Serializer[object]):
    """A draft; ``number`` is its ETag and grows with each save."""

    number = serializers.IntegerField()
    definition = DefinitionField()
    problems = ProblemSerializer(many=True)
    saved_at = serializers.DateTimeField()
    saved_by = serializers.CharField()
