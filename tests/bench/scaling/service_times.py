"""What a run of three effects takes at each place: what the simulation is fed with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a run that ends in a commit: processor seconds in its own process and in the database, and bytes of the log."""

    here: float
    database: float
    wal: float


@dataclass(frozen=True, slots=True)
class ServiceTimes:
    """The steps of a run in order: started by a web process, claimed by a worker, so many effects, ended.

    ``broker`` are processor seconds of the broker a run, ``flush`` is how long the disk takes, ``network`` there and back between a
    process and the database; all in seconds, ``disk`` in bytes a second.
    """

    start: Step
    claim: Step
    effect: Step
    end: Step
    broker: float
    flush: float
    network: float
    disk: float
    effects: int = 3

    @property
    def steps(self) -> tuple[Step, ...]:
        """What a worker does for a run."""
        return (self.claim, *[self.effect] * self.effects, self.end)

    @property
    def worker(self) -> float:
        """Processor seconds of a worker a run."""
        return sum(step.here for step in self.steps)

    @property
    def database(self) -> float:
        """Processor seconds of the database a run."""
        return self.start.database + sum(step.database for step in self.steps)

    @property
    def wal(self) -> float:
        """Bytes of the log a run."""
        return self.start.wal + sum(step.wal for step in self.steps)
