"""Several faults said at once."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from dataflow_app.errors import NodeError

Result = TypeVar("Result")
_SHOWN = 5


def raise_faults(faults: Sequence[NodeError]) -> None:
    """Raise one ``NodeError`` that says every fault (the first five in full); do nothing where there is none."""
    if not faults:
        return
    first = faults[0]
    if len(faults) == 1:
        raise first
    sentences = [str(fault) for fault in faults[:_SHOWN]]
    if len(faults) > _SHOWN:
        sentences.append(f"And {len(faults) - _SHOWN} more.")
    raise NodeError(first.code, " ".join(sentences), port=first.port)


def collect(faults: list[NodeError], work: Callable[[], Result]) -> Result | None:
    """Return what the work returns; where it raises a ``NodeError``, add that to the faults and return None."""
    try:
        return work()
    except NodeError as fault:
        faults.append(fault)
        return None


def in_row(number: int, fault: NodeError) -> NodeError:
    """Return the fault with the number of its row in front; rows are counted from 1."""
    return NodeError(fault.code, f"Row {number:,}: {fault.message}", fault.remedy, port=fault.port)
