"""Nodes that run beside the walk, in threads: started, settled, and waited for when the walk ends."""

from collections.abc import Mapping
from functools import partial
from time import monotonic
from typing import Any

from dataflow_app.runtime.aside import Aside
from dataflow_app.runtime.conduct import Conduct
from dataflow_app.runtime.ending import Ending
from dataflow_app.runtime.journal import LeaseLost
from dataflow_app.runtime.step import Step


class Beside:
    """Takes nodes through tries in threads; all of its methods are called on the executor's thread."""

    def __init__(self, aside: Aside, conduct: Conduct, ending: Ending) -> None:
        self._aside, self._conduct, self._ending = aside, conduct, ending

    def start(self, step: Step, steps: Mapping[str, Step], inputs: Mapping[str, Any]) -> None:
        """Start a node in a thread."""
        try:
            parameters = self._conduct.start(step, steps, inputs)
        except LeaseLost:
            raise
        except Exception as error:  # noqa: BLE001 - what goes into the node could not be made
            self._conduct.fail(step, error)
        else:
            self._aside.start(step, partial(self._conduct.attempt, step, parameters))

    def collect(self, until: float | None) -> None:
        """Settle the nodes that came back, having waited for one until that moment (None: as long as it takes)."""
        for step, answer in self._aside.answers(None if until is None else max(0.0, until - monotonic())):
            self._conduct.settle(step, answer)

    def drain(self, patience: float) -> None:
        """Let the nodes under way end: those of a cancelled run within so many seconds, those of one that is out of time not at all."""
        end: float | None = None
        while self._aside.busy:
            if self._ending.must_stop():
                end = end or monotonic() + (0 if self._ending.overtime() else patience)
            if end and monotonic() >= end:
                self._aside.abandon()
            else:
                self.collect(earliest(self._aside.first_end, end or self._ending.at))


def earliest(*moments: float | None) -> float | None:
    """Return the first of the moments that there are, or None."""
    return min((moment for moment in moments if moment is not None), default=None)
