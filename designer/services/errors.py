"""What services refuse, and why; each is a sentence for the person who asked."""

from collections.abc import Sequence

from dataflow_app.errors import DataFlowError
from dataflow_app.graph.problem import Problem
from designer.models import Workflow


class ServiceError(DataFlowError):
    """The base of the refusals; nothing was changed when one is raised."""


class NotPermitted(ServiceError):  # noqa: N818 - it names the refusal
    """The person may not do this."""


class NotFound(ServiceError):  # noqa: N818 - likewise
    """There is no such thing, or it belongs to another tenant, which is never told apart."""


class Conflict(ServiceError):  # noqa: N818 - likewise
    """Things have changed meanwhile; ``current`` is the workflow as it stands now, where a draft was saved."""

    def __init__(self, message: str, remedy: str = "", current: Workflow | None = None) -> None:
        super().__init__(message, remedy)
        self.current = current


class Invalid(ServiceError):  # noqa: N818 - likewise
    """The values cannot be used; ``problems`` says each reason."""

    def __init__(self, problems: Sequence[Problem], message: str = "") -> None:
        self.problems = tuple(problems)
        super().__init__(message or " ".join(map(str, self.problems)))
