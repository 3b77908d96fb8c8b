"""Sign-in by session cookie: 401 for strangers, CSRF for everybody."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication
from rest_framework.request import Request


class SessionAuthentication(authentication.SessionAuthentication):
    """DRF's session sign-in, which answers 401 (not 403) to people who did not sign in."""

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002 - DRF's own signature
        """Return the scheme for ``WWW-Authenticate``; having one is what makes DRF say 401."""
        return "Session"


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call] # the base class has no types
    """The session cookie in the OpenAPI document."""

    target_class = SessionAuthentication
    name = "session"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:  # noqa: ARG002 - drf-spectacular's own signature
        """Describe the cookie."""
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
