"""Fixtures that every test folder shares."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

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


@pytest.fixture
def own_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of an empty database of the kind that the tests run on, for processes of their own."""
    if request.config.getoption("--database") == "sqlite":
        yield f"sqlite:///{tmp_path}/own.db"
        return
    server, name = os.environ["DATABASE_URL"], f"own_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
