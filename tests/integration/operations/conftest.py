"""A tenant with a published workflow, and runs in any state."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from dataflow_app.graph.definition import Definition
from designer.models import Membership, Role, Run, Tenant, Workflow
from designer.services.create_workflow import create_workflow
from designer.services.publish_version import publish_version


@pytest.fixture
def owner(db: None) -> User:
    user = User.objects.create_user("ada")
    Membership.objects.create(user=user, tenant=Tenant.objects.create(slug="acme", name="Acme"), role=Role.OWNER)
    return user


@pytest.fixture
def workflow(owner: User) -> Workflow:
    definition = Definition.from_dict({"nodes": [{"id": "wait", "type": "DelayNode", "parameters": {"seconds": 0}}]})
    workflow = create_workflow(actor=owner, name="Tea", definition=definition)
    publish_version(actor=owner, workflow=workflow, message="First")
    return workflow


@pytest.fixture
def make_run(workflow: Workflow) -> Callable[..., Run]:
    """Makes a run of the workflow, queued now unless told otherwise."""

    def make(**values: Any) -> Run:
        row = {"tenant": workflow.tenant, "workflow": workflow, "definition": workflow.draft, "actor": "ada", "queued_at": timezone.now()}
        return Run.objects.create(**{**row, **values})

    return make
