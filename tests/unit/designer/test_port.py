import os
import socket

import pytest
from django.core.management import CommandError

from designer.management.commands.serve import url_of
from designer.management.port import require_free_port


def test_a_taken_port_is_named_with_its_holder_and_a_way_out() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(CommandError) as caught:
            require_free_port("127.0.0.1", port)
    name = open("/proc/self/comm").read().strip()  # noqa: PTH123, SIM115 - one line of a file that is always there
    assert str(caught.value) == (
        f"Port {port} is taken by {name} (process {os.getpid()}). Choose another one: --port {port + 1} (or make demo PORT={port + 1})."
    )


def test_a_free_port_is_free() -> None:
    require_free_port("127.0.0.1", 0)


def test_an_address_that_is_not_ours_is_refused_in_one_line() -> None:
    with pytest.raises(CommandError, match=r"^Nothing can listen on 192.0.2.1:8000: .* Choose another one: --port 8001"):
        require_free_port("192.0.2.1", 8000)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),  # noqa: S104 - compared, not bound
        ("::", "http://[::1]:80"),
        ("::1", "http://[::1]:80"),
    ],
)
def test_the_printed_address_can_be_opened(host: str, url: str) -> None:
    assert url_of(host, 80) == url
