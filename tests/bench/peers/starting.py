"""Engines of others, started as their documentation says, each on what it keeps its state in."""

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.bench.engines.servers import DurablePostgresql
from tests.bench.peers.environment import SCRIPTS, bare, node_modules_of, python_of
from tests.bench.talking import Talking
from tests.servers import free_port

#: Where the scripts find the module that answers.
_ANSWERING = str(Path(__file__).parents[1])
Starting = Callable[[DurablePostgresql, Path], Iterator[Talking]]


def dbos(postgresql: DurablePostgresql, folder: Path) -> Iterator[Talking]:
    """Start DBOS on a database of its own."""
    yield from _talking("dbos", [postgresql.database("dbos")], bare("dbos"))


def kailash(postgresql: DurablePostgresql, folder: Path) -> Iterator[Talking]:
    """Start Kailash on a database of its own."""
    yield from _talking("kailash", [postgresql.database("kailash")], bare("kailash"))


def dagster(postgresql: DurablePostgresql, folder: Path) -> Iterator[Talking]:
    """Start Dagster with its own files: its storage on PostgreSQL is no package that fits the version."""
    (folder / "dagster").mkdir()
    yield from _talking("dagster", [], bare("dagster", DAGSTER_HOME=str(folder / "dagster"), DAGSTER_DISABLE_TELEMETRY="1"))


def restate(postgresql: DurablePostgresql, folder: Path) -> Iterator[Talking]:
    """Start Restate's server, and the steps beside it."""
    program = node_modules_of("restate") / "@restatedev/restate-server-linux-x64/bin/restate-server"
    ingress, admin, node, steps = (free_port() for _ in range(4))
    settings = {
        "RESTATE_INGRESS__BIND_ADDRESS": f"127.0.0.1:{ingress}",
        "RESTATE_ADMIN__BIND_ADDRESS": f"127.0.0.1:{admin}",
        "RESTATE_BIND_ADDRESS": f"127.0.0.1:{node}",
        "RESTATE_ADVERTISED_ADDRESS": f"http://127.0.0.1:{node}",
        "RESTATE_LOG_FILTER": "warn",
    }
    with running([program, "--base-dir", folder / "restate", "--node-name", "bench"], bare("restate", **settings), folder / "restate.log"):
        yield from _talking("restate", [f"http://127.0.0.1:{ingress}", f"http://127.0.0.1:{admin}", str(steps)], bare("restate"))


def prefect(postgresql: DurablePostgresql, folder: Path) -> Iterator[Talking]:
    """Start Prefect's server on SQLite, as it comes: on PostgreSQL it needs an extension that the server here lacks."""
    port = free_port()
    env = bare(
        "prefect",
        PREFECT_HOME=str(folder / "prefect"),
        PREFECT_API_URL=f"http://127.0.0.1:{port}/api",
        PREFECT_LOGGING_LEVEL="ERROR",
        PREFECT_SERVER_ANALYTICS_ENABLED="false",
    )
    command: list[str | Path] = [python_of("prefect").with_name("prefect"), "server", "start", "--no-ui", "--port", str(port)]
    with running(command, env, folder / "prefect.log"):
        await_answer(f"http://127.0.0.1:{port}/api/health")
        yield from _talking("prefect", [], env)


@contextmanager
def running(command: list[str | Path], env: Mapping[str, str], log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a server until the block ends, its output in a file."""
    with log.open("wb") as output, subprocess.Popen(command, env=env, stdout=output, stderr=output) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


def await_answer(address: str, seconds: float = 120) -> None:
    """Return when a server answers with success; raise ``TimeoutError`` when it does not."""
    deadline = time.monotonic() + seconds
    while not _answers(address):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{address} does not answer in {seconds:.0f} s.")
        time.sleep(0.2)


def _answers(address: str) -> bool:
    try:
        return httpx.get(address).is_success
    except httpx.HTTPError:
        return False


def _talking(peer: str, arguments: list[str], env: Mapping[str, str]) -> Iterator[Talking]:
    with Talking([python_of(peer), SCRIPTS / f"{peer}_flows.py", *arguments, _ANSWERING], env=env) as talking:
        yield talking
