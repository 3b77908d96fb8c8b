"""``manage.py purge_expired_rows``: remove the rows whose time is up, for an installation that schedules it itself."""

from typing import Any

from django.core.management.base import BaseCommand

from dataflow_app.dataflow import open_dataflows
from dataflow_app.orm.rows.expire import purge_expired
from dataflow_app.scope import Scope


class Command(BaseCommand):
    """Purge."""

    help = "Remove the rows that are older than the ttl of their model, for good. Several at once do no harm."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's own signature
        """Go through all models with a ``ttl`` and say how many rows went."""
        expiring = {bound.model: bound for db in open_dataflows() for bound in db.models if bound.options.ttl}
        for bound in expiring.values():
            count = purge_expired(bound, Scope())
            self.stdout.write(f"Removed {count:,} {'row' if count == 1 else 'rows'} of {bound.name}.")
        if not expiring:
            self.stdout.write("No model has a ttl, so no row expires.")
