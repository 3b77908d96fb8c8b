"""What a list shows of a model, and what it can be searched and filtered by, read off the model's fields and options."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from dataflow_app.admin.filters import DateRangeFilter, RelatedFilter, TenantFilter
from dataflow_app.orm.bound_model import BoundModel

#: How many columns fit on a screen.
COLUMNS = 7
KEPT = ("row_version", "deleted_at", "deletion_reason")
NAMES = ("name", "title", "label", "code")


def listed(bound: BoundModel) -> list[Any]:
    """Return the row itself, then what is short enough for a column; a row that is referred to is a link."""
    shown = [field for field in own_fields(bound) if _is_short(field) and field.name not in (*NAMES, *KEPT)]
    shown.sort(key=lambda field: field.name != "tenant_id")
    return [_row(bound), *(_link(field) if field.is_relation else field.name for field in shown[: COLUMNS - 1])]


def filtered(bound: BoundModel) -> list[Any]:
    """Return the filters: choices and switches, tenant, dates, and what rows belong to."""
    filters = [(field.name, kind) if kind else field.name for field in own_fields(bound) if (kind := _filter(field)) is not False]
    return sorted(filters, key=lambda each: isinstance(each, tuple) and each[1] is DateRangeFilter)


def searched(bound: BoundModel) -> list[str]:
    """Return the fields that the search looks in: those that the model names, else every text, and the key where there is none."""
    named = bound.options.search_fields or [field.name for field in own_fields(bound) if _is_text(field)]
    return list(named) or [f"{bound.model._meta.pk.name}__exact"]


def own_fields(bound: BoundModel) -> list[Any]:
    """Return the model's columns without its key."""
    return [field for field in bound.model._meta.concrete_fields if not field.primary_key]


def row_link(row: Any) -> str:
    """Return the row's name as a link to its page, and bare where it has none."""
    try:
        address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return str(row)
    return format_html('<a href="{}">{}</a>', address, row)


def _row(bound: BoundModel) -> Callable[[Any], str]:
    """Return the column of the row itself, marked where it is deleted, in the order of its name where it has one."""
    by = next((field.name for field in own_fields(bound) if field.name in NAMES), None)

    @admin.display(description=str(bound.model._meta.verbose_name), ordering=by)
    def row(each: Any) -> str:
        if getattr(each, "deleted_at", None) is None:
            return str(each)
        return format_html('<span class="deleted-row">{}</span> <span class="deleted-mark">deleted</span>', each)

    return row


def _link(field: Any) -> Callable[[Any], str | None]:
    @admin.display(description=field.verbose_name, ordering=field.name, empty_value="-")
    def link(row: Any) -> str | None:
        other = getattr(row, field.name)
        return None if other is None else row_link(other)

    link.__name__ = field.name
    return link


def _is_short(field: Any) -> bool:
    is_long_text = isinstance(field, models.TextField) and not field.choices and ("description" in field.name or field.blank)
    return not is_long_text and not isinstance(field, models.JSONField | models.BinaryField)


def _filter(field: Any) -> Any:
    """Return the field's filter, None for Django's own, and False where there is none."""
    if field.name == "tenant_id":
        return TenantFilter
    if field.name == "deleted_at":
        return False
    if isinstance(field, models.DateField):
        return DateRangeFilter
    if isinstance(field, models.ForeignKey):
        return RelatedFilter
    return None if isinstance(field, models.BooleanField) or field.choices else False


def _is_text(field: Any) -> bool:
    is_text = isinstance(field, models.TextField | models.CharField)
    return is_text and not field.choices and field.name not in (*KEPT, "tenant_id")
