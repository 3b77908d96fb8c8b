"""Bodies that cannot be read are refused with a problem document, and nothing is kept of them."""

import json
from typing import Any

import pytest

from designer.models import Workflow
from tests.integration.api.routes import ROUTES

ADDRESS = "/api/workflows/"


def post(api: Any, body: bytes, content_type: str = "application/json") -> Any:
    return api.client.generic("POST", ADDRESS, body, content_type=content_type)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "invalid_json"),
        (b"", 400, "invalid_request"),
        (b"[1, 2]", 400, "invalid_request"),
        (b"null", 400, "invalid_request"),
        (b'{"name": "\xff\xfe"}', 400, "invalid_json"),
        (b'{"name": NaN}', 400, "invalid_json"),
        (b'{"name": -Infinity}', 400, "invalid_json"),
        (b'{"definition": 1e999, "name": "x"}', 400, "invalid_number"),
        (b'{"definition": 92233720368547758080, "name": "x"}', 400, "invalid_number"),
        (b'{"definition": ' + b"9" * 500 + b', "name": "x"}', 400, "invalid_number"),
        (b'{"definition": ' + b"9" * 5000 + b', "name": "x"}', 400, "invalid_json"),
        (b'{"name": "a\\u0000b"}', 400, "invalid_text"),
        (b'{"name": "x", "definition": {"nodes": [{"id": "a", "type": "T", "parameters": {"k\\u0000": 1}}]}}', 400, "invalid_text"),
        (b'{"name": "\\ud800"}', 400, "invalid_text"),
        (b'{"name": "x", "definition": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400, "too_deep"),
        (b'{"name": "x", "definition": ' + b'{"a":' * 300 + b"1" + b"}" * 300 + b"}", 400, "too_deep"),
        (b'{"name": "' + b"x" * 10_000_000 + b'"}', 413, "too_large"),
        (b'{"name": "' + b"x" * 13_000_000 + b'"}', 413, "too_large"),
    ],
    ids=lambda value: value[:40].decode("latin-1") if isinstance(value, bytes) else str(value),
)
def test_a_body_that_cannot_be_read_is_refused(api: Any, body: bytes, status: int, code: str) -> None:
    response = post(api, body)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"]
    assert Workflow.objects.count() == 0


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense", ""]
)
def test_another_content_type_is_refused(api: Any, content_type: str) -> None:
    response = post(api, b'{"name": "Tea"}', content_type)

    assert (response.status_code, response.json()["code"]) == (415, "unsupported_media_type")
    assert "Content-Type: application/json" in response.json()["detail"]


def test_a_large_form_is_refused_as_too_large_or_of_the_wrong_type(api: Any) -> None:
    response = post(api, b"name=" + b"x" * 13_000_000, "application/x-www-form-urlencoded")

    assert response.status_code in (413, 415)
    assert response["Content-Type"] == "application/problem+json"


def test_a_charset_and_a_byte_order_mark_are_taken(api: Any) -> None:
    response = post(api, b'\xef\xbb\xbf{"name": "Tea"}', "application/json; charset=utf-8")

    assert (response.status_code, response.json()["name"]) == (201, "Tea")


def test_a_wrong_method_is_refused(api: Any) -> None:
    response = api.send("DELETE", "/api/compile/", {})

    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")


@pytest.mark.parametrize("path", sorted({path for _, path, _ in ROUTES} | {"/api/schema/"}))
def test_options_is_a_method_of_no_address(api: Any, path: str) -> None:
    response = api.send("OPTIONS", path.format(workflow=1, run=1, trigger=1))

    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/workflows/99999999999999999999/",
        "/api/workflows/9223372036854775808/",
        "/api/workflows/x/",
        "/api/workflows",
        "/api/runs/-1/",
    ],
)
def test_an_address_that_is_none_gives_a_problem(api: Any, path: str) -> None:
    response = api.get(path)

    assert (response.status_code, response.json()["code"]) == (404, "not_found")
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "*/*", "nonsense"])
def test_any_accept_header_gets_json(api: Any, accept: str) -> None:
    assert json.loads(api.get("/api/me/", accept=accept).content)["username"] == "ada"


@pytest.mark.parametrize(
    ("query", "port", "words"),
    [
        ("workflow=x", "workflow", "A valid integer is required."),
        ("statsu=failed", "statsu", "Did you mean 'status'?"),
        ("status=odd", "status", "is not a valid choice"),
        ("after=yesterday", "after", "Datetime has wrong format"),
        ("search=%00", "search", "Null characters are not allowed."),
        ("workflow=99999999999999999999", "workflow", "Ensure this value is less than or equal to"),
    ],
)
def test_a_query_parameter_that_cannot_be_used_is_named(api: Any, query: str, port: str, words: str) -> None:
    response = api.get(f"/api/runs/?{query}")

    assert response.status_code == 400
    assert [problem["port"] for problem in response.json()["problems"]] == [port]
    assert words in response.json()["problems"][0]["message"]
