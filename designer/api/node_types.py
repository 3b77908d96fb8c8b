"""Node types: what the palette offers."""

from rest_framework.request import Request
from rest_framework.response import Response

from designer.api.documentation import operation
from designer.api.queries.node_types import describe_all, fingerprint
from designer.api.serializers.node_types import NodeTypeSerializer
from designer.api.view import ApiView


class NodeTypeListView(ApiView):
    """All node types, of the catalogue and of every model."""

    @operation(
        "listNodeTypes", "List node types with their ports and forms", tag="node types", answers={200: NodeTypeSerializer(many=True)}
    )
    def get(self, request: Request) -> Response:
        """Return them with an ETag; 304 to who has them already."""
        described = describe_all()
        headers = {"ETag": fingerprint(described), "Cache-Control": "private, no-cache"}
        if request.headers.get("If-None-Match") == headers["ETag"]:
            return Response(status=304, headers=headers)
        return Response(described, headers=headers)
