from typing import Any

import pytest
from django.test import RequestFactory

from designer.services.origin_of import address_of, session_of


def request(forwarded: str | None = None, remote: str = "10.0.0.9") -> Any:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "10.0.0.9"),
        (0, "203.0.113.7", "10.0.0.9"),
        (1, None, "10.0.0.9"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.1, 203.0.113.7, 10.0.0.8", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.9"),
        (1, "<script>", "10.0.0.9"),
        (1, "203.0.113.7:4711", "203.0.113.7"),
        (1, "[2001:DB8::0:7]:4711", "2001:db8::7"),
        (1, "2001:db8::7", "2001:db8::7"),
        (1, "::ffff:203.0.113.7", "203.0.113.7"),
        (1, "fe80::1%eth0", "fe80::1"),
    ],
)
def test_an_address_is_taken_from_as_many_places_from_the_right_as_there_are_proxies(
    settings: Any, proxies: int, forwarded: str | None, address: str
) -> None:
    settings.DESIGNER = {"TRUSTED_PROXIES": proxies}
    assert address_of(request(forwarded)) == address


def test_a_connection_without_an_address_has_none() -> None:
    assert address_of(request(remote="")) is None


def test_a_session_is_told_by_a_digest_that_is_not_its_key() -> None:
    asked = request()
    assert session_of(asked) is None
    asked.session = type("Session", (), {"session_key": "k" * 32})()
    assert session_of(asked) == "ff20304bce4c"
    asked.session.session_key = None
    assert session_of(asked) is None
