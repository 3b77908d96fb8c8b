"""How an endpoint is described in the OpenAPI document."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.serializers import Serializer

from designer.api.problems import MEDIA_TYPE
from designer.api.serializers.problems import ProblemDocumentSerializer

View = TypeVar("View", bound=Callable[..., Any])
Shape = type[Serializer[Any]] | Serializer[Any] | None

ALWAYS = (400, 401, 403, 404)
WITH_BODY = (413, 415)


def operation(  # noqa: PLR0913 - each argument is one column of the document
    operation_id: str,
    summary: str,
    *,
    tag: str,
    answers: Mapping[int, Shape],
    request: Shape = None,
    problems: Sequence[int] = (),
    parameters: Sequence[OpenApiParameter | type[Serializer[Any]]] = (),
) -> Callable[[View], View]:
    """Describe a view's method: its answers, and the refusals that every endpoint shares besides ``problems`` of its own."""
    codes = sorted({*ALWAYS, *problems, *(WITH_BODY if request else ())})
    refusals = {(code, MEDIA_TYPE): ProblemDocumentSerializer for code in codes}
    decorate: Callable[[View], View] = extend_schema(
        operation_id=operation_id,
        summary=summary,
        tags=[tag],
        request=request,
        parameters=list(parameters),
        responses={**{code: shape or OpenApiResponse(description="Done.") for code, shape in answers.items()}, **refusals},
    )
    return decorate
