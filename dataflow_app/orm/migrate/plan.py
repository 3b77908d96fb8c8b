"""What is to be done to the tables of a database, before anything of it is done."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dataflow_app.errors import ModelError

#: Renaming comes first, for everything else goes by the new names; what is only added comes last.
Phase = Literal["rename", "create", "take away", "change", "add", "secure"]
PHASES: tuple[Phase, ...] = ("rename", "create", "take away", "change", "add", "secure")
CONSENT = "To lose it, run the script once with --allow-data-loss, or call db.migrate(allow_data_loss=True)."


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one table, as a person would say it.

    ``lost`` says what would be lost by it, ``refused`` why it cannot be done at all; ``remedy`` is what to do about either.
    ``carry_out`` does it with a schema editor. Where ``remakes`` is set, SQLite has to copy the table instead, and ``values``
    says in SQL what becomes of which column then; ``drops`` is the column that goes. ``broken`` is what to say (message and remedy)
    where rows turn out to be in the way.
    """

    phase: Phase
    table: str
    text: str
    carry_out: Callable[[Any], None]
    lost: str = ""
    refused: str = ""
    remedy: str = ""
    remakes: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    drops: str = ""
    broken: tuple[str, str] | None = None

    def __str__(self) -> str:
        """Return the table, what is done to it, and what is wrong with that."""
        wrong = f"  REFUSED: {self.refused}" if self.refused else f"  LOSES DATA: {self.lost}" if self.lost else ""
        return f"{self.table}: {self.text}{wrong}"


@dataclass(frozen=True, slots=True)
class Plan(Sequence[Step]):
    """The steps in the order in which they are carried out; ``str(plan)`` is a line for each."""

    steps: tuple[Step, ...] = ()

    def __len__(self) -> int:
        """Return how many steps there are."""
        return len(self.steps)

    def __getitem__(self, index: Any) -> Any:
        """Return a step."""
        return self.steps[index]

    def __iter__(self) -> Iterator[Step]:
        """Iterate over the steps."""
        return iter(self.steps)

    def __str__(self) -> str:
        """Return a line for each step."""
        return "\n".join(map(str, self.steps)) or "Nothing to do: the tables are as their models say."

    def check(self, *, allow_data_loss: bool) -> None:
        """Raise ``ModelError`` where a step cannot be done, or would lose data and may not."""
        wrong = [step for step in self.steps if step.refused] or [step for step in self.steps if step.lost and not allow_data_loss]
        if wrong:
            lines = "\n".join(f"{step.refused or step.lost} {step.remedy}".strip() for step in wrong)
            raise ModelError(lines, "" if wrong[0].refused else CONSENT)


def in_order(steps: Sequence[Step]) -> Plan:
    """Return the plan of those steps."""
    return Plan(tuple(sorted(steps, key=lambda step: PHASES.index(step.phase))))
