"""The metrics of an aggregate: ``{"avg_price": {"$avg": "list_price"}, "n": {"$count": "*"}}``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Avg, Count, Max, Min, Sum

from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.expressions.aggregates import Digits, JsonNumbers, average, decimal_average, decimal_sum
from dataflow_app.orm.expressions.json_values import JsonNumber
from dataflow_app.orm.expressions.ordering import by_code_point
from dataflow_app.orm.expressions.paths import Path, read_path, type_of
from dataflow_app.orm.rows.distinct import identity
from dataflow_app.orm.values import coercions
from dataflow_app.orm.values.coercions import shown

OPERATORS = ("$sum", "$avg", "$min", "$max", "$count")
_MAX_METRICS = 50
_EXAMPLE = 'Write {"metrics": {"avg_price": {"$avg": "list_price"}, "n": {"$count": "*"}}}.'
_ORDERED = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.FloatField,
    models.DecimalField,
    models.DateField,
    models.TimeField,
    models.DurationField,
)


@dataclass(frozen=True, slots=True)
class Metric:
    """One number (or date, or text) of each group; ``path`` of None counts rows, ``distinct`` counts different values."""

    name: str
    operator: str
    path: Path | None = None
    distinct: bool = False

    def expression(self, bound: BoundModel, tenant: str | None) -> Any:
        """Return the metric in SQL."""
        if self.path is None:
            return Count("*")
        if self.operator == "$count":
            return Count(identity(self.path, tenant), distinct=self.distinct)
        return _MAKERS[self.operator](bound, self.path, self.path.expression(tenant))

    def compared(self, value: Any) -> Any:
        """Return a value to compare the metric with, as its type; raise ``ValueError`` for one that is none of it."""
        kind = models.IntegerField if self.path is None or self.operator == "$count" else type(type_of(self.path.field))
        return next((convert(value) for base, convert in _TYPES if issubclass(kind, base)), value)


def read_metrics(bound: BoundModel, metrics: Any) -> list[Metric]:
    """Return the metrics; raise ``NodeError`` where they cannot be read."""
    if not isinstance(metrics, Mapping):
        raise refused_aggregate(f"aggregate.metrics wants an object, and {shown(metrics)} was given.", _EXAMPLE)
    if len(metrics) > _MAX_METRICS:
        raise refused_aggregate(f"aggregate takes {_MAX_METRICS} metrics at most.")
    return [_metric(bound, name, value) for name, value in metrics.items()]


def refused_aggregate(message: str, remedy: str = "") -> NodeError:
    """Return the error of an ``aggregate`` that cannot be computed."""
    return NodeError("invalid_parameter", message, remedy, port="aggregate")


def path_of(bound: BoundModel, name: Any, what: str) -> Path:
    """Return the path of that name; ``what`` says which part of the aggregate names it."""
    if not isinstance(name, str):
        raise refused_aggregate(f"{what} wants a field name, and {shown(name)} was given.", _EXAMPLE)
    try:
        return read_path(bound, name)
    except NodeError as fault:
        raise NodeError(fault.code, fault.message, fault.remedy, port="aggregate") from None


def _metric(bound: BoundModel, name: Any, value: Any) -> Metric:
    if not isinstance(name, str) or not name:
        raise refused_aggregate(f"A metric is called {shown(name)}.", "Give it a name: text that is not empty.")
    if not isinstance(value, Mapping) or len(value) != 1:
        raise refused_aggregate(f"The metric '{name}' wants one operator and a field, and {shown(value)} was given.", _EXAMPLE)
    ((operator, argument),) = value.items()
    if operator not in OPERATORS:
        known = suggest(str(operator), OPERATORS) or f" There are {', '.join(OPERATORS)}."
        raise NodeError("unknown_operator", f"The metric '{name}' has the unknown operator '{operator}'.{known}", port="aggregate")
    if operator == "$count":
        return _count(bound, name, argument)
    metric = Metric(name, operator, path_of(bound, argument, f"{operator} of '{name}'"))
    _check(bound, metric)
    return metric


def _count(bound: BoundModel, name: str, argument: Any) -> Metric:
    if argument == "*":
        return Metric(name, "$count")
    if isinstance(argument, Mapping):
        if set(argument) != {"distinct"}:
            raise refused_aggregate(f"$count of '{name}' cannot be read.", 'Write "*", a field name, or {"distinct": "brand"}.')
        return Metric(name, "$count", path_of(bound, argument["distinct"], f"$count of '{name}'"), distinct=True)
    return Metric(name, "$count", path_of(bound, argument, f"$count of '{name}'"))


def _check(bound: BoundModel, metric: Metric) -> None:
    path = metric.path
    if path is None or path.keys:
        return
    numbers = (models.IntegerField, models.FloatField, models.DecimalField, models.DurationField)
    allowed = numbers if metric.operator in ("$sum", "$avg") else _ORDERED
    if not isinstance(type_of(path.field), allowed):
        what = "numbers" if allowed is numbers else "values that have an order"
        raise refused_aggregate(f"{metric.operator} of '{metric.name}' wants {what}, which {bound.name}.{path.name} does not hold.")


def _sum(_: BoundModel, path: Path, value: Any) -> Any:
    kind = type_of(path.field)
    if path.keys:
        return Sum(JsonNumber(value), output_field=JsonNumbers())
    if isinstance(kind, models.DecimalField):
        return decimal_sum(value, kind.decimal_places or 0)
    # A key is a whole number, too, and Django takes PostgreSQL's sum of keys for a decimal.
    return Sum(value, output_field=models.BigIntegerField()) if isinstance(kind, models.IntegerField) else Sum(value)


def _average(_: BoundModel, path: Path, value: Any) -> Any:
    kind = type_of(path.field)
    if isinstance(kind, models.DecimalField):
        return decimal_average(value, kind.decimal_places or 0)
    if path.keys:
        return average(JsonNumber(value))
    # PostgreSQL's own average adds up squares, which are soon too large.
    return average(value) if isinstance(kind, models.IntegerField | models.FloatField) else Avg(value)


def _extreme(aggregate: type[Min | Max]) -> Callable[[BoundModel, Path, Any], Any]:
    def make(bound: BoundModel, path: Path, value: Any) -> Any:
        kind = type_of(path.field)
        if path.keys:
            return aggregate(JsonNumber(value), output_field=JsonNumbers())
        if isinstance(kind, models.DecimalField):
            return aggregate(value, output_field=Digits(kind.decimal_places or 0, scaled=False))
        return aggregate(by_code_point(bound, path.field, value))

    return make


_MAKERS: dict[str, Callable[[BoundModel, Path, Any], Any]] = {
    "$sum": _sum,
    "$avg": _average,
    "$min": _extreme(Min),
    "$max": _extreme(Max),
}
_TYPES: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (models.IntegerField, coercions.exact_number),
    (models.FloatField, coercions.exact_number),
    (models.DecimalField, coercions.exact_number),
    (models.JSONField, coercions.exact_number),
    (models.DateTimeField, coercions.moment),
    (models.DateField, coercions.day),
    (models.TimeField, coercions.time_of_day),
    (models.DurationField, coercions.duration),
    (models.CharField, coercions.text),
    (models.TextField, coercions.text),
)
