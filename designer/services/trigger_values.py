"""The values of a trigger, checked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dataflow_app.errors import suggest
from dataflow_app.graph.definition import Definition
from dataflow_app.graph.problem import Problem
from dataflow_app.triggers.registry import trigger_types
from dataflow_app.triggers.timed import TimedTrigger
from dataflow_app.triggers.trigger_type import TriggerType
from designer.models import Version, Workflow
from designer.services.accept_inputs import accept_inputs
from designer.services.errors import Conflict, Invalid


def trigger_type(name: str) -> TriggerType:
    """Return the trigger type of that name; raise ``Invalid`` where there is none."""
    types = trigger_types()
    if name not in types:
        remedy = suggest(name, types).strip() or f"There are: {', '.join(types)}."
        raise Invalid([Problem("invalid_input", f"There is no trigger type '{name}'.", remedy, port="type")])
    return types[name]


def check_parameters(name: str, parameters: Mapping[str, Any]) -> None:
    """Raise ``Invalid`` for parameters that the trigger type cannot work with; each problem's ``port`` names the parameter."""
    problems = trigger_type(name).check(parameters)
    if problems:
        raise Invalid(problems)


def published_version(workflow: Workflow) -> Version:
    """Return the version that triggers run; raise ``Conflict`` where there is none."""
    if workflow.archived_at is not None:
        raise Conflict(f"'{workflow.name}' is archived.", "Restore the workflow first.")
    if workflow.published is None:
        raise Conflict(f"'{workflow.name}' has no published version, and a schedule runs the published one.", "Publish the workflow first.")
    return workflow.published


def check_inputs(version: Version, inputs: Mapping[str, Any]) -> None:
    """Raise ``Invalid`` for inputs that the version cannot be started with: better now than at three in the morning."""
    accept_inputs(Definition.from_dict(version.definition), inputs)


def check_coming(name: str, parameters: Mapping[str, Any], now: datetime) -> None:
    """Raise ``Invalid``, naming the parameter, for checked parameters of a trigger that would never start again."""
    kind = trigger_type(name)
    if isinstance(kind, TimedTrigger) and next_due(name, parameters, now) is None:
        problem = Problem("invalid_parameter", "It would never start: the last time has passed.", "Choose a later one.", port=kind.ending)
        raise Invalid([problem])


def next_due(name: str, parameters: Mapping[str, Any], after: datetime) -> datetime | None:
    """Return the first time after ``after`` at which the trigger starts a run, or None where no such time comes."""
    return next(iter(trigger_type(name).next_times(parameters, after, 1)), None)
