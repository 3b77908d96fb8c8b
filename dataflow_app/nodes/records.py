"""Rows as nodes hand them on: one row, and rows that are too many for memory."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload


class RowResult(dict[str, Any]):
    """One row: its columns by name, as Python values.

    ``result["record"]`` is the row itself, unless a column has that name; it is no key of its own, so JSON holds the columns only.
    """

    def __missing__(self, name: str) -> Any:
        """Return the row itself for ``record``."""
        if name == "record":
            return self
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        """Whether ``result[name]`` has a value."""
        return name == "record" or super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Return ``result[name]``, or the default where there is none."""
        return self[name] if name in self else default  # noqa: SIM401 - that would call itself


class Records(Sequence[RowResult]):
    """Rows that are too many for memory: read as a list of ``RowResult`` is, each made when somebody asks for it.

    ``tuples`` holds the values of ``names``, row by row.
    """

    __hash__ = None  # type: ignore[assignment] # a list of rows has no hash

    def __init__(self, names: tuple[str, ...], tuples: Sequence[tuple[Any, ...]]) -> None:
        self.names, self.tuples = names, tuples

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.tuples)

    @overload
    def __getitem__(self, key: int) -> RowResult: ...
    @overload
    def __getitem__(self, key: slice) -> list[RowResult]: ...
    def __getitem__(self, key: int | slice) -> RowResult | list[RowResult]:
        """Return the row at that place, or a list of those of the slice."""
        if isinstance(key, slice):
            return [self._row(values) for values in self.tuples[key]]
        return self._row(self.tuples[key])

    def __iter__(self) -> Iterator[RowResult]:
        """Iterate over the rows."""
        return map(self._row, self.tuples)

    def __eq__(self, other: object) -> bool:
        """Equal to a sequence of the same rows."""
        if not isinstance(other, list | Records):
            return NotImplemented
        return len(self) == len(other) and all(row == its for row, its in zip(self, other, strict=True))

    def __repr__(self) -> str:
        """Return how many there are."""
        return f"<Records: {len(self):,} rows of {', '.join(self.names)}>"

    def plain(self) -> Iterable[dict[str, Any]]:
        """Return the rows as plain mappings, to be gone through once."""
        names = self.names
        return (dict(zip(names, values, strict=True)) for values in self.tuples)

    def _row(self, values: tuple[Any, ...]) -> RowResult:
        return RowResult(zip(self.names, values, strict=True))
