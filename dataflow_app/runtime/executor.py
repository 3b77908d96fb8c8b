"""The executor: walks a plan, runs its nodes and tells the journal."""

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from dataflow_app.graph.plan import Plan
from dataflow_app.runtime.admission import Admission
from dataflow_app.runtime.aside import Aside
from dataflow_app.runtime.beside import Beside, earliest
from dataflow_app.runtime.canceller import Canceller
from dataflow_app.runtime.conduct import Conduct
from dataflow_app.runtime.ending import Ending
from dataflow_app.runtime.journal import Journal, LeaseLost
from dataflow_app.runtime.node_runner import NodeRunner
from dataflow_app.runtime.outcome import Outcome
from dataflow_app.runtime.retries import Retries
from dataflow_app.runtime.status import Status
from dataflow_app.runtime.tally import Tally
from dataflow_app.runtime.walk import Walk
from dataflow_app.scope import Scope

THREADS = 16
#: How long a cancelled run waits for nodes that wait for something else, in seconds.
PATIENCE = 5.0
#: How often a walk that has nothing to do but to wait looks whether it must leave, in seconds.
LOOK_EVERY = 0.2


class Executor:
    """Walks one plan once; its time, where the plan bounds it, goes on when the executor is made.

    Nodes run on the caller's thread in the order of the plan, so a chain of them never changes threads; those whose type ``waits``
    run in threads beside it, so that nothing has to wait for them, a cancellation least of all. The journal is called on the
    caller's thread only, ``is_cancelled`` excepted. A node that fails is tried again as its settings say, while
    the others go on; then it takes along what depends on it, or not, as they say. Where it ``must_leave``, which is asked between
    nodes, it lets those under way end and starts no other: the run is for another executor to go on with. Unless it
    ``keeps_results``, an output is let go of when the last node that depends on it is done with, and the outcome has none.
    Once it is cancelled it waits ``patience`` seconds for nodes in threads; the answers of those that take longer are dropped. Where
    the lease is lost, or an error ends the walk, it does not wait for them.
    """

    def __init__(  # noqa: PLR0913 - what a run consists of
        self,
        plan: Plan,
        journal: Journal,
        *,
        run: str,
        scope: Scope,
        inputs: Mapping[str, Any],
        secret: Callable[[str], Mapping[str, str]],
        threads: int = THREADS,
        must_leave: Callable[[], bool] = lambda: False,
        interrupts: Callable[[BaseException], bool] = lambda _: False,
        keeps_results: bool = True,
        patience: float = PATIENCE,
    ) -> None:
        self._patience = patience
        self._must_leave = must_leave
        self._journal, self._inputs, self._most = journal, inputs, plan.max_parallel
        self._ending = Ending(journal, plan.timeout)
        self._must_stop = self._ending.must_stop
        self._canceller = Canceller()
        self._walk, self._retries = Walk(plan, lets_go=not keeps_results), Retries()
        self._tally = Tally(journal, self._walk, keeps_results=keeps_results)
        self._aside = Aside(min(threads, plan.max_parallel or threads))
        runner = NodeRunner(
            run=run, scope=scope, inputs=inputs, secret=secret, must_stop=self._must_stop, canceller=self._canceller, ends=self._ending.at
        )
        self._conduct = Conduct(journal, runner, self._tally, self._retries, self._ending, interrupts)
        self._beside = Beside(self._aside, self._conduct, self._ending)

    def execute(self) -> Outcome:
        """Walk the plan to its end and return the outcome; a lost lease ends the walk at once, without another record.

        A run that is not over, because its lease was lost or it was left, is ``running`` still.
        """
        try:
            return self._execute()
        except LeaseLost:
            return Outcome(Status.RUNNING, self._tally.results)
        finally:
            self._ending.has_stopped = True
            self._aside.abandon()
            self._aside.close()

    def _execute(self) -> Outcome:
        admission = Admission(self._journal, self._walk, self._tally, self._journal.restore())
        self._remember_tries()
        # Nothing here leads back to the journal, so that results are freed as soon as nobody holds them.
        self._journal.when_stopped(self._aside.wake)
        self._journal.when_stopped(self._canceller.stop)
        self._journal.run_started()
        admission.admit()
        while not self._must_stop() and not self._must_leave() and self._advance(admission):
            pass
        self._beside.drain(self._patience)
        if self._must_leave() and not self._must_stop():
            admission.admit()
            if any(self._walk.unsettled()):
                return Outcome(Status.RUNNING, self._tally.results)
        return self._tally.finish(self._ending.overtime())

    def _remember_tries(self) -> None:
        """Go on counting the tries of nodes where an earlier walk of the run left off."""
        repeated = [step for step in self._walk.steps.values() if step.node.retry.attempts > 1]
        tries = self._journal.tries() if repeated else {}
        for step in repeated:
            step.failed_tries = tries.get(step.id, 0)

    def _advance(self, admission: Admission) -> bool:
        """Do the next piece of work; return whether there was any."""
        if self._aside.busy:
            self._beside.collect(0)
            admission.admit()
        if self._retries:
            for step in self._retries.take_due():
                self._walk.put(step)
        if self._walk.has_waiters:
            self._spread(admission)
            if self._must_leave():
                return True
        next_step = self._walk.take() if self._most is None or self._aside.busy < self._most else None
        if next_step:
            self._conduct.run(next_step, self._walk.steps, self._inputs)
        elif not self._wait():
            return False
        admission.admit()
        return True

    def _wait(self) -> bool:
        """Wait until a node comes back or is due; return whether anything is left to be done."""
        if self._aside.busy or self._retries:
            self._beside.collect(earliest(self._retries.due, self._aside.first_end, self._ending.at, monotonic() + LOOK_EVERY))
            return True
        return self._walk.ready_count > 0

    def _spread(self, admission: Admission) -> None:
        """Start nodes that wait for something else, in threads."""
        while self._aside.has_room and not self._must_stop() and not self._must_leave():
            step = self._walk.take_waiter()
            if step is None:
                return
            self._beside.start(step, self._walk.steps, self._inputs)
            admission.admit()  # where it could not be started, it has failed, and others go on or are passed over
