"""Tenants in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from designer.admin.person import PersonChosen
from designer.admin_site.superusers import ChangedBySuperusers
from designer.admin_site.tenant_scoped import TenantScoped
from designer.models import Membership, Role, Tenant
from designer.services.add_member import add_member
from designer.services.create_tenant import create_tenant
from designer.services.remove_member import remove_member
from designer.services.update_tenant import update_tenant


class Members(PersonChosen, admin.TabularInline):  # type: ignore[type-arg] # not subscriptable at run time
    """Who works in the tenant: added and removed here; a role changes on the membership's own page."""

    model = Membership
    extra = 0
    show_change_link = True

    def has_change_permission(self, request: HttpRequest, obj: Tenant | None = None) -> bool:  # noqa: ARG002 - Django's own signature
        """Keep the rows that exist."""
        return False


@admin.register(Tenant)
class TenantAdmin(ChangedBySuperusers, TenantScoped):
    """A tenant with its people. The slug stands in every row, so it does not change, and the tenant is not deleted."""

    tenant_path = "slug"
    list_display = ("name", "slug", "max_runs", "created_at")
    search_fields = ("name", "slug")
    inlines = (Members,)

    def has_delete_permission(self, request: HttpRequest, obj: Tenant | None = None) -> bool:  # noqa: ARG002 - likewise
        """Keep every tenant: its rows would belong to nobody."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Tenant | None = None) -> tuple[str, ...]:  # noqa: ARG002 - likewise
        """Keep the slug of a tenant that exists."""
        return ("slug", "created_at") if obj else ("created_at",)

    def save_model(self, request: HttpRequest, obj: Tenant, form: Any, change: bool) -> None:  # noqa: FBT001, ARG002 - likewise
        """Store it by a service."""
        if not change:
            obj.pk = create_tenant(slug=obj.slug, name=obj.name).pk
        update_tenant(tenant=obj, name=obj.name, max_runs=obj.max_runs)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001, ARG002 - likewise
        """Store and remove members by services."""
        added = formset.save(commit=False)
        for membership in formset.deleted_objects:
            remove_member(membership=membership)
        for membership in added:
            membership.pk = add_member(tenant=membership.tenant, user=membership.user, role=Role(membership.role)).pk
