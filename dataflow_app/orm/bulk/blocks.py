"""Rows by column: what a batch of data becomes once it is checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Any

Column = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that have the same columns: their numbers in the data (from 1, rising) and each column's values in that order."""

    numbers: Sequence[int]
    columns: Mapping[str, Column]

    def __len__(self) -> int:
        """Return how many rows it has."""
        return len(self.numbers)

    def keys(self, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield the values of some of its columns, row by row."""
        return zip(*(self.columns[name] for name in names), strict=True)

    def with_columns(self, columns: Mapping[str, Column]) -> "Block":
        """Return the block with more columns, or others in place of some."""
        return Block(self.numbers, {**self.columns, **columns})

    def at(self, places: Sequence[int]) -> "Block":
        """Return the rows at these places (from 0) alone, in that order."""
        if len(places) == 1:
            return self.part(places[0], places[0] + 1)
        if not places:
            return self.part(0, 0)
        pick = itemgetter(*places)
        return Block(pick(self.numbers), {name: pick(column) for name, column in self.columns.items()})

    def part(self, start: int, stop: int) -> "Block":
        """Return the rows from one place up to another."""
        return Block(self.numbers[start:stop], {name: column[start:stop] for name, column in self.columns.items()})


def merged(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks of which no two have the same columns, their rows in the order of their numbers."""
    alike: dict[frozenset[str], list[Block]] = {}
    for block in blocks:
        if len(block):
            alike.setdefault(frozenset(block.columns), []).append(block)
    return [joined(group) for group in alike.values()]


def joined(blocks: Sequence[Block]) -> Block:
    """Return blocks of the same columns as one, its rows in the order of their numbers."""
    if len(blocks) == 1:
        return blocks[0]
    numbers = list(chain.from_iterable(block.numbers for block in blocks))
    columns = {name: list(chain.from_iterable(block.columns[name] for block in blocks)) for name in blocks[0].columns}
    whole = Block(numbers, columns)
    return whole if numbers == sorted(numbers) else whole.at(sorted(range(len(numbers)), key=numbers.__getitem__))
