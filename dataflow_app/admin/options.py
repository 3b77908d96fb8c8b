"""The automatic admin of a model, put together from the model's fields and options."""

from typing import Any

from django.contrib import admin
from django.db import models

from dataflow_app.admin.bulk_actions import BulkActions
from dataflow_app.admin.columns import KEPT, filtered, listed, own_fields, searched
from dataflow_app.admin.deleted import DeletedFilter, DeletedRows
from dataflow_app.admin.export_pages import ExportPages
from dataflow_app.admin.form import RowForm, VersionedForm
from dataflow_app.admin.history import HistoryPages
from dataflow_app.admin.import_pages import ImportPages
from dataflow_app.orm.bound_model import BoundModel


def admin_class(bound: BoundModel) -> "type[admin.ModelAdmin[Any]]":
    """Return an admin class for a model: its columns, filters and search, its history, its deleted rows, and its files."""
    options, fields = bound.options, own_fields(bound)
    keeps_history = hasattr(bound.model, "history")
    bases = (
        DeletedRows if options.soft_delete else BulkActions,
        ImportPages,
        ExportPages,
        *((HistoryPages,) if keeps_history else ()),
    )
    relations = [field.name for field in fields if isinstance(field, models.ForeignKey)]
    attributes: dict[str, Any] = {
        "bound": bound,
        "form": type(f"{bound.name}Form", (VersionedForm if options.versioned else RowForm,), {"bound": bound, "__module__": __name__}),
        "list_display": listed(bound),
        "list_filter": [*((DeletedFilter,) if options.soft_delete else ()), *filtered(bound)],
        "search_fields": searched(bound),
        "raw_id_fields": relations,
        "readonly_fields": [field.name for field in fields if not field.editable or field.name in KEPT],
        "list_select_related": relations or False,
        "ordering": () if bound.model._meta.ordering else ("-pk",),
        "__module__": __name__,
    }
    return type(f"{bound.name}Admin", bases, attributes)
