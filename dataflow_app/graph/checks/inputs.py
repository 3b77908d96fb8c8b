"""The run's inputs: they have usable names, one each, and their defaults are of their type."""

from collections import Counter
from collections.abc import Iterator

from dataflow_app.graph.drawing import Drawing
from dataflow_app.graph.problem import Problem
from dataflow_app.graph.run_inputs import read_value


def check_inputs(drawing: Drawing) -> Iterator[Problem]:
    """Find inputs without a usable name, with another's name, or with a default that is not of their type."""
    inputs = drawing.definition.inputs
    if not inputs:
        return
    counts = Counter(declared.name for declared in inputs)
    for name, count in counts.items():
        if not name or "." in name:
            yield Problem("invalid_input", f"'{name}' cannot be the name of an input.", "Use a word without dots.", port=name)
        elif count > 1:
            yield Problem("invalid_input", f"{count} inputs are called '{name}'.", "Give each a name of its own.", port=name)
    for declared in inputs:
        answer = None if declared.default is None else read_value(declared, declared.default)
        if isinstance(answer, Problem):
            yield Problem(
                "invalid_input", f"The default of input '{declared.name}' does not fit: {answer.message}", answer.remedy, port=declared.name
            )
