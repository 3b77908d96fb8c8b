"""Scripts as a user runs them: by themselves, in a process and a folder of their own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


def start(folder: Path, name: str, code: str, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
    """Write a script into a folder and start it there, as ``python shop.py`` does."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(code, encoding="utf-8")
    return start_command(folder, name, *arguments, **environment)


def start_command(folder: Path, *command: str, **environment: str) -> "subprocess.Popen[str]":
    """Start Python with those arguments in a folder."""
    inherited = {key: value for key, value in os.environ.items() if key not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")}
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: "subprocess.Popen[str]") -> tuple[str, str]:
    """Wait for a script and return what it wrote to standard output and standard error."""
    return process.communicate(timeout=100)


def run(folder: Path, name: str, code: str, *arguments: str, **environment: str) -> tuple[str, str]:
    """Run a script to its end."""
    return finish(start(folder, name, code, *arguments, **environment))
