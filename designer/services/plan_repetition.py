"""Find out what a run would do that repeats another one; nothing is written yet, so it serves for a look before the deed, too."""

from collections.abc import Mapping
from typing import Any, Literal

from dataflow_app.errors import suggest
from dataflow_app.graph.definition import Definition
from dataflow_app.graph.problem import Problem
from dataflow_app.runtime.status import Status
from designer.models import Run
from designer.services.accept_inputs import accept_inputs
from designer.services.access import Person, require_editor_of
from designer.services.changed_nodes import changed_inputs, changed_nodes, nodes_that_read
from designer.services.errors import Conflict, Invalid
from designer.services.prepare_definition import Prepared, prepare_definition
from designer.services.refuse_lost_outputs import refuse_lost_outputs
from designer.services.repetition import Repetition, repeat

DefinitionChoice = Literal["same", "current"]


def plan_retry(*, actor: Person, run: Run) -> Repetition:
    """Return the run in which only those nodes run that failed, were cancelled, or were skipped because of these.

    Definition and inputs are those of ``run``. Raise ``Conflict`` for a run that is not over or succeeded, and where outputs are gone.
    """
    _check(actor, run)
    if run.status == Status.SUCCEEDED:
        raise Conflict(f"Run {run.pk} succeeded: there is nothing to try again.", "Choose a node to run it again from there.")
    prepared = prepare_definition(run.definition)
    return _checked(repeat(run, prepared, version=run.version, inputs=run.inputs, start="", anew=()))


def plan_rerun(
    *, actor: Person, run: Run, node: str, choice: DefinitionChoice = "same", inputs: Mapping[str, Any] | None = None
) -> Repetition:
    """Return the run in which that node and all that depends on it run, and what is not known or would not be the same.

    That is: nodes that came to no end in ``run``, those that were changed since where the ``current`` draft is chosen, and those that
    read an input whose value is another now. Raise ``Conflict`` for a run that is not over, ``Invalid`` where there is no such node,
    and for inputs that do not fit.
    """
    _check(actor, run)
    prepared = prepare_definition(run.definition if choice == "same" else run.workflow.draft)
    _check_node(prepared, node, choice)
    given = accept_inputs(prepared.definition, _known(prepared, run.inputs) if inputs is None else inputs)
    anew = {node, *nodes_that_read(prepared.plan, changed_inputs(run.inputs, given))}
    if choice == "current":
        anew.update(changed_nodes(Definition.from_dict(run.definition), prepared.definition))
    version = run.version if choice == "same" else None
    return _checked(repeat(run, prepared, version=version, inputs=given, start=node, anew=anew))


def _check(actor: Person, run: Run) -> None:
    require_editor_of(actor, run.tenant_id)
    if not Status(run.status).is_final:
        raise Conflict(f"Run {run.pk} is not over yet.", "Wait for its end, or cancel it.")
    if run.workflow.archived_at is not None:
        raise Conflict(f"'{run.workflow.name}' is archived.", "Restore the workflow, then run it.")


def _check_node(prepared: Prepared, node: str, choice: DefinitionChoice) -> None:
    names = [each.id for each in prepared.plan.nodes]
    if node not in names:
        where = "what this run executed" if choice == "same" else "the current draft"
        remedy = suggest(node, names).strip() or "Choose one of its nodes."
        raise Invalid([Problem("missing_node", f"There is no node '{node}' in {where}.", remedy, port="from")])


def _known(prepared: Prepared, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the inputs that the definition still asks for."""
    names = {each.name for each in prepared.definition.inputs}
    return {name: value for name, value in inputs.items() if name in names}


def _checked(repetition: Repetition) -> Repetition:
    refuse_lost_outputs(repetition.source, repetition.reused)
    return repetition
