"""``make bench``: ratios of speed against a baseline timed in the same run, printed as a table.

Each row interleaves ours and its baseline and compares medians, so that a busy machine slows both alike.
"""

import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import structlog


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was done, and the two ways to do it."""

    work: str
    baseline_name: str
    ours: Callable[[], object]
    baseline: Callable[[], object]
    rounds: int = 15


def timed(function: Callable[[], object]) -> float:
    """Return how many seconds one call takes."""
    start = perf_counter()
    function()
    return perf_counter() - start


def measure(row: Row) -> tuple[float, float]:
    """Return the median seconds of ours and of the baseline, called in turn."""
    row.ours(), row.baseline()
    pairs = [(timed(row.ours), timed(row.baseline)) for _ in range(row.rounds)]
    ours, baseline = zip(*pairs, strict=True)
    return statistics.median(ours), statistics.median(baseline)


def print_table(rows: Iterator[Row]) -> None:
    """Measure each row and print it."""
    print(f"{'work':<44}{'ours ms':>10}{'baseline ms':>13}{'ratio':>8}  baseline")  # noqa: T201 - a table is what this is for
    for row in rows:
        ours, baseline = measure(row)
        print(f"{row.work:<44}{ours * 1e3:>10.2f}{baseline * 1e3:>13.2f}{ours / baseline:>8.2f}  {row.baseline_name}")  # noqa: T201


def main() -> None:
    """Print the table on a database of its own: PostgreSQL where ``DATABASE_URL`` names one, else SQLite."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        from tests.bench import library  # noqa: PLC0415 - it opens the database named above

        print_table(library.rows())


if __name__ == "__main__":
    main()
