"""Walking definitions in tests: one executor, node types by name, and a journal in memory."""

from typing import Any

from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.compile import compile_definition
from dataflow_app.runtime.executor import Executor
from dataflow_app.runtime.memory_journal import MemoryJournal
from dataflow_app.runtime.outcome import Outcome
from dataflow_app.scope import Scope
from dataflow_app.testing import FakeDataFlow, FakeNodeType


def execute(builder: WorkflowBuilder, *types: FakeNodeType, journal: MemoryJournal | None = None, **options: Any) -> Outcome:
    """Walk what was built to its end; ``options`` are arguments of ``Executor``."""
    compiled = compile_definition(builder.build(), FakeDataFlow(types), node_limit=None)
    assert compiled.plan is not None, compiled.problems
    settings: dict[str, Any] = {
        "run": "7",
        "scope": Scope(tenant="acme", enforced=True, actor="ada"),
        "inputs": {},
        "secret": {}.__getitem__,
    } | options
    return Executor(compiled.plan, journal or MemoryJournal(), **settings).execute()


def facts(journal: MemoryJournal) -> list[tuple[str, str | None]]:
    """Return type and node of every event."""
    return [(event.type, event.node) for event in journal.events]
