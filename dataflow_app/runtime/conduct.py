"""The conduct of one node: its start, its effect, its end, each told to the journal."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.nodes.cancelled import NodeCancelled
from dataflow_app.runtime.aside import Answer
from dataflow_app.runtime.connections import has_own_failed
from dataflow_app.runtime.ending import Ending
from dataflow_app.runtime.failures import failure_of, sentence_of
from dataflow_app.runtime.feeding import parameters_of
from dataflow_app.runtime.journal import Interrupted, Journal, LeaseLost
from dataflow_app.runtime.node_runner import NodeRunner
from dataflow_app.runtime.retries import Retries, delay_after, may_try_again
from dataflow_app.runtime.step import DEFAULT_DATABASE, Step
from dataflow_app.runtime.tally import Tally


class Conduct:
    """Takes nodes through their tries, on the executor's thread (``attempt`` excepted, which runs in any).

    An error that ``interrupts`` is no failure of a node that uses the run's own database: the walk ends with ``Interrupted``. One of
    another database, that only the node knows of, is.
    """

    def __init__(
        self,
        journal: Journal,
        runner: NodeRunner,
        tally: Tally,
        retries: Retries,
        ending: Ending,
        interrupts: Callable[[BaseException], bool] = lambda _: False,
    ) -> None:
        self._journal, self._runner, self._tally, self._retries, self._ending = journal, runner, tally, retries, ending
        self._interrupts = interrupts

    def run(self, step: Step, steps: Mapping[str, Step], inputs: Mapping[str, Any]) -> None:
        """Run a node from its start to its end."""
        try:
            output = self._perform(step, self.start(step, steps, inputs))
        except LeaseLost:
            raise
        except Exception as error:  # noqa: BLE001 - a node may raise anything; it is the failure of that node
            self.fail(step, error)
        else:
            self._tally.succeed(step, output)

    def start(self, step: Step, steps: Mapping[str, Step], inputs: Mapping[str, Any]) -> Mapping[str, Any]:
        """Record the start of a node with what goes into it, or with its plain parameters where that cannot be made."""
        try:
            parameters = parameters_of(step, steps, inputs)
        except Exception:
            self._journal.node_started(step.id, step.node.parameters)
            raise
        self._journal.node_started(step.id, parameters)
        return parameters

    def attempt(self, step: Step, parameters: Mapping[str, Any]) -> Answer:
        """Run a node that has started, and return its output or what it raised."""
        try:
            return self._call(step, parameters)
        except BaseException as error:  # noqa: BLE001 - handed to the executor's thread, which waits for an answer
            return error

    def settle(self, step: Step, answer: Answer) -> None:
        """Record what came of an attempt."""
        if isinstance(answer, BaseException):
            self.fail(step, answer)
            return
        try:
            self._journal.node_succeeded(step.id, answer)
        except LeaseLost:
            raise
        except Exception as error:  # noqa: BLE001 - an output that cannot be kept is the failure of its node
            self.fail(step, error)
        else:
            self._tally.succeed(step, answer)

    def fail(self, step: Step, error: BaseException) -> None:
        """Let a node that failed wait for its next try, or record why it failed; one that stopped itself is left to be cancelled."""
        if isinstance(error, NodeCancelled):
            self._ending.has_stopped = True
            return
        if self._is_interrupted(step, error):
            raise Interrupted from error
        failure = failure_of(step.node, error)
        if not may_try_again(step, failure) or self._ending.must_stop():
            self._tally.fail(step, failure, error)
            return
        step.failed_tries += 1
        delay = delay_after(step.node.retry, step.failed_tries)
        self._journal.node_retried(step.id, step.failed_tries, delay, failure)
        self._retries.put(step, delay)

    def _perform(self, step: Step, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        if step.effect_on:
            effect = partial(self._call, step, parameters)
            return self._journal.perform(step.id, step.effect_on, effect, is_whole=step.type.is_whole)
        output = self._call(step, parameters)
        self._journal.node_succeeded(step.id, output)
        return output

    def _call(self, step: Step, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Run the node, in whichever thread; its thread alone knows whether an error was one of the run's own database."""
        try:
            return self._runner.run(step, parameters)
        except Exception as error:
            if step.database is None and self._interrupts(error) and not has_own_failed():
                raise NodeError("external", sentence_of(error), "Check that what the node connects to is up.") from error
            raise

    def _is_interrupted(self, step: Step, error: BaseException) -> bool:
        is_own_word = step.database is None and isinstance(error, NodeError)
        return step.database in (None, DEFAULT_DATABASE) and not is_own_word and self._interrupts(error)
