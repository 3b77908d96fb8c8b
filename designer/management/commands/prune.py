"""``manage.py prune``: remove runs and values that were kept long enough."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from designer.services.prune_data import prune_data
from designer.services.prune_runs import expired_runs
from designer.services.prune_values import unused_values


class Command(BaseCommand):
    """Does at once what workers do bit by bit."""

    help = "Remove runs that were kept long enough, with their events, and large values that no run refers to."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--dry-run``."""
        parser.add_argument("--dry-run", action="store_true", help="Only say what would go.")

    def handle(self, *_: Any, **given: Any) -> None:
        """Remove it, and say what went."""
        if given["dry_run"]:
            runs = sum(expired.count() for expired in expired_runs())
            self.stdout.write(f"{runs:,} runs would go, and {unused_values().count():,} values that none refers to by now.")
            return
        gone = prune_data()
        for what, count in sorted(gone.items()):
            self.stdout.write(f"{count:,} {what} removed.")
        if not gone:
            self.stdout.write("Nothing was kept longer than it should be.")
