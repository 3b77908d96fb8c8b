"""Fixtures that every test folder shares."""

from collections.abc import Iterator

import pytest

from tests.servers import running_redis


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a real Redis server that lives as long as the test session."""
    with running_redis() as url:
        yield url
