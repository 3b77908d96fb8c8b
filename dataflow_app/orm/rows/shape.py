"""The shape of a list: which values of which rows, in which order."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.expressions.order_entries import refused_order
from dataflow_app.orm.expressions.ordering import Wish, read_order, with_key
from dataflow_app.orm.expressions.paths import Path
from dataflow_app.orm.rows.distinct import Distinct, identity, read_distinct
from dataflow_app.orm.rows.output import chosen_paths


@dataclass(frozen=True, slots=True)
class Shape:
    """What a list gives of which rows, and in which order."""

    paths: tuple[Path, ...]
    distinct: Distinct | None
    wishes: tuple[Wish, ...]
    is_every_column: bool = False

    @classmethod
    def read(cls, bound: BoundModel, fields: Any, distinct: Any, order_by: Any) -> Self:
        """Return the shape that the options of a list say; raise ``NodeError`` where they cannot be read."""
        paths = tuple(chosen_paths(bound, fields))
        once = read_distinct(bound, distinct)
        if once is None or not once.whole:
            return cls(paths, once, tuple(with_key(bound, read_order(bound, order_by))), is_every_column=fields is None)
        return cls(paths, once, tuple(_within(paths, [] if order_by is None else read_order(bound, order_by))))

    @property
    def names(self) -> tuple[str, ...]:
        """What the values are called."""
        return tuple(path.name for path in self.paths)

    @property
    def is_whole(self) -> bool:
        """Whether what is given of each row is given once."""
        return self.distinct is not None and self.distinct.whole

    @property
    def has_places(self) -> bool:
        """Whether each row has a place of its own in the order; what JSON holds may have none."""
        return not (self.is_whole and any(path.is_json for path in self.paths))

    def order_name(self, bound: BoundModel, search: Any) -> str:
        """Return a text that is the same for the same order of the same model only."""
        wishes = [[wish.path.name if wish.path else None, wish.descending, wish.nulls_first] for wish in self.wishes]
        once = None if self.distinct is None else [path.name for path in (self.paths if self.is_whole else self.distinct.paths)]
        return json.dumps([bound.label, wishes, once, self.is_whole, search], default=str)

    def values(self, tenant: str | None) -> dict[str, Any]:
        """Return what is selected: an expression by its alias, or None for a column by its name."""
        computed = [path.attname is None or (self.is_whole and path.is_json) for path in self.paths]
        return {
            f"dataflow_v{place}" if is_computed else str(path.attname): self._value(path, tenant) if is_computed else None
            for place, (path, is_computed) in enumerate(zip(self.paths, computed, strict=True))
        }

    def _value(self, path: Path, tenant: str | None) -> Any:
        return identity(path, tenant) if self.is_whole else path.expression(tenant)


def _within(paths: Iterable[Path], wishes: list[Wish]) -> list[Wish]:
    """Return an order of combinations: what is asked for, which must be among them, and then the rest of each."""
    known = {path.name: path for path in paths}
    for wish in wishes:
        if wish.path is None or wish.path.name not in known:
            name = wish.path.name if wish.path else "$meta"
            raise refused_order(
                f"order_by names '{name}', which is not among the fields that distinct: true gives.", f"Add '{name}' to fields."
            )
    named = {wish.path.name for wish in wishes if wish.path}
    return [*wishes, *(Wish(path) for name, path in known.items() if name not in named)]
