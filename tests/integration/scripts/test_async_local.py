"""AsyncLocalRuntime on a database: in a script of its own, as a user writes one."""

import asyncio
from collections.abc import Iterator

import pytest
import pytest_django
from django.db import connections

from dataflow_app import AsyncLocalRuntime, DataFlow, WorkflowBuilder


@pytest.fixture(autouse=True)
def _any_database(django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """Let other threads reach databases that the tests open themselves."""
    with django_db_blocker.unblock():
        yield


def test_rows_are_written_and_read_by_many_runs_at_once() -> None:
    with DataFlow(":memory:") as db:

        @db.model
        class Ticket:
            number: int

        async def work() -> list[int]:
            async with AsyncLocalRuntime(dataflow=db) as runtime:
                builders = [WorkflowBuilder().add_node("TicketCreateNode", "create", {"number": number}) for number in range(8)]
                await asyncio.gather(*(runtime.execute(builder) for builder in builders))
                results, _ = await runtime.execute(WorkflowBuilder().add_node("TicketListNode", "list", {"order_by": ["number"]}))
                return [row["number"] for row in results["list"]["records"]]

        assert asyncio.run(work()) == list(range(8))


def test_a_dataflow_may_be_opened_and_closed_inside_a_coroutine() -> None:
    async def work() -> int:
        with DataFlow(":memory:") as db:

            @db.model
            class Ticket:
                number: int

            async with AsyncLocalRuntime(dataflow=db) as runtime:
                await runtime.execute(WorkflowBuilder().add_node("TicketCreateNode", "create", {"number": 1}))
                results, _ = await runtime.execute(WorkflowBuilder().add_node("TicketCountNode", "count"))
            alias = db.database
        assert alias not in connections.settings
        return int(results["count"]["count"])

    assert asyncio.run(work()) == 1
