"""AsyncLocalRuntime: what LocalRuntime does, beside an event loop."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any, Self

from dataflow_app.errors import DataFlowError
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.definition import Definition
from dataflow_app.runtime.connections import return_connections
from dataflow_app.runtime.local import HasRegistry, LocalRuntime, Results
from dataflow_app.runtime.memory_journal import MemoryJournal

THREADS = 4


class AsyncLocalRuntime:
    """Runs definitions in threads of its own, so that the event loop goes on meanwhile; results and errors are LocalRuntime's.

    ``threads`` runs go on at once, further ones wait. Arguments are those of ``LocalRuntime``. Database connections are handed
    back after every run. Use it with ``async with``, or call ``aclose`` at the end.
    """

    def __init__(
        self,
        *,
        dataflow: HasRegistry | None = None,
        tenant: str | None = None,
        actor: str | None = None,
        credentials: Mapping[str, Mapping[str, str]] | None = None,
        threads: int = THREADS,
    ) -> None:
        self._runtime = LocalRuntime(dataflow=dataflow, tenant=tenant, actor=actor, credentials=credentials)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="dataflow")
        self._is_closed = False

    async def execute(
        self,
        workflow: Definition | WorkflowBuilder,
        inputs: Mapping[str, Any] | None = None,
        parameters: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> tuple[Results, str]:
        """Run a definition to its end, as ``LocalRuntime.execute`` does; a task that is cancelled stops its run first, if it has begun.

        Raises ``DataFlowError`` once the runtime is closed.
        """
        if self._is_closed:
            raise DataFlowError("This AsyncLocalRuntime is closed.", "Make another one, or run inside its 'async with' block.")
        journal = MemoryJournal()
        run = partial(self._runtime.execute_in, journal, workflow, inputs, parameters)
        begun = self._pool.submit(copy_context().run, _with_connections_returned, run)
        work = asyncio.wrap_future(begun)
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            if not begun.cancel():
                journal.cancel()
                await asyncio.gather(work, return_exceptions=True)
            raise

    async def aclose(self) -> None:
        """Wait for the runs that go on, and end the threads."""
        self._is_closed = True
        await asyncio.get_running_loop().run_in_executor(None, self._pool.shutdown)

    async def __aenter__(self) -> Self:
        """Return itself; the end of the block closes it."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        await self.aclose()


def _with_connections_returned(run: partial[tuple[Results, str]]) -> tuple[Results, str]:
    try:
        return run()
    finally:
        return_connections()
