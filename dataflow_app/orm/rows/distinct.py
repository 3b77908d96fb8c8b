"""Each combination of some values once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Window
from django.db.models.functions import RowNumber

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.expressions.json_values import JsonIdentity
from dataflow_app.orm.expressions.ordering import Term
from dataflow_app.orm.expressions.paths import Path
from dataflow_app.orm.rows.output import chosen_paths
from dataflow_app.orm.tenancy import AnyRows
from dataflow_app.orm.values.coercions import shown

_PLACE = "dataflow_place"


@dataclass(frozen=True, slots=True)
class Distinct:
    """What must not repeat: ``whole`` means what is given of each row, else the values of ``paths``, of which the first row is given."""

    whole: bool
    paths: tuple[Path, ...] = ()


def read_distinct(bound: BoundModel, value: Any) -> Distinct | None:
    """Return what ``distinct`` says: true, or some field names; None where it says nothing."""
    if value is None or value is False:
        return None
    if value is True:
        return Distinct(whole=True)
    if not isinstance(value, str | list | tuple):
        raise NodeError(
            "invalid_parameter", f"distinct wants true or a list of field names, and {shown(value)} was given.", port="distinct"
        )
    return Distinct(whole=False, paths=tuple(chosen_paths(bound, value, "distinct")))


def first_of_each(rows: AnyRows, paths: Sequence[Path], terms: Sequence[Term], tenant: str | None) -> AnyRows:
    """Return, of the rows that have the same values, the one that comes first in the order."""
    values = [identity(path, tenant) for path in paths]
    place = Window(RowNumber(), partition_by=values, order_by=[term.order_by() for term in terms])
    firsts = rows.order_by().annotate(**{_PLACE: place}).filter(**{_PLACE: 1}).values("pk")
    every: Any = rows.model._base_manager.using(rows.db)
    return every.filter(pk__in=firsts)  # type: ignore[no-any-return]


def identity(path: Path, tenant: str | None) -> Any:
    """Return the path's value in a form that equal values share."""
    value = path.expression(tenant)
    return JsonIdentity(value) if path.is_json else value
