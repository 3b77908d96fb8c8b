"""Rows of a file and rows of the table that are the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dataflow_app.admin.cells import EMPTY
from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import TENANT
from dataflow_app.orm.tenancy import rows_of
from dataflow_app.orm.unique_sets import unique_sets

_LOOKED_UP = 300
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Present:
    """The row of the table that a row of the file is, or None; ``fault`` says why it cannot be told, or may not be written."""

    row: Any = None
    fault: str = ""


class Matching:
    """Matches by the key where a row of the file gives it, else by the columns of ``names`` where it gives all of those."""

    def __init__(self, bound: BoundModel, names: tuple[str, ...], tenant: str | None) -> None:
        self._bound, self._names, self._tenant = bound, names, tenant
        self._key = bound.model._meta.pk.attname

    @staticmethod
    def offered(bound: BoundModel, columns: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the sets of columns by which rows can be matched where a file has these columns; the key comes last."""
        key = (bound.model._meta.pk.attname,)
        found = [names for names in unique_sets(bound) if names != key and all(name in columns for name in names)]
        return [*found, key]

    def key_of(self, values: Mapping[str, Any]) -> Key | None:
        """Return what tells a row from all others of the file; None where it lacks that."""
        if values.get(self._key, EMPTY) is not EMPTY and values[self._key] is not None:
            return (self._key, values[self._key])
        key = tuple(values.get(name) for name in self._names)
        return None if any(part is None or part is EMPTY for part in key) else (values.get(TENANT), *key)

    def present(self, given: Sequence[Mapping[str, Any]], owner: str) -> list[Present]:
        """Return what is there of each row, with a query for every 300 of them."""
        by_key = self._found([values.get(self._key) for values in given], (self._key,), include_deleted=True)
        named = [tuple(values.get(name) for name in self._names) for values in given]
        by_names = self._found(named, self._names, include_deleted=False) if self._names != (self._key,) else {}
        return [self._present(values, name, by_key, by_names, owner) for values, name in zip(given, named, strict=True)]

    def _found(self, keys: Sequence[Any], names: tuple[str, ...], *, include_deleted: bool) -> dict[Key, list[Any]]:
        wanted = {key if isinstance(key, tuple) else (key,) for key in keys}
        whole = [key for key in wanted if not any(part is None or part is EMPTY for part in key)]
        rows = rows_of(self._bound, self._tenant, include_deleted=include_deleted)
        found: dict[Key, list[Any]] = {}
        for part in batches(whole, _LOOKED_UP):
            for row in rows.filter(**{f"{name}__in": {key[place] for key in part} for place, name in enumerate(names)}):
                found.setdefault(tuple(getattr(row, name) for name in names), []).append(row)
        return found

    def _present(
        self, values: Mapping[str, Any], name: Key, by_key: Mapping[Key, list[Any]], by_names: Mapping[Key, list[Any]], owner: str
    ) -> Present:
        key = values.get(self._key)
        if key is not None and key is not EMPTY:
            row = next(iter(by_key.get((key,), ())), None)
            is_deleted = row is not None and getattr(row, "deleted_at", None) is not None
            return Present(row, "It is deleted. Restore it first." if is_deleted else "")
        rows = self._of_owner(by_names.get(name, []), values, owner)
        if len(rows) > 1:
            return Present(None, f"{len(rows)} rows have the same {', '.join(self._names)}. Give the {self._key}.")
        return Present(rows[0] if rows else None)

    def _of_owner(self, rows: list[Any], values: Mapping[str, Any], owner: str) -> list[Any]:
        """Return the rows of the tenant that is meant, where the rows of several may be seen."""
        wanted = values.get(TENANT)
        wanted = owner if wanted is None or wanted is EMPTY else wanted
        return [row for row in rows if getattr(row, TENANT) == wanted] if wanted and self._bound.options.multi_tenant else rows
