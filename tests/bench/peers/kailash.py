"""Kailash DataFlow, in a virtual environment and a process of its own, on the same work."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.bench.measuring import Peer
from tests.bench.peers.forwarding import forwarded
from tests.bench.readings import Place

FOLDER = Path(".data/bench/kailash")
PACKAGES = ("kailash-dataflow==2.20.1", "kailash==2.65.0", "aiosqlite", "asyncpg", "psycopg2-binary")
#: It writes so slowly that a part is measured, and the time of more rows is in proportion.
SAMPLE = 5_000
_SCRIPT = Path(__file__).with_name("kailash_work.py")
_NAME = "Kailash DataFlow 2.20"


def peer(place: Place, work: str, count: int, limit: float | None = None) -> tuple[Peer, ...]:
    """Return Kailash DataFlow as a peer in work on so many rows; nothing where it is not installed or cannot do it."""
    answer = _measured(place).get(work)
    if not isinstance(answer, float):
        return ()
    return (Peer(_NAME, answer * max(1.0, count / SAMPLE), limit),)


def failures(place: Place) -> list[str]:
    """Return a line for each piece of work that it could not do, in its own words."""
    return [f"{_NAME} on {place.name}, {work}: {answer}" for work, answer in _measured(place).items() if isinstance(answer, str)]


@cache
def _measured(place: Place) -> dict[str, float | str]:
    """Return the seconds of each piece of work, or why it could not be done."""
    if not _is_installed():
        return {"all": "not installed; the package index could not be reached."}
    with forwarded(place) as url:
        done = subprocess.run(
            [_python(), "-P", _SCRIPT, url, str(SAMPLE)], capture_output=True, text=True, timeout=900, check=False, env=_bare()
        )
    lines = done.stdout.splitlines()
    answers: dict[str, float | str] = json.loads(lines[-1]) if lines else {"all": done.stderr[-300:]}
    return answers


@cache
def _is_installed() -> bool:
    if not _python().exists():
        uv = Path(sys.executable).with_name("uv")
        commands: list[list[str | Path]] = [[uv, "venv", "-q", FOLDER], [uv, "pip", "install", "-q", "--python", _python(), *PACKAGES]]
        return all(subprocess.run(command, check=False).returncode == 0 for command in commands)
    return True


def _python() -> Path:
    return FOLDER.absolute() / "bin" / "python"


def _bare() -> dict[str, str]:
    """Return an environment without our settings, and with a home that it may fill."""
    home = FOLDER.absolute() / "home"
    home.mkdir(exist_ok=True)
    return {"PATH": os.defpath, "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}
