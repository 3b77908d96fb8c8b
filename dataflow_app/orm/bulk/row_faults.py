"""What is wrong with rows of the data, each fault with the number of its row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.values.faults import in_row

#: So many faults are told in full, and so many are looked for.
SHOWN = 20
LOOKED_FOR = 1_000


@dataclass(slots=True)
class RowFaults:
    """Collects faults; rows are counted from 1."""

    found: list[tuple[int, NodeError]] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is one."""
        return bool(self.found)

    @property
    def is_full(self) -> bool:
        """Whether there are so many that looking for more is in vain."""
        return len(self.found) >= LOOKED_FOR

    @property
    def rows(self) -> frozenset[int]:
        """The numbers of the rows that have one."""
        return frozenset(number for number, _ in self.found)

    def add(self, number: int, faults: Iterable[NodeError]) -> None:
        """Add what is wrong with a row."""
        self.found += [(number, fault) for fault in faults]

    def in_order(self) -> Iterator[tuple[int, NodeError]]:
        """Yield the faults by row."""
        return iter(sorted(self.found, key=lambda each: each[0]))

    def told(self) -> list[NodeError]:
        """Return the faults as sentences that name their rows."""
        return [_told(number, fault) for number, fault in self.in_order()]

    def raise_any(self, *, at_least: bool = False) -> None:
        """Raise one ``NodeError`` that says the first twenty faults in full and how many more there are; nothing where there is none."""
        if not self.found:
            return
        faults = self.told()
        if len(faults) == 1:
            raise in_batch(*self.found[0])
        sentences = [str(fault) for fault in faults[:SHOWN]]
        if len(faults) > SHOWN:
            sentences.append(f"And {'at least ' * at_least}{len(faults) - SHOWN:,} more.")
        raise NodeError(faults[0].code, " ".join(sentences), "Nothing was written.", port="data")

    def errors(self) -> list[dict[str, Any]]:
        """Return the faults as objects of ``row``, ``field``, ``code`` and ``message``, for a node's output."""
        return [
            {"row": number, "field": None if fault.port == "data" else fault.port, "code": fault.code, "message": str(fault)}
            for number, fault in self.in_order()
        ]


def in_batch(number: int, fault: NodeError) -> NodeError:
    """Return the fault of a row of a batch that was therefore not written at all."""
    told = _told(number, fault)
    return NodeError(told.code, told.message, f"{told.remedy} Nothing was written.".strip(), port="data")


def _told(number: int, fault: NodeError) -> NodeError:
    """Return the fault with the number of its row; one of two rows names both itself."""
    told = fault if fault.message.startswith("Rows ") else in_row(number, fault)
    return NodeError(told.code, told.message, told.remedy, port="data")
