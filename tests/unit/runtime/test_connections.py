"""What a run asks of Django that is imported but not set up: nothing."""

import subprocess
import sys

SCRIPT = """
import asyncio
import django.db
from dataflow_app import AsyncLocalRuntime, LocalRuntime, WorkflowBuilder
from dataflow_app.testing import FakeDataFlow, FakeNodeType

dataflow = FakeDataFlow((FakeNodeType("WaitNode", waits=True),))
builder = WorkflowBuilder().add_node("WaitNode", "a", {"value": 1}, timeout=20).add_node("WaitNode", "b", {"value": 2})

async def execute():
    async with AsyncLocalRuntime(dataflow=dataflow) as runtime:
        return await runtime.execute(builder)

for results, _ in (LocalRuntime(dataflow=dataflow).execute(builder), asyncio.run(execute())):
    assert results == {"a": {"value": 1}, "b": {"value": 2}}
assert not django.conf.settings.configured
"""


def test_scripts_run_without_settings() -> None:
    subprocess.run([sys.executable, "-c", SCRIPT], check=True, env={}, timeout=60)
