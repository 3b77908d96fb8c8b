"""Memberships in the admin."""

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest

from designer.admin.person import PersonChosen
from designer.admin_site.superusers import ChangedBySuperusers
from designer.admin_site.tenant_scoped import TenantScoped
from designer.models import Membership, Role
from designer.services.add_member import add_member
from designer.services.remove_member import remove_member


@admin.register(Membership)
class MembershipAdmin(PersonChosen, ChangedBySuperusers, TenantScoped):
    """Who is what where. Of a membership that exists the role changes."""

    list_display = ("user", "tenant", "role")
    list_filter = ("role", "tenant")
    search_fields = (f"user__{get_user_model().USERNAME_FIELD}", "tenant__name")
    autocomplete_fields = ("tenant",)

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> tuple[str, ...]:  # noqa: ARG002 - Django's own signature
        """Keep person and tenant of a membership that exists."""
        return ("user", "tenant") if obj else ()

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:  # noqa: FBT001, ARG002 - likewise
        """Store it by the service."""
        obj.pk = add_member(tenant=obj.tenant, user=obj.user, role=Role(obj.role)).pk

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:  # noqa: ARG002 - likewise
        """Delete it by the service."""
        remove_member(membership=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        """Delete each by the service."""
        for membership in queryset:
            self.delete_model(request, membership)
