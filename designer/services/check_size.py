"""How large a definition may be."""

from dataflow_app.graph.definition import Definition
from dataflow_app.graph.problem import Problem
from designer.services.errors import Invalid

MAX_NODES = 2_000
MAX_BYTES = 2 * 1024 * 1024


def check_size(definition: Definition) -> None:
    """Raise ``Invalid`` for a definition of more than 2,000 nodes or 2 MB of JSON."""
    size = len(definition.to_json().encode())
    if len(definition.nodes) > MAX_NODES:
        message = f"The definition has {len(definition.nodes):,} nodes; at most {MAX_NODES:,} are allowed."
    elif size > MAX_BYTES:
        message = f"The definition is {size / 1024**2:.1f} MB of JSON; at most {MAX_BYTES // 1024**2} MB are allowed."
    else:
        return
    raise Invalid([Problem("too_large", message, "Split it into several workflows.")])
