"""From a row to the rows that refer to it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.db import models
from django.http import HttpRequest
from django.urls import reverse

from dataflow_app.admin.counts import Count, counted

_CAP = 1_000


@dataclass(frozen=True, slots=True)
class Related:
    """The rows of a model that refer to a row: what they are called, how many the person may see, and where their list is."""

    name: str
    count: Count
    address: str


def related_lists(site: AdminSite, request: HttpRequest, row: models.Model) -> list[Related]:
    """Return the lists of rows that refer to the row, one query each; those whose model the person may not view are left out."""
    relations = [each for each in row._meta.related_objects if each.field.concrete and not each.many_to_many]
    return [related for each in relations if (related := _related(site, request, row, each)) is not None]


def _related(site: AdminSite, request: HttpRequest, row: models.Model, relation: Any) -> Related | None:
    model, field = relation.related_model, relation.field
    if not site.is_registered(model) or not site.get_model_admin(model).has_view_permission(request):
        return None
    key = getattr(row, field.target_field.attname)
    rows = site.get_model_admin(model).get_queryset(request).filter(**{field.name: key})
    name = str(model._meta.verbose_name_plural)
    own = str(row._meta.verbose_name).lower()
    named = name if field.verbose_name.lower() in own or own in field.verbose_name.lower() else f"{name} ({field.verbose_name})"
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", current_app=site.name)
    return Related(named[:1].upper() + named[1:], counted(rows, _CAP), f"{address}?{urlencode({f'{field.name}__exact': key})}")
