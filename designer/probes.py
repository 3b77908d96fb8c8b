"""What machines ask: whether the process lives, whether it is ready, and what it counted. None of it needs a sign-in."""

from collections.abc import Callable
from dataclasses import asdict
from ipaddress import ip_address
from secrets import compare_digest

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from designer.api.problems import MEDIA_TYPE, document, plain_response
from designer.conf import options
from designer.operations.readiness import find_missing

#: What proxies add to a request.
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via")


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django's own signature
    """Say that the process lives, and nothing else: a restart is no remedy for a database that is away."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - likewise
    """Say whether the process can do its work; 503, with a problem document that names what is missing, where it cannot."""
    missing = find_missing()
    if not missing:
        return JsonResponse({"status": "ready"})
    detail = " ".join(each.message for each in missing)
    body = document(
        503, "not_ready", detail, problems=[{**asdict(each), "node": None, "port": None, "connection": None} for each in missing]
    )
    return JsonResponse(body, status=503, content_type=MEDIA_TYPE)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Return what the database knows and what this process counted, for Prometheus, to whoever may read it."""
    if not may_scrape(request):
        detail = "Send METRICS_TOKEN as a bearer token. Without one, only callers on this machine are answered, and none through a proxy."
        return plain_response(403, "not_permitted", detail)
    # The client library is loaded by processes that are asked only.
    from designer.metrics.exposition import counted  # noqa: PLC0415
    from designer.operations.figures import FIGURES  # noqa: PLC0415

    try:
        text = FIGURES.read()
    except DatabaseError:
        text = b""
    return HttpResponse(text + counted(), content_type="text/plain; version=0.0.4; charset=utf-8")


def may_scrape(request: HttpRequest) -> bool:
    """Whether the caller gave the token, or, where none is set, is this machine itself and not a proxy on it."""
    token = options().metrics_token
    if token:
        return compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    is_forwarded = options().trusted_proxies > 0 or any(header in request.headers for header in FORWARDED)
    return not is_forwarded and _is_loopback(request.META.get("REMOTE_ADDR", "")) and _is_local_name(request.get_host())


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _is_local_name(host: str) -> bool:
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    return name == "localhost" or _is_loopback(name.strip("[]"))


ANSWERS: dict[str, Callable[[HttpRequest], HttpResponse]] = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}


class Probes:
    """Answers machines before anything asks for a host name, HTTPS or a session: they call a process by its address, past the proxy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a probe, or pass the request on."""
        answer = ANSWERS.get(request.path_info, self._next)
        return answer(request)
