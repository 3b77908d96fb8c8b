"""What all views of the API share."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from rest_framework.generics import GenericAPIView
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.pagination import BasePagination
from rest_framework.permissions import BasePermission
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.serializers import Serializer

from designer.api.bodies import JSONBody
from designer.api.exceptions import problem_response
from designer.api.permissions import InTenant, MayChange
from designer.api.serializers.parameters import QuerySerializer
from designer.api.session import SessionAuthentication
from designer.models import Membership, Tenant


class AlwaysJSON(BaseContentNegotiation):
    """Answers in JSON whatever ``Accept`` says: there is nothing else to choose from."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """Return the parser of the body's type, or None where there is none (415)."""
        content_type = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == content_type), None)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> tuple[BaseRenderer, str]:  # noqa: ARG002 - DRF's own signature
        """Return the one renderer."""
        return renderers[0], renderers[0].media_type


class ApiView(GenericAPIView[Any]):
    """A view that answers people of one tenant, in JSON and in problem documents.

    ``membership`` is set before a handler runs. ``only_reads`` marks a view whose POST changes nothing.
    """

    authentication_classes = (SessionAuthentication,)
    permission_classes: tuple[type[BasePermission], ...] = (InTenant, MayChange)
    parser_classes = (JSONBody,)
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = AlwaysJSON
    throttle_classes = ()
    versioning_class = None
    filter_backends = ()
    pagination_class: type[BasePagination] | None = None
    #: OPTIONS is refused like any other method that is none: /api/schema/ tells what it would.
    metadata_class = None
    schema = AutoSchema()
    membership: Membership
    only_reads = False

    @property
    def tenant(self) -> Tenant:
        """The tenant that the request is bounded by."""
        return self.membership.tenant

    def get_exception_handler(self) -> Any:
        """Return what turns exceptions into problem documents."""
        return problem_response


def read_body(request: Request, shape: type[Serializer[Any]]) -> dict[str, Any]:
    """Return the body's values; raise DRF's ``ValidationError`` where they do not fit."""
    serializer = shape(data=request.data)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def read_query(request: Request, shape: type[QuerySerializer]) -> dict[str, Any]:
    """Return the query parameters; raise DRF's ``ValidationError`` where they do not fit."""
    serializer = shape(data=request.query_params)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)
