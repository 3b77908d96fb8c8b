"""A workflow to start from."""

from dataclasses import dataclass

from dataflow_app.graph.definition import Definition


@dataclass(frozen=True, slots=True)
class Template:
    """A definition with the name and the description that a workflow made from it begins with; ``slug`` is what it is asked for by."""

    slug: str
    name: str
    description: str
    definition: Definition

    @property
    def node_count(self) -> int:
        """How many nodes it starts with."""
        return len(self.definition.nodes)
