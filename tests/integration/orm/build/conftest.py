"""Fixtures of the tests on models that are built from classes."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from dataflow_app import DataFlow


@pytest.fixture
def dataflow(db: None) -> Iterator[DataFlow]:
    """Give a DataFlow on the selected database; its models are forgotten after the test, its tables rolled back."""
    with DataFlow() as opened:
        yield opened


@pytest.fixture
def own_databases(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test open databases of its own, which Django's test cases know nothing of; without the project's, unless it asks for that."""
    if "db" in request.fixturenames:
        yield
        return
    with request.getfixturevalue("django_db_blocker").unblock():
        yield


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
