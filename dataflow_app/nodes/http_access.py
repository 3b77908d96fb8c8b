"""Where HTTP requests may go, and how they say who sends them."""

import base64
import ipaddress
import os
import re
import socket
from collections.abc import Mapping
from typing import TYPE_CHECKING

from dataflow_app.errors import NodeError

if TYPE_CHECKING:
    import httpx

ALLOW_PRIVATE = "HTTP_REQUEST_ALLOW_PRIVATE"
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
#: IPv6 addresses whose last 32 bits are the IPv4 address that they lead to: through NAT64, and in the old compatible form.
_IPV4_INSIDE = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "::/96")))


def authorise(name: str, secret: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that a credential means.

    It holds a ``token``, or ``username`` and ``password``, or ``header`` and ``value``; raise ``NodeError`` where it holds none of them.
    """
    header, value = _header(name, secret)
    # Found later, the refusal would quote the secret.
    if not (_HEADER.fullmatch(header) and value.isascii() and value.isprintable() and value == value.strip()):
        remedy = "Enter its values again, without line ends and without spaces around them."
        raise NodeError(
            "invalid_parameter", f"The credential '{name}' holds characters that no header can carry.", remedy, port="credential"
        )
    return {header: value}


def _header(name: str, secret: Mapping[str, str]) -> tuple[str, str]:
    if "token" in secret:
        return "Authorization", f"Bearer {secret['token']}"
    if "username" in secret:
        pair = f"{secret['username']}:{secret.get('password', '')}".encode()
        return "Authorization", f"Basic {base64.b64encode(pair).decode('ascii')}"
    if "header" in secret and "value" in secret:
        return secret["header"], secret["value"]
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
    if not all(_is_public(address) for address in _addresses(host)):
        remedy = f"Use a public address, or ask the operator to set {ALLOW_PRIVATE}=1."
        raise NodeError("not_permitted", f"'{host}' is an address of the server's own network.", remedy, port="url")


def _is_public(address: Address) -> bool:
    """Whether the address is one of the internet; an IPv6 address that stands for an IPv4 address is as public as that one."""
    inside = _ipv4_inside(address) if isinstance(address, ipaddress.IPv6Address) else None
    if inside is not None:
        return _is_public(inside)
    return address.is_global and not address.is_multicast and not getattr(address, "is_site_local", False)


def _ipv4_inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if any(address in network for network in _IPV4_INSIDE):
        return ipaddress.IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour


def _addresses(host: str) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NodeError("external", f"There is no server called '{host}'.", "Check the address.", port="url") from error
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
