"""People of two tenants, and clients that speak JSON for them."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from dataflow_app.graph.definition import Definition
from designer.models import Membership, Role, Run, Tenant, Trigger, Workflow
from designer.services.create_trigger import create_trigger
from designer.services.create_workflow import create_workflow
from designer.services.publish_version import publish_version
from designer.services.start_run import start_run

DELAY = {"id": "wait", "type": "DelayNode", "parameters": {"seconds": 0, "value": "tea"}}
RUNNABLE = {"nodes": [DELAY]}
BROKEN = {"nodes": [{"id": "odd", "type": "DelayNod"}]}
HOURLY = {"cron": "0 * * * *", "timezone": "Europe/Berlin"}


@dataclass(frozen=True)
class Api:
    """A client of one person; ``send`` takes and gives JSON."""

    client: Client

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(path, headers=headers)

    def send(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(method, path, json.dumps(body), content_type="application/json", headers=named)

    def post(self, path: str, body: object = None) -> Any:
        return self.send("POST", path, {} if body is None else body)

    def save(self, workflow: int, definition: object, number: int) -> Any:
        return self.send("PUT", f"/api/workflows/{workflow}/draft/", {"definition": definition}, if_match=f'"{number}"')


def person(name: str, tenant: Tenant, role: Role) -> User:
    user = User.objects.create_user(name, first_name=name.capitalize())
    Membership.objects.create(user=user, tenant=tenant, role=role)
    return user


def signed_in(user: User) -> Api:
    client = Client()
    client.force_login(user)
    return Api(client)


@pytest.fixture
def tenant(db: None) -> Tenant:
    return Tenant.objects.create(slug="acme", name="Acme")


@pytest.fixture
def ada(tenant: Tenant) -> User:
    return person("ada", tenant, Role.OWNER)


@pytest.fixture
def api(ada: User) -> Api:
    return signed_in(ada)


@pytest.fixture
def viewer(tenant: Tenant) -> Api:
    return signed_in(person("vera", tenant, Role.VIEWER))


@pytest.fixture
def stranger(db: None) -> Api:
    """Somebody of another tenant."""
    return signed_in(person("otto", Tenant.objects.create(slug="other", name="Other"), Role.OWNER))


@pytest.fixture
def workflow(ada: User) -> Workflow:
    return create_workflow(actor=ada, name="Tea", definition=Definition.from_dict(RUNNABLE))


@pytest.fixture
def published(ada: User, workflow: Workflow) -> Workflow:
    publish_version(actor=ada, workflow=workflow, message="First")
    return workflow


@pytest.fixture
def run(ada: User, workflow: Workflow) -> Run:
    return start_run(actor=ada, workflow=workflow)


@pytest.fixture
def trigger(ada: User, published: Workflow) -> Trigger:
    return create_trigger(actor=ada, workflow=published, type="schedule", parameters=HOURLY)
