"""Running a script as the main program, inside a project."""

import runpy
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dataflow_app.dataflow import closing_new_ones
from dataflow_app.scripts.import_names import guide_names


def run_script(path: Path, arguments: Sequence[str] = ()) -> dict[str, Any]:
    """Run a script as ``python`` would, with its folder importable and the guide's names, and return its global names.

    The DataFlows that the script opens are closed when it ends; what the script raises is raised here.
    """
    with guide_names(), closing_new_ones(), _as_main(path, arguments):
        return runpy.run_path(str(path), run_name="__main__")


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
