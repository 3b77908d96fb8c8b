"""People, messages and what is stored, for the tests of the admin."""

from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client

from dataflow_app.catalog.database import db as catalog
from dataflow_app.orm.acting import acting
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.scope import Scope
from designer.models import Role, Tenant
from designer.services.add_member import add_member
from designer.services.create_tenant import create_tenant

PRODUCTS = "/admin/catalog/product/"


def bound_model(name: str) -> BoundModel:
    """Return a model of the catalogue."""
    return next(bound for bound in catalog.models if bound.name == name)


def client_of(name: str, tenant: str, *codenames: str) -> Client:
    """Return the browser of a person on the staff with these permissions (all where none is named) in a tenant."""
    person = User.objects.create_user(name, is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=codenames) if codenames else Permission.objects.all())
    home = Tenant.objects.filter(slug=tenant).first() or create_tenant(slug=tenant, name=tenant.title())
    add_member(tenant=home, user=person, role=Role.EDITOR)
    client = Client()
    client.force_login(person)
    return client


def stored(bound: BoundModel) -> Any:
    """Return every row of a model, deleted ones too."""
    return bound.model._base_manager.all()


def states(bound: BoundModel) -> Any:
    """Return every state of every row of a model."""
    history: Any = bound.model.history  # type: ignore[attr-defined] # set by the audit log
    return history.order_by("history_id")


def told(response: Any) -> list[str]:
    """Return the messages on the page."""
    return [str(message) for message in response.context["messages"]]


def everything(product: BoundModel) -> tuple[list[Any], list[Any]]:
    """Return every row and every state there is, to be compared."""
    with acting(Scope()):
        return list(stored(product).order_by("pk").values()), list(states(product).values())
