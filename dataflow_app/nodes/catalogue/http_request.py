"""HttpRequestNode: a call to another service."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from dataflow_app.errors import NodeError
from dataflow_app.nodes.effect import Effect
from dataflow_app.nodes.http_access import authorise, refuse_private_address
from dataflow_app.nodes.http_response import read_response
from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.nodes.typed import Output, Parameters, TypedNodeType

if TYPE_CHECKING:
    import httpx


class HttpRequestParameters(Parameters):
    """What a request needs."""

    url: str = Field(description="The address, with http:// or https://.")
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"] = Field("GET", description="What to do there.")
    query: dict[str, Any] = Field(default_factory=dict, description="Values for the part of the address after the question mark.")
    headers: dict[str, str] = Field(default_factory=dict, description="Headers to send; keep secrets in a credential instead.")
    body: Any = Field(None, description="What to send: text goes as it is, anything else as JSON.")
    credential: str | None = Field(None, description="The name of a credential: a token, a user name and password, or a header.")
    timeout: float = Field(30, description="How long to wait for an answer, in seconds.", gt=0, le=300)

    @field_validator("url")
    @classmethod
    def _absolute(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an address such as https://example.com/prices.")
        return url


class HttpRequestOutput(Output):
    """What the service answered."""

    status: int = Field(description="The status code, 200 to 399.")
    headers: dict[str, str] = Field(description="The headers, their names in lower case.")
    body: Any = Field(description="The content: JSON where it says that it is, else text, or bytes where it is neither.")


class HttpRequestNode(TypedNodeType[HttpRequestParameters]):
    """Call an address over HTTP and hand on the answer.

    An answer of 400 or more fails the node. A request that changes something may be sent again when a run is resumed; it
    carries the same Idempotency-Key then, by which a service that knows the header does the work once.
    """

    title = "HTTP request"
    kind = NodeKind.INTEGRATION
    category = "Integration"
    effect = Effect.EXTERNAL
    waits = True
    parameters_model: ClassVar[type[Parameters]] = HttpRequestParameters
    output_model: ClassVar[type[Output]] = HttpRequestOutput

    def __init__(self, transport: "httpx.BaseTransport | None" = None) -> None:
        self._transport = transport

    def work(self, context: NodeContext, parameters: HttpRequestParameters) -> Mapping[str, Any]:
        """Send the request and read the answer."""
        import httpx  # noqa: PLC0415 - 80 ms of import that only requests need

        hooks = {"request": [refuse_private_address] if context.scope.enforced else []}
        # A redirect could lead a credential to somebody else.
        follow = parameters.credential is None
        try:
            with httpx.Client(transport=self._transport, timeout=parameters.timeout, follow_redirects=follow, event_hooks=hooks) as client:
                request = _request(client, context, parameters)
                return read_response(client.send(request, stream=True))
        except httpx.TimeoutException as error:
            message = f"{parameters.url} gave no answer within {parameters.timeout:g} seconds."
            raise NodeError("external", message, "Try again later, or allow more time.", port="timeout") from error
        except httpx.LocalProtocolError as error:
            raise NodeError(
                "invalid_parameter", f"The request cannot be written: {error}.", "Look at the headers.", port="headers"
            ) from error
        except httpx.HTTPError as error:
            message = f"{parameters.url} cannot be reached: {error}."
            raise NodeError("external", message, "Check the address, and that the service is up.", port="url") from error


def _request(client: "httpx.Client", context: NodeContext, parameters: HttpRequestParameters) -> "httpx.Request":
    headers = dict(parameters.headers)
    if parameters.method not in ("GET", "HEAD"):
        headers.setdefault("Idempotency-Key", context.idempotency_key)
    if parameters.credential:
        headers |= authorise(parameters.credential, context.secret(parameters.credential))
    content = {"content": parameters.body} if isinstance(parameters.body, str | bytes) else {"json": parameters.body}
    try:
        return client.build_request(
            parameters.method,
            parameters.url,
            params=parameters.query or None,
            headers=headers,
            **(content if parameters.body is not None else {}),
        )
    except (TypeError, ValueError) as error:
        raise NodeError(
            "invalid_parameter", f"The request cannot be written: {error}.", "Send a body of text or JSON, and headers of ASCII."
        ) from error
