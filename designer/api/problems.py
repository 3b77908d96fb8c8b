"""Refusals as problem documents (RFC 9457): every error under ``/api/`` has this one shape."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from rest_framework.exceptions import APIException

from dataflow_app.graph.problem import Problem

MEDIA_TYPE = "application/problem+json"
DATABASE_AWAY = "The database cannot be reached, or has more to do than it can. Try again in a moment."


class Refused(APIException):
    """A request that is not carried out, with what the person can do about it."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        problems: Iterable[Problem | Mapping[str, Any]] = (),
        current: Mapping[str, Any] | None = None,
    ) -> None:
        """Keep what the document will say; ``current`` is what is stored now, where somebody else was faster."""
        super().__init__(detail, code)
        self.status_code = status
        self.code = code
        self.problems = [as_json(problem) for problem in problems]
        self.current = current


def as_json(problem: Problem | Mapping[str, Any]) -> dict[str, Any]:
    """Return a problem as the API sends it."""
    return asdict(problem) if isinstance(problem, Problem) else dict(problem)


def field_problem(port: str | None, message: str, code: str = "invalid_value") -> dict[str, Any]:
    """Return a problem of one value of a request, named by its dotted path."""
    return {"code": code, "message": message, "remedy": "", "node": None, "port": port, "connection": None}


def document(
    status: int,
    code: str,
    detail: str,
    *,
    problems: Sequence[Mapping[str, Any]] = (),
    current: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return a problem document; ``problems`` and ``current`` are left out where there are none."""
    result: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if problems:
        result["problems"] = list(problems)
    if current is not None:
        result["current"] = current
    return result


def plain_response(status: int, code: str, detail: str) -> JsonResponse:
    """Return a problem document from outside DRF's views."""
    return JsonResponse(document(status, code, detail), status=status, content_type=MEDIA_TYPE)
