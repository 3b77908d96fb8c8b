"""``python -m tests.bench.scaling [measure|simulate]``: measures what a run takes here, and simulates how far that goes."""

import logging
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import structlog

from tests.bench.scaling.measured import RATE, TIMES
from tests.bench.scaling.plans import rows, this_machine


def main(words: list[str]) -> None:
    """Print both, or the one that is named."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    if "simulate" not in words:
        for line in _measured():
            print(line, flush=True)
    if "measure" not in words:
        print(f"this machine: simulated {this_machine(TIMES).throughput:.0f} runs a second, measured {RATE:.0f}")
        for line in rows(TIMES):
            print(line, flush=True)


def _measured() -> Iterator[str]:
    from tests.bench.engines.setting import Setting  # noqa: PLC0415 - servers, which a simulation needs none of
    from tests.bench.scaling import measuring  # noqa: PLC0415 - likewise

    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        setting, claims, runs = Setting(Path(folder), stack), {}, {}  # type: ignore[var-annotated]
        yield from measuring.facts()
        yield f"PostgreSQL {setting.postgresql.version}, fsync and synchronous_commit on; Redis {setting.redis.version}"
        yield from measuring.whole(setting, runs)
        yield from measuring.log(setting)
        yield from measuring.commits(setting)
        yield from measuring.claims(setting, claims)
        yield f"{measuring.service_times(runs['run'], claims['500 16'], Path(folder))}"


if __name__ == "__main__":
    main(sys.argv[1:])
