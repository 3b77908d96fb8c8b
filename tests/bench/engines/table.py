"""The rows of engines, by the words that select them; each brings what it needs, and a failure of one is a line, not the end."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from tests.bench.engines import computing, flows, latencies, memory, sockets, throughput
from tests.bench.engines.setting import Setting
from tests.bench.peers.packages import NODE, PYTHON

ROWS: Mapping[str, Callable[[Setting], Iterator[str]]] = {
    "engines: chain of trivial nodes, durable": flows.chain,
    "engines: inserts exactly once": flows.effects,
    "engines: local chain": computing.local,
    "engines: fibonacci": computing.busy,
    "engines: start latency": latencies.starts,
    "engines: socket latency and fan-out": sockets.latencies,
    "engines: short runs a second, throughput": throughput.runs,
    "engines: worker memory": memory.workers,
}


def lines(folder: Path, is_wanted: Callable[[str], bool]) -> Iterator[str]:
    """Give the lines of the rows that are wanted; servers and peers run while these are measured."""
    rows = {name: row for name, row in ROWS.items() if is_wanted(name)}
    if not rows:
        return
    yield f"versions: {', '.join(_packages())}"
    with ExitStack() as stack:
        setting = Setting(folder, stack)
        yield f"PostgreSQL {setting.postgresql.version}, fsync and synchronous_commit on; Redis {setting.redis.version}"
        for name, row in rows.items():
            yield f"— {name}"
            try:
                yield from row(setting)
            except Exception as error:  # noqa: BLE001 - the other rows are still of use
                yield f"could not be measured: {type(error).__name__}: {error}"


def _packages() -> list[str]:
    return [package for packages in (*PYTHON.values(), *NODE.values()) for package in packages if "==" in package or "@" in package]
