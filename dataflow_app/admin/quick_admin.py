"""An admin whose pages stay quick however long the tables are: for bound models, and for any other that wants it."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import DataError, NotSupportedError, OperationalError, models
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.text import capfirst

from dataflow_app.admin.counts import CappedPaginator
from dataflow_app.admin.related import related_lists
from dataflow_app.errors import NodeError
from dataflow_app.orm.databases.time_limit import time_limit

#: How long a search may take, in seconds.
_PATIENCE = 10.0
#: Up to how many rows that a search found are named by their keys, so that it is not made again for their number and for each page.
_FOUND = 1_000
#: What Django, databases and their drivers say to a filter in an address that they cannot take.
_UNREADABLE = (DataError, NotSupportedError, OverflowError, ValueError)
#: What SQLite says to a regular expression that cannot be read.
_FUNCTION_FAILED = "user-defined function"


class QuickList(ChangeList):
    """A page of rows that is read at once, and no longer than anybody waits."""

    def get_results(self, request: HttpRequest) -> None:
        """Read the page; raise ``NodeError`` where it takes too long, or the database cannot take what the address asks for."""
        try:
            with time_limit(self.root_queryset.db, _PATIENCE):
                self._read(request)
        except (*_UNREADABLE, OperationalError) as error:
            if isinstance(error, OperationalError) and _FUNCTION_FAILED not in str(error):
                raise
            message = f"The address of this list asks of the {self.opts.verbose_name_plural} what cannot be found out."
            raise NodeError("invalid_parameter", message, "It is shown without that.") from error

    def _read(self, request: HttpRequest) -> None:
        if self.query:
            self._search_once()
        super().get_results(request)
        # Only the rows of the page are joined with those that they refer to, not all that are sorted.
        self.result_list = list(self.queryset.filter(pk__in=_keys(self.result_list)))

    def _search_once(self) -> None:
        found = _keys(self.queryset.order_by()[: _FOUND + 1])
        if len(found) <= _FOUND:
            self.queryset = self.queryset.filter(pk__in=found)


def _keys(rows: "models.QuerySet[Any]") -> list[Any]:
    return list(rows.select_related(None).values_list("pk", flat=True))


class QuickAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # not subscriptable at run time
    """Counts and leafs to a limit, reads within one, and leads from a row to the lists of those that refer to it."""

    list_per_page = 50
    show_full_result_count = False
    #: Numbers beside the choices of filters would each be a count of the whole table.
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator
    change_list_template = "dataflow_app/quick_list.html"
    change_form_template = "dataflow_app/related_form.html"

    class Media:
        """The style of the pages that are ours."""

        css = {"all": ["dataflow_app/rows.css"]}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:  # noqa: ARG002 - Django's signature
        """Return the list that is read within a limit."""
        return QuickList

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Show the rows; what cannot be done to them, or not be found in time, is a message."""
        extra = {"title": capfirst(self.opts.verbose_name_plural), **(kwargs.pop("extra_context", None) or {})}
        return self.answered(request, super().changelist_view, *args, extra_context=extra, **kwargs)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Add the lists of rows that refer to this one."""
        row = kwargs.get("obj")
        related = related_lists(self.admin_site, request, row) if row is not None else []
        return super().render_change_form(request, {**context, "related_lists": related}, *args, **kwargs)

    def answered(self, request: HttpRequest, view: Callable[..., Any], *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Return what the view returns; where it is refused, go back with the reason as a message."""
        try:
            response: HttpResponseBase = view(request, *args, **kwargs)
        except NodeError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(self._after_refusal(request))
        return response

    def _after_refusal(self, request: HttpRequest) -> str:
        """Return where to go: back to what was asked for, or, where it cannot be shown, to what is simpler."""
        if request.method == "POST":
            return request.get_full_path()
        return request.path if request.GET else reverse("admin:index", current_app=self.admin_site.name)
