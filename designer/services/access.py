"""Who may do what: the questions that every service asks first."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from designer.models import Membership, Role
from designer.services.errors import NotFound, NotPermitted
from designer.services.membership_of import membership_of

Person = AbstractBaseUser | AnonymousUser


def require_member(actor: Person) -> Membership:
    """Return the person's membership; raise ``NotPermitted`` where there is none."""
    membership = membership_of(actor)
    if membership is None:
        raise NotPermitted("You belong to no tenant.", "Ask an administrator to add a membership for you.")
    return membership


def require_editor(actor: Person) -> Membership:
    """Return the person's membership; raise ``NotPermitted`` for a viewer."""
    return _editing(require_member(actor))


def require_owner(actor: Person) -> Membership:
    """Return the person's membership; raise ``NotPermitted`` for anybody but an owner."""
    membership = require_member(actor)
    if membership.role != Role.OWNER:
        raise NotPermitted("Only an owner of the tenant may keep credentials.", "Ask an owner to do it.")
    return membership


def require_editor_of(actor: Person, tenant_id: int) -> Membership:
    """Return the person's membership of that tenant; raise ``NotFound`` for somebody of another one, ``NotPermitted`` for a viewer."""
    membership = require_member(actor)
    if membership.tenant_id != tenant_id:
        raise NotFound("There is no such thing among what you can see.", "It may have been deleted, or belong to another tenant.")
    return _editing(membership)


def _editing(membership: Membership) -> Membership:
    if membership.role == Role.VIEWER:
        raise NotPermitted("Your role is viewer: you may look, but not change or run anything.", "Ask an owner for the role editor.")
    return membership
