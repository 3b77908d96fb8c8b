"""An admin that shows people what belongs to their tenant, and superusers everything."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from designer.admin_site.raw_id import OwnRowsRawIdWidget
from designer.admin_site.superusers import is_superuser
from designer.services.membership_of import membership_of

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin


def own_tenant(request: HttpRequest) -> str:
    """Return the slug of the person's tenant; empty for somebody without one, whom no row belongs to."""
    membership = membership_of(request.user)
    return membership.tenant.slug if membership else ""


def has_tenants(model: type[Model]) -> bool:
    """Whether the model's rows carry a ``tenant_id``."""
    return "tenant_id" in {field.name for field in model._meta.get_fields()}


class TenantScoped(Base):
    """``tenant_path`` leads from the model to the tenant's slug; rows with a ``tenant_id`` column of their own get it set."""

    tenant_path = "tenant__slug"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows that the person may see."""
        rows = super().get_queryset(request)
        return rows if is_superuser(request) else rows.filter(**{self.tenant_path: own_tenant(request) or None})

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Leave out the choice of a tenant, which names all of them, where the person has none."""
        filters = super().get_list_filter(request)
        return filters if is_superuser(request) else [each for each in filters if not _names_tenant(each)]

    def get_list_display(self, request: HttpRequest) -> Any:
        """Leave out the column of the tenant, which is the same in every row, where the person sees one tenant only."""
        columns = super().get_list_display(request)
        return columns if is_superuser(request) else [each for each in columns if not _names_tenant(each)]

    def get_exclude(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Leave the tenant's column out of the form where the person has no choice."""
        excluded = super().get_exclude(request, obj) or ()
        return excluded if is_superuser(request) else (*excluded, "tenant_id")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Suggest the person's own tenant for a new row."""
        return {"tenant_id": own_tenant(request), **super().get_changeform_initial_data(request)}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer rows of the person's tenant only, where the other model has tenants."""
        other = db_field.remote_field.model
        if not is_superuser(request) and has_tenants(other):
            kwargs["queryset"] = rows = other._default_manager.filter(tenant_id=own_tenant(request))
            if db_field.name in self.raw_id_fields:
                kwargs["widget"] = OwnRowsRawIdWidget(rows, db_field.remote_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's own signature
        """Give a new row to the person's tenant."""
        if not change and self.tenant_path == "tenant_id" and not is_superuser(request):
            obj.tenant_id = own_tenant(request)
        super().save_model(request, obj, form, change)


def _names_tenant(each: Any) -> bool:
    """Whether a column or a filter, alone or with the class of it, is that of the tenant."""
    return (each[0] if isinstance(each, tuple) else each) in ("tenant", "tenant_id")
