"""``manage.py run_script FILE``: run a script that was written for the guide."""

import sys
from argparse import REMAINDER
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dataflow_app.scripts.running import plan_script, run_script, trace_from


class Command(BaseCommand):
    """Runs a script inside the project."""

    help = (
        "Run a script written for the guide, as it is: 'dataflow' and 'kailash' mean this library, its folder is importable, "
        "and a model that it defines comes before a project's of the same name."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and what the script is given."""
        parser.add_argument("--plan", action="store_true", help="show what would be done to the tables of its models, and do nothing")
        parser.add_argument("--allow-data-loss", action="store_true", help="change its tables even where that loses data")
        parser.add_argument("file", type=Path, help="the script")
        parser.add_argument("arguments", nargs=REMAINDER, help="what the script finds in sys.argv")

    def handle(self, *_args: Any, file: Path, arguments: list[str], **options: Any) -> None:
        """Run it; an error in it is shown from the script's first line on."""
        if not file.is_file():
            raise CommandError(f"There is no script {file}. Give the path of a Python file.")
        try:
            if options["plan"]:
                self.stdout.write(str(plan_script(file, arguments)))
            else:
                run_script(file, arguments, allow_data_loss=options["allow_data_loss"])
        except Exception as error:
            self.stderr.write(trace_from(error, file))
            raise CommandError(f"{file.name} failed: {error}") from error
        sys.stdout.flush()
