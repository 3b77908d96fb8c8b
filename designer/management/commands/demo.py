"""``manage.py demo``: everything that ``make demo`` needs, in one process."""

from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from designer.demo.seed import NAME, PASSWORD, seed_demo
from designer.management.commands import serve
from designer.management.port import require_free_port
from designer.management.server import serve as serve_until_stopped


class Command(serve.Command):
    """Bring the database up to date, seed the demo and serve it."""

    help = "Migrate, seed the demo and serve it."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's own signature
        """Look whether the port is free before any work is done, and serve at the end."""
        host, port = options["host"], options["port"]
        require_free_port(host, port)
        migrate_if_needed(self.tell)
        seed_demo(self.tell)
        where = f"DataFlow Designer is at {serve.url_of(host, port)} · sign in as {NAME} / {PASSWORD} · Ctrl-C stops it"
        serve_until_stopped(host, port, lambda: self.stdout.write(self.style.SUCCESS(where)))

    def tell(self, work: str) -> None:
        """Print a line of progress at once."""
        self.stdout.write(f"▸ {work}")
        self.stdout.flush()


def migrate_if_needed(tell: Callable[[str], object]) -> None:
    """Create or evolve the tables, where the database is behind."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        tell("Preparing the database")
        call_command("migrate", interactive=False, verbosity=0)
