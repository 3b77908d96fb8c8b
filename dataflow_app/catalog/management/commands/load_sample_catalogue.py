"""``manage.py load_sample_catalogue TENANT``: add the sample catalogue to a tenant."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dataflow_app.catalog.sample.load import load_sample_catalogue


class Command(BaseCommand):
    """Adds what the tenant lacks of the sample catalogue, and says how much that was."""

    help = "Add the sample catalogue (vendors, classifications, products, variants) to a tenant; a second time adds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the tenant's slug."""
        parser.add_argument("tenant", help="the slug of the tenant, such as demo")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Load, and print one line."""
        added = load_sample_catalogue(options["tenant"])
        words = ", ".join(f"{count:,} {name}" for name, count in added.items())
        self.stdout.write(f"Added to tenant '{options['tenant']}': {words}.")
