"""What a person said on the command line about the tables of the script that they run."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from dataflow_app.orm.migrate.plan import Plan


@dataclass(frozen=True, slots=True)
class Consent:
    """``allow_data_loss`` lets steps be carried out that lose data; ``only_plan`` has the plan shown and nothing carried out."""

    allow_data_loss: bool = False
    only_plan: bool = False


class PlanShown(BaseException):
    """The plan of a script's tables was asked for, and is known: the script goes no further."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self.plan = plan


_GIVEN = [Consent()]


def consent() -> Consent:
    """Return what was said."""
    return _GIVEN[-1]


@contextmanager
def given(value: Consent) -> Iterator[None]:
    """Let it be so inside the ``with`` block, in all threads."""
    _GIVEN.append(value)
    try:
        yield
    finally:
        _GIVEN.remove(value)
