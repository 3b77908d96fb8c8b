"""LocalRuntime: a definition runs here and now, in this thread."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from uuid import uuid4

from dataflow_app.errors import DataFlowError, DefinitionError, NodeError, RunFailed, one, suggest
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.compile import compile_definition
from dataflow_app.graph.definition import Definition
from dataflow_app.graph.node_types import NodeTypes
from dataflow_app.graph.plan import Plan
from dataflow_app.graph.problem import Problem
from dataflow_app.graph.run_inputs import read_inputs
from dataflow_app.nodes.registry import REGISTRIES, Registries, Registry
from dataflow_app.runtime.executor import Executor
from dataflow_app.runtime.memory_journal import MemoryJournal
from dataflow_app.runtime.outcome import Outcome
from dataflow_app.scope import Scope

Results = dict[str, Mapping[str, Any]]


class HasRegistry(Protocol):
    """What a runtime needs of a ``DataFlow``: its node types."""

    @property
    def registry(self) -> Registry:
        """The node types of its models."""
        ...


class LocalRuntime:
    """Runs definitions in the caller's thread and keeps nothing of them but what it returns.

    ``dataflow`` narrows the node types to the catalogue and that DataFlow's; without it all open ones are there.
    ``tenant`` scopes every node to the rows of one tenant; None sees all. ``actor`` is the user name for the audit log.
    ``credentials`` holds the values of credentials by name, for node types that name one.
    """

    def __init__(
        self,
        *,
        dataflow: HasRegistry | None = None,
        tenant: str | None = None,
        actor: str | None = None,
        credentials: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self._node_types = node_types_of(dataflow)
        self._scope = Scope(tenant=tenant, actor=actor)
        self._credentials = credentials or {}

    def execute(
        self,
        workflow: Definition | WorkflowBuilder,
        inputs: Mapping[str, Any] | None = None,
        parameters: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> tuple[Results, str]:
        """Run a definition to its end and return the output of every node by id, and the run's id.

        A node whose failure is an output has ``error`` alone. ``inputs`` are the values that the definition asks for; ``parameters``
        replaces parameters of nodes, by node id. Raise ``DefinitionError`` with every problem where it cannot run, and ``RunFailed``
        where a node fails, or the run takes longer than its settings allow.
        """
        return self.execute_in(MemoryJournal(), workflow, inputs, parameters)

    def execute_in(
        self,
        journal: MemoryJournal,
        workflow: Definition | WorkflowBuilder,
        inputs: Mapping[str, Any] | None = None,
        parameters: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> tuple[Results, str]:
        """Run a definition as ``execute`` does, with a journal that another thread may read, and cancel the run through."""
        definition = _definition(workflow)
        definition, problems = _override(definition, parameters or {})
        values, input_problems = read_inputs(definition, inputs or {})
        plan = self._compile(definition, [*problems, *input_problems])
        run_id = str(uuid4())
        executor = Executor(plan, journal, run=run_id, scope=self._scope, inputs=values, secret=self._secret)
        return _results(executor.execute(), run_id), run_id

    def _compile(self, definition: Definition, problems: Iterable[Problem]) -> Plan:
        compiled = compile_definition(definition, self._node_types, node_limit=None)
        found = [*problems, *compiled.problems]
        if found or compiled.plan is None:
            raise DefinitionError(found)
        return compiled.plan

    def _secret(self, name: str) -> Mapping[str, str]:
        try:
            return self._credentials[name]
        except KeyError:
            remedy = f"Give it to LocalRuntime(credentials={{'{name}': {{…}}}}).{suggest(name, self._credentials)}"
            raise NodeError("invalid_parameter", f"There is no credential '{name}'.", remedy) from None


def node_types_of(dataflow: HasRegistry | None) -> NodeTypes:
    """Return the catalogue with the node types of one DataFlow, or with those of all that are open."""
    if dataflow is None:
        return REGISTRIES
    registries = Registries()
    registries.open(dataflow.registry)
    return registries


def _definition(workflow: Definition | WorkflowBuilder) -> Definition:
    definition: object = workflow.build() if isinstance(workflow, WorkflowBuilder) else workflow
    if not isinstance(definition, Definition):
        raise DataFlowError(
            f"LocalRuntime runs a definition, and {one(type(definition).__name__)} was given.",
            "Give it what WorkflowBuilder.build() returns; WorkflowBuilder.from_dict(…) reads a dict.",
        )
    return definition


def _override(definition: Definition, parameters: Mapping[str, Mapping[str, Any]]) -> tuple[Definition, list[Problem]]:
    if not parameters:
        return definition, []
    known = {node.id for node in definition.nodes}
    problems = [
        Problem("missing_node", f"Parameters are given for the node '{name}', which is not there.", suggest(name, known).strip(), node=name)
        for name in parameters
        if name not in known
    ]
    nodes = [node.model_copy(update={"parameters": {**node.parameters, **parameters.get(node.id, {})}}) for node in definition.nodes]
    return definition.model_copy(update={"nodes": tuple(nodes)}), problems


def _results(outcome: Outcome, run_id: str) -> Results:
    failure = outcome.failure
    if failure is None:
        return dict(outcome.results)
    cause = outcome.cause or NodeError("timeout", failure.message, failure.remedy)
    raise RunFailed(failure.node, failure.node_type, cause, dict(outcome.results), run_id) from cause
