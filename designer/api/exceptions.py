"""Every exception that a view lets through, as a problem document."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError
from django.http import Http404
from django.urls import reverse
from rest_framework import exceptions
from rest_framework.response import Response

from dataflow_app.errors import NodeError
from dataflow_app.orm.databases.lost import is_lost
from designer.api.problems import DATABASE_AWAY, MEDIA_TYPE, Refused, document, field_problem
from designer.services.errors import Conflict, Invalid, NotFound, NotPermitted

NOT_FOUND = "There is nothing here that you can see. It may have been deleted, or belong to another tenant."
CODES = {
    exceptions.NotAuthenticated: "not_signed_in",
    exceptions.AuthenticationFailed: "not_signed_in",
    exceptions.PermissionDenied: "not_permitted",
    exceptions.NotFound: "not_found",
    exceptions.MethodNotAllowed: "method_not_allowed",
    exceptions.UnsupportedMediaType: "unsupported_media_type",
    exceptions.ParseError: "invalid_json",
}


def problem_response(error: Exception, context: Mapping[str, Any]) -> Response | None:  # noqa: ARG001 - DRF's own signature
    """Return the answer to an exception; None for one that nobody foresaw, which Django then logs as an error."""
    refused = as_refused(error)
    if refused is None:
        return None
    body = document(refused.status_code, refused.code, str(refused.detail), problems=refused.problems, current=refused.current)
    response = Response(body, status=refused.status_code, content_type=MEDIA_TYPE)
    if isinstance(error, exceptions.APIException) and (header := getattr(error, "auth_header", None)):
        response["WWW-Authenticate"] = header
    return response


def as_refused(error: Exception) -> Refused | None:
    """Translate an exception of Django, DRF or our services."""
    match error:
        case Refused():
            return error
        case exceptions.ValidationError():
            problems = list(field_problems(error.detail))
            return Refused(400, "invalid_request", "The request has values that cannot be used: see the problems.", problems=problems)
        case exceptions.APIException():
            return from_framework(error)
        case _:
            return from_service(error) or from_django(error)


def from_framework(error: exceptions.APIException) -> Refused:
    """Translate an exception of DRF, in our words where its own do not say what to do."""
    code = CODES.get(type(error), "refused")
    detail = str(error.detail)
    if code == "not_signed_in":
        detail = f"You are not signed in. Sign in at {reverse('designer:sign_in')} and try again."
    elif detail.startswith("CSRF Failed"):
        code, detail = "csrf_failed", f"{detail} Send the cookie 'csrftoken' back as the header X-CSRFToken, or reload the page."
    elif code == "unsupported_media_type":
        detail = f"{detail} Send JSON with the header Content-Type: application/json."
    return Refused(error.status_code, code, detail)


def from_service(error: Exception) -> Refused | None:
    """Translate a refusal of a service."""
    match error:
        case NotFound():
            return Refused(404, "not_found", str(error) or NOT_FOUND)
        case NotPermitted():
            return Refused(403, "not_permitted", str(error))
        case Conflict():
            return Refused(409, "conflict", str(error))
        case Invalid():
            return Refused(400, "invalid", summary(error), problems=error.problems)
        case NodeError():
            problem = {**field_problem(error.port, error.message, error.code), "remedy": error.remedy}
            return Refused(400, error.code, str(error), problems=[problem])
        case _:
            return None


def summary(error: Invalid) -> str:
    """Return what a refusal says in a sentence or two, however many problems it lists."""
    more = len(error.problems) - 1
    return f"{error.problems[0]} And {more} more: see the problems." if more > 0 else str(error)


def from_django(error: Exception) -> Refused | None:
    """Translate an exception of Django; None for any other."""
    match error:
        case Http404():
            return Refused(404, "not_found", NOT_FOUND)
        case PermissionDenied():
            return Refused(403, "not_permitted", str(error) or "You may not do this.")
        case RequestDataTooBig():
            return Refused(413, "too_large", "The request's body is larger than this server reads. Send less.")
        case SuspiciousOperation():
            return Refused(400, "invalid_request", "The request cannot be read.")
        case DatabaseError() if is_lost(error):
            return Refused(503, "database_away", DATABASE_AWAY)
        case _:
            return None


def field_problems(detail: Any, path: str = "") -> Iterator[dict[str, Any]]:
    """Flatten DRF's nested validation details into problems, each with the dotted path of its value."""
    if isinstance(detail, Mapping):
        for key, value in detail.items():
            yield from field_problems(value, path if key == "non_field_errors" else f"{path}.{key}".lstrip("."))
    elif isinstance(detail, list):
        for value in detail:
            yield from field_problems(value, path)
    else:
        yield field_problem(path or None, str(detail))
