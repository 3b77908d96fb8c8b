"""Documents whose Python blocks are one script: run as a reader would, each expression compared with what the page says it gives."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SHOWN = re.compile(r"#\s→\s(.*)$")
_CHECK = """
def _shown(place, value, text):
    if value != eval(text):
        raise SystemExit(f"line {place} gives {value!r}, and the page says {text}")

"""


def script_of(page: Path) -> str:
    """Return the Python blocks of a page as one script that fails where an expression gives something else than the page shows.

    Lines keep their numbers in the page.
    """
    lines = page.read_text(encoding="utf-8").splitlines()
    inside, kept = False, []
    for line in lines:
        if line.startswith("```"):
            inside, line = line.strip() == "```python", ""  # noqa: PLW2901 - the fence itself is no code
        kept.append(line if inside else "")
    return _checking(kept)


def run_script(source: str, folder: Path, database_url: str) -> "subprocess.CompletedProcess[str]":
    """Run a script in an empty folder and a process of its own."""
    script = folder / "page.py"
    script.write_text(source, encoding="utf-8")
    hidden = ("DJANGO_SETTINGS_MODULE", "DATAFLOW_DATA_DIR")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"PYTHONPATH": str(ROOT), "DATABASE_URL": database_url}
    return subprocess.run([sys.executable, script], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=100)


def _checking(lines: list[str]) -> str:
    """Return the code with every shown expression turned into a comparison."""
    for statement in ast.parse("\n".join(lines)).body:
        end = (statement.end_lineno or statement.lineno) - 1
        shown = _SHOWN.search(lines[end])
        if isinstance(statement, ast.Expr) and shown:
            start = statement.lineno - 1
            lines[start] = f"_shown({statement.lineno}, ({lines[start]}"
            lines[end] = f"{lines[end][: lines[end].rindex('#')].rstrip()}), {shown[1].strip()!r})"
    return _CHECK + "\n".join(lines)
