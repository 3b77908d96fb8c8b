"""Fixtures of the tests on models and rows."""

from collections.abc import Iterator

import pytest

from dataflow_app import DataFlow


@pytest.fixture
def dataflow(db: None) -> Iterator[DataFlow]:  # noqa: ARG001 - gives access to the database
    """Give a DataFlow on the selected database; its models are forgotten after the test, its tables rolled back."""
    with DataFlow() as opened:
        yield opened
