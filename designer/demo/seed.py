"""Put the demo into the database."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction

from dataflow_app.catalog.sample.load import load_sample_catalogue
from dataflow_app.catalog.workflows import TEMPLATES
from designer.demo.paced_search import PACED_SEARCH
from designer.models import Role, Tenant, Workflow
from designer.services.add_member import add_member
from designer.services.create_tenant import create_tenant
from designer.services.create_workflow import create_workflow
from designer.services.publish_version import publish_version

NAME = PASSWORD = "demo"  # noqa: S105 - printed on the screen on purpose


def seed_demo(tell: Callable[[str], object]) -> None:
    """Bring what is missing of the demo: tenant, person, catalogue and workflows; ``tell`` is called before each piece of work.

    What somebody changed or archived since stays as they left it.
    """
    with transaction.atomic():
        tenant = create_tenant(slug=NAME, name="Demo")
        user = _person(tenant)
    products: Any = apps.get_model("catalog", "Product")
    if not products.all_objects.filter(tenant_id=tenant.slug).exists():
        tell("Loading the sample catalogue")
        load_sample_catalogue(tenant.slug)
    if not Workflow.objects.filter(tenant=tenant).exists():
        tell("Drawing the workflows")
        _draw_workflows(user)


def _person(tenant: Tenant) -> User:
    user = User.objects.filter(username=NAME).first()
    if user is None:
        user = User.objects.create_superuser(NAME, password=PASSWORD, first_name="Demo", last_name="Person")
        add_member(tenant=tenant, user=user, role=Role.OWNER)
    return user


@transaction.atomic
def _draw_workflows(user: User) -> None:
    for template in (*TEMPLATES, PACED_SEARCH):
        tags = ["demo"] if template is PACED_SEARCH else ["guide"]
        workflow = create_workflow(
            actor=user, name=template.name, description=template.description, tags=tags, definition=template.definition
        )
        publish_version(actor=user, workflow=workflow, message="As it came with the demo.")
