"""``manage.py seed_demo``: a tenant to play in."""

from typing import Any

from django.core.management.base import BaseCommand

from designer.demo.seed import NAME, PASSWORD, seed_demo


class Command(BaseCommand):
    """Seed the demo."""

    help = "Make the tenant, the person, the sample catalogue and the workflows of the demo; a second time adds nothing."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's own signature
        """Seed, and print the sign-in."""
        seed_demo(lambda work: self.stdout.write(f"▸ {work}"))
        self.stdout.write(f"Sign in as {NAME} / {PASSWORD}.")
