"""``python -m dataflow_app``: run a script, or see what it would do to its tables, where there is no ``manage.py``."""

import sys
from argparse import REMAINDER, ArgumentParser, Namespace
from pathlib import Path

from dataflow_app.standalone import ensure_django


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says, and return the exit status."""
    given = _parser().parse_args(arguments)
    if not given.file.is_file():
        sys.stderr.write(f"There is no script {given.file}. Give the path of a Python file.\n")
        return 2
    ensure_django()
    return _carry_out(given)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m dataflow_app", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="run a script")
    run.add_argument("--allow-data-loss", action="store_true", help="change its tables even where that loses data")
    plan = commands.add_parser("plan", help="show what would be done to the tables of a script's models, and do nothing to them")
    for each in (run, plan):
        each.add_argument("file", type=Path, help="the script")
        each.add_argument("arguments", nargs=REMAINDER, help="what the script finds in sys.argv")
    return parser


def _carry_out(given: Namespace) -> int:
    from dataflow_app.scripts.running import plan_script, run_script, trace_from  # noqa: PLC0415 - needs Django

    try:
        if given.command == "plan":
            sys.stdout.write(f"{plan_script(given.file, given.arguments)}\n")
        else:
            run_script(given.file, given.arguments, allow_data_loss=given.allow_data_loss)
    except Exception as error:  # noqa: BLE001 - whatever a script raises
        sys.stderr.write(trace_from(error, given.file))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
