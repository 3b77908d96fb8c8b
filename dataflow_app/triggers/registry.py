"""Where trigger types are found by name."""

from functools import cache

from dataflow_app.errors import DataFlowError, suggest
from dataflow_app.nodes.discovery import discover
from dataflow_app.triggers.trigger_type import TriggerType


@cache
def trigger_types() -> dict[str, TriggerType]:
    """Return an instance of every trigger type in the catalogue, by name."""
    found = discover("dataflow_app.triggers.catalogue", TriggerType)  # type: ignore[type-abstract] # only concrete ones are made
    return {trigger_type.name: trigger_type for trigger_type in found}


def trigger_type(name: str) -> TriggerType:
    """Return the trigger type of that name; raise ``DataFlowError`` where there is none."""
    known = trigger_types()
    if name not in known:
        raise DataFlowError(f"There is no trigger type '{name}'.", suggest(name, known).strip() or f"There are: {', '.join(known)}.")
    return known[name]
