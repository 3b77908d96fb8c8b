"""What is wrong with a definition, said to the person who drew it."""

from dataclasses import dataclass
from typing import Literal

ProblemCode = Literal[
    "unknown_node_type",
    "ambiguous_node_type",
    "duplicate_node_id",
    "invalid_node_id",
    "missing_node",
    "cycle",
    "missing_parameter",
    "unknown_parameter",
    "invalid_parameter",
    "unknown_port",
    "type_mismatch",
    "port_taken",
    "invalid_expression",
    "invalid_input",
    "invalid_setting",
    "too_large",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a definition cannot run.

    ``node`` and ``port`` say where (None where the whole definition is meant); ``connection`` is the index of the
    connection at fault in ``definition.connections``; ``message`` says what is wrong and ``remedy`` what to do.
    """

    code: ProblemCode
    message: str
    remedy: str = ""
    node: str | None = None
    port: str | None = None
    connection: int | None = None

    def __str__(self) -> str:
        """Return place, message and remedy on one line."""
        place = f"{self.node}.{self.port}: " if self.node and self.port else f"{self.node}: " if self.node else ""
        return f"{place}{self.message}{' ' if self.remedy else ''}{self.remedy}"
