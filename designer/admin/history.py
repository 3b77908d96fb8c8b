"""What the admins of history share: they show, and they lead to the page of the designer where something can be done."""

import json
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dataflow_app.admin.quick_admin import QuickAdmin
from designer.addresses import page
from designer.admin_site.tenant_scoped import TenantScoped


class History(TenantScoped, QuickAdmin):
    """Rows that only services write."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 - Django's own signature
        """Nobody adds to history by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 - likewise
        """Nobody changes it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 - likewise
        """Nobody takes from it."""
        return False


def as_json(value: Any) -> SafeString | str:
    """Return JSON as a person reads it; a dash where there is none."""
    if value is None:
        return "-"
    return format_html('<pre class="json">{}</pre>', json.dumps(value, indent=2, ensure_ascii=False))


def link(url: str, text: str) -> SafeString:
    """Return a link."""
    return format_html('<a href="{}">{}</a>', url, text)


class OfRun(History):
    """Rows that belong to a run."""

    tenant_path = "run__tenant__slug"
    list_select_related = ("run",)
    search_fields = ("node", "=run__id")

    @admin.display(description="run", ordering="run_id")
    def run_page(self, row: Any) -> SafeString:
        """Return the link to the page of the row's run."""
        return link(page("runs", row.run_id), f"#{row.run_id}")
