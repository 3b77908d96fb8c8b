"""What a workflow may be called."""

from dataflow_app.graph.problem import Problem
from designer.services.errors import Invalid

MAX_LENGTH = 200


def check_name(name: str) -> str:
    """Return the name without blanks around it; raise ``Invalid`` for an empty one and one of more than 200 characters."""
    name = name.strip()
    if name and len(name) <= MAX_LENGTH:
        return name
    message = f"The name has {len(name)} characters." if name else "The name is empty."
    raise Invalid([Problem("invalid_input", message, f"Give it 1 to {MAX_LENGTH} characters.", port="name")])
