"""Requests have names: in their answer, and in every log line that they cause."""

from uuid import UUID

import pytest
import structlog
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from designer.middleware import RequestId
from designer.tracing import current_traceparent

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{structlog.contextvars.get_contextvars().get('request_id')} {current_traceparent()}")


def ask(**headers: str) -> HttpResponse:
    return RequestId(answer)(RequestFactory().get("/", headers={name.replace("_", "-"): value for name, value in headers.items()}))


def test_a_request_keeps_the_name_that_a_proxy_gave_it() -> None:
    response = ask(X_Request_ID="abc-123")

    assert (response["X-Request-ID"], response.content) == ("abc-123", b"abc-123 ")


@pytest.mark.parametrize("name", ["", "a b", "x" * 101, "a\tb"])
def test_a_request_with_none_or_an_odd_one_gets_a_name(name: str) -> None:
    response = ask(X_Request_ID=name)

    assert response["X-Request-ID"] == UUID(response["X-Request-ID"]).hex
    assert response.content == f"{response['X-Request-ID']} ".encode()


def test_the_name_ends_with_the_request() -> None:
    ask(X_Request_ID="abc")

    assert "request_id" not in structlog.contextvars.get_contextvars()


@pytest.mark.parametrize(("given", "kept"), [(TRACE, TRACE), ("00-odd", ""), ("", "")])
def test_what_a_request_starts_belongs_to_its_trace(given: str, kept: str) -> None:
    assert ask(X_Request_ID="a", traceparent=given).content == f"a {kept}".encode()
