"""Running a script as the main program, inside a project."""

import runpy
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dataflow_app.dataflow import closing_new_ones
from dataflow_app.orm.migrate.consent import Consent, PlanShown, given
from dataflow_app.orm.migrate.plan import Plan
from dataflow_app.scripts.import_names import guide_names


def run_script(path: Path, arguments: Sequence[str] = (), *, allow_data_loss: bool = False) -> dict[str, Any]:
    """Run a script as ``python`` would, with its folder importable and the guide's names, and return its global names.

    The DataFlows that the script opens are closed when it ends; what the script raises is raised here. ``allow_data_loss`` lets
    its tables take the shape of its models even where that loses data.
    """
    with given(Consent(allow_data_loss=allow_data_loss)), guide_names(), closing_new_ones(), _as_main(path, arguments):
        return runpy.run_path(str(path), run_name="__main__")


def plan_script(path: Path, arguments: Sequence[str] = ()) -> Plan:
    """Run a script up to where it first needs a table, and return what would be done to its tables then; nothing is done to them."""
    try:
        with given(Consent(only_plan=True)), guide_names(), closing_new_ones(), _as_main(path, arguments):
            runpy.run_path(str(path), run_name="__main__")
    except PlanShown as shown:
        return shown.plan
    return Plan()


def trace_from(error: Exception, path: Path) -> str:
    """Return the traceback of an error, from the script's first line on."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename != str(path):
        trace = trace.tb_next
    return "".join(traceback.format_exception(type(error), error, trace or error.__traceback__))


@contextmanager
def _as_main(path: Path, arguments: Sequence[str]) -> Iterator[None]:
    """Give the script its arguments and its folder, and take both away afterwards, with the modules that came from the folder."""
    folder, argv, present = str(path.resolve().parent), sys.argv, set(sys.modules)
    sys.argv = [str(path), *arguments]
    sys.path.insert(0, folder)
    try:
        yield
    finally:
        sys.argv = argv
        sys.path.remove(folder)
        for name in set(sys.modules) - present:
            if str(getattr(sys.modules[name], "__file__", None) or "").startswith(folder + "/"):
                del sys.modules[name]
