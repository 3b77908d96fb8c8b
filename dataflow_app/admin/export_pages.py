"""Exporting: the rows that a list shows, or those that were selected, as a file."""

from tempfile import TemporaryFile
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from dataflow_app.admin.cells import as_json_text, file_columns
from dataflow_app.admin.counts import counted
from dataflow_app.admin.downloads import download
from dataflow_app.admin.files import FORMATS, write_table
from dataflow_app.admin.rows import RowAdmin
from dataflow_app.errors import NodeError
from dataflow_app.orm.rows.output import readable

_PART = 2_000


class ExportPages(RowAdmin):
    """Adds the export to the admin of a bound model."""

    def get_urls(self) -> list[Any]:
        """Add the page of the export."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("export/", self.admin_site.admin_view(self.export_view), name=name), *super().get_urls()]

    @admin.action(description="Export the selected rows…", permissions=["view"])
    def export_rows(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> HttpResponseBase:
        """Ask for the format and the columns, then send the selected rows."""
        return self._exported(request, queryset)

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """Ask for the format and the columns, then send all rows that the list's search and filters find."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows: models.QuerySet[Any] = self.get_changelist_instance(request).get_queryset(request)
        except (NodeError, IncorrectLookupParameters) as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect("../")
        return self._exported(request, rows)

    def _exported(self, request: HttpRequest, rows: models.QuerySet[Any]) -> HttpResponseBase:
        kind, columns = request.POST.get("format", ""), file_columns(self.bound)
        hidden = self.get_exclude(request) or ()
        offered = [field for field in columns if field.name not in hidden]
        wanted = [field for field in offered if field.attname in request.POST.getlist("column")]
        if request.POST.get("confirmed") and kind in FORMATS and wanted:
            try:
                return self._file(request, rows, kind, wanted)
            except NodeError as error:
                self.message_user(request, str(error), messages.ERROR)
        elif request.POST.get("confirmed"):
            self.message_user(request, "Choose a format, and one column at least.", messages.ERROR)
        return self._ask_for_columns(request, rows, offered)

    def _ask_for_columns(self, request: HttpRequest, rows: models.QuerySet[Any], offered: list[Any]) -> TemplateResponse:
        count = counted(rows)
        context = {
            "title": f"Export {count} {self.opts.verbose_name if count == 1 else self.opts.verbose_name_plural}",
            "columns": offered,
            "action": request.POST.get("action", ""),
            "across": request.POST.get("select_across") == "1",
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "dataflow_app/export.html", self.page_context(request, **context))

    def _file(self, request: HttpRequest, rows: models.QuerySet[Any], kind: str, wanted: list[Any]) -> HttpResponseBase:
        names = [field.attname for field in wanted]
        read = [as_json_text if kind != "json" and isinstance(field, models.JSONField) else readable for field in wanted]
        found = rows.order_by("pk").select_related(None).values_list(*names)
        file = TemporaryFile()  # noqa: SIM115 - the response closes it
        try:
            with transaction.atomic(using=self.bound.database):
                write_table(
                    kind, names, ([each(value) for each, value in zip(read, row, strict=True)] for row in found.iterator(_PART)), file
                )
        except BaseException:
            file.close()
            raise
        name = f"{self.bound.model._meta.model_name}-{timezone.now():%Y%m%d-%H%M%S}.{kind}"
        return download(request, file, name, FORMATS[kind])
