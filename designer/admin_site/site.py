"""The site itself."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from dataflow_app.orm.bound_model import bound_to
from designer.admin_site.run_selected import RunsWorkflows
from designer.admin_site.superusers import SeenBySuperusers
from designer.admin_site.tenant_scoped import TenantScoped, has_tenants


class DesignerAdminSite(admin.AdminSite):
    """Scopes the admin of whatever carries a ``tenant_id`` to the person's tenant, whoever registered it; people are for superusers."""

    site_header = "DataFlow Designer"
    site_title = "DataFlow Designer"
    index_title = "Data and administration"
    site_url = reverse_lazy("designer:workflows")  # type: ignore[assignment] # the stubs want a text, Django takes a promise of one

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: "type[admin.ModelAdmin[Any]] | None" = None,
        **options: Any,
    ) -> None:
        """Register a model, or several, with an admin that knows tenants where the model does."""
        models = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        for model in models:
            super().register(model, _scoped(model, admin_class), **options)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send strangers to the designer's own sign-in; people without access see Django's page, which says so."""
        if request.user.is_authenticated:
            return super().login(request, extra_context)
        return redirect_to_login(request.GET.get("next", request.get_full_path()))


def _scoped(model: type[Model], admin_class: "type[admin.ModelAdmin[Any]] | None") -> "type[admin.ModelAdmin[Any]] | None":
    base = admin_class or admin.ModelAdmin
    if model._meta.app_label == "auth":
        # Whoever may change people may make a superuser of anybody.
        return type(base.__name__, (SeenBySuperusers, base), {"__module__": base.__module__})
    if bound_to(model):
        base = type(base.__name__, (RunsWorkflows, base), {"__module__": base.__module__})
    if not has_tenants(model):
        return base if bound_to(model) else admin_class
    own = {"tenant_path": "tenant_id", "run_address": "/runs/{}/", "__module__": base.__module__}
    return type(base.__name__, (TenantScoped, base), own)
