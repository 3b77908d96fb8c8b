"""AsyncLocalRuntime: what LocalRuntime does, beside an event loop."""

import asyncio
import threading
from collections.abc import Mapping
from typing import Any

import pytest

from dataflow_app import AsyncLocalRuntime, LocalRuntime, Retry, WorkflowBuilder
from dataflow_app.errors import DataFlowError, DefinitionError, RunFailed
from dataflow_app.nodes.cancelled import NodeCancelled
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.testing import FailingNode, FakeDataFlow, FakeNodeType


def echo(value: Any) -> WorkflowBuilder:
    return (
        WorkflowBuilder()
        .add_node("EchoNode", "one", {"value": value})
        .add_node("EchoNode", "two")
        .add_connection("one", "value", "two", "value")
    )


async def test_it_gives_what_the_local_runtime_gives() -> None:
    dataflow = FakeDataFlow((FakeNodeType("EchoNode"),))

    async with AsyncLocalRuntime(dataflow=dataflow) as runtime:
        results, run = await runtime.execute(echo(7))

    assert results == LocalRuntime(dataflow=dataflow).execute(echo(7))[0] == {"one": {"value": 7}, "two": {"value": 7}}
    assert len(run) == len("6f1c2f0e-0000-4000-8000-000000000000")


async def test_a_closed_runtime_says_so() -> None:
    async with AsyncLocalRuntime(dataflow=FakeDataFlow((FakeNodeType("EchoNode"),))) as runtime:
        pass
    with pytest.raises(DataFlowError, match=r"^This AsyncLocalRuntime is closed\. Make another one"):
        await runtime.execute(echo(7))


async def test_runs_go_on_at_the_same_time() -> None:
    meeting = threading.Barrier(3, timeout=30)

    def meet(_context: NodeContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        meeting.wait()
        return {"value": parameters["value"]}

    async with AsyncLocalRuntime(dataflow=FakeDataFlow((FakeNodeType("MeetNode", meet),)), threads=3) as runtime:
        builders = [WorkflowBuilder().add_node("MeetNode", "meet", {"value": number}) for number in range(3)]
        answers = await asyncio.gather(*(runtime.execute(builder) for builder in builders))

    assert [results["meet"]["value"] for results, _ in answers] == [0, 1, 2]


async def test_a_failure_and_a_wrong_definition_are_raised_as_by_the_local_runtime() -> None:
    async with AsyncLocalRuntime(dataflow=FakeDataFlow((FailingNode(),))) as runtime:
        with pytest.raises(RunFailed, match="It was told to fail"):
            await runtime.execute(WorkflowBuilder().add_node("FailingNode", "fail", {"value": 1}))
        with pytest.raises(DefinitionError, match="There is no node type 'NoNode'"):
            await runtime.execute(WorkflowBuilder().add_node("NoNode", "none"))


async def test_a_cancelled_task_stops_its_run_before_it_ends() -> None:
    started, ended = threading.Event(), threading.Event()
    after = FakeNodeType("AfterNode")

    def work(context: NodeContext, _parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        started.set()
        while not context.is_cancelled():
            threading.Event().wait(0.001)
        ended.set()
        raise NodeCancelled

    dataflow = FakeDataFlow((FakeNodeType("WorkNode", work), after))
    builder = (
        WorkflowBuilder()
        .add_node("WorkNode", "work", {"value": 1})
        .add_node("AfterNode", "after")
        .add_connection("work", "value", "after", "value")
    )
    async with AsyncLocalRuntime(dataflow=dataflow) as runtime:
        task = asyncio.create_task(runtime.execute(builder))
        await asyncio.to_thread(started.wait, 30)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    assert ended.is_set()
    assert after.calls == []


async def test_a_cancelled_task_whose_run_has_not_begun_waits_for_no_other_run() -> None:
    started, release = threading.Event(), threading.Event()
    after = FakeNodeType("AfterNode")

    def work(_context: NodeContext, _parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        started.set()
        release.wait(30)
        return {"value": 1}

    async with AsyncLocalRuntime(dataflow=FakeDataFlow((FakeNodeType("WorkNode", work), after)), threads=1) as runtime:
        first = asyncio.create_task(runtime.execute(WorkflowBuilder().add_node("WorkNode", "work")))
        await asyncio.to_thread(started.wait, 30)
        second = asyncio.create_task(runtime.execute(WorkflowBuilder().add_node("AfterNode", "after")))
        await asyncio.sleep(0)
        second.cancel()
        with pytest.raises(asyncio.CancelledError):
            await second
        assert not first.done()
        release.set()
        assert (await first)[0] == {"work": {"value": 1}}
    assert after.calls == []


async def test_a_cancelled_task_does_not_wait_for_the_next_try_of_a_node() -> None:
    tried = threading.Event()

    def work(_context: NodeContext, _parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        tried.set()
        raise RuntimeError

    builder = WorkflowBuilder().add_node("WorkNode", "work", retry=Retry(attempts=2, delay=600, max_delay=600))
    async with AsyncLocalRuntime(dataflow=FakeDataFlow((FakeNodeType("WorkNode", work),))) as runtime:
        task = asyncio.create_task(runtime.execute(builder))
        await asyncio.to_thread(tried.wait, 30)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
