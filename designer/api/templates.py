"""Templates: workflows to start from."""

from rest_framework.request import Request
from rest_framework.response import Response

from designer.api.documentation import operation
from designer.api.queries.templates import describe_templates
from designer.api.serializers.workflows import TemplateSerializer
from designer.api.view import ApiView


class TemplateListView(ApiView):
    """The templates of this installation."""

    @operation("listTemplates", "List workflows to start from", tag="workflows", answers={200: TemplateSerializer(many=True)})
    def get(self, request: Request) -> Response:  # noqa: ARG002 - Django's own signature
        """Return them without their definitions."""
        return Response(TemplateSerializer(describe_templates(), many=True).data)
