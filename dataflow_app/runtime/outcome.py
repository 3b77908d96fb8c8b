"""The outcome of walking a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dataflow_app.runtime.journal import NodeFailure
from dataflow_app.runtime.status import Status


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended.

    ``results`` holds the output of every node that succeeded, by node id, and ``error`` alone of those whose failure is an output.
    ``failure`` is that of the first node that the run fails for, or that of the run where it took too long; ``cause`` is the exception
    behind it (None where there is none, or it was in an earlier try of the run). A ``status`` of running means that the run belongs
    to another worker by now.
    """

    status: Status
    results: Mapping[str, Mapping[str, Any]]
    failure: NodeFailure | None = None
    cause: BaseException | None = None
