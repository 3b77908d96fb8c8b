"""What is wrong: the document of a refused request, and the problems of a definition."""

from rest_framework import serializers

from designer.api.serializers.json_values import AnyField


class ProblemSerializer(serializers.Serializer[object]):
    """One reason why a definition cannot run, or why a value was refused, and where."""

    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField(allow_blank=True)
    node = serializers.CharField(allow_null=True)
    port = serializers.CharField(allow_null=True)
    connection = serializers.IntegerField(allow_null=True)


class ProblemDocumentSerializer(serializers.Serializer[object]):
    """A refused request (RFC 9457). ``current`` is what is stored now, where somebody else was faster."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    problems = ProblemSerializer(many=True, required=False)
    current = AnyField(required=False)
