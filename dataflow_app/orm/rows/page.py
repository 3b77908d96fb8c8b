"""One part of a list, with the place where the next part begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.expressions.ordering import Term, terms
from dataflow_app.orm.rows.distinct import first_of_each
from dataflow_app.orm.rows.fetching import Tuples, selecting
from dataflow_app.orm.rows.output import Columns, reading
from dataflow_app.orm.rows.paging import read_position, rows_after, write_position
from dataflow_app.orm.rows.part import read_part
from dataflow_app.orm.rows.shape import Shape
from dataflow_app.orm.rows.spill import Spill
from dataflow_app.orm.tenancy import AnyRows


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a list, each a tuple of the values that ``names`` calls; very many of them are in a file.

    ``total`` says how many rows (or groups) there are without limit, offset and after; None where nobody wanted to know. ``next``
    is where the next page begins, and None where there is none.
    """

    names: tuple[str, ...]
    tuples: Tuples | Spill
    total: int | None
    next: str | None = None

    @property
    def rows(self) -> list[Columns]:
        """The rows by name."""
        return [dict(zip(self.names, row, strict=True)) for row in self.tuples]


@dataclass(frozen=True, slots=True)
class Cut:
    """Which part of a list: ``after`` is a place in its order, ``counted`` whether its whole length is wanted."""

    limit: int | None = None
    offset: int = 0
    after: Any = None
    counted: bool = True

    def known_total(self, found: int, *, more: bool) -> int | None:
        """Return how many there are in all, where that follows from how many were found; ``more`` says that others come after them."""
        follows = self.after is None and not more and (found > 0 or self.offset == 0)
        return self.offset + found if follows else None


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks: ``tenant`` owns what is seen of other rows (None: everything is), ``search`` and ``score`` are those of ``$text``."""

    tenant: str | None = None
    search: Any = None
    score: Any = None


def read_page(bound: BoundModel, found: AnyRows, shape: Shape, cut: Cut, looking: Looking) -> Page:
    """Return the part of the list that is wanted."""
    if cut.after is not None and not shape.has_places:
        raise NodeError("invalid_parameter", "after has no place in a list of JSON values.", "Page it with limit and offset.", port="after")
    order = terms(bound, shape.wishes, looking.tenant, looking.score)
    rows = found
    if shape.distinct and not shape.is_whole:
        rows = first_of_each(found, shape.distinct.paths, order, looking.tenant)
    values = shape.values(looking.tenant)
    keys = _keys(order, values) if cut.limit and shape.has_places else {}
    selected = {**values, **keys}
    computed = {name: value for name, value in selected.items() if value is not None}
    listed: Any = selecting(rows.annotate(**computed) if computed else rows, list(selected), every=shape.is_every_column)
    if shape.is_whole:
        listed = listed.distinct()
    name = shape.order_name(bound, looking.search)
    ordered = _ordered(bound, listed, order, cut, name)
    part = read_part(ordered, [reading(path) for path in shape.paths], cut.offset, cut.limit, len(values))
    last = dict(zip(selected, part.last, strict=True)) if part.last and part.more and keys else None
    total = _total(listed if shape.is_whole else rows, cut, len(part.tuples), more=part.more)
    return Page(shape.names, part.tuples, total, _place(name, last, keys) if last else None)


def _keys(order: Sequence[Term], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return where the values that rows are ordered by are selected: as a column that is selected anyway, or by an alias of its own."""
    keys: dict[str, Any] = {}
    for place, term in enumerate(order):
        if term.attname is not None and term.attname in values:
            keys[term.attname] = None
        else:
            keys[f"dataflow_k{place}"] = term.expression
    return keys


def _ordered(bound: BoundModel, listed: Any, order: Sequence[Term], cut: Cut, name: str) -> Any:
    """Return the query in its order, from the place on that ``after`` names."""
    if cut.after is not None:
        listed = listed.filter(rows_after(bound.database, order, read_position(name, cut.after, order)))
    return listed.order_by(*(term.order_by() for term in order))


def _place(name: str, row: Mapping[str, Any], keys: Mapping[str, Any]) -> str:
    return write_position(name, [row[key] for key in keys])


def _total(rows: Any, cut: Cut, found: int, *, more: bool) -> int | None:
    if not cut.counted:
        return None
    known = cut.known_total(found, more=more)
    total: int = rows.order_by().count() if known is None else known
    return total
