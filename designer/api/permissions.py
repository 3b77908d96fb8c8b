"""Who may call: people with a tenant; viewers only where nothing changes."""

from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from designer.api.problems import Refused
from designer.models import Membership, Role
from designer.services.access import Person
from designer.services.membership_of import membership_of


class InTenant(BasePermission):
    """Lets people in who belong to a tenant, and tells the view which membership they come with."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Set ``view.membership``; raise where there is none."""
        if not request.user.is_authenticated:
            raise NotAuthenticated
        membership = membership_of(request.user)
        if membership is None:
            raise Refused(403, "no_tenant", "You belong to no tenant yet. Ask an administrator to add a membership for you.")
        view.membership = membership  # type: ignore[attr-defined] # every view here is an ApiView, which declares it
        return True


class MayChange(BasePermission):
    """Keeps viewers from whatever changes something; a view whose POST only reads says so with ``only_reads``."""

    message = "Your role is viewer: you may look, but not change or run anything. Ask an owner of the tenant for the role editor."

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether the method is safe, or the role may change things."""
        is_safe = request.method in SAFE_METHODS or bool(getattr(view, "only_reads", False))
        return is_safe or view.membership.role != Role.VIEWER  # type: ignore[attr-defined] # set by InTenant


class Operates(BasePermission):
    """Lets people in who run the installation, or a tenant of it."""

    message = "Only owners of a tenant and staff see how workers and queue stand. Ask an owner for the role owner."

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether the person is one of them."""
        return is_operator(request.user, view.membership)  # type: ignore[attr-defined] # set by InTenant


def is_operator(user: Person, membership: Membership) -> bool:
    """Whether the person may look at operations: an owner, staff, or a superuser."""
    return membership.role == Role.OWNER or bool(getattr(user, "is_staff", False)) or sees_all_tenants(user)


def sees_all_tenants(user: Person) -> bool:
    """Whether the person may look at what belongs to any tenant."""
    return bool(getattr(user, "is_superuser", False))
