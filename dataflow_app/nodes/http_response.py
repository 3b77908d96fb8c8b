"""Reading an HTTP answer: bounded, and as what it says it is."""

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

from dataflow_app.errors import NodeError

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 10 * 1024 * 1024
_FIRST_REFUSED = 400
_QUOTED = 200


def read_response(response: "httpx.Response") -> dict[str, Any]:
    """Return status, headers and body; raise ``NodeError`` for a status of 400 or more, and for more than 10 MiB."""
    content = _content(response)
    if response.status_code >= _FIRST_REFUSED:
        quoted = content[:_QUOTED].decode("utf-8", "replace").strip()
        told = f"{response.request.method} {response.url} answered {response.status_code} {response.reason_phrase}".rstrip()
        message = f"{told}: {quoted}" if quoted else f"{told}."
        raise NodeError("external", message, "Check the request; the answer says what was wrong with it.")
    return {"status": response.status_code, "headers": dict(response.headers), "body": _body(response, content)}


def _content(response: "httpx.Response") -> bytes:
    chunks, size = [], 0
    with closing(response):
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > MOST_BYTES:
                message = f"{response.url} answered with more than {MOST_BYTES // 1024 // 1024} MiB."
                raise NodeError("external", message, "Ask it for less.", port="url")
            chunks.append(chunk)
    return b"".join(chunks)


def _body(response: "httpx.Response", content: bytes) -> Any:
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not content:
        return None
    if kind == "application/json" or kind.endswith("+json"):
        return _json(response, content)
    try:
        return content.decode(response.charset_encoding or "utf-8")
    except (UnicodeDecodeError, LookupError):
        return content


def _json(response: "httpx.Response", content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError as error:
        message = f"{response.url} says that it answers with JSON, and does not: {error}."
        raise NodeError("external", message, "Tell the keeper of the service.") from error
