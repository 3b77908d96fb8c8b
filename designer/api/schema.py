"""The OpenAPI document over HTTP."""

from typing import Any

from drf_spectacular.views import SpectacularAPIView
from rest_framework.renderers import JSONRenderer

from designer.api.exceptions import problem_response
from designer.api.openapi import SPECTACULAR_SETTINGS
from designer.api.permissions import InTenant
from designer.api.session import SessionAuthentication
from designer.api.view import AlwaysJSON


class SchemaView(SpectacularAPIView):
    """The document that the front end's types are made from, for people who are signed in."""

    authentication_classes = (SessionAuthentication,)
    permission_classes = (InTenant,)
    renderer_classes = [JSONRenderer]
    content_negotiation_class = AlwaysJSON
    metadata_class = None
    throttle_classes = ()
    versioning_class = None
    custom_settings = SPECTACULAR_SETTINGS

    def get_exception_handler(self) -> Any:
        """Return what turns exceptions into problem documents."""
        return problem_response
