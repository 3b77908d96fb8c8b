"""What only superusers change: people and tenants, for who may name people and tenants may name themselves into any."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin


def is_superuser(request: HttpRequest) -> bool:
    """Whether the person may see and change what belongs to any tenant."""
    return bool(getattr(request.user, "is_superuser", False))


class ChangedBySuperusers(Base):
    """Others look, where their permissions let them."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's own signature, of inlines too
        """Let superusers add."""
        return is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - likewise
        """Let superusers change."""
        return is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - likewise
        """Let superusers delete."""
        return is_superuser(request)


class SeenBySuperusers(ChangedBySuperusers):
    """Others do not even look."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - likewise
        """Let superusers look."""
        return is_superuser(request)
