"""The filters beside a list: by dates, by tenant and by the row that rows belong to. None of them reads the whole table."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import ValidationError
from django.db import connections, models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

#: How many tenants are offered; more are reached by the address (?tenant_id=…).
_TENANTS = 100


class DateRangeFilter(admin.FieldListFilter):
    """From one day to another, both included, with the usual ranges to choose from."""

    template = "dataflow_app/date_filter.html"

    def __init__(self, field: Any, request: HttpRequest, params: Any, model: Any, model_admin: Any, field_path: str) -> None:
        self.first, self.last = f"{field_path}_from", f"{field_path}_to"
        super().__init__(field, request, params, model, model_admin, field_path)
        own = (self.first, self.last, "p")
        self.others = [(name, value) for name, values in request.GET.lists() for value in values if name not in own]
        self.chosen = {name: _day(values) for name, values in self.used_parameters.items()}

    def expected_parameters(self) -> list[str | None]:
        """Return the names of the two ends."""
        return [self.first, self.last]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:  # noqa: ARG002 - Django's signature
        """Return the rows of the days that were chosen."""
        first, last = self.chosen.get(self.first), self.chosen.get(self.last)
        if first is not None:
            queryset = queryset.filter(**{f"{self.field_path}__gte": self._start(first)})
        if last is not None and last != date.max:
            queryset = queryset.filter(**{f"{self.field_path}__lt": self._start(last + timedelta(days=1))})
        return queryset

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Return the usual ranges."""
        today = timezone.localdate() if isinstance(self.field, models.DateTimeField) else date.today()  # noqa: DTZ011 - a date has no zone
        ranges = (
            ("Any date", None, None),
            ("Today", today, today),
            ("Past 7 days", today - timedelta(days=6), today),
            ("This month", today.replace(day=1), today),
            ("This year", today.replace(month=1, day=1), today),
        )
        for words, first, last in ranges:
            wanted = {name: day.isoformat() for name, day in ((self.first, first), (self.last, last)) if day}
            yield {
                "selected": self.chosen == {name: parse_date(day) for name, day in wanted.items()},
                "query_string": changelist.get_query_string(wanted, [self.first, self.last]),
                "display": words,
            }

    def ends(self) -> list[tuple[str, str, str]]:
        """Return name, label and value of the two fields of the form."""
        pairs = ((self.first, "From"), (self.last, "To"))
        return [(name, label, day.isoformat() if (day := self.chosen.get(name)) else "") for name, label in pairs]

    def _start(self, day: date) -> date:
        if not isinstance(self.field, models.DateTimeField):
            return day
        start = datetime.combine(day, time.min)
        return timezone.make_aware(start) if settings.USE_TZ else start


class TenantFilter(admin.FieldListFilter):
    """One tenant. Which there are is read off the index, a step a tenant, and not off the rows."""

    def expected_parameters(self) -> list[str | None]:
        """Return the name of the column."""
        return [self.field_path]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Return the tenants that have rows."""
        given: Any = self.used_parameters
        chosen = given.get(self.field_path, [None])[-1]
        yield {"selected": chosen is None, "query_string": changelist.get_query_string(remove=[self.field_path]), "display": "All"}
        for tenant in _tenants(changelist.queryset.model, changelist.queryset.db, str(self.field.column)):
            query = changelist.get_query_string({self.field_path: tenant})
            yield {"selected": chosen == tenant, "query_string": query, "display": tenant or "(none)"}


class RelatedFilter(admin.FieldListFilter):
    """The rows that belong to another row: not offered (that table may be long), but said, and taken back, where a link set it."""

    def __init__(self, field: Any, request: HttpRequest, params: Any, model: Any, model_admin: Any, field_path: str) -> None:
        self.parameter = f"{field_path}__exact"
        super().__init__(field, request, params, model, model_admin, field_path)
        self.request, self.site = request, model_admin.admin_site

    def expected_parameters(self) -> list[str | None]:
        """Return the name that links use."""
        return [self.parameter]

    def has_output(self) -> bool:
        """Whether a link set it."""
        return bool(self.used_parameters)

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Return all, and the row that was chosen."""
        yield {"selected": False, "query_string": changelist.get_query_string(remove=[self.parameter]), "display": "All"}
        yield {"selected": True, "query_string": changelist.get_query_string(), "display": self._name()}

    def _name(self) -> str:
        """Return what the row is called where the person may see it, else its key."""
        given, field = cast("Any", self.used_parameters), cast("Any", self.field)
        key = given[self.parameter][-1]
        other = self.site.get_model_admin(field.related_model) if self.site.is_registered(field.related_model) else None
        row = other.get_queryset(self.request).filter(**{field.target_field.name: key}).first() if other else None
        return str(row or key)


def _day(values: Any) -> date | None:
    try:
        found = parse_date(values[-1]) if values[-1] else None
    except ValueError as error:
        raise IncorrectLookupParameters(error) from error
    if found is None and values[-1]:
        raise IncorrectLookupParameters(ValidationError("A day is written as 2026-11-24."))
    return found


def _tenants(model: type[models.Model], database: str, column: str) -> list[str]:
    connection = connections[database]
    table, name = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name(column)
    statement = (
        f"WITH RECURSIVE found(tenant) AS (SELECT MIN({name}) FROM {table} UNION ALL "  # noqa: S608 - names are quoted, nothing is given
        f"SELECT (SELECT MIN({name}) FROM {table} WHERE {name} > found.tenant) FROM found WHERE found.tenant IS NOT NULL) "
        f"SELECT tenant FROM found WHERE tenant IS NOT NULL LIMIT {_TENANTS}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [row[0] for row in cursor.fetchall()]
