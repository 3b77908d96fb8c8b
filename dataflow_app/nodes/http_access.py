"""Where HTTP requests may go, and how they say who sends them."""

import base64
import ipaddress
import os
import socket
from collections.abc import Mapping
from typing import TYPE_CHECKING

from dataflow_app.errors import NodeError

if TYPE_CHECKING:
    import httpx

ALLOW_PRIVATE = "HTTP_REQUEST_ALLOW_PRIVATE"


def authorise(name: str, secret: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that a credential means.

    It holds a ``token``, or ``username`` and ``password``, or ``header`` and ``value``; raise ``NodeError`` where it holds none of them.
    """
    if "token" in secret:
        return {"Authorization": f"Bearer {secret['token']}"}
    if "username" in secret:
        pair = f"{secret['username']}:{secret.get('password', '')}".encode()
        return {"Authorization": f"Basic {base64.b64encode(pair).decode('ascii')}"}
    if "header" in secret and "value" in secret:
        return {secret["header"]: secret["value"]}
    remedy = "Give it a token, a username and a password, or a header and a value."
    raise NodeError("invalid_parameter", f"The credential '{name}' cannot be used for HTTP.", remedy, port="credential")


def refuse_private_address(request: "httpx.Request") -> None:
    """Raise ``NodeError`` where a request would reach this machine or its network rather than the internet.

    In the designer an author of workflows is not the operator of the machine. The operator allows it by the environment
    variable ``HTTP_REQUEST_ALLOW_PRIVATE=1``. The name is looked up again when the request is sent, so a hostile name
    server can still answer differently the second time; a firewall is the safe bound.
    """
    if os.environ.get(ALLOW_PRIVATE) == "1":
        return
    host = request.url.host
    if not all(address.is_global and not address.is_multicast for address in _addresses(host)):
        remedy = f"Use a public address, or ask the operator to set {ALLOW_PRIVATE}=1."
        raise NodeError("not_permitted", f"'{host}' is an address of the server's own network.", remedy, port="url")


def _addresses(host: str) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NodeError("external", f"There is no server called '{host}'.", "Check the address.", port="url") from error
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
