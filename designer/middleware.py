"""What every request passes: who acts, and what a page may load."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import structlog
from django.http import Http404, HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

from dataflow_app.orm.acting import acting
from dataflow_app.scope import Scope
from designer.conf import options
from designer.services.membership_of import membership_of
from designer.services.origin_of import address_of, session_of
from designer.tracing import traceparent_of

GetResponse = Callable[[HttpRequest], HttpResponse]

#: Style attributes are let through, because Mantine and the canvas place things by them.
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; "
    "connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)


#: What a proxy may have named a request; anything else gets a name of ours.
REQUEST_NAME = re.compile(r"[\w.:-]{1,100}", re.ASCII)


class RequestId:
    """Names a request in its log lines and in its answer, by the proxy's ``X-Request-ID`` where it sent one, and keeps its trace.

    Runs that the request starts belong to the trace of its ``traceparent``.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next layer."""
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request under its name."""
        given = request.headers.get("X-Request-ID", "")
        name = given if REQUEST_NAME.fullmatch(given) else uuid4().hex
        with structlog.contextvars.bound_contextvars(request_id=name), traceparent_of(request.headers.get("traceparent", "")):
            response = self._next(request)
        response.headers["X-Request-ID"] = name
        return response


class ActingUser:
    """Says who acts while a request is served, and from where, so that the history of a row names its author."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next layer."""
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request in the name of the person who signed in, or of nobody."""
        with acting(scope_of(request)):
            return self._next(request)


def scope_of(request: HttpRequest) -> Scope:
    """Return the bounds of what the person may see and change: their tenant's rows, all rows for a superuser, none for a stranger."""
    membership = membership_of(request.user)
    tenant = membership.tenant.slug if membership else ""
    is_superuser = bool(getattr(request.user, "is_superuser", False))
    return Scope(
        tenant=None if is_superuser else tenant,
        enforced=not is_superuser,
        actor=request.user.get_username() or None,
        address=address_of(request),
        session=session_of(request),
    )


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc] # WhiteNoise has no types
    """Serves the files that were there when the process started; one that a new build removed meanwhile is not found."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        """Return the file, or the page of an address that is none."""
        try:
            response: HttpResponse = WhiteNoiseMiddleware.serve(static_file, request)
        except FileNotFoundError:
            raise Http404 from None
        return response


class ContentSecurityPolicy:
    """Lets pages load what this server serves, and nothing else; Vite's development server is let through under ``VITE_DEV``."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next layer."""
        self._next = get_response
        self._is_on = not options().vite_dev

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header to the response."""
        response = self._next(request)
        if self._is_on:
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response
