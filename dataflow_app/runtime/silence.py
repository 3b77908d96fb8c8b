"""Outputs that stay silent: branches that were not taken, errors that did not happen, and what a failure left ungiven."""

from collections.abc import Mapping

from dataflow_app.graph.expression_references import read
from dataflow_app.graph.plan import Feed
from dataflow_app.graph.ports import ERROR_PORT
from dataflow_app.runtime.step import Step


def silence(step: Step, steps: Mapping[str, Step]) -> str | None:
    """Return why a node gets nothing from an output that may stay silent, or None where it gets something from each."""
    for feed in step.node.feeds:
        source = steps[feed.source]
        reason = _error_silence(source, {feed.output[0]}) if source.node.on_error == "output" else None
        if reason is None and source.type.branches:
            reason = _branch_silence(source, feed)
        if reason:
            return reason
    return _expression_silence(step, steps) if step.node.expressions else None


def _branch_silence(source: Step, feed: Feed) -> str | None:
    name = feed.output[0]
    if source.output is None or name in source.output or name not in source.node.outputs:
        return None
    return f"because '{source.id}' gave nothing at '{name}'"


def _error_silence(source: Step, ports: set[str | None]) -> str | None:
    """Return why none of the ports gives anything; None among them stands for the output as a whole."""
    if source.has_failed:
        return None if ports & {ERROR_PORT.name, None} else f"because '{source.id}' failed"
    return f"because '{source.id}' did not fail" if ports == {ERROR_PORT.name} else None


def _expression_silence(step: Step, steps: Mapping[str, Step]) -> str | None:
    """Expressions may choose between ports: one that gives something is enough for each source."""
    ports: dict[str, set[str | None]] = {}
    for expression in step.node.expressions:
        if any(steps[name].node.on_error == "output" for name in expression.references):
            for reference in read(expression.text):
                if reference.root == "nodes" and steps[reference.name].node.on_error == "output":
                    ports.setdefault(reference.name, set()).add(reference.port)
    reasons = (_error_silence(steps[name], named) for name, named in ports.items())
    return next((reason for reason in reasons if reason), None)
