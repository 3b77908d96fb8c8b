"""Results: what nodes that work on rows hand on, by name and, where there are many rows, in order."""

from collections.abc import ItemsView, Iterator, KeysView, Mapping, Sequence, ValuesView
from typing import Any, Self, TypeAlias, overload

from dataflow_app.nodes.records import Records, RowResult

__all__ = ["Records", "RowResult", "RowsResult", "Table"]

#: Names, and rows as tuples of their values.
Table: TypeAlias = tuple[tuple[str, ...], list[tuple[Any, ...]]]


class RowsResult(Mapping[str, Any]):
    """Many rows: a sequence of ``RowResult`` that is read by name too.

    By name there are ``records`` (a list, or ``Records`` where they are very many), ``count`` (how many rows these are) and whatever
    else the node tells, such as ``total``.
    Iterating, ``len``, slices and numbers mean the rows; ``keys()``, ``items()`` and ``dict(result)`` mean the names.
    """

    __hash__ = None  # type: ignore[assignment] # a list of rows has no hash

    def __init__(self, records: list[RowResult] | Records, **others: Any) -> None:
        self._table: Table | None = None
        self._records = records
        self._others: dict[str, Any] = {"count": len(records), **others}

    @classmethod
    def of_tuples(cls, names: tuple[str, ...], tuples: Sequence[tuple[Any, ...]], **others: Any) -> Self:
        """Return rows that are tuples of the named values; each becomes a ``RowResult`` when somebody asks for one.

        A list of them becomes rows all at once; any other sequence is taken for one that lies in a file, and stays there.
        """
        if not isinstance(tuples, list):
            return cls(Records(names, tuples), **others)
        result = cls([], **{"count": len(tuples), **others})
        result._table = (names, tuples)
        return result

    @property
    def table(self) -> Table | None:
        """The names and tuples of values, as long as nobody asked for a row; None for rows in a file."""
        return self._table

    @property
    def records(self) -> list[RowResult] | Records:
        """The rows, in order."""
        if self._table is not None:
            names, tuples = self._table
            self._records = [RowResult(zip(names, row, strict=True)) for row in tuples]
            self._table = None
        return self._records

    @property
    def _by_name(self) -> dict[str, Any]:
        return {"records": self.records, **self._others}

    @overload
    def __getitem__(self, key: str) -> Any: ...
    @overload
    def __getitem__(self, key: int) -> RowResult: ...
    @overload
    def __getitem__(self, key: slice) -> list[RowResult]: ...
    def __getitem__(self, key: str | int | slice) -> Any:
        """Return what has that name, the row at that place, or the rows of that slice."""
        if isinstance(key, str):
            return self.records if key == "records" and key not in self._others else self._others[key]
        return self.records[key]

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the rows."""
        return iter(self.records)

    def __reversed__(self) -> Iterator[RowResult]:
        """Iterate over the rows from the last to the first."""
        return reversed(self.records)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.records if self._table is None else self._table[1])

    def __contains__(self, key: object) -> bool:
        """Whether the text is a name, or the row is among the rows."""
        return key == "records" or key in self._others if isinstance(key, str) else key in self.records

    def __eq__(self, other: object) -> bool:
        """Equal to a list of the same rows, and to a mapping of the same names and values."""
        if isinstance(other, RowsResult):
            return self._by_name == other._by_name
        return self._by_name == other if isinstance(other, Mapping) else self.records == other

    def __repr__(self) -> str:
        """Return the names and values."""
        return f"RowsResult({self._by_name!r})"

    def get(self, key: str, default: Any = None) -> Any:
        """Return what has that name, or the default."""
        return self[key] if key in self else default  # noqa: SIM401 - that would call itself

    def keys(self) -> KeysView[str]:
        """Return the names."""
        return dict.fromkeys(("records", *self._others)).keys()

    def values(self) -> ValuesView[Any]:
        """Return what the names stand for."""
        return self._by_name.values()

    def items(self) -> ItemsView[str, Any]:
        """Return the names and what they stand for."""
        return self._by_name.items()
