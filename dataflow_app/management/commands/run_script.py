"""``manage.py run_script FILE``: run a script that was written for the guide."""

import sys
import traceback
from argparse import REMAINDER
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dataflow_app.scripts.running import run_script


class Command(BaseCommand):
    """Runs a script inside the project."""

    help = (
        "Run a script written for the guide, as it is: 'dataflow' and 'kailash' mean this library, its folder is importable, "
        "and a model that it defines comes before a project's of the same name."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and what the script is given."""
        parser.add_argument("file", type=Path, help="the script")
        parser.add_argument("arguments", nargs=REMAINDER, help="what the script finds in sys.argv")

    def handle(self, *_args: Any, file: Path, arguments: list[str], **_options: Any) -> None:
        """Run it; an error in it is shown from the script's first line on."""
        if not file.is_file():
            raise CommandError(f"There is no script {file}. Give the path of a Python file.")
        try:
            run_script(file, arguments)
        except Exception as error:
            self.stderr.write("".join(traceback.format_exception(type(error), error, _from_script(error, file))))
            raise CommandError(f"{file.name} failed: {error}") from error
        sys.stdout.flush()


def _from_script(error: Exception, file: Path) -> Any:
    """Return the part of the traceback that begins in the script."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename != str(file):
        trace = trace.tb_next
    return trace or error.__traceback__
