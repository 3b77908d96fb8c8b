"""The values that a run is started with."""

from collections.abc import Mapping
from typing import Any

from dataflow_app.graph.definition import Definition
from dataflow_app.graph.run_inputs import read_inputs
from designer.services.errors import Invalid


def accept_inputs(definition: Definition, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON values by name as a run keeps them, defaults filled in; raise ``Invalid`` with everything that does not fit."""
    _, problems = read_inputs(definition, given)
    if problems:
        raise Invalid(problems)
    chosen = {each.name: given.get(each.name) for each in definition.inputs}
    return {each.name: each.default if chosen[each.name] is None else chosen[each.name] for each in definition.inputs}
