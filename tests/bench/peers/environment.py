"""Environments of peers under ``.data/bench``: made once, used until somebody removes them."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.bench.peers.packages import NODE, OVERRIDES, PYTHON

HOME = Path(".data/bench").absolute()
SCRIPTS = Path(__file__).with_name("scripts")
_BIN = Path(sys.executable).parent
#: The most seconds that an installation may take.
PATIENCE = 600


class Missing(Exception):  # noqa: N818 - it names what is the matter
    """A peer that could not be installed, and why."""


@cache
def python_of(peer: str) -> Path:
    """Return the Python of a peer's own environment; raise ``Missing`` where it could not be made."""
    folder = HOME / peer
    python = folder / "bin" / "python"
    wanted = "\n".join(PYTHON[peer])
    if _is_made(folder, wanted):
        return python
    _install([_BIN / "uv", "venv", "-q", "--clear", folder], os.environ)
    _install([_BIN / "uv", "pip", "install", "-q", "--python", python, *PYTHON[peer]], os.environ)
    (folder / "made").write_text(wanted)
    return python


@cache
def node_modules_of(peer: str) -> Path:
    """Return the folder of a peer's own packages for Node.js; raise ``Missing`` where it could not be filled."""
    folder = HOME / f"{peer}-node"
    wanted = "\n".join(NODE[peer])
    if not _is_made(folder, wanted):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text(json.dumps({"private": True, "overrides": OVERRIDES.get(peer, {})}))
        quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts"]
        path = os.pathsep.join([str(_BIN), os.environ["PATH"]])
        _install([_BIN / "npm", "install", "--prefix", folder, *quiet, *NODE[peer]], {**os.environ, "PATH": path})
        (folder / "made").write_text(wanted)
    return folder / "node_modules"


def bare(peer: str, **more: str) -> dict[str, str]:
    """Return an environment without our settings, with a home that the peer may fill."""
    home = HOME / "homes" / peer
    home.mkdir(parents=True, exist_ok=True)
    return {"PATH": f"{_BIN}{os.pathsep}{os.defpath}", "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8", **more}


def _is_made(folder: Path, wanted: str) -> bool:
    made = folder / "made"
    return made.exists() and made.read_text() == wanted


def _install(command: list[str | Path], env: "os._Environ[str] | dict[str, str]") -> None:
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE, env=env)
    except subprocess.TimeoutExpired:
        raise Missing(f"not installed: it took more than {PATIENCE} s") from None
    if done.returncode:
        last = [line for line in done.stderr.splitlines() if line.strip()] or [f"{command[0]} failed"]
        raise Missing(f"not installed: {last[0].strip()[:200]}")
