"""The application of the bench's notes."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """Lets definitions use the bench's node types."""

    name = "tests.bench.engines.notes"

    def ready(self) -> None:
        """Open their registry."""
        from dataflow_app.nodes.registry import REGISTRIES  # noqa: PLC0415 - only when the applications are there
        from tests.bench.engines.notes.node_types import REGISTRY  # noqa: PLC0415 - likewise

        REGISTRIES.open(REGISTRY)
