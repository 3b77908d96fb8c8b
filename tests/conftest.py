"""Fixtures that every test folder shares."""

from collections.abc import Iterator

import pytest

from dataflow_app.dataflow import closing_new_ones
from tests.servers import running_redis


@pytest.fixture(autouse=True)
def _dataflows_end_with_their_test() -> Iterator[None]:
    """Close what a test opened and left open, so that no other test meets its models."""
    with closing_new_ones():
        yield


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a real Redis server that lives as long as the test session."""
    with running_redis() as url:
        yield url
