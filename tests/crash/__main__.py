"""The long form, ``make crash``: thousands of faults in both installations, and a soak; ``FAULTS``, ``MINUTES`` and ``SEED`` change it."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from tests.crash.campaign import Report, run_campaign
from tests.crash.cluster import Cluster, embedded, scaled_out
from tests.crash.soak import soak

#: Faults of one campaign, after which all begins anew with the next seed: what is wrong is found near where it happened.
PORTION = 500
#: The share of the faults that the embedded installation gets.
EMBEDDED = 0.2


def main() -> int:
    """Break, soak, tell; return 1 where anything is wrong."""
    faults, minutes = int(os.environ.get("FAULTS", "5000")), float(os.environ.get("MINUTES", "30"))
    seed = int(os.environ.get("SEED", str(int(time.time()))))
    _tell(f"SEED={seed} FAULTS={faults} MINUTES={minutes:g}")
    reports = [*_campaigns(scaled_out, seed, round(faults * (1 - EMBEDDED))), *_campaigns(embedded, seed, round(faults * EMBEDDED))]
    _tell(f"{sum(report.count for report in reports)} faults, {sum(report.runs for report in reports)} runs")
    wrong = any(report.violations for report in reports)
    if minutes:
        with tempfile.TemporaryDirectory() as folder, scaled_out(Path(folder)) as cluster:
            result = soak(cluster, seed=seed, seconds=minutes * 60)
        _tell(*result.lines())
        wrong = wrong or bool(result.violations)
    return int(wrong)


def _campaigns(start: Callable[[Path], AbstractContextManager[Cluster]], seed: int, faults: int) -> Iterator[Report]:
    while faults > 0:
        with tempfile.TemporaryDirectory() as folder, start(Path(folder)) as cluster:
            report = run_campaign(cluster, seed=seed, count=min(PORTION, faults))
        _tell(f"{start.__name__}:", *report.lines())
        yield report
        faults, seed = faults - report.count, seed + 1


def _tell(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
