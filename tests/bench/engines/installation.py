"""An installation of ours: a process that submits runs, and workers, on a PostgreSQL and a Redis."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.bench.talking import Talking

ROOT = Path(__file__).parents[3]


@dataclass
class Installation:
    """Its settings and its submitter."""

    database: str
    environment: Mapping[str, str]
    submitter: Talking

    def query(self, sql: str) -> Any:
        """Return the first column of the first row."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            row = connection.execute(sql.encode()).fetchone()
        return row[0] if row else None

    @contextmanager
    def workers(self, count: int = 1, threads: int = 4) -> Iterator[list[int]]:
        """Run ``celery -A designer worker`` so many times, and give the process ids when all of them are there."""
        command = [sys.executable, "-m", "celery", "-A", "designer", "worker", "-c", str(threads), "--loglevel", "WARNING"]
        log = (Path(self.environment["DATAFLOW_DATA_DIR"]) / "workers.log").open("ab")
        processes = [
            subprocess.Popen([*command, "-n", f"w{number}@%h"], cwd=ROOT, env=self.environment, stdout=log, stderr=log)
            for number in range(count)
        ]
        try:
            self._await_workers(processes)
            yield [process.pid for process in processes]
        finally:
            for process in processes:
                process.send_signal(signal.SIGTERM)
            for process in processes:
                process.wait(timeout=30)
            log.close()

    def _await_workers(self, processes: list["subprocess.Popen[bytes]"]) -> None:
        deadline = time.monotonic() + 60
        while self.query("SELECT count(*) FROM designer_worker") < len(processes):
            if time.monotonic() > deadline or any(process.poll() is not None for process in processes):
                raise RuntimeError((Path(self.environment["DATAFLOW_DATA_DIR"]) / "workers.log").read_text()[-2000:])
            time.sleep(0.05)


@contextmanager
def installed(database: str, redis: str, folder: Path) -> Iterator[Installation]:
    """Make the tables and the workflows of an installation, and give it with a submitter that is ready; embedded without a Redis."""
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "DATABASE_URL")},
        "DJANGO_SETTINGS_MODULE": "tests.bench.engines.settings",
        "DATABASE_URL": database,
        "DATAFLOW_DATA_DIR": str(folder),
        "SECRET_KEY": "of the bench",
        **({"REDIS_URL": redis} if redis else {}),
    }
    with Talking([sys.executable, "-m", "tests.bench.engines.submitter"], env=environment, cwd=ROOT) as submitter:
        submitter.ask("prepare")
        yield Installation(database, environment, submitter)
