"""``make bench``: ratios of speed against other ways to do the same, timed in the same run, printed as a table.

``python -m tests.bench [sqlite|postgresql] [words of a row …]`` measures a part of it.
"""

import logging
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import structlog

from tests.bench.measuring import Line, measure

_HEAD = f"{'database':<11}{'work':<42}{'ours ms':>10}  {'beside':<28}{'its ms':>10}{'ratio':>9}  promised"


def main(words: list[str]) -> None:
    """Print the table on SQLite and on a PostgreSQL that lives as long as the bench."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    print(_HEAD)
    from dataflow_app.standalone import ensure_django  # noqa: PLC0415 - a script configures Django before models are made

    ensure_django()
    with tempfile.TemporaryDirectory() as folder:
        for line in _lines(Path(folder), words):
            print(line, flush=True)


def _lines(folder: Path, words: list[str]) -> Iterator[str]:
    from tests.bench.engines import table as engines  # noqa: PLC0415 - likewise

    named = [word for word in words if word in ("sqlite", "postgresql")]
    wanted = [word.lower() for word in words if word not in named]
    for name in named or ("sqlite", "postgresql"):
        yield from _database_lines(name, folder, wanted)
    yield from _library_lines(wanted)
    if "sqlite" not in named:
        yield from engines.lines(folder, lambda row: _is_wanted(row, wanted))


def _database_lines(name: str, folder: Path, wanted: list[str]) -> Iterator[str]:
    from tests.bench import bulk, lists, processes, single  # noqa: PLC0415 - likewise
    from tests.bench.peers import kailash  # noqa: PLC0415
    from tests.bench.readings import open_place  # noqa: PLC0415

    place = open_place(name, f"sqlite:///{folder / 'bench.sqlite3'}" if name == "sqlite" else _postgresql())
    for room in (single, lists, bulk):
        for row in room.rows(place):
            if _is_wanted(row.work, wanted):
                yield from (_line(name, line) for line in measure(row))
    if _is_wanted("memory", wanted):
        yield from (f"{name:<11}{line}" for line in processes.memory(place))
    if not wanted:
        yield from kailash.failures(place)
    place.db.close()


def _library_lines(wanted: list[str]) -> Iterator[str]:
    from tests.bench import executor, processes  # noqa: PLC0415 - likewise

    for row in executor.rows():
        if _is_wanted(row.work, wanted):
            yield from (_line("-", line) for line in measure(row))
    if _is_wanted("start", wanted):
        yield f"{'-':<11}{processes.start_up()}"


def _is_wanted(work: str, wanted: list[str]) -> bool:
    return not wanted or any(word in work.lower() for word in wanted)


def _line(database: str, line: Line) -> str:
    peer = line.peer
    times = f"{line.ours * 1e3:>10.2f}  {peer.name:<28}{line.theirs * 1e3:>10.2f}{line.ratio:>9.2f}"
    return f"{database:<11}{line.work:<42}{times}  {line.verdict}"


def _postgresql() -> str:
    from tests.servers import start_postgresql  # noqa: PLC0415 - heavy, and only this database needs it

    return start_postgresql()


if __name__ == "__main__":
    main(sys.argv[1:])
