"""What the automatic admin of a model shows, read off its fields and options."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.html import format_html
from simple_history.admin import SimpleHistoryAdmin

from dataflow_app.admin.deleted import DeletedFilter, DeletedRows
from dataflow_app.admin.form import PlainTextField, VersionedForm
from dataflow_app.errors import StaleRow
from dataflow_app.orm.bound_model import BoundModel

#: How many columns fit on a screen.
COLUMNS = 7
KEPT = ("row_version", "deleted_at", "deletion_reason")


class RowAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What all automatic admins share: text is stored as it was typed, and a row that somebody else saved is not overwritten."""

    list_per_page = 50
    show_full_result_count = False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Keep the spaces around a text, and no text where there is none: it is stored as it came."""
        if isinstance(db_field, models.TextField | models.CharField) and not db_field.choices:
            is_long = isinstance(db_field, models.TextField)
            kwargs = {"form_class": PlainTextField, "is_long": is_long, "empty_value": None if db_field.null else "", **kwargs}
            return db_field.formfield(**kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Say so where somebody else saved the row in the very same moment."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except StaleRow as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


class HistoryPages(SimpleHistoryAdmin):  # type: ignore[misc]
    """The history of a row; who changed it is a name and not a link, for the name may be no user of this site."""

    object_history_template = "dataflow_app/history.html"
    history_list_display = ("run",)
    #: Where a run is shown, with ``{}`` for its number; empty where no page shows runs.
    run_address = ""

    def run(self, record: Any) -> str:
        """Return the run that made the change, as a link where there is a page of it; nothing where a person made it."""
        number = record.history_run or ""
        if self.run_address and number.isdigit():
            return format_html('<a href="{}">run #{}</a>', self.run_address.format(number), number)
        return f"run {number}" if number else ""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:
        """Show the history without links to users."""
        self._check_visible(request, object_id)
        response: HttpResponseBase = super().history_view(request, object_id, {"admin_user_view": "", **(extra_context or {})})
        return response

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        """Show one state of the row."""
        self._check_visible(request, object_id)
        response: HttpResponseBase = super().history_form_view(request, object_id, version_id, extra_context)
        return response

    def _check_visible(self, request: HttpRequest, object_id: str) -> None:
        """Keep the history of a row that is not theirs, or that is gone for good, for superusers."""
        is_superuser = bool(getattr(request.user, "is_superuser", False))
        if not is_superuser and self.get_object(request, unquote(object_id)) is None:
            raise Http404


def admin_class(bound: BoundModel) -> "type[admin.ModelAdmin[Any]]":
    """Return an admin class for a model: its columns, filters and search, its history, and its deleted rows."""
    options = bound.options
    bases = (*((DeletedRows,) if options.soft_delete else ()), RowAdmin, *((HistoryPages,) if options.keeps_history else ()))
    fields = [field for field in bound.model._meta.concrete_fields if not field.primary_key]
    attributes: dict[str, Any] = {
        "list_display": _columns(bound, fields),
        "list_filter": [*((DeletedFilter,) if options.soft_delete else ()), *(field.name for field in fields if _is_filter(field))],
        "search_fields": [field.name for field in fields if _is_text(field)],
        "raw_id_fields": [field.name for field in fields if isinstance(field, models.ForeignKey)],
        "readonly_fields": [field.name for field in fields if not field.editable or field.name in KEPT],
        "list_select_related": [field.name for field in fields if isinstance(field, models.ForeignKey)],
        "ordering": () if bound.model._meta.ordering else ("-pk",),
        "__module__": __name__,
    }
    if options.versioned:
        attributes["form"] = VersionedForm
    return type(f"{bound.name}Admin", bases, attributes)


def _columns(bound: BoundModel, fields: list[Any]) -> list[str]:
    """Return the row itself, then what is short enough for a column."""
    named = {"name", "title", "label", "code"}
    shown = [field.name for field in fields if _is_short(field) and field.name not in named and field.name not in KEPT]
    return ["__str__", *shown[: COLUMNS - 1], *(["deleted_at"] if bound.options.soft_delete else [])]


def _is_short(field: Any) -> bool:
    is_long_text = isinstance(field, models.TextField) and not field.choices and ("description" in field.name or field.blank)
    return not is_long_text and not isinstance(field, models.JSONField | models.BinaryField)


def _is_filter(field: Any) -> bool:
    return isinstance(field, models.BooleanField) or bool(field.choices) or field.name == "tenant_id"


def _is_text(field: Any) -> bool:
    return isinstance(field, models.TextField | models.CharField) and not field.choices and field.name not in KEPT
