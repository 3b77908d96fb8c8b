"""A campaign: so many faults, chosen by a seed, while runs are submitted; then quiet, and the count of what is wrong."""

import json
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import psycopg

from tests.crash.cluster import Cluster
from tests.crash.faults import PAUSE, possible, wake
from tests.crash.invariants import violations
from tests.crash.step_faults import step_faults
from tests.crash.story import read_story
from tests.crash.workload import Workload

#: Tokens that wait at steps at a time, at most.
WAITING = 6
#: Faults from outside for one at a step, so that runs get on between them.
OUTSIDE = 0.5
#: Seconds without a fault at a step after which one comes from outside in any case: some steps are come to after trouble only.
QUIET = 1.0
#: Seconds without one, at most, before the campaign is taken for stuck.
PATIENCE = 150


@dataclass
class Report:
    """What was done, and what came of it."""

    seed: int
    faults: Counter[str] = field(default_factory=Counter)
    at_steps: Counter[tuple[str, str]] = field(default_factory=Counter)
    runs: int = 0
    effects: int = 0
    seconds: float = 0.0
    violations: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many faults there were."""
        return self.faults.total() + self.at_steps.total()

    def lines(self) -> Iterator[str]:
        """Yield the report for people."""
        yield f"seed {self.seed}: {self.count} faults in {self.seconds:.0f} s, {self.runs} runs, {self.effects} effects"
        yield "  " + ", ".join(f"{name} {count}" for name, count in sorted(self.faults.items()))
        by_step: dict[str, list[str]] = {}
        for (step, action), count in sorted(self.at_steps.items()):
            by_step.setdefault(step, []).append(f"{action} {count}")
        yield from (f"  {step}: {', '.join(actions)}" for step, actions in by_step.items())
        yield from (f"  WRONG: {line}" for line in self.violations[:20])


def run_campaign(cluster: Cluster, *, seed: int, count: int) -> Report:
    """Break a cluster that has just been started in ``count`` ways or more, and return what came of it."""
    plan = json.loads((cluster.folder / "prepared.json").read_text())
    return Campaign(cluster, Workload(cluster, plan, seed), seed=seed, count=count).run()


class Campaign:
    """Breaks a cluster in ``count`` ways: first each fault at each step once, then whatever the seed chooses."""

    def __init__(self, cluster: Cluster, workload: Workload, *, seed: int, count: int) -> None:
        self._cluster, self._workload, self._count = cluster, workload, count
        # Choices that can be had again, each kind in a row of its own.
        self._steps, self._outside, self._pauses = (random.Random(f"{kind} {seed}") for kind in ("steps", "outside", "pauses"))  # noqa: S311
        self._all = list(step_faults(has_network=cluster.proxy is not None))
        self._due = self._steps.sample(self._all, len(self._all))
        self._missing = set(self._all)
        self._possible = possible(cluster)
        self.report = Report(seed)

    def run(self) -> Report:
        """Do it all and return the report."""
        begin = time.monotonic()
        self._workload.start()
        self._break()
        self._calm()
        self._judge()
        self.report.seconds = time.monotonic() - begin
        return self.report

    def _break(self) -> None:
        at_steps, since, outside = 0, time.monotonic(), time.monotonic()
        while self.report.count < self._count or self._missing:
            self._count_taken()
            self._arm()
            now = time.monotonic()
            if now - max(since, outside) > QUIET or self.report.faults.total() <= self.report.at_steps.total() * OUTSIDE:
                self._do_outside()
                outside = now
            time.sleep(self._pauses.random() * 0.1)
            if self.report.at_steps.total() > at_steps:
                at_steps, since = self.report.at_steps.total(), now
            elif now - since > PATIENCE:
                raise TimeoutError(f"Nothing happens any more; tokens wait at {self._cluster.tokens.waiting}.")

    def _arm(self) -> None:
        """Let tokens wait at some of the steps: those of faults that are due, then of any."""
        waiting = self._cluster.tokens.waiting
        free = [fault for fault in self._due or self._all if fault[0] not in waiting]
        if len(waiting) < WAITING and free:
            fault = free[0] if self._due else self._steps.choice(free)
            self._cluster.tokens.arm(*fault)
            if self._due:
                self._due.remove(fault)

    def _do_outside(self) -> None:
        (name,) = self._outside.choices(list(self._possible), [fault.weight for fault in self._possible.values()])
        # A database that is recovering from one fault can be asked for no other.
        with suppress(psycopg.OperationalError):
            self.report.faults[name] += self._possible[name].do(self._cluster, self._outside)

    def _count_taken(self) -> None:
        for taken in self._cluster.tokens.news():
            action = taken["action"].partition(" ")[0]
            self.report.at_steps[taken["step"], action] += 1
            self._missing.discard((taken["step"], taken["action"]))
            if action == "pause":
                self._cluster.later(PAUSE, wake, taken["pid"])

    def _calm(self) -> None:
        """Break nothing more, start all processes anew, and wait for the last run."""
        self._cluster.tokens.disarm()
        self._count_taken()
        self._cluster.settle()
        self._workload.stop()
        self._cluster.stop_schedules()
        for name in list(self._cluster.pids):
            self._cluster.send(name, signal.SIGKILL)
        self._workload.drain()

    def _judge(self) -> None:
        story = read_story(self._cluster.query)
        self.report.runs, self.report.effects = len(story.runs), sum(story.entries.values())
        self.report.violations = violations(story, [(each.key, each.run) for each in self._workload.accepted])
        self.report.violations += [f"a request was refused: {text}" for text in self._workload.refused]
