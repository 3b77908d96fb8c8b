"""A whole installation of real processes: servers, workers, tickers and a web process, which are started again when they die."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import psycopg

from tests.crash.proxy import Proxy
from tests.crash.tokens import Tokens
from tests.servers import PostgresqlServer, RedisServer, free_port

ROOT = Path(__file__).parents[2]
#: Seconds that a lease lasts, the least that can be set.
LEASE = 1
#: How often a condition is looked at, in seconds.
ASK_EVERY = 0.02


@dataclass
class Cluster:
    """Its processes by name, and its servers; ``redis`` is None where the web process does everything."""

    folder: Path
    database: str
    postgresql: PostgresqlServer | None
    redis: RedisServer | None
    proxy: Proxy | None
    web_port: int
    tokens: Tokens
    pids: dict[str, int] = field(default_factory=dict)
    #: Every process that ended: name and exit code.
    ended: list[tuple[str, int]] = field(default_factory=list)
    fleet: "subprocess.Popen[bytes] | None" = None
    _later: list[threading.Timer] = field(default_factory=list)

    @property
    def web_url(self) -> str:
        """Where the web process answers."""
        return f"http://127.0.0.1:{self.web_port}"

    def start(self, **options: Any) -> None:
        """Start a process, and again whenever it dies (unless ``again`` is False)."""
        self._ask({"start": options})

    def stop(self, name: str) -> None:
        """Kill a process for good."""
        self._ask({"stop": name})
        self.send(name, signal.SIGKILL)

    def send(self, name: str, signum: signal.Signals, *, group: bool = False) -> bool:
        """Send a signal to a process, or to it and its children; return whether it was there."""
        pid = self.pids.get(name)
        if pid is None:
            return False
        with suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(pid, signum)
            return True
        return False

    def later(self, seconds: float, work: Callable[..., object], *arguments: object) -> None:
        """Do something in a while."""
        self._later.append(threading.Timer(seconds, work, arguments))
        self._later[-1].start()

    def settle(self) -> None:
        """Wait for what was to be done in a while."""
        while self._later:
            self._later.pop().join()

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return rows of the database, read by nothing of the product."""
        if self.postgresql is None:
            import sqlite3  # noqa: PLC0415 - only an embedded installation has it

            with sqlite3.connect(self.database.removeprefix("sqlite:///"), timeout=30) as database:
                return database.execute(sql).fetchall()
        with psycopg.connect(self.postgresql.url, connect_timeout=5) as connection:
            return connection.execute(sql.encode()).fetchall()

    def stop_schedules(self) -> None:
        """Let no more due times come."""
        sql = "UPDATE designer_trigger SET enabled = false"
        if self.postgresql is None:
            self.query(sql)
        else:
            with psycopg.connect(self.postgresql.url) as connection:
                connection.execute(sql)

    def _ask(self, command: dict[str, Any]) -> None:
        if self.fleet is None or self.fleet.stdin is None:
            raise RuntimeError("The cluster is not running.")
        self.fleet.stdin.write(json.dumps(command).encode() + b"\n")
        self.fleet.stdin.flush()

    def hear(self, facts: IO[bytes]) -> None:
        """Keep what the supervisor tells of its processes."""
        for line in facts:
            fact = json.loads(line)
            if "started" in fact:
                self.pids[fact["started"]] = fact["pid"]
            elif "ended" in fact:
                self.ended.append((fact["ended"], fact["code"]))
                if self.pids.get(fact["ended"]) == fact["pid"]:
                    del self.pids[fact["ended"]]


def wait_until(condition: Callable[[], object], *, seconds: float, what: str) -> None:
    """Ask until it is so; raise ``TimeoutError`` that says what was waited for."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"After {seconds} s still not so: {what}.")
        time.sleep(ASK_EVERY)


@contextmanager
def scaled_out(folder: Path) -> Iterator[Cluster]:
    """Run three workers with three kinds of pool, three tickers, beat, a web process, PostgreSQL and Redis."""
    postgresql, redis = PostgresqlServer(), RedisServer()
    postgresql.start()
    redis.start()
    with Proxy(postgresql.port) as proxy:
        cluster = Cluster(folder, postgresql.url, postgresql, redis, proxy, free_port(), Tokens(folder))
        try:
            with _running_fleet(cluster, {"REDIS_URL": redis.url}):
                cluster.start(name="threads", role="worker", pool="threads")
                cluster.start(name="prefork", role="worker", pool="processes")
                cluster.start(name="solo", role="worker", pool="solo", database_port=proxy.port)
                for number in (1, 2):
                    cluster.start(name=f"ticker-{number}", role="tick")
                cluster.start(name="beat", role="beat")
                cluster.start(name="web", role="web", port=cluster.web_port)
                yield cluster
        finally:
            redis.kill()
            postgresql.stop(signal.SIGQUIT)


@contextmanager
def embedded(folder: Path) -> Iterator[Cluster]:
    """Run two web processes on one SQLite file, each with its own worker and ticker."""
    cluster = Cluster(folder, f"sqlite:///{folder}/db.sqlite3", None, None, None, free_port(), Tokens(folder))
    with _running_fleet(cluster, {}):
        cluster.start(name="web", role="web", port=cluster.web_port)
        cluster.start(name="second", role="web", port=free_port())
        yield cluster


@contextmanager
def _running_fleet(cluster: Cluster, more: dict[str, str]) -> Iterator[None]:
    environment = {
        **{name: value for name, value in os.environ.items() if name != "REDIS_URL"},
        "DJANGO_SETTINGS_MODULE": "tests.crash.settings",
        "DATABASE_URL": cluster.database,
        "DATAFLOW_DATA_DIR": str(cluster.folder),
        "SECRET_KEY": "of the test",
        "LEASE_SECONDS": str(LEASE),
        # Here it is never the run that kills its workers.
        "MAX_CRASHES": "10000",
        **more,
    }
    command = [sys.executable, "-m", "tests.crash.fleet", str(cluster.folder)]
    with (cluster.folder / "fleet.log").open("wb") as log:
        cluster.fleet = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, bufsize=0
        )
    with cluster.fleet as fleet:
        facts = fleet.stdout
        if facts is None or not facts.readline():
            raise RuntimeError(f"The processes could not be started:\n{(cluster.folder / 'fleet.log').read_text()}")
        listener = threading.Thread(target=cluster.hear, args=(facts,), daemon=True)
        listener.start()
        answer = cluster.folder / "prepared.json"
        cluster.start(name="prepare", role="prepare", answer=str(answer), again=False)
        wait_until(lambda: cluster.ended, seconds=60, what="tables are made")
        if not answer.exists():
            raise RuntimeError(f"The database could not be filled:\n{(cluster.folder / 'prepare.log').read_text()}")
        try:
            yield
        finally:
            if fleet.stdin is not None:
                fleet.stdin.close()
            fleet.wait(timeout=30)
            listener.join()
