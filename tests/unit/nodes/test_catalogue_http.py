"""HttpRequestNode against a real server on this machine, and against answers that no server would give."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from dataflow_app.errors import NodeError
from dataflow_app.nodes.catalogue.http_request import HttpRequestNode
from dataflow_app.nodes.http_response import MOST_BYTES
from dataflow_app.scope import Scope
from dataflow_app.testing import run_node

ENFORCED = Scope(enforced=True)


class Echo(BaseHTTPRequestHandler):
    """Tells what it was sent; ``/moved`` leads on to ``/echo``, ``/missing`` is missing."""

    def _answer(self) -> None:
        status = {"/missing": 404, "/moved": 302}.get(self.path, 200)
        sent = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        told = {
            "method": self.command,
            "path": self.path,
            "headers": {key.lower(): value for key, value in self.headers.items()},
            "body": sent,
        }
        content = b"no such thing" if status == 404 else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json" if status == 200 else "text/plain")
        self.send_header("content-length", str(len(content)))
        if status == 302:
            self.send_header("location", "/echo")
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_DELETE = _answer  # noqa: N815 - the standard library's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def told(output: Any) -> Any:
    assert output["status"] == 200
    return output["body"]


def test_a_get_brings_query_and_headers_and_no_idempotency_key(server: str) -> None:
    body = told(run_node(HttpRequestNode(), {"url": f"{server}/echo", "query": {"a": "x y"}, "headers": {"X-Own": "1"}}))
    assert (body["method"], body["path"], body["headers"]["x-own"]) == ("GET", "/echo?a=x+y", "1")
    assert "idempotency-key" not in body["headers"]


def test_a_post_brings_json_or_text_and_the_key_of_its_node_run(server: str) -> None:
    body = told(run_node(HttpRequestNode(), {"url": f"{server}/echo", "method": "POST", "body": {"a": [1]}}))
    assert (json.loads(body["body"]), body["headers"]["content-type"]) == ({"a": [1]}, "application/json")
    assert body["headers"]["idempotency-key"] == "run:node:0"
    assert told(run_node(HttpRequestNode(), {"url": f"{server}/echo", "method": "POST", "body": "plain"}))["body"] == "plain"


@pytest.mark.parametrize(
    ("secret", "header", "value"),
    [
        ({"token": "t"}, "authorization", "Bearer t"),
        ({"username": "u", "password": "p"}, "authorization", "Basic dTpw"),
        ({"header": "X-Key", "value": "k"}, "x-key", "k"),
    ],
)
def test_a_credential_becomes_a_header(server: str, secret: dict[str, str], header: str, value: str) -> None:
    output = run_node(HttpRequestNode(), {"url": f"{server}/echo", "credential": "shop"}, credentials={"shop": secret})
    assert told(output)["headers"][header] == value


def test_a_credential_of_another_shape_is_an_error(server: str) -> None:
    with pytest.raises(NodeError, match="cannot be used for HTTP"):
        run_node(HttpRequestNode(), {"url": server, "credential": "shop"}, credentials={"shop": {"key": "k"}})


def test_redirects_are_followed_unless_they_could_carry_a_credential_away(server: str) -> None:
    assert told(run_node(HttpRequestNode(), {"url": f"{server}/moved"}))["path"] == "/echo"
    stayed = run_node(HttpRequestNode(), {"url": f"{server}/moved", "credential": "shop"}, credentials={"shop": {"token": "t"}})
    assert stayed["status"] == 302


def test_an_answer_that_refuses_fails_the_node_and_is_quoted(server: str) -> None:
    with pytest.raises(NodeError) as caught:
        run_node(HttpRequestNode(), {"url": f"{server}/missing"})
    assert caught.value.code == "external"
    assert caught.value.message == f"GET {server}/missing answered 404 Not Found: no such thing"


def test_a_server_that_is_not_there_fails_the_node() -> None:
    with pytest.raises(NodeError, match=r"^http://127\.0\.0\.1:9/ cannot be reached: ") as caught:
        run_node(HttpRequestNode(), {"url": "http://127.0.0.1:9/"})
    assert (caught.value.code, caught.value.port) == ("external", "url")


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://2130706433/",
        "http://[::ffff:10.0.0.1]/",
        "http://224.0.0.1/",
    ],
)
def test_an_author_in_the_designer_cannot_reach_the_servers_own_network(url: str) -> None:
    with pytest.raises(NodeError) as caught:
        run_node(HttpRequestNode(), {"url": url}, scope=ENFORCED)
    assert (caught.value.code, caught.value.port) == ("not_permitted", "url")


def test_the_operator_may_allow_the_own_network(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_REQUEST_ALLOW_PRIVATE", "1")
    assert run_node(HttpRequestNode(), {"url": f"{server}/echo"}, scope=ENFORCED)["status"] == 200


def answering(response: httpx.Response) -> HttpRequestNode:
    return HttpRequestNode(httpx.MockTransport(lambda _: response))


@pytest.mark.parametrize(
    ("response", "body"),
    [
        (httpx.Response(200, json={"a": None}), {"a": None}),
        (httpx.Response(200, content=b"{}", headers={"content-type": "application/problem+json; charset=utf-8"}), {}),
        (httpx.Response(200, content="grün".encode("latin-1"), headers={"content-type": "text/plain; charset=latin-1"}), "grün"),
        (httpx.Response(200, content=b"\xff\x00", headers={"content-type": "image/png"}), b"\xff\x00"),
        (httpx.Response(204), None),
    ],
)
def test_the_body_is_read_as_what_it_says_it_is(response: httpx.Response, body: object) -> None:
    assert run_node(answering(response), {"url": "https://example.com/"})["body"] == body


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (httpx.Response(200, content=b"{", headers={"content-type": "application/json"}), "says that it answers with JSON, and does not"),
        (httpx.Response(200, content=b"x" * (MOST_BYTES + 1)), "answered with more than 10 MiB"),
        (httpx.Response(500), r"answered 500 Internal Server Error\."),
    ],
)
def test_an_answer_that_cannot_be_used_fails_the_node(response: httpx.Response, message: str) -> None:
    with pytest.raises(NodeError, match=message):
        run_node(answering(response), {"url": "https://example.com/"})


def test_a_service_that_does_not_answer_fails_the_node_in_time() -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("timed out", request=request)

    with pytest.raises(NodeError, match=r"https://example\.com/ gave no answer within 2 seconds\."):
        run_node(HttpRequestNode(httpx.MockTransport(slow)), {"url": "https://example.com/", "timeout": 2})


@pytest.mark.parametrize("url", ["example.com", "ftp://example.com", "http://", "", "file:///etc/passwd", "http://[::1"])
def test_an_address_that_is_none_is_a_problem(url: str) -> None:
    assert [(each.code, each.port) for each in HttpRequestNode().check({"url": url}, set())] == [("invalid_parameter", "url")]


def test_a_body_that_is_no_json_is_an_error() -> None:
    with pytest.raises(NodeError, match="The request cannot be written"):
        run_node(answering(httpx.Response(200)), {"url": "https://example.com/", "method": "POST", "body": {"a": object()}})


@pytest.mark.parametrize("headers", [{"X": "a\r\nY: b"}, {"X Y": "a"}, {"X": "ü\u0100"}])
def test_a_header_that_cannot_be_sent_is_an_error(server: str, headers: dict[str, str]) -> None:
    with pytest.raises(NodeError):
        run_node(HttpRequestNode(), {"url": f"{server}/echo", "headers": headers})


@pytest.mark.parametrize(
    "secret",
    [
        {"token": "s3cret\n"},
        {"token": "s3crét"},
        {"token": "s3cret "},
        {"header": "X-Key", "value": "s3cret\r\nX: 1"},
        {"header": "s3cret:", "value": "v"},
    ],
    ids=str,
)
def test_a_credential_that_no_header_can_carry_is_refused_without_being_quoted(server: str, secret: dict[str, str]) -> None:
    with pytest.raises(NodeError) as caught:
        run_node(HttpRequestNode(), {"url": f"{server}/echo", "credential": "shop"}, credentials={"shop": secret})
    assert caught.value.message == "The credential 'shop' holds characters that no header can carry."
    assert "s3cr" not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "fec0::1", "fd00::1", "fe80::1"]
)
def test_an_address_of_the_own_network_is_refused_in_every_spelling(address: str) -> None:
    with pytest.raises(NodeError, match="own network") as caught:
        run_node(HttpRequestNode(), {"url": f"http://[{address}]/"}, scope=ENFORCED)
    assert (caught.value.code, caught.value.port) == ("not_permitted", "url")


def test_a_redirect_into_the_own_network_is_refused(server: str) -> None:
    leads_home = httpx.MockTransport(lambda _: httpx.Response(302, headers={"location": f"{server}/echo"}))
    with pytest.raises(NodeError, match="own network"):
        run_node(HttpRequestNode(leads_home), {"url": "http://8.8.8.8/"}, scope=ENFORCED)
