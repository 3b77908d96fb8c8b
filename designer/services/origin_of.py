"""Where a request comes from, for the audit log: the address of the network, and which session."""

from hashlib import blake2s
from ipaddress import ip_address
from typing import Any

from django.http import HttpRequest

from designer.conf import options


def address_of(request: HttpRequest) -> str | None:
    """Return the address that the request was sent from, or None where there is none (a socket file).

    ``X-Forwarded-For`` is believed as far as ``TRUSTED_PROXIES`` go: each of them appended the address that it was called from, so
    the sender is as many places from the right. Whatever stands further left, the sender may have written themselves.
    """
    proxies = options().trusted_proxies
    passed = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")]
    told = _plain(passed[-proxies]) if 0 < proxies <= len(passed) else None
    return told or _plain(request.META.get("REMOTE_ADDR") or "")


def session_of(request: HttpRequest) -> str | None:
    """Return a short digest of the session's key, which tells sessions apart and opens none; None where there is no session."""
    session: Any = getattr(request, "session", None)
    key: str | None = session.session_key if session is not None else None
    return blake2s(key.encode(), digest_size=6).hexdigest() if key else None


def _plain(text: str) -> str | None:
    """Return the address without port, brackets and zone; None for what is no address."""
    bare = text[1:].partition("]")[0] if text.startswith("[") else text.partition(":")[0] if text.count(":") == 1 else text
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return str(getattr(address, "ipv4_mapped", None) or address)
