"""Memberships in the admin."""

from django.contrib import admin

from designer.admin_site.tenant_scoped import TenantScoped
from designer.models import Membership


@admin.register(Membership)
class MembershipAdmin(TenantScoped):
    """Who is what where."""

    list_display = ("user", "tenant", "role")
    list_filter = ("role", "tenant")
    search_fields = ("user__username", "tenant__name")
    autocomplete_fields = ("user", "tenant")
