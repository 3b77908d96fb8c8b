"""What an update does to its columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dataflow_app.errors import NodeError


@dataclass(frozen=True, slots=True)
class Update:
    """New values by column name, and columns that the database computes from what they hold; ``faults`` is what is wrong with it.

    ``unchecked`` are the computed columns whose results have to be looked at after the write, for the database cannot check them.
    """

    plain: Mapping[str, Any] = field(default_factory=dict)
    computed: Mapping[str, Any] = field(default_factory=dict)
    unchecked: tuple[str, ...] = ()
    faults: tuple[NodeError, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.plain or self.computed)

    def expressions(self) -> dict[str, Any]:
        """Return what each column is set to: a value, or an expression of Django."""
        return {**self.plain, **self.computed}
