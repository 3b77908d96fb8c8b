"""Addresses under ``/api/`` that are none."""

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from designer.api.problems import plain_response


@csrf_exempt
def unknown_address(request: HttpRequest) -> JsonResponse:
    """Say that there is no such address, and what may have been meant."""
    remedy = "" if request.path.endswith("/") else " Addresses here end with a slash."
    return plain_response(
        404, "not_found", f"There is nothing at {request.path}.{remedy} {reverse('designer:api_schema')} lists every address."
    )
