"""From a definition to a plan, with the node types of this process."""

from dataflow_app.graph.compile import compile_definition
from dataflow_app.graph.definition import Definition
from dataflow_app.graph.plan import Plan
from dataflow_app.nodes.registry import REGISTRIES
from designer.services.errors import Invalid


def compile_plan(definition: Definition) -> Plan:
    """Return the plan; raise ``Invalid`` with every problem of a definition that cannot run."""
    compiled = compile_definition(definition, REGISTRIES)
    if compiled.plan is None:
        raise Invalid(compiled.problems)
    return compiled.plan
