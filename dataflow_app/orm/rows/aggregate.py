"""Groups of rows and what is to be said of each: sums, averages, least and greatest values, counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connections, models
from django.db.models import F, Q, Value
from django.db.models.expressions import OrderBy
from django.db.models.functions import Trunc
from django.db.models.lookups import Exact, GreaterThan, GreaterThanOrEqual, IsNull, LessThan, LessThanOrEqual

from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.expressions.order_entries import Entry, read_entries, refused_order
from dataflow_app.orm.expressions.ordering import Wish, terms
from dataflow_app.orm.expressions.paths import Path, type_of
from dataflow_app.orm.rows.distinct import identity
from dataflow_app.orm.rows.metrics import Metric, path_of, read_metrics, refused_aggregate
from dataflow_app.orm.tenancy import AnyRows
from dataflow_app.orm.values.coercions import shown

UNITS = ("$year", "$quarter", "$month", "$week", "$day", "$hour")
_KEYS = ("group_by", "metrics", "having")
_COMPARISONS: dict[str, Any] = {"$gt": GreaterThan, "$gte": GreaterThanOrEqual, "$lt": LessThan, "$lte": LessThanOrEqual}
_MAX_GROUPS = 20
_BEYOND_SQLITE = 2**63


@dataclass(frozen=True, slots=True)
class Group:
    """One value that rows of a group share; ``unit`` cuts a date to the beginning of a year, a month and so on."""

    name: str
    path: Path
    unit: str | None = None

    def expression(self, tenant: str | None) -> Any:
        """Return the value in SQL."""
        if self.unit is None:
            return identity(self.path, tenant)
        output = models.DateTimeField() if self.unit == "$hour" else models.DateField()
        return Trunc(self.path.expression(tenant), self.unit.removeprefix("$"), output_field=output)


@dataclass(frozen=True, slots=True)
class Aggregation:
    """What an ``aggregate`` asks for; ``having`` are pairs of a metric and what its value must fulfil."""

    groups: tuple[Group, ...]
    metrics: tuple[Metric, ...]
    having: tuple[tuple[int, str, Any], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What the values of a group are called, in order."""
        return (*(group.name for group in self.groups), *(metric.name for metric in self.metrics))


def read_aggregate(bound: BoundModel, wanted: Any) -> Aggregation:
    """Return what ``{"group_by": ["brand"], "metrics": {"n": {"$count": "*"}}, "having": {"n": {"$gt": 1}}}`` asks for.

    Raise ``NodeError`` where it cannot be read.
    """
    if not isinstance(wanted, Mapping):
        raise refused_aggregate(f"aggregate wants an object of group_by and metrics, and {shown(wanted)} was given.")
    for key in wanted:
        if key not in _KEYS:
            raise refused_aggregate(f"aggregate has no '{key}'.{suggest(str(key), _KEYS)}", f"It may hold {', '.join(_KEYS)}.")
    groups = _groups(bound, wanted.get("group_by"))
    metrics = read_metrics(bound, {} if wanted.get("metrics") is None else wanted["metrics"])
    names = {group.name for group in groups}
    for metric in metrics:
        if metric.name in names:
            raise refused_aggregate(f"A metric and a group are both called '{metric.name}'.", "Rename the metric.")
    if not groups and not metrics:
        raise refused_aggregate("aggregate says neither how to group nor what to compute.", "Give group_by, metrics or both.")
    return Aggregation(tuple(groups), tuple(metrics), tuple(_having(wanted.get("having"), groups, metrics)))


def aggregate_order(aggregation: Aggregation, order_by: Any) -> list[Entry]:
    """Return the order of the groups: by what ``order_by`` names, then by the group's own values."""
    entries = [] if order_by is None else read_entries(order_by)
    known = {name: name for name in aggregation.names} | {
        group.path.field.name: group.name for group in aggregation.groups if group.path.attname
    }
    for entry in entries:
        if entry.name not in known:
            raise refused_order(
                f"order_by names '{entry.name}', which is neither a group nor a metric.{suggest(entry.name, aggregation.names)}"
            )
    found = [Entry(known[entry.name], entry.descending, entry.nulls_first) for entry in entries]
    named = {entry.name for entry in found}
    return [*found, *(Entry(group.name) for group in aggregation.groups if group.name not in named)]


def grouped_rows(bound: BoundModel, rows: AnyRows, aggregation: Aggregation, order: list[Entry], tenant: str | None) -> Any:
    """Return the groups as a query of tuples, ordered; None where there is nothing to group by, for then there is one."""
    groups = {f"dataflow_g{place}": group.expression(tenant) for place, group in enumerate(aggregation.groups)}
    metrics = {f"dataflow_m{place}": metric.expression(bound, tenant) for place, metric in enumerate(aggregation.metrics)}
    if not groups:
        return [tuple(rows.order_by().aggregate(**metrics).values())]
    query: Any = rows.order_by().annotate(**groups).values(*groups).annotate(**metrics)
    for place, operator, value in aggregation.having:
        query = query.filter(_holds(bound, query, f"dataflow_m{place}", operator, value))
    places = [place for entry in order for place in _order(bound, aggregation, entry, tenant)]
    return query.order_by(*places).values_list(*groups, *metrics)


def _groups(bound: BoundModel, wanted: Any) -> list[Group]:
    entries = [] if wanted is None else [wanted] if isinstance(wanted, str | Mapping) else wanted
    if not isinstance(entries, list | tuple) or len(entries) > _MAX_GROUPS:
        raise refused_aggregate(f"group_by wants a list of up to {_MAX_GROUPS} field names.", 'Such as ["brand", "vendor.name"].')
    return list({group.name: group for group in (_group(bound, entry) for entry in entries)}.values())


def _group(bound: BoundModel, entry: Any) -> Group:
    if not isinstance(entry, Mapping):
        path = path_of(bound, entry, "group_by")
        if isinstance(path.field, models.BinaryField):
            raise refused_aggregate(f"{bound.name}.{path.name} holds bytes, which make no groups.")
        return Group(path.name, path)
    unit, name = next(iter(entry.items()), ("", None))
    if len(entry) != 1 or unit not in UNITS:
        near = suggest(str(unit), UNITS)
        raise refused_aggregate(
            f"group_by has an entry that cannot be read.{near}", f'Write {{"$month": "created_at"}}; units are {", ".join(UNITS)}.'
        )
    path = path_of(bound, name, f"{unit} of group_by")
    kind = models.DateTimeField if unit == "$hour" else models.DateField
    if path.keys or not isinstance(type_of(path.field), kind):
        raise refused_aggregate(f"{unit} wants a date{' with a time' * (unit == '$hour')}, and {bound.name}.{path.name} holds none.")
    return Group(f"{path.name}_{unit.removeprefix('$')}", path, unit)


def _having(wanted: Any, groups: list[Group], metrics: list[Metric]) -> list[tuple[int, str, Any]]:
    if wanted is None:
        return []
    if not isinstance(wanted, Mapping):
        raise refused_aggregate(f"having wants an object, and {shown(wanted)} was given.", 'Write {"n": {"$gte": 2}}.')
    if not groups:
        raise refused_aggregate("having chooses among groups, and there is no group_by.", "Give group_by, or leave having out.")
    places = {metric.name: place for place, metric in enumerate(metrics)}
    found: list[tuple[int, str, Any]] = []
    for name, value in wanted.items():
        if name not in places:
            raise refused_aggregate(f"having names '{name}', which is no metric.{suggest(str(name), places)}")
        conditions = value.items() if isinstance(value, Mapping) else [("$eq", value)]
        found += [(places[name], operator, _compared(metrics[places[name]], operator, each)) for operator, each in conditions]
    return found


def _compared(metric: Metric, operator: Any, value: Any) -> Any:
    known = ("$eq", "$ne", *_COMPARISONS)
    if operator not in known:
        near = suggest(str(operator), known) or f" There are {', '.join(known)}."
        raise NodeError("unknown_operator", f"having on '{metric.name}' has the unknown operator '{operator}'.{near}", port="aggregate")
    if value is None and operator in ("$eq", "$ne"):
        return None
    try:
        return metric.compared(value)
    except ValueError as error:
        raise refused_aggregate(f"having on '{metric.name}' {error}.") from None


def _holds(bound: BoundModel, query: Any, name: str, operator: str, value: Any) -> Q:
    column = F(name)
    if value is None:
        return Q(IsNull(column, operator == "$eq"))
    parameter = _parameter(bound, query.query.annotations[name].output_field, value)
    if operator in _COMPARISONS:
        return Q(_COMPARISONS[operator](column, parameter))
    same = Q(Exact(column, parameter))
    return same if operator == "$eq" else ~same | Q(IsNull(column, True))


def _parameter(bound: BoundModel, output: Any, value: Any) -> Value:
    """Return a value for SQL; a number is compared as it is, even with what holds coarser ones."""
    if isinstance(value, Decimal) and not isinstance(output, models.DecimalField) and not hasattr(output, "places"):
        on_sqlite = connections[bound.database].vendor == "sqlite"
        whole = value == value.to_integral_value() and not (on_sqlite and abs(value) >= _BEYOND_SQLITE)
        return Value(int(value) if whole else float(value) if on_sqlite else value, output_field=models.Field())
    return Value(value, output_field=output)


def _order(bound: BoundModel, aggregation: Aggregation, entry: Entry, tenant: str | None) -> list[OrderBy]:
    first, last = entry.nulls_first or None, not entry.nulls_first or None
    for place, group in enumerate(aggregation.groups):
        if group.name == entry.name and group.unit is None:
            return [term.order_by() for term in terms(bound, [Wish(group.path, entry.descending, entry.nulls_first)], tenant)]
        if group.name == entry.name:
            return [OrderBy(F(f"dataflow_g{place}"), descending=entry.descending, nulls_first=first, nulls_last=last)]
    place = [metric.name for metric in aggregation.metrics].index(entry.name)
    return [OrderBy(F(f"dataflow_m{place}"), descending=entry.descending, nulls_first=first, nulls_last=last)]
