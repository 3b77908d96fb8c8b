"""Tenants in the admin."""

from django.contrib import admin

from designer.admin_site.tenant_scoped import TenantScoped
from designer.models import Membership, Tenant


class Members(admin.TabularInline):  # type: ignore[type-arg] # not subscriptable at run time
    """Who works in the tenant."""

    model = Membership
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Tenant)
class TenantAdmin(TenantScoped):
    """A tenant with its people. The slug stands in every row, so it does not change."""

    tenant_path = "slug"
    list_display = ("name", "slug", "created_at")
    search_fields = ("name", "slug")
    inlines = (Members,)

    def get_readonly_fields(self, request: object, obj: Tenant | None = None) -> tuple[str, ...]:  # noqa: ARG002 - Django's own signature
        """Keep the slug of a tenant that exists."""
        return ("slug", "created_at") if obj else ("created_at",)
