"""Fixtures of the tests on models that are built from classes."""

from collections.abc import Iterator

import pytest

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
