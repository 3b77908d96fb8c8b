"""Processes die, stand still, lose their connections and their clocks, and servers fall over: no effect is lost, none happens twice."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.crash.campaign import run_campaign
from tests.crash.cluster import Cluster, embedded, scaled_out
from tests.crash.conftest import NAME
from tests.crash.step_faults import STEPS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
#: Another one is another choice of faults: ``SEED=7 pytest …`` repeats that of a failure.
SEED = int(os.environ.get("SEED", "1"))


#: How many campaigns there are, and how many faults each of them has at least.
SIZE = {"postgresql": (2, 160), "sqlite": (1, 60)}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The database that the tests run on decides which installation is broken."""
    database = str(metafunc.config.getoption("--database"))
    campaigns, faults = SIZE[database]
    start = scaled_out if database == "postgresql" else embedded
    metafunc.parametrize(("start", "seed", "faults"), [(start, SEED + number, faults) for number in range(campaigns)])


def test_every_effect_happens_once_whatever_breaks(
    start: Callable[[Path], AbstractContextManager[Cluster]],
    seed: int,
    faults: int,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    with start(tmp_path) as cluster:
        report = run_campaign(cluster, seed=seed, count=faults)
    for line in report.lines():
        record_property(NAME, line)
    assert report.violations == []
    assert report.count >= faults
    for action in ("kill", "pause"):
        assert {step for step, done in report.at_steps if done == action} == set(STEPS)
