"""Long lists in parts."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Iterate over the items in parts of ``size``; the last may be shorter."""
    return (items[start : start + size] for start in range(0, len(items), size))
