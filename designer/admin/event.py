"""Events in the admin."""

from typing import Any, get_args

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from dataflow_app.admin.filters import DateRangeFilter, RelatedFilter
from dataflow_app.runtime.events import EventType
from designer.admin.history import OfRun, as_json
from designer.models import Event


class EventTypeFilter(admin.SimpleListFilter):
    """One type, of those that there are: asking the table which it holds would read all of it."""

    title = "type"
    parameter_name = "type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002 - Django's own signature
        """Return the types."""
        return [(name, name.replace("_", " ")) for name in get_args(EventType)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:  # noqa: ARG002 - likewise
        """Return the events of the type that was chosen."""
        return queryset.filter(type=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(OfRun):
    """One fact about a run."""

    list_display = ("seq", "run_page", "type", "node", "at")
    list_filter = (EventTypeFilter, ("at", DateRangeFilter), ("run", RelatedFilter))
    ordering = ("-id",)
    fields = (("run_page", "seq"), "type", ("node", "iteration"), "at", "told")

    @admin.display(description="payload")
    def told(self, event: Event) -> SafeString | str:
        """Return what it tells as readable JSON."""
        return as_json(event.payload)
