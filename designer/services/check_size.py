"""How large a definition may be."""

from dataflow_app.graph.compile import NODE_LIMIT
from dataflow_app.graph.definition import Definition
from dataflow_app.graph.problem import Problem
from designer.services.errors import Invalid

MAX_BYTES = 4 * 1024 * 1024


def check_size(definition: Definition) -> None:
    """Raise ``Invalid`` for a definition of more than 5,000 nodes or 4 MB of JSON."""
    size = len(definition.to_json().encode())
    if len(definition.nodes) > NODE_LIMIT:
        message = f"The definition has {len(definition.nodes):,} nodes; at most {NODE_LIMIT:,} are allowed."
    elif size > MAX_BYTES:
        message = f"The definition is {size / 1024**2:.1f} MB of JSON; at most {MAX_BYTES // 1024**2} MB are allowed."
    else:
        return
    raise Invalid([Problem("too_large", message, "Split it into several workflows.")])
